"""Factories for people, owners and what they write; real reference data, small real files, functions at example.org."""

import csv
import datetime as dt
import io
from decimal import Decimal
from functools import cache
from typing import Any

import factory
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management.sql import emit_post_migrate_signal
from django.utils.text import slugify
from PIL import Image
from wagtail.models import Collection, Locale, Page

from accounts.models import Role, User
from bestpractice.models import Adoption, PracticePage
from core.models import Picture, StoredFile
from core.pages import set_up_site
from directory.models import AssociationPage, DistrictPage, LandPage, Location, Message, Offer, Organisation
from directory.owners import collection_of, set_up_owners
from library.models import DossierPage, MaterialPage
from network.models import AnnouncementPage
from regions.load import ASSOCIATIONS, KINDS, LAND, SUFFIXES, UMLAUTS
from regions.models import Association, District, Land
from search.models import Mark
from vocabulary.models import Topic

MAINZ, TRIER, ALZEY = "07315", "07211", "07331"  # two cities and a county
PASSWORD = "Sieben-Brezeln-am-Dom"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF"


@cache
def district_rows() -> dict[str, dict[str, str]]:
    """The real districts, by official key; the file is read once."""
    with (settings.DATA_DIR / "districts_rlp.csv").open(encoding="utf-8", newline="") as file:
        return {row["ags"]: row for row in csv.DictReader(file)}


class LandFactory(factory.django.DjangoModelFactory[Land]):
    class Meta:
        model = Land
        django_get_or_create = ("slug",)

    slug, name = LAND


class DistrictFactory(factory.django.DjangoModelFactory[District]):
    """One of the 36, by its key; each call without a key takes the next."""

    class Meta:
        model = District
        django_get_or_create = ("ags",)
        exclude = ("row",)

    ags = factory.Sequence(lambda n: sorted(district_rows())[n % 36])
    row = factory.LazyAttribute(lambda district: district_rows()[district.ags])
    land = factory.SubFactory(LandFactory)
    kind = factory.LazyAttribute(lambda district: KINDS[district.row["kind"]])
    name = factory.LazyAttribute(lambda district: district.row["name"])
    official_name = factory.LazyAttribute(lambda district: district.row["official_name"])
    slug = factory.LazyAttribute(
        lambda d: f"{slugify(d.row['name'].translate(UMLAUTS))}-{SUFFIXES[KINDS[d.row['kind']]]}"
    )
    nuts3 = factory.LazyAttribute(lambda district: district.row["nuts3"])
    area_km2 = factory.LazyAttribute(lambda district: district.row["area_km2"])
    population = factory.LazyAttribute(lambda district: int(district.row["population"]))
    foreign_share_pct = factory.LazyAttribute(lambda district: Decimal(district.row["foreign_share_pct"]))


class UserFactory(factory.django.DjangoModelFactory[User]):
    """Somebody with the password PASSWORD and no role."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"stelle{n}@example.org")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return User.objects.create_user(password=kwargs.pop("password", PASSWORD), **kwargs)


class RoleFactory(factory.django.DjangoModelFactory[Role]):
    class Meta:
        model = Role

    user = factory.SubFactory(UserFactory)
    kind = Role.Kind.MANAGER


class TopicFactory(factory.django.DjangoModelFactory[Topic]):
    class Meta:
        model = Topic

    slug = factory.Sequence(lambda n: f"thema-{n}")
    name = factory.Sequence(lambda n: f"Thema {n}")


class OrganisationFactory(factory.django.DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Beratungsstelle {n}")
    kind = Organisation.Kind.COUNSELLING
    home_district = factory.SubFactory(DistrictFactory)


class LocationFactory(factory.django.DjangoModelFactory[Location]):
    class Meta:
        model = Location

    organisation = factory.SubFactory(OrganisationFactory)
    street = "Marktstraße 1"
    postcode = "55116"
    place = "Mainz"


class OfferFactory(factory.django.DjangoModelFactory[Offer]):
    class Meta:
        model = Offer

    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Sprachtreff {n}")


class MessageFactory(factory.django.DjangoModelFactory[Message]):
    """A question to the post of a district."""

    class Meta:
        model = Message

    kind = Message.Kind.QUESTION
    text = factory.Sequence(lambda n: f"Wann ist geöffnet? ({n})")
    submission = factory.Sequence(lambda n: f"form-{n}")


class StoredFileFactory(factory.django.DjangoModelFactory[StoredFile]):
    """A small PDF; give it the collection of its owner."""

    class Meta:
        model = StoredFile

    title = factory.Sequence(lambda n: f"Leitfaden {n}")
    file = factory.LazyFunction(lambda: ContentFile(PDF, "leitfaden.pdf"))


class PictureFactory(factory.django.DjangoModelFactory[Picture]):
    class Meta:
        model = Picture

    title = factory.Sequence(lambda n: f"Bild {n}")
    file = factory.LazyFunction(lambda: ContentFile(picture_bytes(), "bild.png"))
    description = "Zwei Menschen am Tisch"


class PageFactory(factory.django.DjangoModelFactory[Page]):
    """A page below `parent`; `live=False` leaves it a draft that was never published."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, parent: Page, live: bool = True, **kwargs: Any) -> Page:
        page = model_class(live=live, has_unpublished_changes=not live, **kwargs)
        parent.refresh_from_db()
        parent.add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        page.refresh_from_db()
        return page


