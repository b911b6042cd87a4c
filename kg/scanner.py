"""Turns a list of words into a Scanner, which finds them all in one pass over a text (Aho and Corasick 1975)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick


class Scanner:
    """Finds the words given, overlapping ones too; none of them may be empty."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(words)
        self._automaton = AhoCorasick(self._words)

    def __reduce__(self) -> tuple[type[Scanner], tuple[Sequence[str]]]:
        """Lets a scanner travel to another process; the automaton is made anew there."""
        return Scanner, (self._words,)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Gives (number of the word, start, end) of every occurrence, ends ascending."""
        return self._automaton.find_matches_as_indexes(text, True)
