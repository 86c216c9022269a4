"""What a district keeps to the members is in no row, so no engine finds or shows it, whoever asks."""

import pytest

from bestpractice.documents import PracticeSource
from search.query import Audience
from tests import factories as make
from tests.contract.conftest import Portal


@pytest.fixture
def practice_row(portal: Portal) -> Portal:
    make.portal(make.MAINZ)
    practice = make.PracticeFactory(
        parent=make.district_page(),
        title="Sprachcafé am Abend",
        what_did_not_work="<p>Die Vorhangstange fiel herunter.</p>",
    )
    portal.publish(PracticeSource().describe(practice), kind="practice")
    return portal


@pytest.mark.parametrize("audience", Audience)
def test_a_text_for_members_is_not_found(practice_row: Portal, audience: Audience) -> None:
    assert practice_row.titles("Sprachcafé", audience=audience) == ["Sprachcafé am Abend"]
    assert practice_row.titles("Vorhangstange", audience=audience) == []


@pytest.mark.parametrize("audience", Audience)
def test_no_extract_shows_a_text_for_members(practice_row: Portal, audience: Audience) -> None:
    assert "Vorhangstange" not in str(practice_row.search("Sprachcafé herunter", audience=audience).hits)
    assert "Vorhangstange" not in str(practice_row.search("Sprachcafé", audience=audience).hits)
