"""How many SQL queries a public page may take in a warm process, however much stands on it."""

MOST = 15
# Pages with more kinds of rows of their own ask for each once: a practice for steps, figures, pictures, materials,
# requirements, uses, editions and kin; a dossier for pages, entries and their owners; a district for what it took over
# and what others took.
WIDER = {"practice": 28, "dossier": 25, "district": 20}


def most_queries(what: str) -> int:
    """`what`: words that name the page, "every practice" for example."""
    return next((most for kind, most in WIDER.items() if kind in what), MOST)
