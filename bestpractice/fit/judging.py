"""Whether a district meets what a practice needs: pure, from the district's figures and what its directory holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import ge, le
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bestpractice.models import Requirement
from regions.models import District
from regions.provenance import AREA_AND_POPULATION, FOREIGN_SHARE
from regions.similar import density

Measure = Requirement.Measure


class Verdict(StrEnum):
    """People judge where no figure does: that is no failure."""

    MET = "met"
    UNMET = "unmet"
    PEOPLE = "people"

    @property
    def label(self) -> str | Promise:
        return LABELS[self]


LABELS = {
    Verdict.MET: gettext_lazy("erfüllt"),
    Verdict.UNMET: gettext_lazy("nicht erfüllt"),
    Verdict.PEOPLE: gettext_lazy("müssen Sie selbst beurteilen"),
}


@dataclass(frozen=True, slots=True)
class Supply:
    """Offers of a topic that hold today: in the district, of these confirmed, and beside them for the whole Land."""

    here: int = 0
    confirmed: int = 0
    landwide: int = 0


NONE = Supply()


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement, and how it stands with it in one district.

    `figure`: what the district has, "" where nothing is known; `source`: from where and when; `url`: where to look.
    """

    requirement: Requirement
    verdict: Verdict
    figure: str = ""
    source: str = ""
    url: str = ""


COMPARES: dict[str, Callable[[float, float], bool]] = {"min": ge, "max": le}


def judge(requirement: Requirement, district: District, supplies: Mapping[int, Supply]) -> Judged:
    """`supplies`: by topic's number; a topic without any offer may be missing."""
    measure = Measure(requirement.measure)
    match measure:
        case Measure.COUNTY | Measure.CITY:
            return _judge_kind(requirement, district)
        case Measure.OFFERS if requirement.topic:
            return _judge_offers(requirement, district, supplies.get(requirement.topic.pk, NONE))
        case Measure.WORDS | Measure.OFFERS:
            return Judged(requirement, Verdict.PEOPLE)
    return _judge_figure(requirement, district)


def _judge_kind(requirement: Requirement, district: District) -> Judged:
    is_met = district.kind == requirement.measure
    words = _("{district}: {kind}").format(district=district.full_name, kind=district.get_kind_display())
    return Judged(requirement, Verdict.MET if is_met else Verdict.UNMET, words)


def _judge_figure(requirement: Requirement, district: District) -> Judged:
    """What is shown is what is compared: a density of 199.6 is shown as 200 and reaches 200."""
    subject, _sep, way = str(requirement.measure).rpartition("_")
    value, words, source = _figure_of(subject, district)
    if value is None or requirement.bound is None:
        return Judged(requirement, Verdict.PEOPLE, _("Für Ihren Kreis liegt keine Zahl vor."), source)
    is_met = COMPARES[way](value, float(requirement.bound))
    return Judged(requirement, Verdict.MET if is_met else Verdict.UNMET, words, source)


def _figure_of(subject: str, district: District) -> tuple[float | None, str, str]:
    """The district's figure, itself in words, and its source."""
    if subject == "foreign_share":
        share = district.foreign_share_pct
        if share is None:
            return None, "", str(FOREIGN_SHARE)
        words = _("hier: {percent} %").format(percent=number_format(share, 1))
        return float(share), words, str(FOREIGN_SHARE)
    value = district.population if subject == "population" else round(density(district))
    amount = number_format(value, force_grouping=True)
    words = _("hier: {people}") if subject == "population" else _("hier: {people} je km²")
    return value, words.format(people=amount), str(AREA_AND_POPULATION)


def _judge_offers(requirement: Requirement, district: District, supply: Supply) -> Judged:
    """Only what somebody has checked answers for itself; what nobody has, and what holds in the whole Land, is told."""
    assert requirement.topic is not None
    unsure = Verdict.PEOPLE if supply.here or supply.landwide else Verdict.UNMET
    verdict = Verdict.MET if supply.confirmed else unsure
    url = f"/angebote/?{urlencode({'district': district.ags, 'topic': requirement.topic.slug})}" if supply.here else ""
    return Judged(requirement, verdict, _supply_in_words(supply), _("Verzeichnis in diesem Portal, heute"), url)


def _supply_in_words(supply: Supply) -> str:
    if not supply.here and not supply.landwide:
        return _("hier: keines eingetragen")
    words = ngettext("hier: {count} Angebot", "hier: {count} Angebote", supply.here).format(count=supply.here)
    if not supply.here:
        words = _("hier: keines eingetragen")
    elif not supply.confirmed:
        words = _("{offers}, keines davon bestätigt").format(offers=words)
    if supply.landwide:
        more = ngettext("dazu {count} landesweites", "dazu {count} landesweite", supply.landwide)
        words = f"{words}, {more.format(count=supply.landwide)}"
    return words
