"""A district's offers on its own website: a page that any site may frame, and the one tag that does it."""
