"""Measures the search on judged questions: indexes their corpus beside the portal, asks, and reports."""

import json
import uuid
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from search import embedding, evaluation, registry
from search.engines.base import Engine, EngineUnavailable
from search.engines.database import DatabaseEngine
from search.models import Embedding, SearchDocument
from search.vector_file import vectors_for

AT_ONCE = 200  # documents in one write


class Command(BaseCommand):
    help = (
        "Indexes a judged corpus into a throw-away index and reports nDCG@10, success at 1 and times (last line: JSON)."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--corpus", type=Path, required=True, help="JSON lines: id, title, text, city (optional)")
        parser.add_argument("--queries", type=Path, required=True, help="JSON lines: id, query, qrels, filter.city")
        parser.add_argument("--engine", choices=["database", "elasticsearch"], default=settings.SEARCH["ENGINE"])
        parser.add_argument("--no-semantic", action="store_true", help="words alone, without sentence vectors")
        parser.add_argument("--run-file", type=Path, help="writes the answers there in TREC's run format")

    def handle(self, *args: Any, **options: Any) -> None:
        semantic = not options["no_semantic"] and embedding.available()
        if not semantic and not options["no_semantic"]:
            self.stderr.write("the extra 'semantic' is not installed: words alone")
        try:
            corpus = evaluation.read_lines(options["corpus"])
            questions = evaluation.read_questions(options["queries"])
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"cannot read the judged set: {error}") from error
        if not corpus or not questions:
            raise CommandError("there is no document, or no judged question")
        with self._portal_synonyms(), throw_away_database(), throw_away_engine(options["engine"]) as engine:
            self._fill(engine, corpus, semantic=semantic)
            engine.search(questions[0].query(semantic=False))  # the first one reads the index into memory
            answers = [evaluation.ask(engine, question, semantic=semantic) for question in questions]
        if options["run_file"]:
            options["run_file"].write_text("\n".join(evaluation.run_lines(answers)) + "\n", encoding="utf-8")
        self.stdout.write(json.dumps(evaluation.report(answers)))

    def _fill(self, engine: Engine, corpus: list[dict[str, Any]], *, semantic: bool) -> None:
        self.stdout.write(f"analysing {len(corpus)} documents")
        texts = evaluation.write_rows(corpus)
        if semantic:
            vectors = vectors_for(texts, Path(str(settings.SEARCH["CACHE_DIR"])), self._progress)
            Embedding.objects.bulk_create(
                [
                    Embedding(text_hash=text_hash, model=embedding.MODEL, vector=vector.astype("<f4").tobytes())
                    for text_hash, vector in vectors.items()
                ],
                batch_size=500,
            )
        self.stdout.write(f"indexing them with the engine {engine.name}")
        index = engine.begin_rebuild()
        rows = list(SearchDocument.objects.order_by("id"))
        for start in range(0, len(rows), AT_ONCE):
            engine.write(index, rows[start : start + AT_ONCE], refresh=False)
        engine.finish_rebuild(index)

    def _progress(self, done: int, of: int) -> None:
        self.stdout.write(f"encoding passages: {done} of {of}")

    @contextmanager
    def _portal_synonyms(self) -> Iterator[None]:
        """The portal's own synonyms, read before its database is left."""
        providers = registry.synonym_providers[:]
        groups: list[tuple[str, ...]] = []
        try:
            groups = [group for provider in providers for group in provider()]
        except Error as error:
            self.stderr.write(f"without synonyms, for the portal's database has none: {error}")
        registry.synonym_providers[:] = [lambda: iter(groups)]
        try:
            yield
        finally:
            registry.synonym_providers[:] = providers


@contextmanager
def throw_away_database() -> Iterator[None]:
    """A database of its own, as for tests: the portal's rows and index are neither read nor touched."""
    own_name = connection.settings_dict["NAME"]
    name = f"evaluate_{uuid.uuid4().hex[:12]}"
    if connection.vendor == "sqlite":
        folder = Path(str(settings.SEARCH["CACHE_DIR"]))
        folder.mkdir(parents=True, exist_ok=True)
        name = str(folder / f"{name}.sqlite3")
    connection.settings_dict["TEST"] |= {"NAME": name, "MIGRATE": False}
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(str(own_name), verbosity=0)


@contextmanager
def throw_away_engine(name: str) -> Iterator[Engine]:
    """An engine with a prefix of its own for its indices, which are dropped at the end."""
    if name == "database":
        yield DatabaseEngine()
        return
    from search.engines.elasticsearch import ElasticsearchEngine

    prefix = f"{settings.SEARCH['INDEX_PREFIX']}-evaluate-{uuid.uuid4().hex[:12]}"
    engine = ElasticsearchEngine.from_settings({**settings.SEARCH, "INDEX_PREFIX": prefix})
    try:
        yield engine
    except EngineUnavailable as error:
        raise CommandError(f"Elasticsearch does not answer: {error}") from error
    finally:
        engine.indices.drop_all()
