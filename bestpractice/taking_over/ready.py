"""What the texts on their way register when the portal starts."""

import datetime as dt

from django.utils import timezone

from accounts.personal_data import OnErase, register_relation
from bestpractice.models import TakenText
from bestpractice.models.taken_text import KEEP
from core.work import register_daily_job
from directory.posts.texts import register_texts


def register() -> None:
    register_daily_job("forget taken texts", after=dt.time(3), run=forget_left)
    register_texts(TakenText, "district")
    register_relation(TakenText, "given_by", ("title", "file_name", "given_at"), OnErase.DELETE)


def forget_left() -> int:
    """Deletes what nobody went on with; returns how many."""
    return TakenText.objects.filter(given_at__lt=timezone.now() - KEEP).delete()[0]
