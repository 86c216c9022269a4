"""A practice on paper: two A4 pages for a usual one, as a tagged PDF with everything its reader may read."""

import io
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import qrcode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from qrcode.image.svg import SvgPathImage

from bestpractice.ledger import queries as ledger
from bestpractice.models import PracticePage
from bestpractice.queries import practice_context
from bestpractice.reading import Part
from bestpractice.takealong.citing import cite, permalink
from bestpractice.takealong.richtext import Block, blocks_of, whole
from core.licences import Named
from core.models import Picture
from core.typesetting import typeset

TEMPLATE = Path(__file__).parent / "sheet.typ"
PAGES = 2
PAGE = re.compile(rb"/Type ?/Page\b")
PICTURE = "format-jpeg|max-1200x700|jpegquality-75"  # 150 dots an inch over the column
MEMBERS_ONLY = gettext_lazy("Nur für Mitglieder: bitte nicht weitergeben.")
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
        "facts": [{"label": fact.term, "value": fact.value, "detail": fact.detail} for fact in around["facts"]],
        "picture": _picture(practice),
        "sections": [_section(part) for part in around["parts"]] + list(_requirements(practice, for_member)),
        "use": _use(practice, for_member=for_member),
        "materials": [{"title": page.title, "url": whole(page.get_url() or "")} for page in around["materials"]],
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


def _section(part: Part) -> Content:
    text = part.text
    blocks = blocks_of(text.html) if text else []
    if part.steps:
        blocks.append(
            {"kind": "steps", "items": [list(_step(step.title, step.when, step.description)) for step in part.steps]}
        )
    if part.indicators:
        blocks.append(_figures(part.indicators))
    return {
        "heading": part.heading,
        "blocks": blocks,
        "lesson": bool(text and text.lesson),
        "note": str(MEMBERS_ONLY) if text and text.hidden else "",
    }


def _requirements(practice: PracticePage, for_member: bool) -> Iterator[Content]:
    """What must be true of a district: part of the lessons, which the district shows to members or to all."""
    requirements = [[_paragraph(str(one))] for one in practice.requirements.all()]
    if requirements and (for_member or practice.lessons_are_public):
        yield {
            "heading": _("Voraussetzungen"),
            "blocks": [{"kind": "list", "items": requirements}],
            "lesson": True,
            "note": "" if practice.lessons_are_public else str(MEMBERS_ONLY),
        }


def _figures(indicators: Iterable[Any]) -> Block:
    return {
        "kind": "table",
        "head": [_("Was gemessen wurde"), _("vorher"), _("Ergebnis"), _("Wie gemessen")],
        "rows": [
            [one.name, f"{one.before} {one.unit}".strip() if one.before else "–", f"{one.value} {one.unit}".strip(),
             one.how_measured or "–"]
            for one in indicators
        ],
    }  # fmt: skip


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


def _code(address: str) -> str:
    """A QR code of the address, as SVG."""
    drawn = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=0).save(drawn)
    return drawn.getvalue().decode()
