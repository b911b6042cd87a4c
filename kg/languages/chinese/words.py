"""Finds the words of a list in a text: one pass, the leftmost first, of those that start together the longest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.scanner import Scanner


class WordFinder:
    """Finds the words given and tells which of them stand at a place."""

    def __init__(self, words: Iterable[str]) -> None:
        self._scanner = Scanner(sorted(set(words)))
        self._by_first: dict[str, tuple[str, ...]] = {}
        for word in sorted(set(words), key=len, reverse=True):
            self._by_first[word[0]] = (*self._by_first.get(word[0], ()), word)

    def list_ends(self, text: str) -> dict[int, list[int]]:
        """Gives, for every place where words start, where they end, ascending."""
        ends: dict[int, list[int]] = {}
        for _, start, end in self._scanner.find(text):
            ends.setdefault(start, []).append(end)
        return ends

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Gives the words that are found when each is read to its end before the next one begins."""
        free_from = 0
        for start, ends in sorted(self.list_ends(text).items()):
            if start >= free_from:
                free_from = ends[-1]
                yield start, free_from

    def match(self, text: str, at: int) -> str:
        """Gives the longest word that starts at a place, or nothing."""
        for word in self._by_first.get(text[at : at + 1], ()):
            if text.startswith(word, at):
                return word
        return ""


class SuffixFinder:
    """Tells which of the words given a text ends with, the longest."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lengths = tuple(sorted({len(word) for word in self._words}, reverse=True))

    def match(self, text: str) -> str:
        """Gives the longest word that ends the text, or nothing."""
        for length in self._lengths:
            if text[-length:] in self._words and len(text) >= length:
                return text[-length:]
        return ""
