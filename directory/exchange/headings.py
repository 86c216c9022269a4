"""Which column of a list is what: finds the row of headings below titles and remarks, and guesses from its words."""

from directory.exchange.cells import folded
from directory.exchange.columns import COLUMNS, ROW_KIND
from directory.exchange.sheets import Sheet

LOOKED_AT = 40  # rows, within which the headings are expected
Mapping = dict[str, str]  # heading → name of a column; "" is left out


def _known() -> dict[str, tuple[int, str]]:
    """Folded heading → (how sure, column's name); smaller is surer."""
    known: dict[str, tuple[int, str]] = {}
    for column in COLUMNS:
        for place, heading in enumerate([str(column.heading), *column.others]):
            known.setdefault(folded(heading), (place, column.name))
    return known


def headings_of(sheet: Sheet, mapping: Mapping | None = None) -> tuple[int, list[str]]:
    """(index among the sheet's rows, headings) of the row that names the most columns."""
    known = _known()

    def score(row: list[str]) -> int:
        return len({folded(cell) for cell in row if folded(cell) in known or cell in (mapping or {})})

    candidates = sheet.rows[:LOOKED_AT]
    best = max(range(len(candidates)), key=lambda index: (score(candidates[index][1]), -index))
    return best, candidates[best][1]


def guess(headings: list[str]) -> Mapping:
    """Each column once, the surest heading first."""
    known = _known()
    found: Mapping = dict.fromkeys(filter(None, headings), "")
    by_sureness = sorted((known[folded(heading)], heading) for heading in found if folded(heading) in known)
    for (_place, name), heading in by_sureness:
        if name not in found.values():
            found[heading] = name
    _leave_out_people(found, by_sureness)
    if "name" not in found.values() and "title" in found.values() and ROW_KIND not in found.values():
        found = {heading: "name" if name == "title" else name for heading, name in found.items()}
    return found


def _leave_out_people(found: Mapping, candidates: list[tuple[tuple[int, str], str]]) -> None:
    """ "Name" beside "Einrichtung" is a person's name: it stays outside."""
    others = [heading for (place, name), heading in candidates if name == "name" and place > 0]
    alone = next((heading for (place, name), heading in candidates if name == "name" and place == 0), None)
    if alone and others and ROW_KIND not in found.values():
        found[alone] = ""
        found[others[0]] = "name"
