"""Practices, the associations' seal on them, and where else they are used."""
