"""Puts the apps together: settings, addresses, entry points. Nothing imports it."""
