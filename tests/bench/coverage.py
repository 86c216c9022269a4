"""The coverage over 20,000 offers: examples many times over, with topics, languages and districts of their own."""

import random
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role
from directory.coverage.queries import count_offers
from directory.coverage.question import Question
from directory.models import Offer, Organisation
from regions.models import District
from tests.bench.figures import Figure, Group, Step, in_turn
from vocabulary.models import Language, TargetGroup, Topic

OFFERS = 20_000
ORGANISATIONS = 2_000
ROUNDS = 8  # in which each question is asked once
ADDRESSES = ("/abdeckung/", "/abdeckung/?topic={topic}", "/abdeckung/?target_group={group}&language={language}")


def fill() -> None:
    """Straight into the tables: the search knows nothing of them, and the lists stay as they are."""
    wanted = OFFERS - Offer.objects.count()
    if wanted <= 0:
        return
    chance = random.Random(5)
    districts = list(District.objects.all())
    actors = Organisation.objects.bulk_create(
        [Organisation(name=f"Einrichtung {n}", kind="club", home_district=chance.choice(districts))
         for n in range(ORGANISATIONS)]
    )  # fmt: skip
    today = timezone.localdate()
    offers = Offer.objects.bulk_create(
        [
            Offer(
                organisation=chance.choice(actors),
                title=f"Angebot {n}",
                checked_on=today if chance.random() < 0.7 else None,
                next_check_on=today,
                is_landwide=chance.random() < 0.01,
            )
            for n in range(wanted)
        ],
        batch_size=500,
    )
    _tie(Organisation.districts_served.through, actors, districts, chance, most=2)
    for field, model, most in (("topics", Topic, 3), ("target_groups", TargetGroup, 2), ("languages", Language, 4)):
        _tie(getattr(Offer, field).through, offers, list(model.objects.all()), chance, most=most)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the database's own work process would do it within minutes


def _tie(
    through: type[Model], owners: Sequence[Model], values: Sequence[Model], chance: random.Random, *, most: int
) -> None:
    """Up to so many values for each owner."""
    owner, value = (field.attname for field in through._meta.fields if field.is_relation)
    pairs = chain.from_iterable(
        ((one.pk, other.pk) for other in chance.sample(values, chance.randint(0, min(most, len(values)))))
        for one in owners
    )
    through._default_manager.bulk_create([through(**{owner: a, value: b}) for a, b in pairs], batch_size=2000)


def measure() -> Iterator[Figure]:
    topic = Topic.objects.filter(parent=None, children__isnull=False).first() or Topic.objects.first()
    group, language = TargetGroup.objects.first(), Language.objects.first()
    assert topic
    assert group
    assert language
    questions = (Question(), Question(topic=topic), Question(target_group=group, language=language))
    yield _beside_count("what the coverage counts", [partial(count_offers, question) for question in questions])
    client = Client()
    land = Role.objects.filter(kind=Role.Kind.LAND).select_related("user").first()
    assert land
    client.force_login(land.user)
    named = {"topic": topic.slug, "group": group.slug, "language": language.code}
    pages = [partial(client.get, address.format(**named)) for address in ADDRESSES]
    yield _beside_count("/abdeckung/ as a page", pages)
    yield _beside_count("/abdeckung/abdeckung.csv", [partial(client.get, "/abdeckung/abdeckung.csv")])


def _beside_count(what: str, steps: Sequence[Step]) -> Figure:
    queries = max(_queries(step) for step in steps)
    own, bare = in_turn(Offer.objects.count, [*steps] * ROUNDS)
    return Figure.of(Group.COVERAGE, f"{what} ({queries} SQL)", own, beside="SELECT count(*)", yardstick=bare)


def _queries(step: Step) -> int:
    """As it is asked the second time: what is read once a process is read already."""
    step()
    with CaptureQueriesContext(connection) as queries:
        step()
    return len(queries)
