"""What a subscribed source holds today: all its addresses, read into records."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from directory.exchange.problems import UnreadableError
from directory.exchange.reading import Read, read_file
from directory.exchange.sheets import is_json
from directory.hsds.read import read_hsds
from directory.models import Source
from directory.subscribed import integreat
from directory.subscribed.fetch import Answer, FetchError, fetch

MOST_PAGES = 200  # of an HSDS list; at 100 entries a page more than any district has
Marks = dict[str, dict[str, str]]  # by address


@dataclass(frozen=True, slots=True)
class Gathered:
    """`marks`: to be sent the next time."""

    read: Read
    marks: Marks = field(default_factory=dict)


def gather(source: Source, marks: Mapping[str, Mapping[str, str]]) -> Gathered | None:
    """Everything; None when nothing has changed since `marks`. Raises FetchError, UnreadableError."""
    if source.kind == Source.Kind.INTEGREAT:
        return _integreat(source, marks)
    answer = fetch(source.address, marks.get(source.address))
    if answer.content is None:
        return None
    _refuse_web_page(answer)
    kept = {source.address: answer.mark}
    if source.kind == Source.Kind.HSDS:
        if not is_json(answer.content):
            raise UnreadableError(_("Unter der Adresse steht kein JSON."))
        pages = _hsds_pages(source.address, answer.content)
        result = read_hsds(_joined(pages))
        several = len(pages) > 1  # the mark of the first page says nothing on the others
        return Gathered(Read(result.directory, result.problems), {} if several else kept)
    if is_json(answer.content):
        raise UnreadableError(_("Unter der Adresse steht JSON, keine Tabelle."))
    return Gathered(read_file(answer.content, source.mapping), kept)


def _integreat(source: Source, marks: Mapping[str, Mapping[str, str]]) -> Gathered | None:
    parts = integreat.addresses(source.address)
    if parts is None:
        raise FetchError(_("Die Adresse endet nicht wie bei Integreat auf …/api/v3/REGION/SPRACHE/."))
    answers = {part: fetch(address, marks.get(address)) for part, address in parts.items()}
    if all(answer.content is None for answer in answers.values()):
        return None
    for part, answer in answers.items():
        if answer.content is None:
            answers[part] = fetch(parts[part])
        _refuse_web_page(answers[part])
    contents = {part: answer.content or b"" for part, answer in answers.items()}
    region = source.address.partition("/api/v3/")[2].partition("/")[0]
    reading = integreat.read_integreat(contents, region)
    broken = [problem.column for problem in reading.problems if problem.row == 0 and problem.left_out]
    if broken:  # half a region would look like a region in which half has ended
        raise UnreadableError(_("Unter „%s“ steht nicht, was Integreat ausgibt.") % ", ".join(broken))
    kept = {parts[part]: answer.mark for part, answer in answers.items()}
    return Gathered(Read(reading.directory, reading.problems, reading.rows), kept)


def _refuse_web_page(answer: Answer) -> None:
    start = (answer.content or b"")[:500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise UnreadableError(_("Unter der Adresse steht eine Webseite, keine Liste."))


def _hsds_pages(address: str, first: bytes) -> list[bytes]:
    """All pages of a list that says of itself how many it has."""
    count = _page_count(first)
    if count > MOST_PAGES:
        raise UnreadableError(_("Die Liste hat mehr als %s Seiten.") % MOST_PAGES)
    pages = [first]
    for number in range(2, count + 1):
        page = fetch(_with_page(address, number)).content or b""
        if _page_count(page) != count:
            raise UnreadableError(_("Die Liste hat sich beim Abrufen geändert."))
        pages.append(page)
    return pages


def _page_count(content: bytes) -> int:
    found = _json(content)
    count = found.get("total_pages") if isinstance(found, dict) and isinstance(found.get("contents"), list) else None
    return count if isinstance(count, int) and count > 0 else 1


def _with_page(address: str, number: int) -> str:
    parts = urlsplit(address)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "page"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("page", str(number))])))


def _joined(pages: list[bytes]) -> bytes:
    if len(pages) == 1:
        return pages[0]
    return json.dumps({"contents": [item for page in pages for item in _json(page)["contents"]]}).encode()


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None  # the reader says what is wrong with it
