"""The directory in Wagtail's admin: who may keep what, and the forms and lists of each noun."""
