"""The fewest pages that a practice needs to hang in: home, the districts' page, a district's page."""

from decimal import Decimal

import factory
from wagtail.models import Locale, Page, Site

from bestpractice.models import PracticePage
from core.models import HomePage
from directory.models import DistrictIndexPage, DistrictPage
from regions.models import District, Land


class LandFactory(factory.django.DjangoModelFactory[Land]):
    class Meta:
        model = Land
        django_get_or_create = ("slug",)

    slug = "rlp"
    name = "Rheinland-Pfalz"


class DistrictFactory(factory.django.DjangoModelFactory[District]):
    class Meta:
        model = District
        django_get_or_create = ("ags",)

    land = factory.SubFactory(LandFactory)
    ags = factory.Sequence(lambda n: f"07{n:03}")
    kind = District.Kind.CITY
    name = factory.Sequence(lambda n: f"Musterstadt {n}")
    official_name = factory.LazyAttribute(lambda district: f"{district.name}, Stadt")
    slug = factory.Sequence(lambda n: f"musterstadt-{n}")
    nuts3 = "DEB35"
    area_km2 = Decimal("97.7")
    population = 220_000


def home_page() -> HomePage:
    """The portal's home; made with its site when a test starts from an empty database."""
    if home := HomePage.objects.first():
        return home
    Locale.objects.get_or_create(language_code="de")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    home: HomePage = root.add_child(instance=HomePage(title="Integrationsnetz", slug="start"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    return home


def district_index_page() -> DistrictIndexPage:
    return DistrictIndexPage.objects.first() or home_page().add_child(
        instance=DistrictIndexPage(title="Kreise", slug="kreise")
    )


def district_page(**values: object) -> DistrictPage:
    """A live page of a new district."""
    district = DistrictFactory(**values)
    page = DistrictPage(title=district.full_name, slug=district.slug, district=district)
    index = district_index_page()
    index.refresh_from_db()
    return index.add_child(instance=page)


def practice_page(below: Page, *, live: bool = True, **values: object) -> PracticePage:
    """A practice in the short form."""
    texts = {
        "starting_point": "<p>Familien fanden keinen Platz.</p>",
        "what_we_did": "<p>Wir haben die Stellen an einen Tisch geholt.</p>",
        "what_it_took": "<p>Zwei Abende im Monat.</p>",
        "contact": "Ansprechstelle",
        "title": "Sprachcafé im Bürgerhaus",
    }
    below.refresh_from_db()
    return below.add_child(instance=PracticePage(live=live, **{**texts, **values}))
