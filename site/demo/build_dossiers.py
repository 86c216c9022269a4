"""Dossiers of the example content, and what the associations have on the start page."""

import datetime as dt

from bestpractice.models import PracticePage
from demo.build_pages import Owners, add
from demo.content import Entry, read
from demo.words import Words
from directory.models import Offer
from library.models import DossierEntry, DossierPage, MaterialPage, StartSlot


def build_dossiers(
    owners: Owners, words: Words, practices: dict[str, PracticePage], materials: list[MaterialPage], today: dt.date
) -> list[DossierPage]:
    content = read("dossiers")
    pages = {**practices, **{material.slug: material for material in materials}}
    dossiers = {}
    for number, entry in enumerate(content["dossiers"]):
        dossier = DossierPage(title=entry["title"], slug=entry["key"], summary=entry["summary"], intro=entry["intro"])
        dossier.topics = words.topics(entry["topics"])
        dossier.entries = [_entry(row, pages) for row in entry["entries"]]
        add(owners[entry["owner"]], dossier, days_ago=4 + number * 16)
        dossiers[entry["key"]] = dossier
    StartSlot.objects.bulk_create(
        StartSlot(
            owner=owners[slot["owner"]],
            page=dossiers[slot["dossier"]],
            text=slot["text"],
            until=today + dt.timedelta(days=slot["until_day"]),
        )
        for slot in content["slots"]
    )
    return list(dossiers.values())


def _entry(row: Entry, pages: dict[str, PracticePage | MaterialPage]) -> DossierEntry:
    page = pages[row.get("practice") or row["material"]] if "practice" in row or "material" in row else None
    offer = Offer.objects.filter(title=row["offer"]).order_by("pk").first() if "offer" in row else None
    return DossierEntry(
        heading=row.get("heading", ""), page=page, offer=offer, why=row["why"], was=str(page or offer or "")
    )
