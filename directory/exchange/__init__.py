"""Joining and leaving: what a directory holds as plain records, read from and written to files and addresses."""