class PracticeFactory(PageFactory):
    class Meta:
        model = PracticePage

    title = factory.Sequence(lambda n: f"Sprachcafé {n}")
    starting_point = "<p>Familien fanden keinen Platz.</p>"
    what_we_did = "<p>Wir haben die Stellen an einen Tisch geholt.</p>"
    what_it_took = "<p>Zwei Abende im Monat.</p>"
    what_did_not_work = "<p>Zuerst kam niemand.</p>"
    conditions = "<p>Ein Raum.</p>"
    contact = "Ansprechstelle"


def adoption(practice: PracticePage, ags: str, stage: str = "running", **values: Any) -> Adoption:
    """A use that its district has told, since the first day of 2024 unless said otherwise, with its one step."""
    since = values.pop("since", dt.date(2024, 1, 1))
    because = values.pop("because", "Es kam niemand mehr.") if stage == "stopped" else ""
    facts = {"stage": stage, "since": since, "stopped_because": because, "confirmed_on": since, **values}
    row = Adoption.objects.create(practice=practice, district_id=ags, **facts)
    row.steps.create(stage=stage, on=since, because=because)
    return row


class MaterialFactory(PageFactory):
    class Meta:
        model = MaterialPage

    title = factory.Sequence(lambda n: f"Leitfaden {n}")
    summary = "Schritt für Schritt."
    link = "https://example.org/leitfaden"


class DossierFactory(PageFactory):
    """Give its entries with `entries=[DossierEntry(…)]`."""

    class Meta:
        model = DossierPage

    title = factory.Sequence(lambda n: f"Erste Schritte {n}")
    summary = "Was Sie zuerst lesen sollten."


class AnnouncementFactory(PageFactory):
    class Meta:
        model = AnnouncementPage

    title = factory.Sequence(lambda n: f"Förderaufruf {n}")
    text = "<p>Bis zum Monatsende.</p>"


def lay_ground() -> None:
    """What Wagtail's migrations leave and the flush after a transactional test takes away."""
    ContentType.objects.clear_cache()  # the flush gave them new numbers
    if not Permission.objects.filter(codename="access_admin").exists():
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    if Page.get_first_root_node() is None:
        Locale.objects.get_or_create(language_code="de")
        Page.add_root(title="Root", slug="root", locale=Locale.get_default())
        Collection.add_root(name="Root")
    Mark.objects.all().delete()  # of the ground itself: a portal that was just migrated has none


def portal(*keys: str) -> None:
    """Home page, districts with these keys, all associations and the Land, with their pages, groups, collections."""
    for key in keys or (MAINZ, TRIER, ALZEY):
        DistrictFactory(ags=key)
    for slug, name, short_name, kind in ASSOCIATIONS:
        association, _made = Association.objects.get_or_create(
            slug=slug, defaults={"name": name, "short_name": short_name, "land": LandFactory()}
        )
        association.districts.set(District.objects.filter(kind=kind or "none"))
    set_up_owners(set_up_site())


def person(kind: Role.Kind, *, ags: str = "", association: str = "", **dates: dt.date) -> User:
    """Somebody with one role; a deputy without dates has it today only."""
    if kind == Role.Kind.DEPUTY and not dates:
        dates = {"valid_from": dt.date.today(), "valid_until": dt.date.today()}
    body = Association.objects.get(slug=association) if association else None
    user: User = RoleFactory(kind=kind, district_id=ags or None, association=body, **dates).user
    return user


def district_page(ags: str = MAINZ) -> DistrictPage:
    return DistrictPage.objects.get(district=ags)


def association_page(slug: str = "staedtetag") -> AssociationPage:
    return AssociationPage.objects.get(association__slug=slug)


def land_page() -> LandPage:
    return LandPage.objects.get()


def stored_file(owner: Page, **values: Any) -> StoredFile:
    """A file in the owner's collection."""
    file: StoredFile = StoredFileFactory(collection=collection_of(owner), **values)
    return file


def picture(owner: Page, **values: Any) -> Picture:
    """A picture in the owner's collection."""
    made: Picture = PictureFactory(collection=collection_of(owner), **values)
    return made


def picture_bytes(kind: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "#559").save(content, kind)
    return content.getvalue()
