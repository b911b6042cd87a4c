"""Turns a release's text into sentences that know their place in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `text` is for reading (page breaks joined, spaces folded), `start` and `end` are places in the stored text.

    `quoted` says that the whole sentence stands inside quotation marks. `folds` lists (place in `text`, characters
    dropped before it), so that `find_offset` can lead back to the stored text.
    """

    ordinal: int
    start: int
    end: int
    text: str
    paragraph: int = 0
    quoted: bool = False
    folds: tuple[tuple[int, int], ...] = ()

    def find_offset(self, position: int) -> int:
        """Gives the stored text's offset of a position in `text`."""
        return self.start + position + sum(dropped for place, dropped in self.folds if place <= position)
