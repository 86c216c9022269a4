"""What programs read on a practice's page: valid, escaped, and only what every visitor may read."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ReferenceIndex

from core.structured import json_ld
from tests.bestpractice.takealong.practices import whole_practice
from tests.factories import PracticeFactory, district_page, portal

pytestmark = pytest.mark.django_db
ELEMENT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def schema_on(content: str) -> dict[str, Any]:
    (text,) = ELEMENT.findall(content)
    read: dict[str, Any] = json.loads(text)
    return read


def properties_on(content: str) -> dict[str, str]:
    return {
        name: unescape(value) for name, value in re.findall(r'<meta property="([^"]+)" content="([^"]*)">', content)
    }


def test_a_practice_with_steps_is_a_how_to_of_its_district(client: Client) -> None:
    practice = whole_practice()

    schema = schema_on(client.get(practice.get_url()).content.decode())

    assert schema["@type"] == "HowTo"
    assert schema["@id"] == f"http://localhost:8000/praxis/{practice.pk}/"
    assert schema["author"] == {
        "@type": "GovernmentOrganization",
        "name": "Stadt Mainz",
        "identifier": "07315",
        "url": "http://localhost:8000/kreise/mainz-stadt/",
    }
    assert schema["step"][0] == {
        "@type": "HowToStep", "position": 1, "name": "Zusagen holen", "text": "1. Monat: Drei Ämter fragen.",
    }  # fmt: skip
    assert schema["inLanguage"] == "de"
    assert schema["version"] == 1
    assert schema["dateModified"] >= schema["datePublished"]


def test_a_practice_without_steps_is_an_article(client: Client) -> None:
    portal()
    practice = PracticeFactory(parent=district_page())
    schema = schema_on(client.get(practice.get_url()).content.decode())
    assert schema["@type"] == "Article"
    assert "step" not in schema
    assert schema["description"] == "Familien fanden keinen Platz."


def test_a_shared_link_shows_title_sentence_and_picture(client: Client) -> None:
    practice = whole_practice()
    ReferenceIndex.create_or_update_for_object(practice)  # in the portal the work process does it

    content = client.get(practice.get_url()).content.decode()
    shown = properties_on(content)

    assert shown["og:title"] == "Dolmetscherpool für Elterngespräche"
    assert shown["og:description"] == "Schulen fragen an einer Stelle an."
    assert (shown["og:locale"], shown["og:site_name"]) == ("de_DE", "Integrationsnetz")
    assert shown["og:url"] == f"http://localhost:8000{practice.get_url()}"
    assert f'<link rel="canonical" href="{shown["og:url"]}">' in content
    assert shown["og:image:alt"] == "Vier Stühle um einen Tisch"
    assert client.get(shown["og:image"].removeprefix("http://localhost:8000")).status_code == 200


@pytest.mark.parametrize("address", ["/", "/kreise/mainz-stadt/", "/impressum/"])
def test_other_pages_can_be_shared_too_under_one_address(client: Client, address: str) -> None:
    portal()
    content = client.get(f"{address}?von=woanders").content.decode()
    shown = properties_on(content)
    assert shown["og:title"]
    assert shown["og:url"] == f"http://localhost:8000{address}"
    assert content.count('rel="canonical"') == 1


def test_a_title_that_ends_the_element_ends_nothing(client: Client) -> None:
    portal()
    title = '</script><script>alert(1)</script> & "<!--'
    practice = PracticeFactory(parent=district_page(), title=title)

    content = client.get(practice.get_url()).content.decode()

    assert schema_on(content)["name"] == title
    assert properties_on(content)["og:title"] == title
    assert "<script>alert" not in content


@given(st.dictionaries(st.text(), st.text()))
def test_whatever_the_data_hold_they_come_back_and_stay_in_their_element(data: dict[str, str]) -> None:
    element = json_ld(data)
    (text,) = ELEMENT.findall(element)
    assert json.loads(text) == data
    assert not set("<>&") & set(text)
