"""What the visitors' messages register when the portal starts."""

import datetime as dt

from core.work import register_daily_job
from directory.messages import jobs


def register() -> None:
    register_daily_job("forget messages", after=dt.time(3), run=jobs.forget_closed)
    register_daily_job("forget senders", after=dt.time(0), run=jobs.forget_yesterdays_senders)
    register_daily_job("remind of messages", after=dt.time(7), run=jobs.remind_districts)
