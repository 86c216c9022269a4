"""What Elasticsearch is asked, without asking it."""

import datetime as dt
import json

import numpy as np
import pytest

from search.analysis import analyse_question
from search.embedding import DIMENSIONS
from search.engines.elasticsearch.queries import Plan, make_plan
from search.query import Audience, Facet, SearchQuery, Sort

TODAY = dt.date(2026, 11, 23)


def asked(query: SearchQuery, *, meaning: bool = False) -> Plan:
    vector = np.zeros(DIMENSIONS, np.float32) if meaning else None
    return make_plan(query, analyse_question(query.text), vector, TODAY)


@pytest.fixture(autouse=True)
def without_synonyms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.registry.synonym_providers", [])


def test_a_list_asks_no_words() -> None:
    body = asked(SearchQuery(sort=Sort.DATE)).matches.to_dict()
    assert body["query"]["bool"]["must"] == [{"match_all": {}}]
    assert "date" in body["sort"][0]


def test_every_search_of_a_round_is_limited_to_what_the_reader_may_find() -> None:
    query = SearchQuery(text="Sprachkurs", filters={Facet.TOPIC: frozenset(["sprache"])})
    searches = asked(query, meaning=True).every
    assert len(searches) == 4  # matches, the topics' counts, the nearest matches, what is akin
    for search in searches:
        said = json.dumps(search.to_dict())
        assert '{"terms": {"audience": ["public"]}}' in said
        assert '{"term": {"alive": true}}' in said
        assert '{"valid_until": {"gte": "2026-11-23"}}' in said


def test_a_member_is_asked_for_both_audiences() -> None:
    assert '["public", "members"]' in json.dumps(asked(SearchQuery(audience=Audience.MEMBERS)).matches.to_dict())


def test_a_narrowed_facet_is_counted_without_its_own_filter() -> None:
    query = SearchQuery(filters={Facet.TOPIC: frozenset(["sprache"]), Facet.KIND: frozenset(["offer"])})
    plan = asked(query)
    topics = plan.narrowed[Facet.TOPIC].to_dict()
    assert "sprache" not in json.dumps(topics)
    assert "offer" in json.dumps(topics)
    assert set(plan.matches.to_dict()["aggs"]) == set(Facet) - {Facet.TOPIC, Facet.KIND}


def test_what_belongs_to_no_district_is_there_for_each() -> None:
    said = json.dumps(asked(SearchQuery(filters={Facet.DISTRICT: frozenset(["07315"])})).matches.to_dict())
    assert '"should": [{"terms": {"district": ["07315"]}}, {"term": {"everywhere": true}}]' in said


def test_a_list_without_facets_counts_none() -> None:
    plan = asked(SearchQuery(facets=False, filters={Facet.KIND: frozenset(["offer"])}))
    assert plan.narrowed == {}
    assert "aggs" not in plan.matches.to_dict()
