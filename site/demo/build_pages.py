"""Practices, materials and announcements of the example content, as pages below their owners."""

import datetime as dt
from collections.abc import Iterable
from hashlib import sha1

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.html import format_html_join
from wagtail.models import Page

from accounts.models import User
from bestpractice.models import PracticePage, Requirement
from core.models import StoredFile
from core.models.pages import BasePage
from demo.build_directory import mailbox_of
from demo.content import Entry, read, read_all
from demo.files import make_file
from demo.full_practices import tell_all
from demo.leftovers import FILE_MARK
from demo.words import Words
from directory.models import AssociationPage, DistrictPage, LandPage
from directory.models.pages import OwnerPage
from directory.owners import collection_of
from library.models import MaterialPage, MaterialVersion
from network.models import AnnouncementPage

PROSE = ("starting_point", "what_we_did", "what_it_took", "what_did_not_work", "conditions", "results")
FACTS = ("summary", "status", "since", "until", "staff", "cost_per_year", "key_result")


class Owners:
    """The pages below which all hangs, by official key, association's slug or "land"."""

    def __init__(self) -> None:
        self._pages: dict[str, OwnerPage] = {page.district_id: page for page in DistrictPage.objects.all()}
        self._pages |= {page.association.slug: page for page in AssociationPage.objects.select_related("association")}
        self._pages["land"] = LandPage.objects.get()

    def __getitem__(self, key: str) -> OwnerPage:
        return self._pages[key]


def build_practices(
    owners: Owners, words: Words, people: dict[str, User], materials: Iterable[MaterialPage]
) -> dict[str, PracticePage]:
    """All practices by key; those in drafts.toml stay unpublished."""
    helpful: dict[str, Page] = {material.slug: material for material in materials}
    in_full = read("full_practices")
    drafts = {entry["key"] for entry in read("practices/drafts")["practices"]}
    practices = {}
    for number, entry in enumerate(read_all("practices")):
        owner = owners[entry["district"]]
        assert isinstance(owner, DistrictPage)
        page = PracticePage(
            title=entry["title"],
            slug=entry["key"],
            contact=f"Integrationsmanagement {owner.title}, {mailbox_of(owner.district)}",
            owner=_manager(people, entry["district"]),
            **{name: _paragraphs(entry[name]) for name in PROSE if name in entry},
            **{name: entry[name] for name in FACTS if name in entry},
        )
        tell_all(page, in_full.get(entry["key"], {}), helpful, _paragraphs)
        page.topics = words.topics(entry["topics"])
        page.target_groups = words.target_groups(entry["target_groups"])
        page.requirements = [_requirement(row, words) for row in entry.get("requirements", [])]
        add(owner, page, publish=entry["key"] not in drafts, days_ago=3 + number * 13 % 700)
        practices[entry["key"]] = page
    _date_editions_back(practices.values())
    return practices


def _date_editions_back(practices: Iterable[PracticePage]) -> None:
    for practice in practices:
        practice.editions.update(published_at=Page.objects.get(pk=practice.pk).last_published_at)


def _requirement(row: Entry, words: Words) -> Requirement:
    topic = words.topics([row["topic"]])[0] if "topic" in row else None
    return Requirement(measure=row["measure"], bound=row.get("bound"), topic=topic, text=row.get("text", ""))


def _manager(people: dict[str, User], ags: str) -> User | None:
    return next(
        (person for person in people.values() if person.roles.filter(kind="manager", district=ags).exists()), None
    )


def _paragraphs(text: str) -> str:
    return format_html_join("", "<p>{}</p>", ((line,) for line in text.splitlines()))


def make_files(owners: Owners) -> list[tuple[Entry, bytes]]:
    """The materials with their files, made before anything is written."""
    return [(entry, make_file(entry, owners[entry["owner"]].title)) for entry in read_all("materials")]


def build_materials(files: list[tuple[Entry, bytes]], owners: Owners, words: Words) -> list[MaterialPage]:
    return [_material(entry, content, owners, words, number) for number, (entry, content) in enumerate(files)]


def _material(entry: Entry, content: bytes, owners: Owners, words: Words, number: int) -> MaterialPage:
    owner = owners[entry["owner"]]
    stored = _stored(entry, content, owner)
    page = MaterialPage(
        title=entry["title"],
        slug=entry["key"],
        kind=entry["kind"],
        summary=entry["summary"],
        file=stored,
        source=owner.title,
        licence=entry["licence"],
        language=words.language(entry.get("language", "de")),
        edition=entry["edition"],
        what_changed=entry.get("what_changed", ""),
    )
    page.topics = words.topics(entry["topics"])
    page.target_groups = words.target_groups(entry["target_groups"])
    days_ago = 5 + number * 17 % 600
    add(owner, page, days_ago=days_ago)
    since = timezone.localdate() - dt.timedelta(days=days_ago)
    MaterialPage.objects.filter(pk=page.pk).update(file_since=since)
    if "earlier" in entry:
        _add_earlier(entry, owner, page, until=since)
    return page


def _stored(entry: Entry, content: bytes, owner: OwnerPage, suffix: str = "") -> StoredFile:
    stored = StoredFile(
        title=entry["title"],
        collection=collection_of(owner),
        file=ContentFile(content, name=f"{FILE_MARK}{entry['key']}{suffix}.{entry['format']}"),
        file_size=len(content),
        file_hash=sha1(content, usedforsecurity=False).hexdigest(),  # as Wagtail reckons it
    )
    stored.save()
    return stored


def _add_earlier(entry: Entry, owner: OwnerPage, page: MaterialPage, *, until: dt.date) -> None:
    """The version before: without the section that came last."""
    earlier = {**entry, "edition": entry["earlier"], "sections": entry["sections"][:-1]}
    stored = _stored(earlier, make_file(earlier, owner.title), owner, suffix="-davor")
    since = until - dt.timedelta(days=500)
    MaterialVersion.objects.create(material=page, file=stored, edition=earlier["edition"], since=since, until=until)


def build_announcements(owners: Owners, words: Words, today: dt.date) -> list[AnnouncementPage]:
    pages = []
    for number, entry in enumerate(read("announcements")["announcements"]):
        page = AnnouncementPage(
            title=entry["title"],
            slug=f"beispiel-mitteilung-{number + 1}",
            text=entry["text"],
            deadline=today + dt.timedelta(days=entry["deadline_day"]) if "deadline_day" in entry else None,
            is_public=entry["is_public"],
        )
        page.topics = words.topics(entry["topics"])
        add(owners[entry["owner"]], page, days_ago=1 + number * 4)
        pages.append(page)
    return pages


def add(owner: OwnerPage, page: BasePage, *, days_ago: int, publish: bool = True) -> None:
    """Puts the page below its owner as its author would, and dates it back."""
    page.is_example = True
    page.live = False
    owner.add_child(instance=page)
    revision = page.save_revision(user=page.owner)
    then = timezone.now() - dt.timedelta(days=days_ago)
    dates = {"latest_revision_created_at": then}
    if publish:
        revision.publish(user=page.owner)
        dates |= {"first_published_at": then, "last_published_at": then}
    Page.objects.filter(pk=page.pk).update(**dates)
