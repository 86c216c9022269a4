"""What happens to messages with the calendar; each job may run as often as it likes on one day."""

import datetime as dt

from django.utils import timezone

from directory.messages.delivery import remind, tell
from directory.models import Message
from directory.models.message import KEEP
from directory.models.sending import forget_senders

REMIND_AFTER = dt.timedelta(days=7)


def forget_closed() -> int:
    """Deletes messages closed 90 days ago, with text, address, answer and history; returns how many."""
    old = Message.objects.filter(closed_at__lte=timezone.now() - KEEP)
    return old.delete()[1].get("directory.Message", 0)


def forget_yesterdays_senders() -> int:
    return forget_senders()


def remind_districts() -> int:
    """Reminds once of each message that waits for a week; tells of those that nobody could be told of."""
    untold = sum(tell(message) for message in Message.objects.open().filter(told_at=None))
    waiting = Message.objects.open().filter(waiting_since__lte=timezone.now() - REMIND_AFTER, reminded_at=None)
    return untold + sum(remind(message) for message in waiting.select_related("district"))
