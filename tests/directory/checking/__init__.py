"""Verification: due, asked, missed, confirmed."""
