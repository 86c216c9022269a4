"""The measuring command, as a process of its own: it makes and drops a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from search.evaluation import Answer, JudgedQuestion

CORPUS = [
    {"id": "a:1", "title": "Deutschkurs", "text": "Am Abend.", "city": "mainz"},
    {"id": "a:2", "title": "Deutschkurs", "text": "Am Morgen.", "city": "trier"},
    {"id": "a:3", "title": "Zahnarzt"},
]
QUESTIONS = [
    {"id": "q1", "query": "Wo ist ein Deutschkurs?", "qrels": {"a:2": 1}, "filter": {"city": "trier"}},
    {"id": "q2", "query": "Zahnarzt", "qrels": {"a:3": 1}},
]


def lines(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_the_last_line_is_the_report_and_the_district_is_honoured(tmp_path: Path) -> None:
    corpus, questions = lines(tmp_path / "corpus", CORPUS), lines(tmp_path / "questions", QUESTIONS)  # type: ignore[arg-type]  # dicts of several types
    command = ["evaluate_search", "--corpus", str(corpus), "--queries", str(questions), "--engine", "database"]
    done = subprocess.run(
        [
            sys.executable,
            str(settings.ROOT / "manage.py"),
            *command,
            "--no-semantic",
            "--run-file",
            str(tmp_path / "run"),
        ],
        env=os.environ
        | {"VAR_DIR": str(tmp_path), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=True,
    )
    report = json.loads(done.stdout.splitlines()[-1])
    assert (report["ndcg_at_10"], report["success_at_1"], report["queries"]) == (1.0, 1.0, 2)
    assert 0 < report["p50_ms"] <= report["p95_ms"]
    assert (tmp_path / "run").read_text().splitlines()[0].split()[:4] == ["q1", "Q0", "a:2", "1"]
    assert not list((tmp_path / "cache").glob("evaluate_*"))


def test_gain_falls_with_the_rank() -> None:
    question = JudgedQuestion("q", "x", "", {"good": 2, "fair": 1})
    assert Answer(question, ("good", "fair"), 1.0).ndcg == pytest.approx(1.0)
    assert 0 < Answer(question, ("bad", "fair"), 1.0).ndcg < Answer(question, ("fair", "bad"), 1.0).ndcg < 1
    assert not Answer(question, ("bad", "good"), 1.0).success
