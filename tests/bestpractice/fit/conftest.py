"""A practice of Mainz among the real 36 districts; only those that use it have pages, which is quicker."""

import pytest

from bestpractice.models import PracticePage
from tests.factories import ALZEY, MAINZ, TRIER, DistrictFactory, PracticeFactory, district_page, district_rows, portal

MAINZ_BINGEN, NEUWIED, WESTERWALD, KAISERSLAUTERN = "07339", "07138", "07143", "07312"


@pytest.fixture
def practice(db: None) -> PracticePage:
    portal(MAINZ, TRIER, ALZEY, MAINZ_BINGEN, NEUWIED, WESTERWALD, KAISERSLAUTERN)
    for ags in district_rows():
        DistrictFactory(ags=ags)
    made: PracticePage = PracticeFactory(parent=district_page(), title="Dolmetscherpool")
    return made
