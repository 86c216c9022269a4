"""What is wrong in a file that somebody wants to bring in: where it stands, and what to do about it."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Problem:
    """`row`: number of the row or item as people count it, from 1; 0 is the file as a whole.

    `left_out`: the whole row or item is not taken over; otherwise only this value is.
    """

    row: int
    column: str
    text: str | Promise
    left_out: bool = True


class UnreadableError(Exception):
    """The file as a whole; `text` says to its sender why, and what to do."""

    def __init__(self, text: str | Promise) -> None:
        super().__init__(str(text))
        self.text = text
