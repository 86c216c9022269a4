"""A holder's name stands on the page only with a legal basis; taken back, it stands nowhere."""

import datetime as dt
import json
from collections.abc import Iterator, Set

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import Client
from wagtail.log_actions import log
from wagtail.models import Comment, ModelLogEntry, Page, PageLogEntry

from accounts.models import Notice, Role, User
from bestpractice.models import Edition
from core.models import OutgoingMail
from directory.models import DailySalt, Handover, HolderName, MessageStep, Post, Proposal, Sending, Verification
from directory.posts import names
from directory.posts.texts import registered, text_fields
from library.models import DossierEntry, FileText, LinkCheck, StartSlot
from search.models import Passage, SearchDocument
from tests import factories as make
from tests.directory.posts.conftest import WorkThrough, as_
from tests.factories import ALZEY, MAINZ, PASSWORD, district_page

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]
in_the_open = pytest.mark.django_db(transaction=True)  # the work process opens and closes connections of its own

NAME, SURNAME = "Dr. Gerlinde Beispielfrau", "Beispielfrau"
ADDRESS = "/verwaltung/ansprechstelle/{pk}/name/"
OWN_TABLES = {"accounts_user", "account_emailaddress"}  # the person's own account stays
INNER = ("sqlite_", "wagtailsearch_indexentry_fts_", "django_migrations")


def show(post: Post, by: User, person: User | None = None, name: str = NAME) -> HolderName:
    day = dt.date(2026, 1, 15)
    return names.show_name(post, name, person=person, basis="consent", basis_date=day, note="Akte 7", by=by)


def columns_with(text: str, spared: Set[str] = OWN_TABLES) -> Iterator[str]:
    """Every column of every table in which a text stands, in whatever case and as JSON writes it."""
    written = {text.lower(), json.dumps(text)[1:-1].lower()}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in spared or table.startswith(INNER):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for column, value in zip(cursor.description, row, strict=True):
                    said = str(value).lower()
                    if any(form in said for form in written):
                        yield f"{table}.{column[0]}: {said[:80]}"


def write_everywhere(name: str, person: User) -> None:
    """What a district's people write in a year, with a name in it."""
    home = district_page(MAINZ)
    practice = make.PracticeFactory(
        parent=home,
        title=f"Sprachcafé mit Frau {SURNAME}",
        slug="sprachcafe",
        contact=f"{name}, gerlinde.beispielfrau@example.org",
        what_we_did=f"<p>Geleitet hat es <b>{name}</b>.</p>",
        owner=person,
    )
    practice.summary = f"{SURNAME}, Gerlinde hat es aufgebaut."
    practice.save_revision(user=person, log_action=True).publish()
    practice.title = f"Entwurf von {name}"
    practice.save_revision(user=person)
    Comment.objects.create(page=practice, user=person, text=f"{name} fragen", contentpath="contact")
    organisation = make.OrganisationFactory(home_district_id=MAINZ, name="Treff", description=f"Kontakt über {name}.")
    Proposal.objects.create(organisation=organisation, state="waiting", values={"description": ["", name]})
    make.OfferFactory(organisation=organisation, contact=name, summary=f"Anmeldung bei Herrn oder Frau {SURNAME}")
    make.stored_file(home, title=f"Vortrag {name}")
    log(instance=organisation, action="wagtail.edit", title=f"Treff ({name})", data={"who": [name]})
    Notice.objects.create(user=person, text=f"{name} hat geschrieben", detail=name)
    OutgoingMail.objects.create(to="stelle@example.org", subject=f"An {name}", body=f"Guten Tag {name}")


