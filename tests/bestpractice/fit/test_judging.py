"""A requirement is judged by what the data hold of a district, with figure and source; the rest is left to people."""

from decimal import Decimal
from typing import Any

import pytest

from bestpractice.fit.judging import Judged, Supply, Verdict, judge
from bestpractice.models import Requirement
from regions.models import District
from vocabulary.models import Topic

COUNTY = District(
    ags="07331", kind="county", name="Alzey-Worms", population=129_687, area_km2=Decimal("588.08"),
    foreign_share_pct=Decimal("8.3"),
)  # fmt: skip
TOPIC = Topic(pk=7, slug="sprachmittlung", name="Sprachmittlung")


def judged(measure: str, bound: Any = None, supply: Supply | None = None, district: District = COUNTY) -> Judged:
    requirement = Requirement(measure=measure, bound=bound, topic=TOPIC if measure == "offers" else None, text="Warum")
    return judge(requirement, district, {7: supply} if supply else {})


@pytest.mark.parametrize(
    ("measure", "bound", "verdict"),
    [
        ("county", None, Verdict.MET),
        ("city", None, Verdict.UNMET),
        ("population_min", 129_687, Verdict.MET),
        ("population_min", 129_688, Verdict.UNMET),
        ("population_max", 129_687, Verdict.MET),
        ("population_max", 129_686, Verdict.UNMET),
        ("density_min", 221, Verdict.MET),  # 220.5 is shown as 221
        ("density_min", 222, Verdict.UNMET),
        ("density_max", 221, Verdict.MET),
        ("density_max", 220, Verdict.UNMET),
        ("foreign_share_min", Decimal("8.3"), Verdict.MET),
        ("foreign_share_min", Decimal("8.4"), Verdict.UNMET),
        ("foreign_share_max", Decimal("8.3"), Verdict.MET),
        ("foreign_share_max", Decimal("8.2"), Verdict.UNMET),
        ("words", None, Verdict.PEOPLE),
    ],
)
def test_a_figure_on_the_bound_is_enough(measure: str, bound: Any, verdict: Verdict) -> None:
    assert judged(measure, bound).verdict == verdict


@pytest.mark.parametrize(
    ("measure", "figure", "source"),
    [
        ("population_min", "hier: 129.687", "Statistisches Bundesamt (Destatis), Stand 31.12.2019"),
        ("density_max", "hier: 221 je km²", "Statistisches Bundesamt (Destatis), Stand 31.12.2019"),
        ("foreign_share_min", "hier: 8,3 %", "Regionalatlas Deutschland, Stand 2019"),
    ],
)
def test_the_own_figure_comes_with_its_day_and_source(measure: str, figure: str, source: str) -> None:
    found = judged(measure, 5)
    assert (found.figure, found.source) == (figure, source)


def test_a_share_that_nobody_published_is_left_to_people() -> None:
    unknown = District(ags="07331", kind="county", name="Alzey-Worms", population=1, area_km2=1)
    found = judged("foreign_share_min", 5, district=unknown)
    assert found.verdict == Verdict.PEOPLE
    assert found.figure == "Für Ihren Kreis liegt keine Zahl vor."


@pytest.mark.parametrize(
    ("supply", "verdict", "figure"),
    [
        (None, Verdict.UNMET, "hier: keines eingetragen"),
        (Supply(here=1, confirmed=1), Verdict.MET, "hier: 1 Angebot"),
        (Supply(here=3, confirmed=1, landwide=2), Verdict.MET, "hier: 3 Angebote, dazu 2 landesweite"),
        (Supply(here=3), Verdict.PEOPLE, "hier: 3 Angebote, keines davon bestätigt"),
        (Supply(landwide=1), Verdict.PEOPLE, "hier: keines eingetragen, dazu 1 landesweites"),
    ],
)
def test_only_confirmed_offers_of_the_district_answer_for_themselves(
    supply: Supply | None, verdict: Verdict, figure: str
) -> None:
    found = judged("offers", supply=supply)
    assert (found.verdict, found.figure) == (verdict, figure)
    assert found.url == ("/angebote/?district=07331&topic=sprachmittlung" if supply and supply.here else "")


def test_a_topic_that_is_gone_is_left_to_people() -> None:
    assert judge(Requirement(measure="offers", text="Warum"), COUNTY, {}).verdict == Verdict.PEOPLE
