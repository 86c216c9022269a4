"""An editor writes a practice down for a member district; the district reads, changes, releases or returns it."""

import pytest
from django.test import Client

from accounts.models import Notice, Role, User
from bestpractice.models import DraftForDistrict, PracticePage, Recommendation
from bestpractice.review import may_review
from tests.factories import ALZEY, MAINZ, PracticeFactory, RoleFactory, district_page, person, portal
from tests.rights.test_rights_table import form_of

pytestmark = pytest.mark.django_db
State = DraftForDistrict.State
LIST = "/verwaltung/fuer-kreise/"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


@pytest.fixture
def editor() -> User:
    user = person(Role.Kind.EDITOR, association="staedtetag")
    User.objects.filter(pk=user.pk).update(first_name="Redaktionsstelle", last_name="Zwölf")
    return User.objects.get(pk=user.pk)


@pytest.fixture
def manager() -> User:
    return person(Role.Kind.MANAGER, ags=MAINZ)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def begun(editor: User, ags: str = MAINZ) -> DraftForDistrict:
    """Begun over HTTP and filled in as far as needed to be published."""
    as_(editor).post(LIST, {"district": ags, "title": "Dolmetscherpool", "source": "Telefonat im März"})
    draft = DraftForDistrict.objects.get()
    as_(editor).post(f"/verwaltung/pages/{draft.practice_id}/edit/", form_of(draft.practice, title="Dolmetscherpool"))
    return DraftForDistrict.objects.get()


def do(user: User, draft: DraftForDistrict, act: str, word: str = "") -> int:
    return as_(user).post(f"{LIST}{draft.practice_id}/", {"act": act, "word": word}).status_code


def state_of(draft: DraftForDistrict) -> str:
    return DraftForDistrict.objects.get(pk=draft.pk).state


def edits(user: User, draft: DraftForDistrict) -> bool:
    form = form_of(draft.practice, title="Von anderer Hand")
    as_(user).post(f"/verwaltung/pages/{draft.practice_id}/edit/", form)
    page = PracticePage.objects.get(pk=draft.practice_id)
    return bool(page.get_latest_revision_as_object().title == "Von anderer Hand")


def test_the_draft_lies_below_the_district_and_is_live_nowhere(editor: User) -> None:
    draft = begun(editor)

    assert draft.practice.district.ags == MAINZ
    assert not draft.practice.live
    assert draft.association.slug == "staedtetag"
    assert Client().get(draft.practice.get_url()).status_code == 404


def test_an_editor_writes_for_members_only(editor: User) -> None:
    answer = as_(editor).post(LIST, {"district": ALZEY, "title": "Dolmetscherpool"})

    assert "Bitte wählen Sie" in answer.content.decode() or answer.status_code == 200
    assert not DraftForDistrict.objects.exists()
    assert f'value="{ALZEY}"' not in as_(editor).get(LIST).content.decode()


def test_an_editor_edits_it_but_cannot_publish_move_copy_or_delete_it(editor: User) -> None:
    draft = begun(editor)
    client, number = as_(editor), draft.practice_id

    assert edits(editor, draft)
    client.post(f"/verwaltung/pages/{number}/edit/", {**form_of(draft.practice), "action-publish": "1"})
    client.post(f"/verwaltung/pages/{number}/delete/")
    client.post(f"/verwaltung/pages/{number}/copy/", {"new_title": "x", "new_slug": "x"})
    client.post(f"/verwaltung/pages/{number}/unpublish/")

    assert not PracticePage.objects.get().live
    assert 'name="action-publish"' not in client.get(f"/verwaltung/pages/{number}/edit/").content.decode()


def test_it_opens_no_other_draft_of_the_district(editor: User) -> None:
    begun(editor)
    other = PracticeFactory(parent=district_page(), title="Vertraulich", live=False)

    answer = as_(editor).get(f"/verwaltung/pages/{other.pk}/edit/")

    assert answer.status_code == 302
    assert as_(editor).get(f"/verwaltung/pages/{district_page().pk}/").status_code == 302


def test_the_district_learns_of_it_when_it_is_offered(editor: User, manager: User) -> None:
    draft = begun(editor)
    assert not Notice.objects.exists()

    do(editor, draft, "offer")

    notice = Notice.objects.get(user=manager)
    assert "Dolmetscherpool" in notice.text
    home = as_(manager).get("/verwaltung/").content.decode()
    assert "Für Ihren Kreis aufgeschrieben" in home
    assert f"{LIST}{draft.practice_id}/" in home
    read = as_(manager).get(notice.url).content.decode()
    assert "Telefonat im März" in read
    assert "Woran es gefehlt hat" in read


