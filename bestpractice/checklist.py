"""What an editor looks at before the word "empfohlen": the same points for every practice and every association."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to tick. `key` is what a Recommendation keeps."""

    key: str
    label: Promise
    hint: Promise


POINTS = (
    Point("start", _("Die Ausgangslage ist verständlich"), _("Auch für jemanden, der den Kreis nicht kennt.")),
    Point("way", _("Das Vorgehen lässt sich nachvollziehen"), _("Wer hat was getan, in welcher Reihenfolge?")),
    Point("effort", _("Der Aufwand ist genannt"), _("Personal, Zeit und Kosten, auch ungefähr.")),
    Point("lessons", _("Es steht da, was nicht geklappt hat"), _("Und was man heute anders machen würde.")),
    Point("conditions", _("Die Bedingungen sind genannt"), _("Was es braucht, damit es auch anderswo trägt.")),
    Point("effect", _("Die Wirkung ist belegt"), _("Mit Zahlen oder Beobachtungen; Vermutungen heißen auch so.")),
    Point("contact", _("Der Kontakt ist eine Stelle"), _("Kein Name, kein persönliches Postfach.")),
    Point("pictures", _("Bilder sind beschrieben"), _("Jedes hat einen Alternativtext, oder es gibt keine.")),
    Point("names", _("Niemand ist zu erkennen"), _("Keine Namen, keine Einzelfälle, an denen man jemanden erkennt.")),
)


def missing(ticked: Collection[str]) -> list[Point]:
    """The points that are not ticked."""
    return [point for point in POINTS if point.key not in ticked]
