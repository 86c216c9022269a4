"""The day on which something was published is the day here."""

import datetime as dt

import pytest
import time_machine

from search import jobs
from search.models import SearchDocument
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_what_is_published_after_midnight_bears_the_new_day() -> None:
    make.portal()
    with time_machine.travel("2026-06-14 22:30 +0000", tick=False):  # half past midnight in Berlin
        pages = [
            make.PracticeFactory(parent=make.district_page()),
            make.MaterialFactory(parent=make.association_page()),
            make.AnnouncementFactory(parent=make.land_page()),
        ]
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
    days = [SearchDocument.objects.get(title=page.title).date for page in pages]
    assert days == [dt.date(2026, 6, 15)] * 3
