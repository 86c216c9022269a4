"""Removing the example content leaves the portal as `setup` made it, and what others wrote."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from wagtail.models import Page

from accounts.models import Role, User
from core.models import OutgoingMail
from core.tasks import run_waiting_tasks
from directory.models import Offer, Organisation, Post
from network.models import AnnouncementPage
from search import jobs
from search.models import Embedding, Passage, SearchDocument
from tests.admin_forms import NO_COMMENTS, NO_ROWS, rich
from tests.demo.conftest import lay_ground
from tests.factories import person

# Keys and versions of what was found once stay for ever. The vectors are asked for one by one.
KEPT = {"search_mark", "search_searchdocument", "search_indexprogress", "search_indexeddocument", "search_embedding"}
# How a database keeps itself: counters, and the segments of SQLite's full-text index.
INNER = ("sqlite_", "wagtailsearch_indexentry_fts_")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(tmp_path: Path) -> Iterator[Path]:
    with override_settings(MEDIA_ROOT=tmp_path):
        lay_ground()
        call_command("setup", verbosity=0)
        yield tmp_path


def rows() -> dict[str, int]:
    """How many rows each table has, except those that keep keys."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        tables = [name for name in names if name not in KEPT and not name.startswith(INNER)]
        found = {}
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchone()[0]
    return found


def posts() -> list[tuple[object, ...]]:
    fields = ("status", "mailbox", "phone", "meanwhile", "checked_on", "is_example")
    return [tuple(getattr(post, name) for name in fields) for post in Post.objects.order_by("pk")]


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def work_through() -> None:
    """What the work process would have done; of the vectors only some, all take minutes."""
    for job in (run_waiting_tasks, jobs.build_waiting, jobs.deliver_waiting):
        while job():
            pass
    jobs.embed_waiting()


def test_nothing_is_left(media: Path) -> None:
    work_through()
    before, posts_before = rows(), posts()
    call_command("setup_demo", verbosity=0)
    work_through()
    person = User.objects.get(email="manager.mainz@example.org")
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session.save()
    OutgoingMail.objects.create(to=person.email, subject="Einladung", body="…")
    assert files(media)

    call_command("remove_demo", verbosity=0)

    assert {table: number for table, number in rows().items() if number != before.get(table, 0)} == {}
    assert posts() == posts_before
    assert files(media) == []
    assert not any(Page.find_problems())
    gone = SearchDocument.objects.filter(alive=False)
    assert gone.exists()
    assert not gone.exclude(url="", title="", summary="", owner="", facets={}, terms={}).exists()
    assert not Passage.objects.filter(document__alive=False).exists()
    used = Passage.objects.values_list("text_hash", flat=True)
    assert not Embedding.objects.exclude(text_hash__in=used).exists()


def test_what_others_wrote_stays(media: Path) -> None:
    own = Organisation.objects.create(name="Sportkreis", kind="club", home_district_id="07315")
    Post.objects.filter(district="07315").update(status="filled", mailbox="integration@stadt.example")
    call_command("setup_demo", verbosity=0)
    call_command("remove_demo", verbosity=0)
    assert list(Organisation.objects.all()) == [own]
    assert Post.objects.get(district="07315").mailbox == "integration@stadt.example"


def test_what_somebody_real_edited_stays(media: Path) -> None:
    call_command("setup_demo", verbosity=0)
    client = as_(person(Role.Kind.OPERATOR))
    own_organisation, own_offer, with_own_offer = edit_entries(client)
    post = Post.objects.filter(is_example=True).earliest("pk")
    client.post(f"/verwaltung/ansprechstelle/edit/{post.pk}/", {"status": "filled", "mailbox": "amt@stadt.example"})
    published, draft, untouched = AnnouncementPage.objects.filter(is_example=True, live=True)[:3]
    edit_page(client, published, publish=True)
    edit_page(client, draft, publish=False)

    call_command("remove_demo", verbosity=0)

    assert set(Organisation.objects.all()) == {own_organisation, own_offer.organisation, with_own_offer.organisation}
    assert set(Offer.objects.all()) == {own_offer, with_own_offer}
    assert not Organisation.objects.filter(is_example=True).exists()
    post.refresh_from_db()
    assert (post.mailbox, post.is_example) == ("amt@stadt.example", False)
    assert set(AnnouncementPage.objects.all()) == {published, draft}
    draft.refresh_from_db()
    assert draft.is_example  # what is published of it still is
    draft.get_latest_revision().publish()
    draft.refresh_from_db()
    assert not draft.is_example
    assert untouched.title not in SearchDocument.objects.filter(alive=True).values_list("title", flat=True)


def test_what_a_demo_sign_in_edits_goes_with_the_examples(media: Path) -> None:
    call_command("setup_demo", verbosity=0)
    manager = User.objects.get(email="manager.mainz@example.org")
    organisation = Organisation.objects.filter(home_district="07315").earliest("pk")
    sent = {**NO_ROWS, "name": "Ausprobiert", "kind": "club"}
    as_(manager).post(f"/verwaltung/einrichtungen/edit/{organisation.pk}/", sent)
    assert Organisation.objects.get(pk=organisation.pk).name == "Ausprobiert"
    call_command("remove_demo", verbosity=0)
    assert not Organisation.objects.exists()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def edit_entries(client: Client) -> tuple[Organisation, Offer, Offer]:
    """An organisation and an offer that were edited, and a new offer of an example's."""
    edited, above, other = Organisation.objects.filter(is_example=True, offers__isnull=False).distinct()[:3]
    sent = {**NO_ROWS, "name": "Sportkreis", "kind": "club", "home_district": edited.home_district_id}
    assert client.post(f"/verwaltung/einrichtungen/edit/{edited.pk}/", sent).status_code == 302
    offer = above.offers.earliest("pk")
    sent = {**NO_ROWS, "title": "Schwimmkurs", "organisation": above.pk}
    assert client.post(f"/verwaltung/angebote/edit/{offer.pk}/", sent).status_code == 302
    assert (
        client.post("/verwaltung/angebote/new/", {"title": "Radkurs", "organisation": other.pk, **NO_ROWS}).status_code
        == 302
    )
    return edited, offer, Offer.objects.get(title="Radkurs")


def edit_page(client: Client, page: AnnouncementPage, *, publish: bool) -> None:
    sent = {"title": "Eigener Aufruf", "slug": page.slug, "text": rich("Bis Montag."), **NO_COMMENTS}
    sent |= {"action-publish": "1"} if publish else {}
    assert client.post(f"/verwaltung/pages/{page.pk}/edit/", sent).status_code == 302
    page.refresh_from_db()
    assert page.is_example is not publish


def test_a_run_that_fails_leaves_neither_rows_nor_files(media: Path) -> None:
    before = rows()
    with patch("demo.build.build_seals", side_effect=RuntimeError), pytest.raises(RuntimeError):
        call_command("setup_demo", verbosity=0)
    assert rows() == before
    assert files(media) == []
