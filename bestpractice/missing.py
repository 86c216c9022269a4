"""What a practice still lacks to be published, recommended, found: one list for form, home and review."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.rich_text import get_text_for_indexing

from bestpractice.contact import looks_like_a_person
from bestpractice.sections import heading_of

if TYPE_CHECKING:
    from bestpractice.models import PracticePage

TO_PUBLISH = {
    "title": gettext_lazy("Bitte geben Sie dem Praxisbeispiel einen Titel."),
    "starting_point": gettext_lazy("Bitte schreiben Sie, woran es gefehlt hat: Ein, zwei Sätze genügen."),
    "what_we_did": gettext_lazy("Bitte schreiben Sie, was Sie getan haben."),
    "what_it_took": gettext_lazy("Bitte schreiben Sie, was es gebraucht hat: auch ungefähr."),
    "contact": gettext_lazy("Bitte nennen Sie eine Stelle oder ein Postfach für Rückfragen."),
}
FOR_SEAL = {
    "what_did_not_work": gettext_lazy("Was nicht geklappt hat und was Sie heute anders machen würden."),
    "conditions": gettext_lazy("Was es braucht, damit es trägt."),
}
WORTH_ADDING = {
    "summary": gettext_lazy("Kurz gesagt: ein, zwei Sätze für Listen und Treffer."),
    "since": gettext_lazy("Seit wann es läuft."),
    "key_result": gettext_lazy("Das Ergebnis in Kürze, zum Beispiel „21 → 3 Tage Wartezeit“."),
}
ALT_TEXT = gettext_lazy("Bitte sagen Sie in einem Satz, was auf dem Bild zu sehen ist.")

PERSONAL_CONTACT = gettext_lazy(
    "Der Kontakt sieht nach einer einzelnen Person aus. Ein Funktionspostfach überdauert einen Wechsel."
)


@dataclass(frozen=True, slots=True)
class Gap:
    """`field`: where in the form it is filled; `label`: its name; `text`: what to write there."""

    field: str
    label: str
    text: str


def for_publishing(practice: "PracticePage") -> list[Gap]:
    """Without these the form does not publish."""
    return [*_empty(practice, TO_PUBLISH), *_undescribed(practice)]


def for_seal(practice: "PracticePage") -> list[Gap]:
    """Without these no association is asked for its seal: success alone does not tell others whether it fits them."""
    return list(_empty(practice, FOR_SEAL))


def worth_adding(practice: "PracticePage") -> list[Gap]:
    """What helps others to find and to judge it; nothing depends on it."""
    gaps = list(_empty(practice, WORTH_ADDING))
    if not practice.topics.all():
        gaps.append(Gap("topics", _("Themen"), _("Mindestens ein Thema, damit andere es finden.")))
    if looks_like_a_person(practice.contact):
        gaps.append(Gap("contact", _("Kontakt"), str(PERSONAL_CONTACT)))
    return gaps


def _empty(practice: "PracticePage", words: Mapping[str, str | Promise]) -> Iterator[Gap]:
    for field, text in words.items():
        value = getattr(practice, field)
        if value is None or (isinstance(value, str) and not get_text_for_indexing(value).strip()):
            yield Gap(field, heading_of(practice, field), str(text))


def _undescribed(practice: "PracticePage") -> Iterator[Gap]:
    for row in practice.pictures.all():
        if not row.alt_text.strip():
            yield Gap("pictures", _("Bildbeschreibung"), str(ALT_TEXT))
    if practice.image and not practice.image.description.strip():
        yield Gap("image", _("Bildbeschreibung"), str(ALT_TEXT))
