"""The words in common: topics, target groups, languages, synonyms."""
