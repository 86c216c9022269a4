"""Practices that an association writes down for a member district, from a call or a report; the district releases."""
