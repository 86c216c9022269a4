"""What happens to accounts with the calendar, also when nobody signs in."""

import datetime as dt

from axes.models import AccessAttempt
from django.utils import timezone

from accounts.models import User
from accounts.rights import sync_groups

KEEP_ATTEMPTS = dt.timedelta(days=1)  # longer than any lock lasts


def sync_everybody() -> int:
    """Brings everyone's groups in line with today's roles; returns how many changed."""
    return sum(sync_groups(user) for user in User.objects.filter(is_active=True).prefetch_related("groups"))


def forget_attempts() -> int:
    """Deletes failed sign-ins with their addresses (data minimisation, Art. 5 GDPR); returns how many."""
    old = AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEEP_ATTEMPTS)
    return int(old.delete()[0])
