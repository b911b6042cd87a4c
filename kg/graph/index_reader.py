"""Turns words into the Rows of an index that hold them, best first, and names into those that are written alike."""

from __future__ import annotations

import math
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from kg.errors import StoreError
from kg.graph.index import LOCKS, Row, find_damage, make_schema, open_index, read_row, read_totals
from kg.languages.keys import list_grams
from kg.languages.wordcuts import cut_words

# BM25 as everybody has it; a word that most texts hold still counts a little.
_K1, _B = 1.2, 0.75
_LEAST_WEIGHT = 1e-6
# Of more texts that hold all words, as many of the shortest are ranked, and of those that hold one of them twice.
_MOST_RANKED = 500
# Names that are weighed one by one against a misspelt one.
_MOST_ALIKE = 5000
_BATCH = 1000
# Where an error of Rust comes from that nobody there had foreseen: it is no Exception.
_PANIC = "pyo3_runtime"

Phrase = tuple[str, ...]


class IndexReader:
    """An index of words that is open for reading; nothing is written beside it."""

    __slots__ = ("__weakref__", "_folder", "_schema", "_searcher", "_totals")

    def __init__(self, folder: Path) -> None:
        """StoreError if the index is damaged."""
        self._folder = folder
        if damage := find_damage(folder):
            raise self._complain(damage)
        self._schema = make_schema()
        # Tantivy takes a lock in the folder that it reads, and this one may be somebody else's.
        mirror = tempfile.mkdtemp()
        weakref.finalize(self, shutil.rmtree, mirror, ignore_errors=True)
        with self._say_failure():
            for path in folder.iterdir():
                if path.name not in LOCKS:
                    Path(mirror, path.name).symlink_to(path.absolute())
            self._searcher = open_index(Path(mirror)).searcher()
            self._totals = read_totals(folder)

    def find_sentences(self, phrases: Sequence[Phrase], limit: int | None) -> list[Row]:
        """Gives the sentences that hold all of some phrases, at most `limit`, best first, equal ones by id."""
        return [row for row, _ in self._rank("sentence", phrases, limit or self._searcher.num_docs)][:limit]

    def find_named(self, phrases: Sequence[Phrase], limit: int | None) -> list[str]:
        """Gives the things of which one name holds all of some phrases, at most `limit`, best first, else by id."""
        most = self._searcher.num_docs
        least = most if limit is None else limit
        while True:
            best: dict[str, float] = {}
            for row, score in self._rank("name", phrases, least):
                best[row.subject] = max(score, best.get(row.subject, score))
            if least >= most or (limit is not None and len(best) >= limit):
                return sorted(best, key=lambda subject: (-best[subject], subject))[:limit]
            least = max(2 * least, _MOST_RANKED)

    def list_rows(self, subjects: Iterable[str]) -> list[Row]:
        """Gives all rows of some subjects, sorted."""
        return sorted(self._find_among("subject", subjects))

    def list_called(self, keys: Iterable[str]) -> list[Row]:
        """Gives the labels that have one of some keys."""
        return self._find_among("key", keys)

    def list_of_surname(self, keys: Iterable[str]) -> list[Row]:
        """Gives the labels that have one of some keys as what may be their surname."""
        return self._find_among("surnames", keys)

    def list_with_part(self, key: str) -> list[Row]:
        """Gives the labels whose keys hold all that are neighbours in a key: among them all of which it is a part."""
        grams = [self._make_term("grams", gram) for gram in sorted(list_grams(key))]
        return self._read_all(_require(grams))

    def list_alike(self, key: str, least: float) -> list[Row]:
        """Gives the labels that may be spelt like a key, of a hundred letters `least` the same; of too many those that
        share most neighbours with it."""
        grams = [
            (Occur.Should, Query.const_score_query(self._make_term("grams", gram), 1.0))
            for gram in sorted(list_grams(key))
        ]
        share = least / 100
        lowest, highest = math.floor(len(key) * share / (2 - share)) - 1, math.ceil(len(key) * (2 - share) / share) + 1
        long = Query.range_query(self._schema, "letters", tantivy.FieldType.Unsigned, max(lowest, 0), highest)
        for shared in range(1, len(grams) + 1):
            query = _require([Query.boolean_query(grams, shared), long])
            if self._count(query) <= _MOST_ALIKE:
                return self._read_all(query)
        return []

    def _rank(self, field: str, phrases: Sequence[Phrase], least: int) -> list[tuple[Row, float]]:
        """Gives rows with their scores, best first: all, or if there are more at least as many as wanted."""
        sought = list(dict.fromkeys(phrases))
        query = _require([self._make_phrase(field, phrase) for phrase in sought])
        count = self._count(query)
        if not count:
            return []
        size = max(least, _MOST_RANKED)
        found = self._find(query, min(size, count))
        if count > size:
            for phrase in sought:
                repeated = [self._make_term("twice", word) for word in sorted(set(phrase))]
                found |= self._find(_require([query, *repeated]), size)
        totals = self._totals[field]
        mean = totals.words / totals.texts
        holding = [count if len(sought) == 1 else self._count(self._make_phrase(field, one)) for one in phrases]
        weights = [_weigh(some, totals.texts) for some in holding]
        scored = [(row, self._score(row, phrases, weights, mean)) for row in self._read(found.values())]
        return sorted(scored, key=lambda one: (-one[1], one[0]))

    def _score(self, row: Row, phrases: Sequence[Phrase], weights: Sequence[float], mean: float) -> float:
        words = cut_words(row.value)
        counts = [_count_phrase(words, phrase) for phrase in phrases]
        if not all(counts):
            raise self._complain("a word is not where it should be")
        damping = _K1 * (1 - _B + _B * len(words) / mean)
        return sum(
            weight * count * (_K1 + 1) / (count + damping) for weight, count in zip(weights, counts, strict=True)
        )

    def _make_phrase(self, field: str, words: Phrase) -> Query:
        if len(words) == 1:
            return self._make_term(field, words[0])
        return Query.phrase_query(self._schema, field, list(words))

    def _make_term(self, field: str, word: str) -> Query:
        return Query.term_query(self._schema, field, word, "basic")

    def _count(self, query: Query) -> int:
        with self._say_failure():
            found = self._searcher.search(query, 1)
        return int(found.count)  # type: ignore[attr-defined]  # its stub lacks it

    def _find(self, query: Query, limit: int) -> dict[tuple[int, int], tantivy.DocAddress]:
        """Gives where the rows are that answer a query, of too many those with the shortest texts."""
        with self._say_failure():
            found = self._searcher.search(query, limit, count=False, order_by_field="rank", order=tantivy.Order.Asc)
        return {(address.segment_ord, address.doc): address for _, address in found.hits}

    def _find_among(self, field: str, values: Iterable[str]) -> list[Row]:
        wanted = sorted(set(values))
        batches = (wanted[at : at + _BATCH] for at in range(0, len(wanted), _BATCH))
        rows = (self._read_all(Query.term_set_query(self._schema, field, batch)) for batch in batches)
        return [row for batch in rows for row in batch]

    def _read_all(self, query: Query) -> list[Row]:
        if not (count := self._count(query)):
            return []
        with self._say_failure():
            found = self._searcher.search(query, count, count=False)
        return list(self._read(address for _, address in found.hits))

    def _read(self, found: Iterable[tantivy.DocAddress]) -> Iterator[Row]:
        for address in found:
            with self._say_failure():
                content = self._searcher.doc(address).get_first("row")
            row = read_row(bytes(content)) if content is not None else None
            if row is None:
                raise self._complain("a text is not as it was written")
            yield row

    def _complain(self, damage: str) -> StoreError:
        anew = "build the store anew with `kg build --replace`"
        return StoreError(f"{self._folder}: the index of words is damaged ({damage}); {anew}")

    @contextmanager
    def _say_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            if isinstance(error, (ValueError, OSError)) or type(error).__module__ == _PANIC:
                raise self._complain(str(error)) from error
            raise


def _require(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _weigh(holding: int, total: int) -> float:
    """Gives what it counts that a text holds a phrase which `holding` of all texts do."""
    return max(math.log((total - holding + 0.5) / (holding + 0.5)), _LEAST_WEIGHT)


def _count_phrase(words: list[str], phrase: Phrase) -> int:
    first, *rest = phrase
    if not rest:
        return words.count(first)
    return sum(word == first and words[at + 1 : at + len(phrase)] == rest for at, word in enumerate(words))
