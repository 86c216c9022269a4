"""What an engine promises. tests/contract/ says in tests what each line means, for all engines alike."""

from collections.abc import Sequence
from typing import Protocol

from search.models import SearchDocument
from search.query import SearchQuery
from search.results import SearchResults


class EngineUnavailable(Exception):  # noqa: N818 (a state of the engine, nobody's error)
    """The engine did not answer in time or refused; the database engine answers instead."""


class QuestionRefused(EngineUnavailable):
    """The engine is well but does not take this question, so that others may still be asked of it."""


class Engine(Protocol):
    """Answers questions from its live index, and takes rows into a named index."""

    name: str

    def search(self, query: SearchQuery) -> SearchResults:
        """Raises EngineUnavailable, and nothing else, when the engine cannot answer."""

    def search_many(self, queries: Sequence[SearchQuery]) -> list[SearchResults]:
        """As `search` for each, in one round: the lists of one page. Raises as `search`."""

    def live_index(self) -> str | None:
        """The name of the index that answers now; None while the first of all is still being filled."""

    def targets(self) -> list[str]:
        """Every index that must get writes now: the live one, and one being built beside it.

        Creates the first of all. Whoever fills an index that is not live makes it live with finish_rebuild().
        """

    def write(self, index: str, rows: Sequence[SearchDocument], *, refresh: bool) -> dict[int, int]:
        """Takes rows (tombstones delete) and returns {document id: version} of those the index now holds.

        A row older than what the index has is reported with the index's newer version, not written; one that the index
        refuses is missing in the answer. Raises EngineUnavailable, also when that index is gone.
        """

    def begin_rebuild(self) -> str:
        """Creates an empty index beside the live one, which gets all writes from now on; returns its name."""

    def finish_rebuild(self, index: str) -> None:
        """Makes that index the live one in one step and drops the old one."""

    def abandon_rebuild(self, index: str) -> None:
        """Drops a half-built index; the live one keeps serving, also when it is the one named."""

    def held(self, index: str) -> dict[str, int]:
        """{key: version} of every document in an index, for `reindex --check`."""

    def ready(self) -> bool:
        """Whether a question would be answered now."""
