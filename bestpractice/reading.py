"""A practice as it is read: its facts, its text with steps and figures in order, pictures and materials."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from bestpractice.models import PracticePage
from bestpractice.sections import SECTIONS, Written, written
from core.models import Picture

PICTURE_SIZE = "max-1200x800"
LONG = 7  # parts, from which on a list of them helps


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the facts before the prose; `detail` says it more exactly."""

    term: str
    value: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of the page, in reading order: a text, rows, or both. `name`: its anchor."""

    name: str
    heading: str
    text: Written | None = None
    steps: tuple[Any, ...] = ()
    indicators: tuple[Any, ...] = ()


def reading_context(practice: PracticePage, *, for_member: bool) -> dict[str, Any]:
    """What templates/bestpractice/practice_page.html shows of the practice itself; the number of queries is fixed."""
    parts = list(parts_of(practice, for_member=for_member))
    return {
        "sections": list(written(practice, for_member=for_member)),
        "facts": list(facts_of(practice)),
        "parts": parts,
        "has_contents": len(parts) >= LONG,
        "hides_lessons": any(part.hidden for part in written(practice, for_member=True)) and not for_member,
        "pictures": _pictures(practice),
        "materials": _materials(practice),
    }


def facts_of(practice: PracticePage) -> Iterator[Fact]:
    """What is known of these: since when, with how many people, at what cost, with what result."""
    yield _standing(practice)
    staff = dict.fromkeys(filter(None, [practice.staff, *_staff_figures(practice)]))  # "½ Stelle" once, not twice
    if staff:
        first, *more = staff
        yield Fact(_("Personal"), first, " · ".join(more))
    costs = [(practice.cost_per_year, _("Kosten im Jahr")), (practice.cost_once, _("Einmalige Kosten"))]
    for euro, term in costs:
        if euro is not None:
            yield Fact(term, _("%(euro)s €") % {"euro": intcomma(euro)})
    if practice.key_result:
        yield Fact(_("Ergebnis"), practice.key_result)


def _standing(practice: PracticePage) -> Fact:
    since, until = ((date_format(day, "F Y") if day else "") for day in (practice.since, practice.until))
    if practice.status == practice.Status.RUNNING and since:
        return Fact(_("Läuft seit"), since, _("geplant bis %(until)s") % {"until": until} if until else "")
    period = _("%(since)s bis %(until)s") % {"since": since, "until": until} if since and until else ""
    if not period and until:
        period = _("bis %(until)s") % {"until": until}
    return Fact(_("Stand"), practice.get_status_display(), period or since)


def _staff_figures(practice: PracticePage) -> Iterator[str]:
    if practice.staff_fte is not None:
        share = _figure(practice.staff_fte)
        yield ngettext("%(share)s Stelle", "%(share)s Stellen", 1 if practice.staff_fte <= 1 else 2) % {"share": share}
    if practice.staff_hours is not None:
        hours = _figure(practice.staff_hours)
        one = 1 if practice.staff_hours == 1 else 2
        yield ngettext("%(hours)s Stunde in der Woche", "%(hours)s Stunden in der Woche", one) % {"hours": hours}


def _figure(value: Decimal) -> str:
    """As it is said: halves and quarters as such, no trailing zeros."""
    fractions = {Decimal("0.25"): "¼", Decimal("0.5"): "½", Decimal("0.75"): "¾"}
    return fractions.get(Decimal(value), number_format(Decimal(value).normalize() + 0, force_grouping=True))


def parts_of(practice: PracticePage, *, for_member: bool) -> Iterator[Part]:
    """Texts that the reader may see; the steps follow what was done, the figures stand with the results."""
    texts = {text.field: text for text in written(practice, for_member=for_member)}
    indicators = tuple(practice.indicators.all())
    for section in SECTIONS:
        text = texts.get(section.field)
        if section.field == "results" and (text or indicators):
            yield Part("results", text.heading if text else _("Was es gebracht hat"), text, indicators=indicators)
        elif text:
            yield Part(text.field, text.heading, text)
        if section.field == "what_we_did" and (steps := tuple(practice.steps.all())):
            yield Part("steps", _("Schritt für Schritt"), steps=steps)


def _pictures(practice: PracticePage) -> list[dict[str, Any]]:
    rows = list(practice.pictures.all())
    pictures = Picture.objects.filter(pk__in=[row.picture_id for row in rows]).prefetch_renditions(PICTURE_SIZE)
    found = {picture.pk: picture for picture in pictures}
    return [{"row": row, "picture": found[row.picture_id]} for row in rows if row.picture_id in found]


def _materials(practice: PracticePage) -> list[Page]:
    """In the author's order; what is no longer public is left out without a word."""
    chosen = [row.page_id for row in practice.materials.all()]
    if not chosen:  # whether pages are public would be asked all the same
        return []
    pages = {page.pk: page for page in Page.objects.filter(pk__in=chosen).live().public().specific()}
    return [pages[pk] for pk in chosen if pk in pages]
