"""Shows how like two corpora of releases are: length, sentences, what is found in them, and how fast they are read.

python -m benchmarks.likeness FOLDER[,FOLDER] FOLDER[,FOLDER]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kg.errors import ReleaseError
from kg.pipeline import extract_release, load_gazetteer, read_corpus
from kg.releases import Release, read_releases
from kg.statements import Extraction

_LANGUAGES = ("en", "zh-Hant")
_COUNTS: dict[str, Callable[[Extraction], int]] = {
    "characters": lambda found: len(found.release.text),
    "sentences": lambda found: len(found.sentences),
    "mentions": lambda found: len(found.mentions),
    "things": lambda found: len(found.entities),
    "statements": lambda found: len(found.statements),
    "terms of office": lambda found: len(found.tenures),
    "events": lambda found: len(found.events),
    "agreements": lambda found: len(found.agreements),
    "figures": lambda found: len(found.indicators),
}
_SHARES = ("statements", "events", "agreements")


def read_folders(names: str) -> list[Release]:
    """Gives the releases of some folders; what cannot be read is left out."""
    found = read_releases([Path(name) for name in names.split(",")])
    return [release for release in found if not isinstance(release, ReleaseError)]


def describe(releases: Sequence[Release]) -> dict[str, tuple[float, float]]:
    """Gives mean and spread of each count, the share of releases that have any, and the releases read in a second."""
    for release in releases:
        extract_release(release)
    start = time.process_time()
    extractions = [extract_release(release) for release in releases]
    rate = len(releases) / (time.process_time() - start)
    lines: dict[str, tuple[float, float]] = {}
    for name, count in _COUNTS.items():
        numbers = [count(found) for found in extractions]
        lines[name] = (statistics.mean(numbers), statistics.pstdev(numbers))
        if name in _SHARES:
            lines[f"share with {name}"] = (sum(number > 0 for number in numbers) / len(numbers), 0)
    predicates = Counter(found.predicate for extraction in extractions for found in extraction.statements)
    for predicate, number in predicates.most_common():
        lines[predicate] = (number / len(releases), 0)
    lines["releases read in a second"] = (rate, 0)
    return lines


def count_pairs(names: str) -> float:
    """Gives the share of English releases that are read together with their Chinese version."""
    corpus = read_corpus([Path(name) for name in names.split(",")], load_gazetteer())
    english = sum(found.release.lang == "en" for found in corpus)
    return corpus.pairs / english if english else 0


def main() -> None:
    """Prints a table for each language, and the share of pairs."""
    one, other = sys.argv[1:3]
    console = Console(width=None if sys.stdout.isatty() else 120)
    first, second = read_folders(one), read_folders(other)
    for lang in _LANGUAGES:
        left, right = (
            describe([release for release in releases if release.lang == lang]) for releases in (first, second)
        )
        table = Table(title=lang)
        for column in ("a release has", one, "spread", other, "spread", "second over first"):
            table.add_column(column, justify="left" if column == "a release has" else "right")
        for name, (mean, spread) in left.items():
            other_mean, other_spread = right.get(name, (0.0, 0.0))
            table.add_row(
                name,
                f"{mean:,.2f}",
                f"{spread:,.1f}" if spread else "",
                f"{other_mean:,.2f}",
                f"{other_spread:,.1f}" if other_spread else "",
                f"{other_mean / mean:.2f}" if mean else "",
            )
        console.print(table)
    console.print(f"English releases read in pairs: {count_pairs(one):.2f} and {count_pairs(other):.2f}")


if __name__ == "__main__":
    main()
