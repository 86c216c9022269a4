"""A word that an editor adds to a topic works from then on: in every process, in every language, without reindexing."""

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Role
from tests import factories as make
from tests.house.sources import ROOT
from tests.search.conftest import engine, found, settle
from vocabulary import queries
from vocabulary.models import Topic

__all__ = ["engine", "found", "settle"]


def add(topic: Topic, **words: str) -> None:
    """As an editor does, in the admin."""
    client = Client()
    client.force_login(make.person(Role.Kind.EDITOR, association="staedtetag"))
    sent = {"name": topic.name, "slug": topic.slug, "order": 0, **words}
    assert client.post(f"/verwaltung/themen/edit/{topic.pk}/", sent).status_code == 302


@pytest.mark.django_db
@pytest.mark.every_database
def test_a_word_in_any_language_finds_what_carries_the_topic(
    settle: Callable[[], None], found: Callable[..., list[str]]
) -> None:
    make.portal(make.MAINZ)
    upper = Topic.objects.create(slug="kita", name="Kita")
    topic = Topic.objects.create(slug="kitaplatz", name="Kitaplatz", parent=upper)
    make.PracticeFactory(parent=make.district_page(), title="Am Tablet, mit jemandem daneben", topics=[topic])
    make.PracticeFactory(parent=make.district_page(), title="Bus-Begleitung")
    settle()
    assert found("Місце в дитсадку") == found("Krabbelstube") == []

    add(topic, synonyms="Krabbelstube", translations="uk: Місце в дитсадку\nar: مكان في الروضة")

    expected = ["Am Tablet, mit jemandem daneben"]
    for question in ("Krabbelstube", "Місце в дитсадку", "місце в дитсадку", "مكان في الروضة", "Kita"):
        assert found(question) == expected, question
    add(topic)
    assert found("Krabbelstube") == []


@pytest.mark.django_db
def test_other_processes_read_the_words_anew_within_a_minute() -> None:
    """Each process keeps them for some seconds; nothing else is kept of them."""
    assert max(queries.SYNONYMS_FOR, queries.LABELS_FOR) <= 60


QUESTION = """
import json, sys, time
sys.path[:0] = sys.argv[1:3]
import django; django.setup()
from search.analysis.synonyms import other_names
from vocabulary import queries
queries.SYNONYMS_FOR = 1
print(json.dumps(bool(other_names(["krabbelstub"]))), flush=True)
sys.stdin.readline()
time.sleep(1.2)
print(json.dumps(bool(other_names(["krabbelstub"]))), flush=True)
"""


@pytest.mark.django_db(transaction=True)
def test_a_second_process_that_runs_already_uses_a_new_word() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite database lives in the memory of one process")
    make.lay_ground()
    make.portal(make.MAINZ)
    topic = Topic.objects.create(slug="kitaplatz", name="Kitaplatz")
    made = connection.settings_dict
    address = f"postgres://{made['USER']}:{made['PASSWORD']}@{made['HOST']}:{made['PORT']}/{made['NAME']}"
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    command = [sys.executable, "-c", QUESTION, str(ROOT / "site"), str(ROOT)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as other:
        assert other.stdin
        assert other.stdout
        assert json.loads(other.stdout.readline()) is False
        add(topic, synonyms="Krabbelstube")
        other.stdin.write("\n")
        other.stdin.flush()
        assert json.loads(other.stdout.readline()) is True
