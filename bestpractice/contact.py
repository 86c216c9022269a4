"""Whether a contact outlives the person who has it: posts and mailboxes do, names do not."""

import re

ADDRESS = re.compile(r"([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
# What the first half of a mailbox's address says when it is no first name: "integration.mainz@", "buero.jugend@".
OFFICES = frozenset(
    "amt anmeldung ansprechstelle asyl auslaenderamt beratung bildung bildungsbuero buero ehrenamt familie fachstelle "
    "info integration integrationsamt integrationsmanagement jugend jugendamt kontakt koordination kreis landkreis "
    "migration post postfach rathaus redaktion schule service sekretariat soziales sozialamt sprache stadt team "
    "verwaltung vhs volkshochschule welcome willkommen zentrale".split()
)


def looks_like_a_person(contact: str) -> bool:
    """Whether an address in it is built like first.last@: a guess, good for a hint and for nothing else."""
    return any(_is_a_name(local) for local in ADDRESS.findall(contact))


def _is_a_name(local: str) -> bool:
    parts = re.split(r"[._]", local.lower())
    return (
        len(parts) == 2
        and all(re.fullmatch(r"[^\W\d]+(-[^\W\d]+)*", part) for part in parts)
        and not any(word in OFFICES for part in parts for word in part.split("-"))
    )
