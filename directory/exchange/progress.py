"""How far an import is, told while its transaction is still open, so that the page behind it can show a bar."""

from types import TracebackType

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from directory.models import ImportRun

UPDATE = "UPDATE directory_importrun SET progress = %s WHERE id = %s"
BEAT = "UPDATE core_heartbeat SET at = now()"  # a step may take longer than a heartbeat stays fresh


class Progress:
    """Writes over a connection of its own; SQLite lets only one write at a time, there the bar waits for the end.

    The transaction beside it must not have written the run's own row: it does so last, when nothing is told any more.
    """

    def __init__(self, run: ImportRun) -> None:
        self.pk = run.pk
        self.other: BaseDatabaseWrapper | None = None

    def __enter__(self) -> "Progress":
        if connection.vendor == "postgresql":
            self.other = connection.copy()
        return self

    def tell(self, percent: int) -> None:
        if self.other is not None:
            with self.other.cursor() as cursor:
                cursor.execute(UPDATE, [percent, self.pk])
                cursor.execute(BEAT)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.other is not None:
            self.other.close()
