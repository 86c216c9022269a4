"""Bringing a list in, in the admin: give a file, say what its columns are, look at what would happen, carry it out."""
