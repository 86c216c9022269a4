"""A practice on paper: two A4 pages for a usual one, as a tagged PDF with everything its reader may read."""

import io
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import qrcode
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from bestpractice.ledger import queries as ledger
from bestpractice.models import PracticePage
from bestpractice.queries import practice_context
from bestpractice.sections import Written
from bestpractice.takealong.citing import cite, permalink
from bestpractice.takealong.richtext import Block, blocks_of
from core.licences import Named
from core.models import Picture
from core.typesetting import typeset
from directory.queries import public_address

TEMPLATE = Path(__file__).parent / "sheet.typ"
PAGES = 2
PAGE = re.compile(rb"/Type ?/Page\b")
PICTURE = "format-jpeg|max-1200x700|jpegquality-75"  # 150 dots an inch over the column
Content = dict[str, Any]  # what sheet.typ reads: only texts, numbers, lists and dictionaries


def sheet(content: Content) -> bytes:
    """The PDF (PDF/UA-1). What is too long for two pages is set a degree smaller; what still is, runs on: nothing is
    cut. Setting takes about 60 ms, twice that for a long one.
    """
    made = typeset(TEMPLATE, {**content, "small": False})
    if len(PAGE.findall(made)) > PAGES:
        smaller = typeset(TEMPLATE, {**content, "small": True})
        made = smaller if len(PAGE.findall(smaller)) <= PAGES else made
    return made


def content_of(practice: PracticePage, portal: str, licence: Named | None = None, *, for_member: bool) -> Content:
    """Everything that the sheet says. `portal`: the name it goes by here. Asks a constant number of queries."""
    around = practice_context(practice, for_member=for_member)
    cited = cite(practice, portal)
    return {
        "title": practice.title if any(map(str.isalnum, practice.title)) else _("Ohne Titel"),
        "portal": portal,
        "district": practice.district.full_name,
        "kind": _("Praxisbeispiel"),
        "lead": practice.lead,
        "example": _("Beispielinhalt, frei erfunden") if practice.is_example else "",
        "seal": _("empfohlen: %s") % ", ".join(around["recommended_by"]) if around["recommended_by"] else "",
        "topics": [topic["label"] for topic in around["topics"]],
        "facts": facts_of(practice),
        "picture": _picture(practice),
        "sections": [_section(practice, part) for part in around["sections"]],
        "use": _use(practice, for_member=for_member),
        "materials": _materials(practice),
        "contact": practice.contact,
        "edition": cited.edition if cited else "",
        "citation": cited.line if cited else "",
        "licence": _("Lizenz: %s") % licence.name if licence else "",
        "address": permalink(practice),
        "code": _code(permalink(practice)),
        "words": {
            "contact": _("Fragen dazu"),
            "materials": _("Materialien"),
            "cite": _("Zitieren"),
            "use": _("Wo es genutzt wird"),
            "code": _("QR-Code mit der Adresse dieser Seite"),
            "adapted": _("Was andere anders machen"),
            "facts": _("Auf einen Blick"),
            "page": _("Seite"),
            "of": _("von"),
        },
    }


