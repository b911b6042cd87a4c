"""Turns what a sentence says into topics of the small bilingual scheme in `data/grammar/topics.yaml`."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kg.errors import DataError
from kg.files import find_shipped
from kg.scanner import Scanner

_MOST_TOPICS = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its id (`topic/health`), names by language, the words that tell of it, and the topic it belongs to."""

    id: str
    names: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, tuple[str, ...]], ...]
    broader: str | None


@cache
def read_topics(path: Path | None = None) -> tuple[Topic, ...]:
    """Reads the scheme; DataError where a row is broken or names a broader topic that is not there."""
    path = path or find_shipped("data", "grammar", "topics.yaml")
    try:
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        topics = tuple(
            Topic(
                f"topic/{row['id']}", (("en", row["en"]), ("zh-Hant", row["zh-Hant"])),
                tuple((lang, tuple(map(str, words))) for lang, words in row["words"].items()),
                f"topic/{row['broader']}" if row["broader"] else None,
            )
            for row in rows
        )  # fmt: skip
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: not a list of topics with id, en, zh-Hant, broader and words: {error!r}") from error
    if missing := {topic.broader for topic in topics} - {topic.id for topic in topics} - {None}:
        raise DataError(f"{path}: no topic {', '.join(map(str, missing))}")
    return topics


def find_topics(text: str, lang: str) -> tuple[str, ...]:
    """Gives the ids of the topics that a text speaks of, the most spoken of first, three at most."""
    scanner, bearers = _index(lang)
    counts: Counter[str] = Counter()
    free_from = 0
    for start, minus_end, word in sorted((start, -end, word) for word, start, end in scanner.find(text)):
        if start >= free_from and (lang != "en" or _stands_alone(text, start, -minus_end)):
            free_from = -minus_end
            counts.update(bearers[word])
    return tuple(sorted(counts, key=lambda topic: (-counts[topic], topic))[:_MOST_TOPICS])


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (_is_letter(text[start - 1 : start]) or _is_letter(text[end : end + 1]))


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


@cache
def _index(lang: str) -> tuple[Scanner, tuple[list[str], ...]]:
    """Gives what finds all words of the topics in one pass, and the topics that each of them tells of."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for topic in read_topics():
        for word in dict(topic.words).get(lang, ()):
            bearers[word].append(topic.id)
    return Scanner(bearers), tuple(bearers.values())
