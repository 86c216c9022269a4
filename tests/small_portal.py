"""A portal of two districts, an association that has one of them, and the Land: real owners, real groups, no mocks."""

import datetime as dt

from accounts.models import Role, User
from wagtail.models import Collection, Locale, Page

from core.pages import set_up_site
from directory.models import AssociationPage, DistrictPage, LandPage
from directory.owners import set_up_owners
from regions.models import Association, District, Land

OWN, FOREIGN = "07315", "07335"  # Mainz and the county of Kaiserslautern
PASSWORD = "ein-langes-kennwort"


def lay_ground() -> None:
    """What Wagtail's migrations leave and the flush after a transactional test takes away."""
    if Page.get_first_root_node() is None:
        Locale.objects.get_or_create(language_code="de")
        Page.add_root(title="Root", slug="root", locale=Locale.get_default())
        Collection.add_root(name="Root")


def build() -> None:
    """Only Mainz belongs to the Städtetag."""
    land = Land.objects.create(slug="rlp", name="Rheinland-Pfalz")
    mainz = _district(land, OWN, District.Kind.CITY, "Mainz", "mainz")
    _district(land, FOREIGN, District.Kind.COUNTY, "Kaiserslautern", "kreis-kaiserslautern")
    association = Association.objects.create(slug="staedtetag", name="Städtetag", short_name="Städtetag", land=land)
    association.districts.add(mainz)
    Association.objects.create(slug="landkreistag", name="Landkreistag", short_name="Landkreistag", land=land)
    set_up_owners(set_up_site())


def _district(land: Land, ags: str, kind: str, name: str, slug: str) -> District:
    return District.objects.create(
        ags=ags, land=land, kind=kind, name=name, official_name=name, slug=slug, nuts3="DEB00", area_km2=1,
        population=1000,
    )  # fmt: skip


def person(email: str, kind: str, *, ags: str = "", association: str = "") -> User:
    """Somebody who may sign in and has one role; a deputy has it today only."""
    user = User.objects.create_user(email, PASSWORD)
    today = dt.date.today() if kind == Role.Kind.DEPUTY else None
    Role.objects.create(
        user=user,
        kind=kind,
        district_id=ags or None,
        association=Association.objects.get(slug=association) if association else None,
        valid_from=today,
        valid_until=today,
    )
    return user


def manager(ags: str = OWN) -> User:
    return person(f"integration.{ags}@example.org", Role.Kind.MANAGER, ags=ags)


def editor(association: str = "staedtetag") -> User:
    return person(f"redaktion.{association}@example.org", Role.Kind.EDITOR, association=association)


def operator() -> User:
    return person("betrieb@example.org", Role.Kind.OPERATOR)


def land() -> User:
    return person("ministerium@example.org", Role.Kind.LAND)


def district_page(ags: str = OWN) -> DistrictPage:
    return DistrictPage.objects.get(district=ags)


def association_page(slug: str = "staedtetag") -> AssociationPage:
    return AssociationPage.objects.get(association__slug=slug)


def land_page() -> LandPage:
    return LandPage.objects.get()
