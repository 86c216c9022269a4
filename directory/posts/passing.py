"""What of the directory and of Wagtail passes on with a post: to-dos, drafts, locks, unread notices, deputies."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import Notice
from directory.checking.due import due
from directory.entries import DISTRICT, KINDS
from directory.models import DistrictPage, Message, Proposal
from directory.posts.deputy import deputies_of
from directory.posts.handover import Passing, register_handover


def register() -> None:
    register_handover(_("Einträge, die zu prüfen sind"), count_todos)
    register_handover(_("Offene Anfragen und Meldungen"), count_messages)
    register_handover(_("Änderungen von Einrichtungen, die warten"), count_proposals)
    register_handover(_("Entwürfe"), lambda passing: drafts(passing).count())
    register_handover(_("Texte unter dem bisherigen Konto"), lambda passing: owned(passing).count(), pass_pages)
    register_handover(_("Gesperrte Seiten"), lambda passing: locked(passing).count(), pass_locks)
    register_handover(_("Ungelesene Nachrichten"), lambda passing: unread(passing).count(), pass_notices)
    register_handover(_("Vertretungen, die weiterlaufen"), count_deputies)


def below(passing: Passing) -> QuerySet[Page]:
    """The district's page and all that is written below it."""
    page = DistrictPage.objects.filter(district=passing.post.district_id).first()
    return page.get_descendants(inclusive=True) if page else Page.objects.none()


def count_todos(passing: Passing) -> int:
    today, district = timezone.localdate(), passing.post.district_id
    return sum(due(kind, today).filter(**{DISTRICT[kind]: district}).count() for kind in KINDS)


def count_messages(passing: Passing) -> int:
    return Message.objects.open().filter(district=passing.post.district_id).count()


def count_proposals(passing: Passing) -> int:
    return Proposal.objects.waiting().filter(organisation__home_district=passing.post.district_id).count()


def drafts(passing: Passing) -> QuerySet[Page]:
    return below(passing).filter(has_unpublished_changes=True)


def owned(passing: Passing) -> QuerySet[Page]:
    """Who owns a page hears what becomes of it, for example at an association's review."""
    return below(passing).filter(owner=passing.predecessor, owner__isnull=False)


def pass_pages(passing: Passing) -> int:
    return owned(passing).update(owner=passing.successor)


def locked(passing: Passing) -> QuerySet[Page]:
    """Only who locked a page, or the operator, can open it again."""
    return below(passing).filter(locked_by=passing.predecessor, locked_by__isnull=False)


def pass_locks(passing: Passing) -> int:
    return locked(passing).update(locked_by=passing.successor)


def unread(passing: Passing) -> QuerySet[Notice]:
    """Whoever keeps another role still reads them; otherwise nobody would."""
    if not passing.account_closes:
        return Notice.objects.none()
    return Notice.objects.filter(user=passing.predecessor, read_at=None)


def pass_notices(passing: Passing) -> int:
    return unread(passing).update(user=passing.successor) if passing.successor else 0


def count_deputies(passing: Passing) -> int:
    return deputies_of(passing.post).exclude(user=passing.predecessor).count()
