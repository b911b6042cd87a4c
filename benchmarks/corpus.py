"""Turns the gold and sample releases into the texts that every contender reads."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from kg.releases import Release, read_release

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "tests" / "gold" / "releases", ROOT / "data" / "releases")
FEWEST = 500
MEGABYTE = 1_000_000
BRACKETS = 100_000


def read_corpus(lang: str) -> list[Release]:
    """Reads the releases of one language (`en`, `zh-Hant`), each once."""
    paths = [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]
    return [release for release in map(read_release, paths) if release.lang == lang]


def repeat(releases: list[Release]) -> list[Release]:
    """Repeats them in order, each under an id of its own, until there are enough."""
    return [
        replace(release, id=f"{release.id}-{number}") for number, release in enumerate(islice(cycle(releases), FEWEST))
    ]


def make_long(releases: list[Release], length: int) -> Release:
    """Makes one release of about `length` bytes out of the texts of all of them."""
    parts: list[str] = []
    size = 0
    for release in cycle(releases):
        if size >= length:
            break
        parts.append(release.text)
        size += measure_bytes(release) + 2
    return replace(releases[0], id=f"long-{length}", text="\n\n".join(parts))


def make_brackets(releases: list[Release]) -> Release:
    """Makes a release of nothing but opening brackets."""
    return replace(releases[0], id="brackets", text="(" * BRACKETS)


def measure_bytes(release: Release) -> int:
    """Gives the size of a release's text in UTF-8."""
    return len(release.text.encode("utf-8"))