@in_the_open
def test_a_withdrawn_name_stands_in_no_column_of_the_database(
    post: Post, manager: User, work_through: WorkThrough
) -> None:
    manager.first_name, manager.last_name = "Gerlinde", SURNAME
    manager.save()
    write_everywhere(NAME, manager)
    Post.objects.filter(pk=post.pk).update(responsible_for=f"Netzwerke (Frau {SURNAME})")
    show(post, manager)
    work_through()
    assert SearchDocument.objects.filter(title__contains=SURNAME).exists()
    assert Passage.objects.filter(text__contains=SURNAME).exists()
    assert len(set(columns_with(SURNAME))) > 15

    as_(manager).post(ADDRESS.format(pk=post.pk) + "zuruecknehmen/")
    work_through()

    assert list(columns_with(SURNAME)) == []


def test_what_was_written_keeps_its_sense_and_other_districts_their_words(post: Post, manager: User) -> None:
    make.person(Role.Kind.MANAGER, ags=ALZEY)
    practice = make.PracticeFactory(parent=district_page(MAINZ), contact=f"{NAME}, Gerlinde.Beispielfrau@example.org")
    other = make.PracticeFactory(parent=district_page(ALZEY), contact=NAME)
    unlike = make.PracticeFactory(parent=district_page(MAINZ), contact="Beispielfrauen e. V.", title="Beispielfrau")
    names.withdraw(show(post, manager), manager)

    for page in (practice, other, unlike):
        page.refresh_from_db()
    assert practice.contact == "Integrationsmanagement, integration@example.org"
    assert practice.get_latest_revision().content["contact"] == practice.contact
    assert other.contact == NAME
    assert (unlike.title, unlike.contact) == ("Beispielfrau", "Beispielfrauen e. V.")


def test_the_text_taken_from_a_file_and_a_tag_lose_the_name(
    post: Post, manager: User, work_through: WorkThrough
) -> None:
    file = make.stored_file(district_page(), title="Vortrag")
    FileText.objects.create(file=file, file_hash=file.file_hash, state="read", pages=[f"Es spricht {NAME}."])
    material = make.MaterialFactory(parent=district_page(), title="Vortrag", file=file, link="")
    material.tags.add(NAME)
    material.save()
    names.withdraw(show(post, manager), manager)
    assert FileText.objects.get().pages == ["Es spricht Integrationsmanagement."]
    material.refresh_from_db()
    assert not material.tags.exists()


def test_everything_in_which_a_district_writes_is_looked_through() -> None:
    """Whoever adds a noun with text says in the AppConfig whose it is: posts.texts.register_texts."""
    apart = {
        HolderName: "emptied itself",
        Handover: "counts only",
        MessageStep: "names functions",
        Verification: "names functions",
        DailySalt: "holds no words",
        Sending: "holds no words",
        Edition: "holds a fingerprint",
        LinkCheck: "says what a server answered",
        DossierEntry: "kept by an association or the Land, never by a district",
        StartSlot: "kept by an association or the Land, never by a district",
    }
    ours = {"directory", "bestpractice", "library", "network"}
    nouns = {m for m in apps.get_models() if m._meta.app_label in ours and not issubclass(m, Page)}
    written = {model for model in nouns if any(True for _field in text_fields(model))}
    missing = sorted(model._meta.label for model in written - registered() - set(apart))
    assert missing == []


def test_who_left_without_a_handover_is_not_named_any_more(post: Post, manager: User) -> None:
    show(post, manager, person=manager)
    assert names.withdraw_left() == 0
    manager.roles.update(valid_until=dt.date(2026, 1, 31))
    assert names.withdraw_left() == 1
    assert names.withdraw_left() == 0
    assert HolderName.objects.get().name == ""


def test_a_name_with_umlauts_leaves_the_log_too(post: Post, manager: User) -> None:
    log(instance=post, action="wagtail.edit", data={"who": "Änne Müßig"})
    names.withdraw(show(post, manager, name="Änne Müßig"), manager)
    assert list(columns_with("Müßig")) == []


