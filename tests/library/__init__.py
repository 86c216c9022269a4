"""The library: materials and the text of their files."""
