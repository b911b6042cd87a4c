"""Turns the names and sentences of a graph into an index of their words, a folder beside the database of a store.

The index is a set of rows, one for each quad that matters, so that a difference of quads is a difference of rows.
Tantivy keeps them in segments that are never written again: what is removed is noted in a new file beside them, and a
copy of an index may share all its segments by hard links. What a search finds depends on the rows alone, not on the
changes by which they came.
"""

from __future__ import annotations

import json
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import tantivy

from kg.errors import OutputError
from kg.files import write_whole
from kg.graph.answers import restore_case
from kg.graph.terms import make_name, shorten_iri
from kg.languages.keys import list_grams, list_surnames, make_key
from kg.languages.wordcuts import cut_words

INDEX_FOLDER: Final = "words"
LABELS: Final = ("skos:altLabel", "skos:prefLabel")
SENTENCE: Final = "oa:exact"
_RELEASE = ("dct:title", "dct:issued", "dct:source", "gba:restated")
_WANTED = {make_name(name).value: name for name in (*LABELS, SENTENCE, *_RELEASE)}
_WANTED_TERMS = frozenset(f"<{name}>".encode() for name in _WANTED)
TOTALS_FILE: Final = "totals.json"
# What each change puts a new file in the place of; every other file stays as it was first written.
_MUTABLE = ("meta.json", ".managed.json", TOTALS_FILE)
# What the files of a segment are called: its id, and that of a change where rows of it were removed.
_SEGMENT_FILE = re.compile(r"[0-9a-f]{32}\.[\w.]+")
_FIELDS = ("name", "sentence")
# Empty files by which Tantivy's threads wait for each other: whether they are there says nothing.
LOCKS: Final = frozenset({".tantivy-writer.lock", ".tantivy-meta.lock"})
# What a writer may hold in memory before it writes a segment; less than the second is refused.
_HEAP_OF_ALL = 50_000_000
_HEAP_OF_A_CHANGE = 15_000_000
_MOST_RECENT = 50_000
_SIEVE_BITS = 27
# How Tantivy ends a file: a footer in JSON, its length, and this number.
_MAGIC = (1337).to_bytes(4, "little")
_DIGEST_SIZE = 12
_write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """What the index keeps of a quad: things of our own without a prefix, `person/x`; no language is an empty one."""

    subject: str
    property: str
    value: str
    lang: str

    def write(self) -> bytes:
        """Gives the row as bytes, which begin with a checksum of the rest."""
        return _seal((self.subject, self.property, self.value, self.lang))


@dataclass(frozen=True, slots=True)
class Totals:
    """How many texts a field of words has, and how many words they have together."""

    texts: int
    words: int

    def grow(self, words: Sequence[str], by: int) -> Totals:
        """Gives the totals with a text more, or with one less."""
        return Totals(self.texts + by, self.words + by * len(words))


def read_row(content: bytes) -> Row | None:
    """Reads a row; None if it is not as it was written."""
    digest, written = content[:_DIGEST_SIZE], content[_DIGEST_SIZE:]
    return Row(*json.loads(written)) if _hash(written) == digest else None


