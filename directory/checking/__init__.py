"""Verification: what is due, who is asked by mail, what happens when nobody answers, and how an entry is confirmed."""
