"""People, their dated roles, and signing in; rights.py says who may do what."""
