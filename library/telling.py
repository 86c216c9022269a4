"""The daily mail about materials: one a person, and never twice about the same."""

import logging
from collections import defaultdict

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from core.outbox import queue_mail
from directory.checking.links import stop_link
from directory.models import AssociationPage, DistrictPage
from directory.models.pages import OwnerPage
from directory.models.verification import NoReminders
from library.models import MaterialTelling
from library.todos import Todo, todos

logger = logging.getLogger(__name__)

ALL = Q()


def people_of(owner: OwnerPage) -> list[User]:
    """Who acts for an owner today."""
    roles = Role.objects.active().filter(user__is_active=True).select_related("user").order_by("user")
    if isinstance(owner, DistrictPage):
        roles = roles.filter(district=owner.district_id)
    elif isinstance(owner, AssociationPage):
        roles = roles.filter(association=owner.association_id)
    else:
        roles = roles.filter(kind=Role.Kind.LAND)
    return list({role.user_id: role.user for role in roles}.values())


def tell_owners() -> int:
    """Tells what nobody was told yet; returns how many mails were queued. Where nobody acts, it waits for who comes."""
    told = set(MaterialTelling.objects.values_list("material", "reason", "since"))
    news: dict[User, list[Todo]] = defaultdict(list)
    reached: list[Todo] = []
    for todo in todos(ALL):
        people = people_of(todo.material.get_parent().specific)
        if people and (todo.material.pk, todo.reason, todo.since) not in told:
            reached.append(todo)
            for person in people:
                news[person].append(todo)
    silent = set(NoReminders.objects.exclude(user=None).values_list("user", flat=True))
    wanted = {person: own for person, own in news.items() if person.pk not in silent}
    try:
        with transaction.atomic():
            MaterialTelling.objects.bulk_create(
                MaterialTelling(material=todo.material, reason=todo.reason, since=todo.since) for todo in reached
            )
            for person, own in wanted.items():
                queue_mail(person.email, *mail(person, own))
    except IntegrityError:
        logger.info("Somebody else has told the owners already")
        return 0
    return len(wanted)


def mail(person: User, own: list[Todo]) -> tuple[str, str]:
    """Subject and body."""
    count = len(own)
    subject = ngettext("Ein Material braucht einen Blick", "%(count)s Materialien brauchen einen Blick", count)
    intro = ngettext(
        "ein Material von Ihnen in der Bibliothek braucht einen Blick:",
        "%(count)s Materialien von Ihnen in der Bibliothek brauchen einen Blick:",
        count,
    )
    parts = [
        _("Guten Tag,"),
        intro % {"count": count},
        *(f"{todo.material.title}\n{todo.why}\n{settings.WAGTAILADMIN_BASE_URL}{todo.edit_url}" for todo in own),
        "{}\n{}".format(_("Keine solchen Mails mehr an diese Adresse:"), stop_link(user=person)),
    ]
    return subject % {"count": count}, "\n\n".join(parts) + "\n"
