"""Directories as hypothesis makes them up: everything that the records allow, as readers of files hand it over."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from directory.exchange.records import (
    ContactRecord,
    Directory,
    LocationRecord,
    OfferRecord,
    OrganisationRecord,
    ScheduleRecord,
)
from directory.models import Organisation

SAMPLES = [
    "Beratung", "Straße 1", "=1+1", "+49 6131 12-0", "-", "@post", "a;b", 'sagt "ja"', "Ї і Ґ", "عربي", "0049", "07315",
    "Zeile\nZeile", "; ", "x, y", "true", "ja", "2026-01-02", "1.50", "'", "\u200cنیم", "Tab\tTab",
    "#N/A", "'#REF!", "'=1", "''", "#A",
]  # fmt: skip


# Not among them: control characters and what XML can't hold (no file has them, and writing leaves them out), the
# beginnings and ends in blanks (forms take them off), other ends of lines than \n (reading makes all of them one).
NO_TEXT: dict[str, Any] = {"exclude_categories": ["Cc", "Cs", "Zl", "Zp"], "exclude_characters": "\ufffe\uffff"}


def texts(most: int = 60) -> st.SearchStrategy[str]:
    plain = st.text(st.characters(**NO_TEXT), max_size=most)
    return (st.sampled_from(SAMPLES) | plain).map(str.strip)


def names() -> st.SearchStrategy[str]:
    return texts().filter(bool)


SLUGS = st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True), max_size=3, unique=True).map(sorted).map(tuple)
CODES = st.lists(st.sampled_from(["de", "uk", "ar", "prs"]), max_size=3, unique=True).map(sorted).map(tuple)
KEYS = st.lists(st.sampled_from(["07211", "07331", "07315"]), max_size=2, unique=True).map(sorted).map(tuple)
UIDS = st.uuids(version=4).map(str)
DATES = st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
TIMES = st.none() | st.times().map(lambda time: time.replace(microsecond=0))


@st.composite
def locations(draw: st.DrawFn, key: str) -> LocationRecord:
    shown: dict[str, Any] = {}
    hidden = draw(st.booleans())
    if not hidden:
        for name in ("street", "place", "directions"):
            shown[name] = draw(texts(20))
        shown["postcode"] = draw(st.sampled_from(["", "01067", "55116"]))  # the model takes nothing but five digits
        if draw(st.booleans()):
            shown["latitude"] = round(draw(st.floats(-90, 90)), 5)
            shown["longitude"] = round(draw(st.floats(-180, 180)), 5)
    return LocationRecord(
        key=key,
        name=draw(texts(20)),
        hide_address=hidden,
        opening_hours=draw(texts()),
        is_accessible=draw(st.booleans()),
        accessibility=draw(texts()),
        **shown,
    )


CONTACTS = st.builds(ContactRecord, function=names(), email=texts(20), phone=texts(20))


@st.composite
def schedules(draw: st.DrawFn) -> ScheduleRecord:
    weekly = draw(st.booleans())
    opens, closes = draw(TIMES), draw(TIMES)
    if opens and closes and opens >= closes:
        closes = None
    return ScheduleRecord(
        weekday=draw(st.integers(0, 6)) if weekly else None,
        date=None if weekly else draw(DATES.filter(bool)),
        opens_at=opens,
        closes_at=closes,
        note=draw(texts(20)),
    )


@st.composite
def organisations(draw: st.DrawFn, key: str, places: list[str]) -> OrganisationRecord:
    return OrganisationRecord(
        key=key,
        name=draw(names()),
        kind=draw(st.sampled_from(Organisation.Kind.values)),
        description=draw(texts()),
        topics=draw(SLUGS),
        languages=draw(CODES),
        email=draw(texts(20)),
        phone=draw(texts(20)),
        website=draw(texts(20)),
        opening_hours=draw(texts()),
        is_landwide=draw(st.booleans()),
        districts_served=draw(KEYS),
        locations=tuple(draw(locations(place)) for place in places),
        contacts=tuple(draw(st.lists(CONTACTS, max_size=2))),
    )


@st.composite
def offers(draw: st.DrawFn, key: str, organisation: OrganisationRecord) -> OfferRecord:
    words = ("need", "summary", "description", "place", "times", "cost", "requirements", "papers", "accessibility",
             "waiting_list", "contact")  # fmt: skip
    flags = ("by_appointment", "is_free", "needs_referral", "is_accessible", "is_landwide")
    first, last = draw(DATES), draw(DATES)
    if first and last and first > last:
        first, last = last, first
    places = [place.key for place in organisation.locations]
    return OfferRecord(
        key=key,
        organisation=organisation.key,
        title=draw(names()),
        topics=draw(SLUGS),
        target_groups=draw(SLUGS),
        languages=draw(CODES),
        locations=tuple(place for place in places if draw(st.booleans())),
        language_level=draw(st.sampled_from(["", "A1", "B1", "C2"])),
        valid_from=first,
        valid_until=last,
        funding_ends_on=draw(DATES),
        schedules=tuple(draw(st.lists(schedules(), max_size=2))),
        **{name: draw(texts(30)) for name in words},
        **{name: draw(st.booleans()) for name in flags},
    )


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """Up to three organisations, each with up to two places and two offers; every key only once."""
    uids = iter(draw(st.lists(UIDS, min_size=15, max_size=15, unique=True)))
    made, offered = [], []
    for _number in range(draw(st.integers(0, 3))):
        places = [next(uids) for _place in range(draw(st.integers(0, 2)))]
        organisation = draw(organisations(next(uids), places))
        made.append(organisation)
        offered += [draw(offers(next(uids), organisation)) for _offer in range(draw(st.integers(0, 2)))]
    return Directory(tuple(made), tuple(offered))
