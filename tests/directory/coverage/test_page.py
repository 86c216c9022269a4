"""The coverage as a member has it: the matrix, the lines for a phone, what is asked for, the picture and the file."""

import csv
import datetime as dt
import io
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Role
from directory.coverage.file import harmless
from directory.coverage.matrix import State, state_of
from directory.coverage.queries import Tally
from directory.models import Offer
from tests import factories as make
from tests.factories import ALZEY, MAINZ, TRIER
from vocabulary.models import Language, TargetGroup, Topic

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def topics() -> dict[str, Topic]:
    language = Topic.objects.create(slug="sprache", name="Sprache", order=1)
    course = Topic.objects.create(slug="kurs", name="Sprachkurs", parent=language, order=2)
    housing = Topic.objects.create(slug="wohnen", name="Wohnen", order=3)
    return {"sprache": language, "kurs": course, "wohnen": housing}


@pytest.fixture
def editor(topics: dict[str, Topic]) -> Client:
    for ags in make.district_rows():
        make.DistrictFactory(ags=ags)
    make.portal(MAINZ)
    client = Client()
    client.force_login(make.person(Role.Kind.EDITOR, association="staedtetag"))
    return client


def offer(ags: str, *topics: Topic, confirmed: bool = True, **values: object) -> Offer:
    checked = timezone.localdate() if confirmed else None
    made: Offer = make.OfferFactory(organisation__home_district_id=ags, checked_on=checked, **values)
    made.topics.set(topics)
    return made


def lines(client: Client, address: str = "/abdeckung/abdeckung.csv") -> dict[tuple[str, str, str], list[str]]:
    """{(topic, lower topic, district's key): [confirmed, not confirmed, state]} of the file."""
    text = client.get(address).content.decode("utf-8-sig")
    _head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    return {(row[0], row[1], row[2]): row[4:] for row in rows}


def test_no_offer_differs_from_one_that_nobody_confirmed(editor: Client, topics: dict[str, Topic]) -> None:
    offer(MAINZ, topics["kurs"])
    offer(TRIER, topics["kurs"], confirmed=False)
    page = editor.get("/abdeckung/?topic=sprache").content.decode()
    assert 'title="Stadt Mainz, Sprachkurs: 1 Angebot bestätigt">1</a>' in page
    assert 'title="Stadt Trier, Sprachkurs: 1 nicht bestätigt">(1)</a>' in page
    assert 'title="Landkreis Alzey-Worms, Sprachkurs: kein Angebot">0</span>' in page


@pytest.mark.parametrize(
    ("tally", "state"),
    [
        (Tally(0, 0), State.NONE),
        (Tally(0, 9), State.UNCONFIRMED),
        (Tally(1, 9), State.FEW),
        (Tally(2, 0), State.FEW),
        (Tally(3, 0), State.SOME),
        (Tally(6, 0), State.SOME),
        (Tally(7, 0), State.MANY),
    ],
)
def test_a_cell_is_shaded_by_what_is_confirmed(tally: Tally, state: State) -> None:
    assert state_of(tally) is state


def test_a_cell_leads_to_what_stands_behind_it(editor: Client, topics: dict[str, Topic]) -> None:
    women = TargetGroup.objects.create(slug="frauen", name="Frauen")
    offer(MAINZ, topics["wohnen"]).target_groups.add(women)
    page = editor.get("/abdeckung/?target_group=frauen").content.decode()
    assert f'href="/angebote/?topic=wohnen&amp;district={MAINZ}&amp;target_group=frauen"' in page
    assert 'href="/angebote/?topic=sprache' not in page


def test_a_topic_opens_into_those_below_it_and_closes_again(editor: Client, topics: dict[str, Topic]) -> None:
    closed = editor.get("/abdeckung/?language=xx").content.decode()
    assert 'href="/abdeckung/?topic=sprache#sprache" aria-expanded="false"' in closed
    assert "matrix__row--lower" not in closed
    opened = editor.get("/abdeckung/?topic=kurs").content.decode()
    assert 'href="/abdeckung/#sprache" aria-expanded="true"' in opened
    assert "matrix__row--lower" in opened


def test_filters_narrow_the_figures_and_say_so(editor: Client, topics: dict[str, Topic]) -> None:
    Language.objects.create(code="uk", name="Ukrainisch", own_name="Українська")
    offer(MAINZ, topics["kurs"]).languages.set(Language.objects.all())
    offer(MAINZ, topics["kurs"])
    assert lines(editor)["Sprache", "Sprachkurs", MAINZ][0] == "2"
    assert lines(editor, "/abdeckung/abdeckung.csv?language=uk")["Sprache", "Sprachkurs", MAINZ][0] == "1"
    assert "auf Ukrainisch" in editor.get("/abdeckung/?language=uk").content.decode()


def test_what_does_not_exist_is_said_and_the_rest_is_shown(editor: Client) -> None:
    page = editor.get("/abdeckung/?topic=quastenflosser&district=%00&target_group=x&language=zz").content.decode()
    assert page.count("Das gibt es nicht oder nicht mehr.") == 4
    assert "Stadt Mainz" in page


