"""Reads the rows of the files of words, `data/words/*.yaml`, with the line of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataError

_SECTION = re.compile(r"(?P<name>[a-z_]+):")
_ROW = re.compile(r"  (?P<word>[^:\s]+): (?P<classes>[^][,:\s]+|\[[^][,:\s]+(?:, [^][,:\s]+)*\])")


@dataclass(frozen=True, slots=True)
class Row:
    """A word with its classes, in its section of a file; `line` is where it stands."""

    section: str
    word: str
    classes: tuple[str, ...]
    line: int


def read_classes(path: Path) -> Iterator[Row]:
    """Gives the rows of a file of words and their classes, `word: class` or `word: [class, class]`, in sections.

    Such a file is YAML of which each row is one line; read line by line it takes a fifth of the time. A line of
    another form is a DataError.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    section = ""
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        if row := _ROW.fullmatch(line):
            yield Row(section, row["word"], tuple(row["classes"].strip("[]").split(", ")), number)
        elif opened := _SECTION.fullmatch(line):
            section = opened["name"]
        else:
            raise DataError(f"{path}:{number}: must be `word: class` or `word: [class, class]`, or open a section")


@cache
def read_rows(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """Reads a mapping of mappings or lists, once per process; gives it with the line of each row. A row that stands
    twice is a DataError."""
    try:
        loader = yaml.CSafeLoader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        raw = loader.construct_document(node) if node is not None else None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(raw, dict) or not isinstance(node, yaml.MappingNode):
        raise DataError(f"{path}: must be a mapping")
    lines: dict[str, int] = {}
    for _, part in node.value:
        found: set[str] = set()
        for key, _ in part.value if isinstance(part, yaml.MappingNode) else ():
            line = key.start_mark.line + 1
            if key.value in found:
                raise DataError(f"{path}:{line}: {key.value!r} stands twice")
            found.add(key.value)
            lines[key.value] = line
    return raw, lines
