"""A list of 20,000 rows into a district: preview, carrying out, the same list again, taking back; each once."""

from collections.abc import Iterator

from directory.exchange.reading import read_file
from directory.exchange.running import turn
from directory.models import ImportRun, Source
from regions.models import District
from tests.bench.figures import Figure, Group, Step, timed
from tests.directory.exchange.big_list import as_csv, big_list

ROWS = 20_000
State = ImportRun.State


def measure() -> Iterator[Figure]:
    content = as_csv(big_list(ROWS))
    bare = [timed(lambda: read_file(content)) for _time in range(3)]
    source = Source.objects.create(district=District.objects.earliest("pk"), name="Große Liste")

    def given() -> ImportRun:
        return ImportRun.objects.create(
            district=source.district, source=source, content=content, leave_out_invalid=True
        )

    first, again = given(), given()
    steps: list[tuple[str, Step]] = [
        ("preview", lambda: step(first, State.PLANNING, State.PLANNED)),
        ("carrying out", lambda: step(first, State.RUNNING, State.DONE)),
        ("the same list again, preview", lambda: step(again, State.PLANNING, State.PLANNED)),
        ("taking back", lambda: step(first, State.TAKING_BACK, State.TAKEN_BACK)),
    ]
    for what, one in steps:
        yield Figure.of(Group.IMPORT, what, [timed(one)], beside="reading the file", yardstick=bare)


def step(run: ImportRun, asked: State, reached: State) -> None:
    """Raises RuntimeError when it does not get there: a figure of an import that failed would say nothing."""
    run.ask(asked)
    turn()
    run.refresh_from_db()
    if run.state != reached:
        raise RuntimeError(f"{asked}: {run.state} {run.message}")
