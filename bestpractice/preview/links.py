"""The address of a preview link, who may make one, and the end of old ones."""

from django.conf import settings
from django.core import signing
from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.rights import districts_of, is_operator, may_edit_district
from bestpractice.models import PracticePage, PreviewLink

SALT = "bestpractice.preview"


def token_for(link: PreviewLink) -> str:
    """Signed, so that nothing which opens a draft lies in the database, and the link can be copied again."""
    return signing.Signer(salt=SALT).sign(link.number.hex)


def address_of(link: PreviewLink) -> str:
    """The whole address, to be mailed."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("preview", args=[token_for(link)])


def read_token(token: str) -> PreviewLink | None:
    """None when the link was never ours, or its draft or itself is gone."""
    try:
        number = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return PreviewLink.objects.select_related("practice").filter(number=number).first()


def may_show(person: User, practice: PracticePage) -> bool:
    """Whoever acts for the district decides who reads its drafts."""
    return may_edit_district(person, practice.district.ags)


def shows_drafts(person: User) -> bool:
    """Whether a person has drafts to show at all."""
    return is_operator(person) or bool(districts_of(person))


def practices_of(person: User) -> QuerySet[PracticePage]:
    """The practices whose drafts a person may show."""
    practices: QuerySet[PracticePage] = PracticePage.objects.all()
    if is_operator(person):
        return practices
    below = Q(pk__in=[])
    for district in districts_of(person):
        below |= Q(path__startswith=district.page.path)
    return practices.filter(below)


def links_of(person: User) -> QuerySet[PreviewLink]:
    """Those that still open something."""
    return PreviewLink.objects.open().filter(practice__in=practices_of(person)).select_related("practice")


def forget_ended() -> int:
    """Deletes links that ended a month ago; returns how many."""
    return PreviewLink.objects.forgettable().delete()[0]
