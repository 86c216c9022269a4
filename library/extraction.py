"""Takes the text out of stored files in the background."""


def connect() -> None:
    """Connected by the extraction jobs."""
