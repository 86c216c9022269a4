"""Judged questions: reads them with their corpus, and says how well the engine's answers meet the judgements."""

import json
import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from search.analysis import analyse_document
from search.engines.base import Engine
from search.models import Passage, SearchDocument
from search.passages import clean, cut_passages, embedded_text
from search.query import Audience, Facet, SearchQuery
from search.registry import Draft, TextPart

DEPTH = 10  # hits that are judged


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """`grades`: {document id: 1 or more}; other documents are of no use."""

    id: str
    text: str
    district: str
    grades: dict[str, int]

    def query(self, *, semantic: bool) -> SearchQuery:
        filters = {Facet.DISTRICT: frozenset([self.district])} if self.district else {}
        return SearchQuery(text=self.text, filters=filters, semantic=semantic)


@dataclass(frozen=True, slots=True)
class Answer:
    question: JudgedQuestion
    documents: tuple[str, ...]  # ids in the order shown
    milliseconds: float

    @property
    def ndcg(self) -> float:
        """Normalised discounted cumulative gain of the first ten, 0 to 1; gains are the grades."""
        shown = [self.question.grades.get(document, 0) for document in self.documents[:DEPTH]]
        ideal = sorted(self.question.grades.values(), reverse=True)[:DEPTH]
        return _discounted(shown) / _discounted(ideal)

    @property
    def success(self) -> bool:
        """Whether the first hit is of use."""
        return any(self.question.grades.get(document, 0) > 0 for document in self.documents[:1])


def read_lines(path: Path) -> list[dict[str, Any]]:
    """A file of JSON objects, one a line. Raises OSError or ValueError."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_questions(path: Path) -> list[JudgedQuestion]:
    """The questions that have a judgement; `filter.city` plays the part of the district."""
    return [
        JudgedQuestion(str(line["id"]), line["query"], line.get("filter", {}).get("city", ""), grades)
        for line in read_lines(path)
        if (grades := {document: int(grade) for document, grade in line["qrels"].items() if int(grade) > 0})
    ]


def write_rows(corpus: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Analyses documents into rows and passages, as the builder does; returns {text hash: text to embed}."""
    rows: list[SearchDocument] = []
    passages: list[Passage] = []
    texts: dict[str, str] = {}
    for line in corpus:
        draft = _draft(line)
        row = _row(str(line["id"]), draft)
        rows.append(row)
        for position, cut in enumerate(cut_passages(draft)):
            passages.append(Passage(document=row, position=position, text=cut.text, text_hash=cut.text_hash))
            texts[cut.text_hash] = embedded_text(clean(draft.title), cut.text, cut.heading)
    SearchDocument.objects.bulk_create(rows, batch_size=500)
    Passage.objects.bulk_create(passages, batch_size=500)
    return texts


def _draft(line: dict[str, Any]) -> Draft:
    return Draft(
        url="",
        title=line.get("title", ""),
        body=(TextPart(line.get("text", "")),),
        districts=(line["city"],) if line.get("city") else (),
    )


def _row(key: str, draft: Draft) -> SearchDocument:
    return SearchDocument(
        key=key,
        version=1,
        kind="material",
        audience=Audience.PUBLIC,
        title=clean(draft.title)[:500],
        facets={Facet.DISTRICT: list(draft.districts)},
        terms=analyse_document(draft),
    )


def ask(engine: Engine, question: JudgedQuestion, *, semantic: bool) -> Answer:
    start = time.perf_counter()
    results = engine.search(question.query(semantic=semantic))
    milliseconds = (time.perf_counter() - start) * 1000
    return Answer(question, tuple(hit.key for hit in results.hits), milliseconds)


def report(answers: Sequence[Answer]) -> dict[str, float]:
    """The figures of a run; times are of one question after the other, encoding included."""
    milliseconds = [answer.milliseconds for answer in answers]
    return {
        "ndcg_at_10": round(sum(answer.ndcg for answer in answers) / len(answers), 4),
        "success_at_1": round(sum(answer.success for answer in answers) / len(answers), 4),
        "queries": len(answers),
        "p50_ms": round(float(np.percentile(milliseconds, 50)), 1),
        "p95_ms": round(float(np.percentile(milliseconds, 95)), 1),
    }


def run_lines(answers: Sequence[Answer]) -> Iterable[str]:
    """The answers in TREC's run format, which other tools judge."""
    for answer in answers:
        for rank, document in enumerate(answer.documents, start=1):
            yield f"{answer.question.id} Q0 {document} {rank} {1 / rank:.6f} integrationsnetz"


def _discounted(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))
