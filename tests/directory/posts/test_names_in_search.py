"""A withdrawn name is in no index either, on each engine: neither found nor held."""

import pytest
from django.test import Client

from accounts.models import User
from directory.models import Post
from directory.posts import names
from search.engines.elasticsearch import ElasticsearchEngine
from search.models import Posting
from tests import factories as make
from tests.directory.posts.conftest import WorkThrough
from tests.directory.posts.test_names import NAME, SURNAME, show
from tests.factories import district_page
from tests.search.conftest import engine

__all__ = ["engine"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.every_database]


def held(engine: str, settings: object) -> str:
    """All that the index holds, as text."""
    if engine == "database":
        return " ".join(Posting.objects.values_list("term", flat=True))
    elastic = ElasticsearchEngine.from_settings(settings.SEARCH)  # type: ignore[attr-defined]
    names_ = f"{settings.SEARCH['INDEX_PREFIX']}-*"  # type: ignore[attr-defined]
    elastic.client.indices.refresh(index=names_)
    return str(elastic.client.search(index=names_, query={"match_all": {}}, size=1000).body)


def test_a_withdrawn_name_is_neither_found_nor_held(
    engine: str, settings: object, post: Post, manager: User, work_through: WorkThrough, client: Client
) -> None:
    make.PracticeFactory(parent=district_page(), title="Treff", what_we_did=f"<p>{NAME} leitet ihn.</p>", slug="treff")
    shown = show(post, manager)
    work_through()
    assert "Treff" in client.get(f"/api/v1/search?q={SURNAME}").content.decode()
    assert SURNAME.lower() in held(engine, settings).lower()

    names.withdraw(shown, manager)
    work_through()

    answer = client.get(f"/api/v1/search?q={SURNAME}&district={post.district_id}").json()
    assert SURNAME not in str(answer["results"])
    assert SURNAME.lower() not in held(engine, settings).lower()
