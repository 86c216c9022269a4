"""Tells the search the words for topics, target groups and languages, and which words mean the same."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    name = "vocabulary"
    verbose_name = _("Vokabular")

    def ready(self) -> None:
        from search.query import Facet
        from search.registry import register_labels, register_synonyms
        from vocabulary import queries

        register_labels(Facet.TOPIC, queries.topic_labels)
        register_labels(Facet.TARGET_GROUP, queries.target_group_labels)
        register_labels(Facet.LANGUAGE, queries.language_labels)
        register_synonyms(queries.synonym_groups)