def test_the_district_publishes_it_as_its_own(editor: User, manager: User) -> None:
    draft = begun(editor)
    do(editor, draft, "offer")

    do(manager, draft, "release")

    practice = PracticePage.objects.get()
    assert practice.live
    assert state_of(draft) == State.TAKEN
    assert "veröffentlicht" in Notice.objects.get(user=editor).text
    public = Client().get(practice.get_url()).content.decode()
    for trace in ("Redaktionsstelle", "Zwölf", editor.email, "Telefonat im März"):
        assert trace not in public
    assert not edits(editor, draft)


def test_what_is_missing_keeps_it_from_being_published(editor: User, manager: User) -> None:
    as_(editor).post(LIST, {"district": MAINZ, "title": "Nur ein Titel"})
    draft = DraftForDistrict.objects.get()
    do(editor, draft, "offer")

    assert do(manager, draft, "release") == 422
    page = as_(manager).get(f"{LIST}{draft.practice_id}/").content.decode()

    assert "Woran es gefehlt hat" in page
    assert 'value="release"' not in page
    assert not PracticePage.objects.get().live


@pytest.mark.parametrize("way", ["button", "saving", "publishing in the editor"])
def test_once_the_district_takes_it_over_the_editor_neither_changes_nor_reads_it(
    editor: User, manager: User, way: str
) -> None:
    draft = begun(editor)
    do(editor, draft, "offer")
    edit = f"/verwaltung/pages/{draft.practice_id}/edit/"
    form = form_of(draft.practice, title="Dolmetscherpool, ergänzt")
    if way == "button":
        do(manager, draft, "take")
    else:
        as_(manager).post(edit, form | ({"action-publish": "1"} if way != "saving" else {}))

    assert state_of(draft) == State.TAKEN
    assert not edits(editor, draft)
    for address in (edit, f"/verwaltung/pages/{draft.practice_id}/view_draft/", f"{LIST}{draft.practice_id}/"):
        assert as_(editor).get(address).status_code == 302, address
    assert Notice.objects.filter(user=editor).count() == 1


def test_the_district_returns_it_with_a_word_and_the_editor_goes_on(editor: User, manager: User) -> None:
    draft = begun(editor)
    do(editor, draft, "offer")

    assert do(manager, draft, "give_back", "  ") == 422
    do(manager, draft, "give_back", "Die Zahlen sind vom Vorjahr.")

    assert state_of(draft) == State.RETURNED
    assert Notice.objects.get(user=editor).detail == "Die Zahlen sind vom Vorjahr."
    assert "Die Zahlen sind vom Vorjahr." in as_(editor).get(LIST).content.decode()
    assert edits(editor, draft)
    do(editor, draft, "offer")
    assert state_of(draft) == State.OFFERED


def test_the_district_discards_it_and_the_editor_learns_why(editor: User, manager: User) -> None:
    draft = begun(editor)
    do(editor, draft, "offer")

    do(manager, draft, "discard", "Das Projekt endete.")

    assert not PracticePage.objects.exists()
    notice = Notice.objects.get(user=editor)
    assert "gelöscht" in notice.text
    assert notice.detail == "Das Projekt endete."


def test_an_act_that_comes_too_late_does_nothing(editor: User, manager: User) -> None:
    draft = begun(editor)
    do(editor, draft, "offer")
    do(manager, draft, "release")

    do(editor, draft, "withdraw")
    do(manager, draft, "give_back", "Doch nicht.")
    do(manager, draft, "discard")

    assert PracticePage.objects.get().live
    assert state_of(draft) == State.TAKEN


def test_whoever_wrote_it_down_never_reviews_it_but_a_colleague_may(editor: User, manager: User) -> None:
    draft = begun(editor)
    do(editor, draft, "offer")
    do(manager, draft, "release")
    word = Recommendation.objects.create(practice=draft.practice, association=draft.association)

    assert not may_review(editor, word)
    assert may_review(person(Role.Kind.EDITOR, association="staedtetag"), word)


def test_an_editor_who_also_acts_for_the_district_uses_both_hands(editor: User) -> None:
    RoleFactory(user=editor, kind=Role.Kind.MANAGER, district_id=MAINZ)
    draft = begun(editor)

    do(editor, draft, "offer")
    do(editor, draft, "release")

    assert PracticePage.objects.get().live


def test_with_nobody_in_office_the_editor_is_told(editor: User) -> None:
    draft = begun(editor)

    answer = as_(editor).post(f"{LIST}{draft.practice_id}/", {"act": "offer"}, follow=True)

    assert "zurzeit nicht besetzt" in answer.content.decode()
    assert state_of(draft) == State.OFFERED
