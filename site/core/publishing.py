"""Scheduled publishing and expiry, done by the work process: as Wagtail's `publish_scheduled`, but one by one.

Wagtail's command stops at the first page that cannot be published and forgets its date without a word.
"""

import logging

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import DraftStateMixin, Page, Revision

from core.outbox import queue_mail

logger = logging.getLogger(__name__)


def publish_due() -> int:
    """Expires and publishes pages and snippets whose time has come, each in a transaction of its own.

    What the database could not do now stays due until the next turn: asking again at once would spin.
    """
    for thing in _expired():
        _expire(thing)
    for revision in Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at"):
        _publish(revision)
    return 0


def _expired() -> list[DraftStateMixin]:
    models = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    return [
        thing
        for model in (Page, *models)
        for thing in model._default_manager.filter(live=True, expire_at__lte=timezone.now()).order_by("expire_at")
    ]


def _expire(thing: DraftStateMixin) -> None:
    try:
        with transaction.atomic():
            thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except Exception:  # one that cannot be taken down must not keep the others up; it stays due
        logger.exception("%s could not be taken down", thing)


def _publish(revision: Revision) -> None:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except OperationalError:
        logger.exception("revision %s could not be published now, and stays due", revision.pk)
    except Exception as error:  # a page's own mistake must not stop the others: its author is told
        logger.exception("revision %s could not be published", revision.pk)
        _give_up(revision, error)


@transaction.atomic
def _give_up(revision: Revision, error: Exception) -> None:
    """Takes the date off the revision and tells who saved it."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    if revision.user is None or not revision.user.email:
        return
    path = AdminURLFinder().get_edit_url(revision.content_object)
    queue_mail(
        revision.user.email,
        _("Nicht veröffentlicht: %(title)s") % {"title": revision.object_str},
        _(
            "„%(title)s“ sollte zum eingestellten Zeitpunkt veröffentlicht werden. Das ging nicht:\n\n%(reason)s\n\n"
            "Ihr Entwurf ist gespeichert. Bitte prüfen Sie ihn und veröffentlichen Sie ihn noch einmal."
        )
        % {"title": revision.object_str, "reason": _reason(error)}
        + (f"\n\n{settings.WAGTAILADMIN_BASE_URL}{path}" if path else ""),
    )


def _reason(error: Exception) -> str:
    """A form's own words where it was a check that failed; anything else is for the log."""
    messages = getattr(error, "messages", None)
    return "\n".join(messages) if messages else _("Beim Speichern trat ein Fehler auf.")
