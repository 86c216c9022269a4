"""Two topics or two free tags become one: what refers to a word, moving it in one transaction, the admin's pages."""
