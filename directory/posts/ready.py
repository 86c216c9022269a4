"""What the posts register when the portal starts."""

import datetime as dt

from core.work import register_daily_job
from directory.models import (
    Contact,
    ImportChange,
    ImportRun,
    Location,
    Message,
    Offer,
    Organisation,
    Post,
    Proposal,
    Schedule,
    Source,
)
from directory.posts import passing, personal
from directory.posts.handover import take_due
from directory.posts.names import withdraw_left
from directory.posts.texts import register_texts


def register() -> None:
    passing.register()
    personal.register()
    register_texts(Post, "district")
    register_texts(Organisation, "home_district")
    register_texts(Location, "organisation__home_district")
    register_texts(Contact, "organisation__home_district")
    register_texts(Offer, "organisation__home_district")
    register_texts(Schedule, "offer__organisation__home_district")
    register_texts(Message, "district")
    register_texts(Source, "district")
    register_texts(ImportRun, "district")
    register_texts(ImportChange, "run__district")
    register_texts(Proposal, "organisation__home_district")
    register_daily_job("names of those who have left", after=dt.time(0, 0), run=withdraw_left)
    register_daily_job("handovers", after=dt.time(0, 0), run=take_due)
