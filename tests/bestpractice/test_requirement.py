"""A requirement says what it needs in words that a reader understands, and refuses what can't be judged."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bestpractice.models import Requirement
from tests.factories import PracticeFactory, district_page, portal
from vocabulary.models import Topic


def requirement(measure: str, **values: Any) -> Requirement:
    return Requirement(measure=measure, **values)


@pytest.mark.parametrize(
    ("measure", "bound", "claim"),
    [
        ("county", None, "ein Landkreis"),
        ("city", None, "eine kreisfreie Stadt"),
        ("population_min", 80_000, "mindestens 80.000 Einwohner:innen"),
        ("population_max", 80_000, "höchstens 80.000 Einwohner:innen"),
        ("density_min", 150, "mindestens 150 Einwohner:innen je km²"),
        ("density_max", 150, "höchstens 150 Einwohner:innen je km²"),
        ("foreign_share_min", 7.5, "mindestens 7,5 % ohne deutschen Pass"),
        ("foreign_share_max", 20, "höchstens 20 % ohne deutschen Pass"),
    ],
)
def test_it_is_said_as_a_reader_would(measure: str, bound: float | None, claim: str) -> None:
    assert str(requirement(measure, bound=bound)) == claim
    assert str(requirement(measure, bound=bound, text="Warum.")) == f"{claim} (Warum.)"


def test_words_alone_stand_as_they_are() -> None:
    assert str(requirement("words", text="Das Jugendamt macht mit.")) == "Das Jugendamt macht mit."


def test_offers_name_their_topic_and_a_lost_topic_leaves_the_words() -> None:
    assert (
        requirement("offers", topic=Topic(name="Sprachmittlung")).claim == "Angebote zum Thema Sprachmittlung im Kreis"
    )
    assert requirement("offers", text="Dolmetschen muss es geben.").claim == "Dolmetschen muss es geben."


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"measure": "population_min"}, "bound", "Bitte geben Sie die Grenze als Zahl an, zum Beispiel 80000."),
        ({"measure": "population_min", "bound": 80}, "bound", "Sinnvoll sind Werte von 1.000 bis 5.000.000."),
        ({"measure": "density_max", "bound": 20_000}, "bound", "Sinnvoll sind Werte von 1 bis 10.000."),
        ({"measure": "foreign_share_max", "bound": 101}, "bound", "Sinnvoll sind Werte von 0 bis 100."),
        ({"measure": "foreign_share_min", "bound": -1}, "bound", "Sinnvoll sind Werte von 0 bis 100."),
        ({"measure": "offers"}, "topic", "Bitte wählen Sie das Thema, zu dem es Angebote geben muss."),
        ({"measure": "words"}, "text", "Bitte schreiben Sie die Voraussetzung in Worten"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_words(values: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        requirement(**values).clean()
    assert message in refused.value.message_dict[field][0]


def test_what_does_not_belong_to_the_measure_is_dropped() -> None:
    kind = requirement("county", bound=3, topic=Topic(name="Wohnen"))
    kind.clean()
    assert (kind.bound, kind.topic) == (None, None)


@pytest.mark.django_db
@pytest.mark.every_database
def test_the_database_keeps_no_figure_without_its_bound() -> None:
    portal()
    practice = PracticeFactory(parent=district_page())
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.create(practice=practice, measure="population_min")


@pytest.mark.django_db
def test_a_topic_that_goes_leaves_the_requirement_to_people() -> None:
    portal()
    topic = Topic.objects.create(slug="wohnen", name="Wohnen")
    kept = Requirement.objects.create(practice=PracticeFactory(parent=district_page()), measure="offers", topic=topic)
    topic.delete()
    kept.refresh_from_db()
    assert kept.topic is None
