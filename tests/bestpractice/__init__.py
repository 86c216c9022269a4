"""Practices and their seal."""
