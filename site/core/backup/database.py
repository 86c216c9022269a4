"""The database's part of a backup, with what Django itself needs: no pg_dump has to be installed.

SQLite: its own online backup, a whole file. PostgreSQL: every table by COPY from one snapshot; the schema comes from
the migrations, which the manifest names.
"""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction
from psycopg import sql
from wagtail.models import Site

SQLITE_FILE = "db.sqlite3"
CHUNK = 1 << 20

_afterwards: list[Callable[[], None]] = []


def after_restore(run: Callable[[], None]) -> None:
    """Registers what must be written into every restored database before anybody else reads it."""
    _afterwards.append(run)


def dump_database(folder: Path) -> None:
    folder.mkdir()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(folder / SQLITE_FILE)
        connection.connection.backup(copy)
        copy.close()
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in _tables():
            with (
                (folder / f"{table}.copy").open("wb") as file,
                cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy,
            ):
                for data in copy:
                    file.write(data)


def load_database(folder: Path) -> None:
    """Replaces everything in one transaction (SQLite: one online backup, then what after_restore() asked for)."""
    if connection.vendor == "sqlite":
        source = sqlite3.connect(folder / SQLITE_FILE)
        connection.ensure_connection()
        source.backup(connection.connection)
        source.close()
        connection.close()
        _finish()
    else:
        _load_postgresql(folder)
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    cache.clear()


def _load_postgresql(folder: Path) -> None:
    tables = _tables()
    with transaction.atomic(), connection.cursor() as cursor:
        names = sql.SQL(", ").join(sql.Identifier(table) for table in tables)
        cursor.execute(sql.SQL("TRUNCATE {}").format(names))
        for table in tables:  # in any order: Django's foreign keys are checked at the commit
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
                for data in _chunks(folder / f"{table}.copy"):
                    copy.write(data)
        _set_sequences(cursor)
        _finish()


@transaction.atomic
def _finish() -> None:
    for run in _afterwards:
        run()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            yield data


def _set_sequences(cursor: object) -> None:
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    for statement in connection.ops.sequence_reset_sql(no_style(), models):
        cursor.execute(statement)  # type: ignore[attr-defined]  # a database cursor; Django types it as a wrapper


def _tables() -> list[str]:
    """All tables of the schema but the list of migrations, which the restoring portal has itself."""
    return sorted(set(connection.introspection.table_names()) - {"django_migrations"})