def test_that_a_basis_was_withdrawn_stays_on_record_without_the_name(post: Post, manager: User) -> None:
    names.withdraw(show(post, manager, person=manager), manager)
    record = HolderName.objects.get()
    assert (record.name, record.note, record.person) == ("", "", None)
    assert (record.basis, record.basis_date, record.withdrawn_by) == ("consent", dt.date(2026, 1, 15), manager)
    page = as_(manager).get(f"/verwaltung/ansprechstelle/{post.pk}/").content.decode()
    assert "zurückgenommen am" in page


def test_the_database_names_nobody_without_a_basis_and_keeps_no_withdrawn_name(post: Post, manager: User) -> None:
    shown = show(post, manager)
    for wrong in ({"name": ""}, {"basis": ""}, {"withdrawn_at": "2026-01-01T00:00Z"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            HolderName.objects.filter(pk=shown.pk).update(**wrong)


def test_a_name_is_recorded_with_its_basis_in_the_admin(post: Post, manager: User) -> None:
    client = as_(manager)
    sent = {"name": NAME, "basis": "employer", "basis_date": "2026-02-01", "note": "", "person": manager.pk}
    missing = client.post(ADDRESS.format(pk=post.pk), {**sent, "basis": ""})
    assert not HolderName.objects.exists()
    assert NAME in missing.content.decode()

    client.post(ADDRESS.format(pk=post.pk), sent)
    shown = HolderName.objects.get()
    assert (shown.recorded_by, shown.basis) == (manager, "employer")
    assert NAME in Client().get(district_page(MAINZ).get_url()).content.decode()
    assert OutgoingMail.objects.filter(to=manager.email, body__contains="/konto/mein-name/").exists()


def test_the_person_named_takes_the_name_back_without_any_role(post: Post, manager: User) -> None:
    person = make.UserFactory()
    shown = show(post, manager, person=person)
    client = Client()
    assert client.get("/konto/mein-name/")["Location"].startswith("/konto/login/")
    client.login(email=person.email, password=PASSWORD)
    assert NAME in client.get("/konto/mein-name/").content.decode()

    client.post("/konto/mein-name/", {"name": shown.pk})

    shown.refresh_from_db()
    assert shown.name == ""
    assert NAME not in Client().get(district_page(MAINZ).get_url()).content.decode()


def test_nobody_takes_back_a_strangers_name(post: Post, manager: User) -> None:
    shown = show(post, manager, person=manager)
    client = as_(make.UserFactory())
    assert client.post("/konto/mein-name/", {"name": shown.pk}).status_code == 404
    assert client.post("/konto/mein-name/", {"name": "x"}).status_code == 404
    shown.refresh_from_db()
    assert shown.name == NAME


def test_a_post_that_becomes_vacant_names_nobody_any_more(post: Post, manager: User) -> None:
    show(post, manager)
    sent = {"status": "vacant", "meanwhile": "Bürgerbüro, 06131 0000-10"}
    as_(manager).post(f"/verwaltung/ansprechstelle/edit/{post.pk}/", sent)
    assert list(columns_with(SURNAME)) == []
    page = Client().get("/ansprechstelle/?ort=07315").content.decode()
    assert "Solange antwortet: Bürgerbüro, 06131 0000-10" in page


def test_what_is_logged_about_a_name_does_not_hold_it(post: Post, manager: User) -> None:
    names.withdraw(show(post, manager), manager)
    actions = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert {"directory.show_name", "directory.withdraw_name"} <= actions
    assert not PageLogEntry.objects.filter(label__contains=SURNAME).exists()


@in_the_open
def test_volunteers_find_the_post_by_that_word(post: Post, work_through: WorkThrough, client: Client) -> None:
    found = "/api/v1/search?kind=district&q=Ehrenamtliche"
    work_through()
    assert district_page(MAINZ).url not in client.get(found).content.decode()
    post.is_for_volunteers = True
    post.save()
    work_through()
    assert district_page(MAINZ).url in client.get(found).content.decode()
    assert "Ansprechstelle für Ehrenamtliche" in client.get(district_page(MAINZ).get_url()).content.decode()
