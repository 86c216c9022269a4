"""Guards hidden addresses: a street that is not published must not stand in a text that is."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from directory.models import Organisation

SHORTEST = 5  # letters; "Am 1" would be found in half of all texts


def hidden_streets(organisation: Organisation) -> list[str]:
    """The streets of an organisation's hidden places, as they are stored."""
    if not organisation.pk:
        return []
    return list(organisation.locations.filter(hide_address=True).exclude(street="").values_list("street", flat=True))


def betrayed(texts: Mapping[str, object], streets: Iterable[str]) -> dict[str, str]:
    """{field: message} for each text that names one of the streets, however it is written."""
    needles = [folded for street in streets if len(folded := _folded(street)) >= SHORTEST]
    message = _("Hier steht die Straße einer Adresse, die nicht veröffentlicht wird. Bitte nehmen Sie sie heraus.")
    return {
        field: message
        for field, text in texts.items()
        if isinstance(text, str) and any(needle in _folded(text) for needle in needles)
    }


def _folded(text: str) -> str:
    """Letters and digits alone; "Str." is "Straße"."""
    spelled = text.casefold().replace("str.", "strasse").replace("ß", "ss")
    return "".join(char for char in spelled if char.isalnum())
