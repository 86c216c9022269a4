"""The practice's page as somebody from a district reads it: who like us uses it, and whether it would work here."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from bestpractice.models import PracticePage, Requirement
from tests.factories import OfferFactory, OrganisationFactory, adoption, district_rows, person, portal
from vocabulary.models import Topic

pytestmark = pytest.mark.django_db

MAINZ_BINGEN, NEUWIED, WESTERWALD = "07339", "07138", "07143"


def read(practice: PracticePage, ags: str = MAINZ_BINGEN) -> str:
    client = Client()
    client.force_login(person(Role.Kind.MANAGER, ags=ags))
    told = client.get(practice.get_url()).content.decode()
    return " ".join(told[told.index("Geht das bei uns?") :].split())


def test_those_who_are_like_us_come_first_with_the_reasons_and_what_they_learned(practice: PracticePage) -> None:
    adoption(practice, WESTERWALD, adaptation="Nur im Winter.")
    adoption(practice, "07312", adaptation="In der Stadt.")
    adoption(practice, NEUWIED, adaptation="Auf Video umgestellt.", outcome="Wartezeit halbiert.")
    told = read(practice)
    assert told.index("Ähnliche Kreise") < told.index("Landkreis Neuwied</strong>: läuft seit Januar 2024")
    assert told.index("Landkreis Neuwied</strong>") < told.index("Sonst noch bei einem Kreis, der Ihrem weniger ähnelt")
    for words in (
        "ebenfalls Landkreis",
        "Was sie anders machen: Auf Video umgestellt.",
        "Was es gebracht hat: Wartezeit halbiert.",
    ):
        assert words in told


def test_who_runs_it_comes_before_who_only_plans_it(practice: PracticePage) -> None:
    adoption(practice, NEUWIED, "planning")
    adoption(practice, WESTERWALD)
    told = read(practice)
    assert told.index("Westerwaldkreis</strong>: läuft") < told.index("Landkreis Neuwied</strong>: geplant")


def test_nobody_like_us_is_said_plainly_with_their_names(practice: PracticePage) -> None:
    told = read(practice)
    assert "nutzt es bisher keiner: Landkreis Neuwied," in told


def test_one_that_stopped_says_why_to_members(practice: PracticePage, client: Client) -> None:
    adoption(practice, NEUWIED, "stopped", because="Der Pool war zu klein.")
    told = read(practice)
    assert "Warum beendet: Der Pool war zu klein." in told
    assert "Zurzeit läuft es in keinem der Kreise" in told
    assert "zu klein" not in client.get(practice.get_url()).content.decode()


def test_the_source_is_compared_in_words(practice: PracticePage) -> None:
    told = read(practice)
    assert "<strong>Stadt Mainz</strong>: ähnlich groß (" in told
    assert "benachbart; anders als bei Ihnen: kreisfreie Stadt, dichter besiedelt (" in told
    assert "Aus Ihrem eigenen Kreis." in read(practice, "07315")


def test_what_it_needs_is_checked_with_figure_day_and_source(practice: PracticePage) -> None:
    topic = Topic.objects.create(slug="sprachmittlung", name="Sprachmittlung")
    for measure, bound in (("population_min", 80_000), ("foreign_share_min", 25), ("county", None)):
        Requirement.objects.create(practice=practice, measure=measure, bound=bound)
    Requirement.objects.create(practice=practice, measure="words", text="Das Jugendamt macht mit.")
    Requirement.objects.create(practice=practice, measure="offers", topic=topic)
    told = read(practice)
    assert "mindestens 80.000 Einwohner:innen" in told
    assert '<span class="badge badge--seal">erfüllt</span> hier: 2' in told
    assert "Statistisches Bundesamt (Destatis), Stand 31.12.2019" in told
    assert "nicht erfüllt" in told
    assert "müssen Sie selbst beurteilen" in told
    assert "hier: keines eingetragen" in told


def test_visitors_read_what_it_needs_only_when_the_district_says_so(practice: PracticePage, client: Client) -> None:
    Requirement.objects.create(practice=practice, measure="population_min", bound=80_000, text="Sonst zu wenige.")
    assert "80.000" not in client.get(practice.get_url()).content.decode()
    assert "80.000" in read(practice)
    practice.lessons_are_public = True
    practice.save_revision().publish()
    told = client.get(practice.get_url()).content.decode()
    assert "mindestens 80.000 Einwohner:innen (Sonst zu wenige.)" in told
    assert "Geht das bei uns?" not in told


def test_the_page_asks_the_same_few_questions_however_much_there_is(
    practice: PracticePage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    portal(*district_rows())
    client = Client()
    client.force_login(person(Role.Kind.MANAGER, ags=MAINZ_BINGEN))
    topic = Topic.objects.create(slug="sprachmittlung", name="Sprachmittlung")
    Requirement.objects.create(practice=practice, measure="offers", topic=topic)
    adoption(practice, NEUWIED)
    client.get(practice.get_url())
    with django_assert_max_num_queries(100) as few:
        client.get(practice.get_url())
    for ags in district_rows():
        if ags not in ("07315", NEUWIED):
            adoption(practice, ags)
    actor = OrganisationFactory(home_district_id=MAINZ_BINGEN)
    for number in range(19):
        more = Topic.objects.create(slug=f"thema-{number}", name=f"Thema {number}", parent=topic)
        OfferFactory(organisation=actor).topics.add(more)
        Requirement.objects.create(practice=practice, measure="offers", topic=more)
    with django_assert_max_num_queries(len(few.captured_queries)):
        told = client.get(practice.get_url()).content.decode()
    assert "Angebote zum Thema Thema 18 im Kreis" in told
