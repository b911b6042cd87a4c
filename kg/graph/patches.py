"""Writes what differs between two graphs as RDF Patch, and reads it again.

RDF Patch (https://afs.github.io/rdf-delta/rdf-patch.html) is what Apache Jena applies: a line `A s p o .` adds a
triple, `D s p o .` deletes one, `TX .` and `TC .` stand around what is one change, `H name value .` before it says what
it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kg.graph.difference import ChangedLine

_ADD: Final = b"A "
_DELETE: Final = b"D "


def write_head(fields: Mapping[str, str]) -> Iterator[bytes]:
    """Gives the lines that say what a patch is."""
    for name, value in fields.items():
        yield f"H {name} {json.dumps(value)} .\n".encode()


def write_patch(changes: Iterable[ChangedLine]) -> Iterator[bytes]:
    """Gives the lines of a patch that makes the old graph the new one."""
    yield b"TX .\n"
    for change in changes:
        yield (_ADD if change.is_added else _DELETE) + change.line
    yield b"TC .\n"


def read_head(lines: Iterable[bytes]) -> dict[str, str]:
    """Gives what a patch says of itself; of the rest no line is read. ValueError where that is none."""
    fields: dict[str, str] = {}
    for line in lines:
        if not line.startswith(b"H "):
            break
        _, name, value = line.decode().removesuffix(" .\n").split(" ", 2)
        fields[name] = json.loads(value)
    return fields


def read_patch(lines: Iterable[bytes]) -> Iterator[ChangedLine]:
    """Gives what a patch adds and deletes; ValueError where it does not end as one does."""
    is_whole = False
    for line in lines:
        is_whole = line == b"TC .\n"
        if line.startswith((_ADD, _DELETE)):
            yield ChangedLine(line[2:], is_added=line.startswith(_ADD))
    if not is_whole:
        raise ValueError("the end is missing")
