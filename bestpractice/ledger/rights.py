"""Who may tell, report and answer in the ledger. The operator runs the portal, and tells nothing for a district."""

from accounts.models import User
from accounts.rights import Person, associations_of, districts_of
from bestpractice.models import PracticePage
from regions.models import District


def may_tell(person: Person, district: District) -> bool:
    """The manager and the deputy of today, for their own district."""
    return district in districts_of(person)


def may_report(person: Person, practice: PracticePage, district: District) -> bool:
    """Who may say that another district uses a practice: its source, and the editors of that district's association."""
    if may_tell(person, district):
        return False
    return may_tell(person, practice.district) or any(
        association.districts.filter(pk=district.pk).exists() for association in associations_of(person)
    )


def may_report_some(person: Person, practice: PracticePage) -> bool:
    """Whether there is any district that the person might report: costs no query for visitors."""
    return bool(associations_of(person)) or may_tell(person, practice.district)


def could_adopt(person: Person, practice: PracticePage) -> list[District]:
    """The own districts that might use a practice: all but its source."""
    return [district for district in districts_of(person) if district != practice.district]


def reportable(person: User, practice: PracticePage) -> list[District]:
    """Of which districts a person may report that they use a practice, and nobody has yet."""
    told = practice.adoptions.values("district")
    others = District.objects.exclude(pk__in=told).exclude(pk=practice.district.pk)
    others = others.exclude(pk__in=[district.pk for district in districts_of(person)])
    if not may_tell(person, practice.district):
        others = others.filter(associations__in=associations_of(person)).distinct()
    return sorted(others, key=lambda district: district.sort_name)
