"""What the preview links register when the portal starts."""

import datetime as dt

from accounts.personal_data import OnErase, register_relation
from bestpractice.models import PreviewLink
from bestpractice.preview.links import forget_ended
from bestpractice.queries import on_practices_of
from core.work import register_daily_job
from directory.posts.texts import register_texts


def register() -> None:
    register_daily_job("forget preview links", after=dt.time(3), run=forget_ended)
    register_texts(PreviewLink, on_practices_of(PreviewLink))
    register_relation(PreviewLink, "made_by", ("practice__title", "for_whom", "made_at", "expires_at"), OnErase.KEEP)
