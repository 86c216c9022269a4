"""`make bench`: publishing, searching and pages on each engine, in one table; fails on a page with too many queries.

The servers are those that TEST_DATABASE_URL and TEST_ELASTICSEARCH_URL name; what has no server is left out. With an
argument it is the process of one portal: `fill` fills it, `measure` and afterwards `crowd` print its figures, one JSON
object a line.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain

from tests.bench.figures import Figure, Group
from tests.bench.portal import Portal, portals
from tests.page_queries import most_queries

Measured = dict[str, list[Figure]]  # by the portal's name


def main() -> int:
    """Measure all portals and print. The exit status is 1 when a page takes too many queries."""
    servers = {name: os.environ.get(f"TEST_{name.upper()}_URL", "") for name in ("database", "elasticsearch")}
    for name in (name for name, url in servers.items() if not url):
        print(f"without TEST_{name.upper()}_URL: what needs it is left out", file=sys.stderr)
    with portals(postgres=servers["database"], elasticsearch=servers["elasticsearch"]) as filled:
        measured = {portal.name: figures_of(portal, "measure") for portal in filled}
        # Last, for afterwards no portal is as small as the others were measured.
        crowded = {portal.name: figures_of(portal, "crowd") for portal in filled}
    print_timings("Publishing, 30 times", Group.PUBLISH, measured)
    print_timings("Search with facets and extracts, a question after the other", Group.SEARCH, measured)
    print_timings("The list of 20,000 offers with its facets", Group.CROWD, crowded)
    print_timings("The coverage over 20,000 offers", Group.COVERAGE, crowded)
    print_timings("A list of 20,000 rows into a district, once", Group.IMPORT, crowded)
    print_timings("The text of a whole file", Group.EXTRACTION, crowded)
    print_pages(measured)
    counted = [(figure.what, *figure.queries) for figures in measured.values() for figure in figures if figure.queries]
    too_many = sorted({f"{what}: {warm}" for what, warm, _cold in counted if warm > most_queries(what)})
    print("\nToo many SQL queries: " + ", ".join(too_many) if too_many else "\nNo page takes too many SQL queries.")
    return int(bool(too_many))


def figures_of(portal: Portal, action: str) -> list[Figure]:
    print(f"measuring {portal.name}", file=sys.stderr)
    return [Figure(**json.loads(line)) for line in portal.run(action).splitlines() if line.startswith("{")]


def print_timings(title: str, group: Group, measured: Measured) -> None:
    rows = [
        (name, f.what, f"{f.p50:.1f}", f"{f.p95:.1f}", f.yardstick, f"{f.yardstick_p50:.2f}", f"{f.times:.1f}")
        for name, figures in measured.items()
        for f in figures
        if f.group == group
    ]
    print_table(title, ("", "", "p50 ms", "p95 ms", "beside", "its p50 ms", "times"), rows)


def print_pages(measured: Measured) -> None:
    """A page a line; for each portal requests a second, times /healthz, SQL queries (while nothing is cached)."""
    pages = {name: {f.what: f for f in figures if f.group == Group.PAGES} for name, figures in measured.items()}
    head = [column for name in pages for column in (f"{name}: req/s", "× /healthz", "SQL (cold)")]
    rows = []
    for what in next(iter(pages.values())):
        own = [figures[what] for figures in pages.values()]
        cells = [cell for f in own for cell in (f"{f.per_second:.0f}", f"{f.times:.1f}", sql(f.queries))]
        rows.append((what, *cells))
    print_table("Public pages through the WSGI handler, one thread", ("", *head), rows)


def sql(queries: tuple[int, int] | None) -> str:
    return "{} ({})".format(*queries) if queries else ""


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Texts to the left, numbers to the right."""
    widths = [max(len(line[column]) for line in (head, *rows)) for column in range(len(head))]
    print(f"\n{title}")
    for line in (head, *rows):
        cells = zip(line, widths, strict=True)
        print("  ".join(cell.rjust(w) if cell[:1].isdigit() or line is head else cell.ljust(w) for cell, w in cells))


def in_portal(action: str) -> None:
    """The process of one portal. Django is set up before anything that needs it is imported."""
    import django

    django.setup()
    if action == "fill":
        from tests.bench.fill import fill

        fill()
        return
    from tests.bench import coverage, crowd, extraction, imports, measures

    if action == "crowd":
        crowd.fill()
        coverage.fill()
    measured = (crowd, coverage, imports, extraction) if action == "crowd" else (measures,)
    for figure in chain.from_iterable(one.measure() for one in measured):
        print(json.dumps(asdict(figure)))


if __name__ == "__main__":
    try:
        if sys.argv[1:]:
            in_portal(sys.argv[1])
        else:
            sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"a portal could not be measured: {error}")
