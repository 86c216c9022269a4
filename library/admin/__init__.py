"""The library in the admin: which offers a dossier can name, and what stands on the start page."""
