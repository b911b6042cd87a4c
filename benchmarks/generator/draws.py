"""Draws that depend on nothing but their key; no function of the machine's mathematics library is used."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """A row of draws for one key: whoever asks again with the same key gets the same row."""

    def __init__(self, *key: object) -> None:
        self._random = random.Random("\x1f".join(map(str, key)))

    def chance(self, share: float) -> bool:
        """Gives whether something that happens so often happens now."""
        return self._random.random() < share

    def between(self, low: int, high: int) -> int:
        """Gives a whole number from `low` to `high`, each as often."""
        return low + int(self._random.random() * (high - low + 1))

    def choose(self, items: Sequence[T]) -> T:
        """Gives one of the items, each as often."""
        return items[int(self._random.random() * len(items))]

    def choose_early(self, items: Sequence[T]) -> T:
        """Gives one of the items, the first ones by far the most often."""
        return items[self.early(len(items))]

    def early(self, length: int) -> int:
        """Gives a place below `length`, the first ones by far the most often."""
        share = self._random.random()
        return int(share * share * share * length)

    def along(self, points: Sequence[tuple[float, int]]) -> int:
        """Gives a number spread as the points say: (share of all numbers below it, number), from share 0 to share 1."""
        share = self._random.random()
        for (before, low), (after, high) in itertools.pairwise(points):
            if share < after:
                return low + int((share - before) / (after - before) * (high - low))
        return points[-1][1]