def make_schema() -> tantivy.Schema:
    """Gives the fields of a row. `rank` puts the shorter text first, and equal ones always in the same order."""
    builder = tantivy.SchemaBuilder()
    for field in ("digest", "subject", "key"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in _FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    for field in ("twice", "grams", "surnames"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    for field in ("rank", "name_length", "sentence_length"):
        builder.add_unsigned_field(field, fast=True)
    builder.add_unsigned_field("letters", indexed=True, fast=True)
    builder.add_bytes_field("row", stored=True)
    return builder.build()


def open_index(folder: Path) -> tantivy.Index:
    """Opens an index that is as it is: else Tantivy would watch its folder, and take a lock there when it changed."""
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual")
    return index


class IndexWriter:
    """Writes the index of a graph into a new folder while the quads of the graph pass by; it keeps none in memory."""

    __slots__ = ("_folder", "_index", "_recent", "_sieve", "_writer")

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._recent: set[bytes] = set()
        self._sieve = _Sieve()
        with _say_failure(folder):
            tantivy.Index(make_schema(), str(folder), reuse=False)
            self._index = open_index(folder)
            self._writer = self._index.writer(_HEAP_OF_ALL, 1)

    def add(self, quad: ox.Quad) -> None:
        """Adds the row of a quad, if it is one that matters; one that comes again counts once."""
        row = _read_quad(quad)
        if row is None:
            return
        content = row.write()
        digest = content[:_DIGEST_SIZE]
        if digest in self._recent:
            return
        if len(self._recent) >= _MOST_RECENT:
            self._recent.clear()
        self._recent.add(digest)
        with _say_failure(self._folder):
            if self._sieve.add(digest):
                self._writer.delete_documents_by_term("digest", digest.hex())
            self._writer.add_document(_make_document(row, content))

    def close(self) -> None:
        """Ends the writing: before that there is nothing to open."""
        with _say_failure(self._folder):
            self._writer.commit()
            self._index.reload()
            searcher = self._index.searcher()
            totals = {field: _add_up(searcher, f"{field}_length") for field in _FIELDS}
        _finish(self._writer, self._folder, totals)


def pick_lines(lines: bytes) -> list[bytes]:
    """Gives those of some N-Triples lines that matter to an index."""
    return [line for line in lines.splitlines(keepends=True) if line.split(b" ", 2)[1] in _WANTED_TERMS]


def change_index(folder: Path, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> None:
    """Changes an index to that of a graph from which some quads were removed and to which then others were added.

    No file is written to that was there before, so `folder` may share its files with another index, but for those that
    are mutable. OutputError leaves the folder useless, and all that it shares whole.
    """
    rows = {row: False for row in map(_read_quad, removed) if row}
    rows |= {row: True for row in map(_read_quad, added) if row}
    with _say_failure(folder):
        totals = read_totals(folder)
        index = open_index(folder)
        searcher, writer = index.searcher(), index.writer(_HEAP_OF_A_CHANGE, 1)
        for row, is_added in rows.items():
            content = row.write()
            digest = content[:_DIGEST_SIZE].hex()
            same = tantivy.Query.term_query(index.schema, "digest", digest, "basic")
            if is_added == bool(searcher.search(same, 1).hits):
                continue
            if is_added:
                writer.add_document(_make_document(row, content))
            else:
                writer.delete_documents_by_term("digest", digest)
            if field := _find_field(row):
                totals[field] = totals[field].grow(cut_words(row.value), 1 if is_added else -1)
        writer.commit()
    _finish(writer, folder, totals)


def read_totals(folder: Path) -> dict[str, Totals]:
    """Gives the totals of each field of words; ValueError or OSError where they cannot be read."""
    written = json.loads((folder / TOTALS_FILE).read_bytes())
    try:
        return {field: Totals(*map(int, written[field])) for field in _FIELDS}
    except (KeyError, TypeError) as error:
        raise ValueError(f"{TOTALS_FILE} is not as it was written") from error


def is_segment(name: str) -> bool:
    """Says whether a file of an index stays as it was first written, and ends with a checksum."""
    return bool(_SEGMENT_FILE.fullmatch(name))


def find_damage(folder: Path) -> str | None:
    """Says which file of an index is not as it was written; None if none is.

    Each file of a segment ends with a checksum of its own; where that is missing the file was cut off. Whether it fits,
    which is to read the whole, is not looked at. The mutable ones, which are small, have none.
    """
    damaged = (path.name for path in sorted(folder.iterdir()) if is_segment(path.name) and not _is_whole(path))
    return next((f"{name} is not as it was written" for name in damaged), None)


class _Sieve:
    """Tells in little memory that something was never seen before; of what it seems to have seen it is not sure."""

    __slots__ = ("_bits",)

    def __init__(self) -> None:
        self._bits = bytearray(1 << (_SIEVE_BITS - 3))

    def add(self, digest: bytes) -> bool:
        """Notes a digest, and says whether it may have been noted before."""
        is_known = True
        for start in (0, 4):
            place = int.from_bytes(digest[start : start + 4], "little") >> (32 - _SIEVE_BITS)
            bit = 1 << (place & 7)
            is_known = is_known and bool(self._bits[place >> 3] & bit)
            self._bits[place >> 3] |= bit
        return is_known


def _read_quad(quad: ox.Quad) -> Row | None:
    """Gives the row of a quad; None if it is none that matters."""
    name = _WANTED.get(quad.predicate.value)
    if name is None or not isinstance(quad.subject, ox.NamedNode):
        return None
    lang = restore_case(quad.object.language) if isinstance(quad.object, ox.Literal) else None
    assert isinstance(quad.object, ox.NamedNode | ox.Literal)
    text = shorten_iri(quad.object.value) if isinstance(quad.object, ox.NamedNode) else quad.object.value
    return Row(shorten_iri(quad.subject.value).removeprefix("id:"), name, text, lang or "")


def _make_document(row: Row, content: bytes) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("digest", content[:_DIGEST_SIZE].hex())
    document.add_text("subject", row.subject)
    document.add_bytes("row", content)
    field = _find_field(row)
    if field is None:
        return document
    words = cut_words(row.value)
    document.add_text(field, " ".join(words))
    document.add_text("twice", " ".join(_list_repeated(words)))
    document.add_unsigned(f"{field}_length", len(words))
    document.add_unsigned("rank", len(words) << 40 | int.from_bytes(content[:5], "big"))
    if field == "name":
        key = make_key(row.value)
        document.add_text("key", key)
        document.add_text("grams", " ".join(list_grams(key)))
        document.add_text("surnames", " ".join(list_surnames(row.value)))
        document.add_unsigned("letters", len(key))
    return document


def _find_field(row: Row) -> str | None:
    """Gives the field that holds the words of a row, if they are searched for."""
    return "sentence" if row.property == SENTENCE else "name" if row.property in LABELS else None


def _add_up(searcher: tantivy.Searcher, length: str) -> Totals:
    asked = {"texts": {"value_count": {"field": length}}, "words": {"sum": {"field": length}}}
    found = searcher.aggregate(tantivy.Query.all_query(), asked)
    return Totals(int(found["texts"]["value"]), int(found["words"]["value"]))


def _list_repeated(words: list[str]) -> set[str]:
    return {word for word, count in Counter(words).items() if count > 1}


def _finish(writer: tantivy.IndexWriter, folder: Path, totals: dict[str, Totals]) -> None:
    """Waits until segments are merged that are to be, and leaves nothing in the folder but the index."""
    with _say_failure(folder):
        writer.wait_merging_threads()
        for name in LOCKS:
            (folder / name).unlink(missing_ok=True)
        written = {field: (one.texts, one.words) for field, one in totals.items()}
        write_whole(folder / TOTALS_FILE, json.dumps(written).encode())
        # Tantivy lets nobody but the writer read these; whoever may read the folder may read the index.
        mode = stat.S_IMODE(folder.stat().st_mode) & ~0o111
        for name in _MUTABLE:
            (folder / name).chmod(mode)


def _is_whole(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 8))
        length, magic = file.read(4), file.read(4)
        start = size - 8 - int.from_bytes(length, "little")
        if magic != _MAGIC or start < 0:
            return False
        file.seek(start)
        try:
            return "crc" in json.loads(file.read(size - 8 - start))
        except (ValueError, TypeError):
            return False


def _seal(fields: tuple[str, ...]) -> bytes:
    written = _write_json(fields).encode()
    return _hash(written) + written


def _hash(written: bytes) -> bytes:
    return blake2b(written, digest_size=_DIGEST_SIZE).digest()


@contextmanager
def _say_failure(folder: Path) -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:  # Tantivy raises the former alone
        raise OutputError(f"{folder}: the index of words cannot be written ({error})") from error
