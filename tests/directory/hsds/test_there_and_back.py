"""What HSDS takes along comes back as it was, and whatever else a file holds becomes a directory or a problem."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.exchange.records import Directory
from directory.hsds.export import hsds_lines, pairs_of
from directory.hsds.read import read_hsds
from directory.hsds.taxonomy import Terms
from tests.directory.records import directories
from tests.house.sources import ROOT

EXAMPLES = ROOT.parent / "shared" / "hsds" / "examples"


def written(directory: Directory) -> bytes:
    return "".join(hsds_lines(pairs_of(directory), Terms())).encode()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(directories())
def test_what_is_written_is_read_as_it_was(directory: Directory) -> None:
    result = read_hsds(written(directory))
    assert result.directory == directory
    assert [problem for problem in result.problems if directory.organisations] == []


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_broken_file_gives_messages(data: st.DataObject) -> None:
    names = st.sampled_from(
        "contents id name status organization organization_id services service service_at_locations location latitude "
        "longitude addresses schedules byday freq dtstart opens_at attributes taxonomy_term code value phones number "
        "contacts title cost_options amount languages locations count".split()
    )
    leaves = (
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8) | st.sampled_from(["MO", "x"])
    )
    values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=6))
    content = json.dumps(data.draw(values)).encode()
    cut = data.draw(st.integers(0, len(content)))
    for broken in (content, content[:cut], content[:cut] + data.draw(st.binary(max_size=4)) + content[cut:]):
        result = read_hsds(broken)
        assert all(problem.text for problem in result.problems)
        assert result.problems or result.directory.organisations


@pytest.mark.parametrize("name", ["organization_full", "service_full", "service_at_location_full", "service_list"])
def test_the_standards_own_examples_are_read(name: str) -> None:
    result = read_hsds(Path(EXAMPLES / f"{name}.json").read_bytes())
    [organisation] = result.directory.organisations
    assert organisation.name == "Example Organization Inc."
    assert [offer.title for offer in result.directory.offers] == ["Community Counselling"]
    assert "Ann Persona" not in repr(result.directory)
