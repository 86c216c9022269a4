"""Which indices there are: one that answers, perhaps one being built beside it, each under two aliases.

`<prefix>-…-read` names the index that answers, `<prefix>-…-write` all that get writes. Rows are written to an index
by an alias of its own, `<index>-rows`, with `require_alias`: a write that comes after its index was dropped fails,
instead of making Elasticsearch create a new one of that name without our mapping.

Both aliases carry the fingerprint of the mapping, and after a restore the name of the rows' new timeline (see
models.Timeline). So an index with a former mapping, which would refuse today's rows, and one from before a restore are
not known any more: the work process builds a new one, and until it is full the database answers. `<prefix>-all` still
names the old ones, so that the first new index that answers drops them.
"""

import datetime as dt
import secrets
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.elasticsearch import mapping
from search.engines.elasticsearch.client import WRITE_SECONDS
from search.models import Timeline


def rows_alias(index: str) -> str:
    """The alias through which an index is written."""
    return f"{index}-rows"


class Indices:
    """The indices of one portal. Every method may raise the client's ApiError or TransportError."""

    def __init__(self, client: Elasticsearch, prefix: str, replicas: int) -> None:
        self.client = client  # asked while a reader or a publishing editor waits
        self.patient = client.options(request_timeout=WRITE_SECONDS)
        self.all = f"{prefix}-all"
        self.prefix = prefix
        self.replicas = replicas

    @property
    def read(self) -> str:
        return f"{self._of_today()}-read"

    @property
    def write(self) -> str:
        return f"{self._of_today()}-write"

    def live(self) -> str | None:
        """The index that answers; None while the first of all is being filled."""
        names = self._behind(self.read)
        return names[0] if names else None

    def targets(self) -> list[str]:
        """All indices that get writes, the live one first; creates the first of all, which answers once it is full."""
        live = self.live()
        names = sorted(self._behind(self.write), key=lambda name: (name != live, name))
        return names or [self._create()]

    def begin(self) -> str:
        """An empty index beside the live one. What an interrupted build left is dropped: one build at a time."""
        live = self.live()
        for name in self._behind(self.write):
            if name != live:
                self.drop(name)
        return self._create()

    def swap(self, index: str) -> None:
        """Makes an index the live one and drops all others, in a single step for all readers and writers."""
        others = sorted({*self._behind(self.all), *self._behind(self.read), *self._behind(self.write)} - {index})
        actions: list[dict[str, Any]] = [{"remove_index": {"index": name}} for name in others]
        self.patient.indices.update_aliases(actions=[{"add": {"index": index, "alias": self.read}}, *actions])

    def drop(self, index: str) -> None:
        self.patient.indices.delete(index=index, ignore_unavailable=True)

    def drop_all(self) -> None:
        """Every index of this prefix: what a throw-away engine leaves behind. Elasticsearch refuses patterns here."""
        for index in self.client.indices.get(index=f"{self.prefix}-*").body:
            self.drop(index)

    def _of_today(self) -> str:
        return "-".join(filter(None, [self.prefix, mapping.FINGERPRINT, Timeline.current()]))

    def _behind(self, alias: str) -> list[str]:
        try:
            return sorted(self.client.indices.get_alias(name=alias).body)
        except NotFoundError:
            return []

    def _create(self) -> str:
        # Never a name that was used before: progress rows of a lost index must not count for a new one.
        name = f"{self.prefix}-{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
        self.patient.indices.create(
            index=name,
            mappings=mapping.MAPPINGS,
            settings=mapping.settings(self.replicas),
            aliases={self.all: {}, self.write: {}, rows_alias(name): {}},
        )
        return name
