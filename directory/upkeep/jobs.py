"""What happens to actors' changes with the calendar; the job may run as often as it likes on one day."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from directory.models import Proposal

KEEP = dt.timedelta(days=365)  # long enough for the next yearly talk with an actor


def forget_old_changes() -> int:
    """Deletes changes that were decided, or counted at once, a year ago; one that waits stays. Returns how many."""
    before = timezone.now() - KEEP
    settled = Q(decided_at__lte=before) | Q(state=Proposal.State.LIVE, created_at__lte=before)
    return Proposal.objects.filter(settled).delete()[0]
