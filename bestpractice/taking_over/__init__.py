"""Taking over a text that already exists: the headings of a DOCX or ODT become the sections of a practice's draft."""