def facts_of(practice: PracticePage) -> list[dict[str, str]]:
    """What is known in figures, in the page's order."""
    state = practice.get_status_display()
    if practice.since:
        since = date_format(practice.since, "F Y")
        state = _("%(state)s seit %(day)s") % {"state": state, "day": since} if not practice.until else state
    if practice.until:
        state = _("%(state)s bis %(day)s") % {"state": state, "day": date_format(practice.until, "F Y")}
    facts = [
        (_("Stand"), state),
        (_("Personal"), practice.staff),
        (_("Stunden in der Woche"), _number(practice.staff_hours)),
        (_("Stellenanteil"), _number(practice.staff_fte)),
        (_("Einmalige Kosten"), _euro(practice.cost_once)),
        (_("Kosten im Jahr"), _euro(practice.cost_per_year)),
        (_("Ergebnis"), practice.key_result),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def _number(value: Any) -> str:
    return "" if value is None else str(localize(value.normalize() if value else value))


def _euro(value: int | None) -> str:
    return "" if value is None else _("%s €") % intcomma(value)


def _section(practice: PracticePage, part: Written) -> Content:
    return {
        "heading": part.heading,
        "blocks": blocks_of(part.html) + list(_lists_after(practice, part.field)),
        "lesson": part.lesson,
        "note": _("Nur für Mitglieder: bitte nicht weitergeben.") if part.hidden else "",
    }


def _lists_after(practice: PracticePage, field: str) -> Iterator[Block]:
    """The rows that belong to a section: steps to what was done, figures to the results."""
    if field == "what_we_did" and (steps := list(practice.steps.all())):
        yield {"kind": "steps", "items": [list(_step(step.title, step.when, step.description)) for step in steps]}
    if field == "results" and (indicators := list(practice.indicators.all())):
        yield {
            "kind": "table",
            "head": [_("Was gemessen wurde"), _("vorher"), _("nachher"), _("Wie gemessen")],
            "rows": [[one.name, one.before, f"{one.value} {one.unit}".strip(), one.how_measured] for one in indicators],
        }
    if field == "conditions" and (requirements := list(practice.requirements.all())):
        yield {"kind": "list", "items": [[_paragraph(str(one))] for one in requirements]}


def _step(title: str, when: str, description: str) -> Iterator[Block]:
    named = [{"text": title, "bold": True, "url": ""}]
    yield {"kind": "paragraph", "runs": named + ([{"text": f" ({when})", "bold": False, "url": ""}] if when else [])}
    for line in filter(str.strip, description.splitlines()):
        yield _paragraph(line)


def _paragraph(text: str) -> Block:
    return {"kind": "paragraph", "runs": [{"text": text, "bold": False, "url": ""}]}


def _picture(practice: PracticePage) -> Content | None:
    """The first picture, small enough for paper; None when there is none or its file is gone."""
    row = practice.pictures.select_related("picture").first()
    picture: Picture | None = row.picture if row else practice.image
    if picture is None:
        return None
    try:
        with picture.get_rendition(PICTURE).file.open() as file:
            content = file.read()
    except OSError:
        return None
    alt = (row.alt_text if row else picture.description) or picture.title
    return {"bytes": list(content), "alt": alt, "caption": row.caption if row else ""}


def _use(practice: PracticePage, *, for_member: bool) -> Content:
    told = ledger.entries([practice.pk], for_member=for_member)
    used = ledger.figures_of(entry.stage for entry in told).used
    return {
        "cells": ledger.strip(practice, {entry.district.ags: entry.stage for entry in told}),
        "sentence": _("In %s von 36 genutzt") % used if used else _("Noch nirgends nachgenutzt"),
        "stages": [
            {"label": label, "value": ", ".join(entry.district.full_name for entry in entries)}
            for label, entries in groupby(told, key=lambda entry: entry.label)
        ],
        "adapted": [
            {"who": entry.district.full_name, "what": said} for entry in told if (said := " ".join(_said(entry)))
        ],
    }


def _said(entry: ledger.Entry) -> Iterator[str]:
    if entry.adaptation:
        yield entry.adaptation
    if entry.outcome:
        yield _("Ergebnis: %s") % entry.outcome
    if entry.because:
        yield (_("Beendet, nur für Mitglieder: %s") if entry.is_for_members else _("Beendet: %s")) % entry.because


def _materials(practice: PracticePage) -> list[Content]:
    pages = [row.page for row in practice.materials.select_related("page")]
    return [{"title": page.title, "url": url} for page in pages if (url := public_address(page))]


def _code(address: str) -> str:
    """A QR code of the address, as SVG."""
    drawn = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=0).save(drawn)
    return drawn.getvalue().decode()
