"""Where things, rows and indices say different things; a line for each, in words for the operator."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from search.build import everything, open_marks, read_live
from search.engines.base import Engine
from search.models import SearchDocument


def of_rows() -> Iterator[str]:
    """Rows that do not say what their thing says now. Things with an open mark are only late, and passed over."""
    late = set(open_marks().values_list("key", flat=True))
    rows = SearchDocument.objects.defer("terms").in_bulk(field_name="key")
    for key in sorted(everything() - late):
        _kind, draft = read_live(key)
        row = rows.get(key)
        found = row is not None and row.alive
        if draft is None and found:
            yield _("%(key)s: wird gefunden, ist aber nicht öffentlich") % {"key": key}
        elif draft is not None and not found:
            yield _("%(key)s: ist öffentlich, wird aber nicht gefunden") % {"key": key}
        elif draft and row and row.digest != draft.digest():
            yield _("%(key)s: was gefunden wird, ist veraltet") % {"key": key}


def of_index(engine: Engine) -> Iterator[str]:
    """Rows that the live index holds in another version, and documents in it that have no row."""
    index = engine.live_index()
    if index is None:
        yield _("%(engine)s: noch kein Index, der antwortet") % {"engine": engine.name}
        return
    held = engine.held(index)
    rows = {row.key: row for row in SearchDocument.objects.only("key", "version", "alive")}
    for key in sorted(held.keys() | rows.keys()):
        row = rows.get(key)
        # What is not found any more may be kept as a tombstone, or not at all.
        agrees = held.get(key) == (row and row.version) or (row and not row.alive and key not in held)
        if not agrees:
            said = {"index": index, "key": key, "held": held.get(key, "–"), "wanted": row.version if row else "–"}
            yield _("%(index)s: %(key)s in Fassung %(held)s statt %(wanted)s") % said
