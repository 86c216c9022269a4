"""The tagged library: materials, and the text inside their files."""
