"""The link that an actor gets by mail: to its own entry and offers alone, bound to the address on file."""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.notify import notify, people_of_district
from core.models import OutgoingMail
from core.outbox import queue_mail
from directory.checking.links import seal
from directory.entries import Entry, organisation_of
from directory.models import Offer, Organisation

SALT = "directory.upkeep"
VALID_FOR = dt.timedelta(days=90)
AGAIN_AFTER = dt.timedelta(minutes=10)  # whoever asks again and again fills nobody's mailbox


def token_for(organisation: Organisation) -> str:
    return signing.dumps([organisation.pk, seal(organisation.keeper)], salt=SALT)


def link_for(organisation: Organisation) -> str:
    """The whole address, for a mail to the address on file."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("upkeep", args=[token_for(organisation)])


def form_path(entry: Entry) -> str:
    """The form of an organisation or offer, for a page that its keeper has opened with another mailed link."""
    organisation = organisation_of(entry)
    if organisation is None or organisation.is_kept_elsewhere or not organisation.keeper:
        return ""
    token = token_for(organisation)
    if isinstance(entry, Offer):
        return reverse("upkeep_offer", args=[token, entry.pk])
    return reverse("upkeep_form", args=[token])


def read_token(token: str) -> Organisation | None:
    """The actor whose link it is. None when it was never ours, is too old, or the address on file has changed."""
    try:
        pk, sealed = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    found = Organisation.objects.select_related("home_district", "source").filter(pk=pk).first()
    return found if found and found.keeper and seal(found.keeper) == sealed else None


def send_link(organisation: Organisation) -> bool:
    """Mails the link to the address on file, as part of the caller's transaction; not twice within ten minutes."""
    subject = _("Ihr Eintrag: %s") % organisation
    recent = timezone.now() - AGAIN_AFTER
    if OutgoingMail.objects.filter(to=organisation.keeper, subject=subject, created_at__gt=recent).exists():
        return False
    text = _(
        "Guten Tag,\n\n"
        "unter dieser Adresse ändern Sie den Eintrag „%(name)s“ und Ihre Angebote, ohne Passwort:\n\n%(link)s\n\n"
        "Sie gilt %(days)s Tage. Geben Sie sie nur an Menschen weiter, die für Sie ändern dürfen.\n\n"
        "Haben Sie das nicht angefordert? Dann ist nichts zu tun: Von selbst ändert sich nichts.\n"
    )
    queue_mail(
        organisation.keeper,
        subject,
        text % {"name": organisation, "link": link_for(organisation), "days": VALID_FOR.days},
    )
    return True


def ask_for_link(organisation: Organisation) -> None:
    """Somebody lost the link. Without an address on file the district hears of it; the asker is told neither."""
    if organisation.is_kept_elsewhere:
        return
    if organisation.keeper:
        send_link(organisation)
        return
    people = people_of_district(organisation.home_district_id)
    text = _("Jemand möchte den Eintrag „%s“ ändern, aber es ist keine Mailadresse hinterlegt.") % organisation
    recent = timezone.now() - AGAIN_AFTER
    told = {notice.user_id for person in people for notice in person.notices.filter(text=text, created_at__gt=recent)}
    edit = reverse("organisation:edit", args=[organisation.pk])
    notify([person for person in people if person.pk not in told], text, url=edit)