def test_land_wide_offers_stand_apart_and_fill_no_gap(editor: Client, topics: dict[str, Topic]) -> None:
    offer(MAINZ, topics["wohnen"], is_landwide=True, title="Rechtstelefon")
    found = lines(editor)
    assert found["Wohnen", "", MAINZ] == ["0", "0", "kein Angebot"]
    assert found["Wohnen", "", ""][0] == "1"
    assert "Rechtstelefon" in editor.get("/abdeckung/").content.decode()
    assert "Rechtstelefon" not in editor.get("/abdeckung/?topic=sprache").content.decode()


def test_an_offer_counts_in_every_district_that_its_actor_serves(editor: Client, topics: dict[str, Topic]) -> None:
    offer(MAINZ, topics["wohnen"]).organisation.districts_served.set([MAINZ, ALZEY])
    found = lines(editor)
    assert [found["Wohnen", "", ags][0] for ags in (MAINZ, ALZEY, TRIER)] == ["1", "1", "0"]


def test_an_offer_that_is_over_covers_nothing(editor: Client, topics: dict[str, Topic]) -> None:
    offer(MAINZ, topics["wohnen"], valid_until=timezone.localdate() - dt.timedelta(1))
    assert lines(editor)["Wohnen", "", MAINZ] == ["0", "0", "kein Angebot"]


def test_a_district_where_nothing_is_confirmed_is_named_below_the_matrix(editor: Client) -> None:
    assert "ihre Nullen sagen also wenig" in editor.get("/abdeckung/").content.decode()


def test_a_manager_sees_the_own_district_first_and_why_the_others_are_like_it(topics: dict[str, Topic]) -> None:
    for ags in make.district_rows():
        make.DistrictFactory(ags=ags)
    make.portal(ALZEY)
    client = Client()
    client.force_login(make.person(Role.Kind.MANAGER, ags=ALZEY))
    page = client.get("/abdeckung/").content.decode()
    heads = [part.split("<", 1)[0] for part in page.split('class="matrix__name">')[1:]]
    assert heads[:2] == ["Alzey-Worms", "Bad Dürkheim"]
    assert len(heads) == 8  # six that are like it, and what holds everywhere
    assert "ebenfalls Landkreis, ähnlich groß (132.671 Einwohner:innen)" in page
    assert "ähnliche Kreise: je 0" in page  # the lines for a narrow screen
    assert 'name="district"' not in page  # there is nothing to choose


def test_a_topic_on_a_phone_is_a_line_for_each_district(editor: Client, topics: dict[str, Topic]) -> None:
    offer(MAINZ, topics["kurs"])
    page = editor.get("/abdeckung/?topic=kurs").content.decode()
    assert page.count('class="coverage-bars__row"') == 37
    assert "in 1 von 36 bestätigt, 35 ohne Angebot" in editor.get("/abdeckung/").content.decode()


def test_the_picture_carries_everything_itself(editor: Client, topics: dict[str, Topic]) -> None:
    offer(TRIER, topics["wohnen"], confirmed=False)
    answer = editor.get("/abdeckung/abdeckung.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    picture = ElementTree.fromstring(answer.content)
    assert picture.findtext(f"{SVG}title")
    assert "nicht" in (picture.findtext(f"{SVG}desc") or "") or "keines" in (picture.findtext(f"{SVG}desc") or "")
    addresses = [value for node in picture.iter() for value in node.attrib.values() if "://" in value]
    assert not addresses
    assert any(node.get("fill") == "url(#stripes)" for node in picture.iter(f"{SVG}rect"))
    words = [node.text for node in picture.iter(f"{SVG}text")]
    assert {"(1)", "Lkr. Kaiserslautern", "Stadt Kaiserslautern", "gilt überall"} <= set(words)


def test_the_file_opens_in_a_german_excel(editor: Client, topics: dict[str, Topic]) -> None:
    content = editor.get("/abdeckung/abdeckung.csv").content
    assert content.startswith(b"\xef\xbb\xbfThema;Unterthema;Schl\xc3\xbcssel;Kreis;best\xc3\xa4tigt;")
    assert len(lines(editor)) == (1 + 3) * 37


def test_a_topic_that_looks_like_a_formula_is_not_calculated(editor: Client) -> None:
    Topic.objects.create(slug="formel", name='=HYPERLINK("x")')
    assert ('\'=HYPERLINK("x")', "", MAINZ) in lines(editor)


@given(st.text())
def test_no_value_of_the_file_begins_like_a_formula(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_page_takes_the_same_queries_however_many_offers_there_are(
    editor: Client, topics: dict[str, Topic]
) -> None:
    editor.get("/abdeckung/?topic=sprache")  # site and footer are remembered
    with CaptureQueriesContext(connection) as few:
        editor.get("/abdeckung/?topic=sprache")
    for ags in make.district_rows():
        offer(ags, *topics.values())
        offer(ags, topics["kurs"], is_landwide=True)
    with CaptureQueriesContext(connection) as many:
        editor.get("/abdeckung/?topic=sprache")
    assert len(many) == len(few)
