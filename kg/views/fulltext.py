"""Turns the text of a release, as it was read, into Paragraphs: its sentences in order, with what they name marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from kg.building.texts import ReleaseText
from kg.graph.graph import Graph
from kg.sentences import Sentence
from kg.statements import EntityMention
from kg.views.names import KINDS, Names, to_iri
from kg.views.reading import Piece

_PLACES: Final = """SELECT ?ordinal ?start ?end ?words WHERE {
  ?sentence dct:isPartOf $about ; gba:ordinal ?ordinal ; oa:start ?start ; oa:end ?end ; oa:exact ?words
}"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence in pieces, by its number; of what is none, such as a line that only parts others, that is 0.

    `is_cited` says that the graph holds something that it states.
    """

    ordinal: int
    is_cited: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand in one paragraph, with what stands between them."""

    stretches: tuple[Stretch, ...]

    @property
    def cited(self) -> tuple[int, ...]:
        """The numbers of the sentences that state something."""
        return tuple(stretch.ordinal for stretch in self.stretches if stretch.is_cited)


def read_paragraphs(
    graph: Graph, id: str, title: str, text: ReleaseText | None, *, lang: str = "en"
) -> tuple[Paragraph, ...]:
    """Gives the paragraphs of a release (`seed-20240108/en`); none where its text is not known, or not the one that the
    sentences of the graph stand in."""
    rows = graph.ask(_PLACES, about=to_iri(f"release/{id}"))
    places = {int(ordinal or 0): (int(start or 0), int(end or 0), words or "") for ordinal, start, end, words in rows}
    if text is None or not text.holds(title, places):
        return ()
    names = Names(graph, lang)
    names.read_some(mention.entity for mention in text.mentions if mention.entity.partition("/")[0] in KINDS)
    marker = _Marker(text, names)
    return tuple(_make_paragraphs(text, places.keys(), marker))


class _Marker:
    """Cuts a text into pieces, some of which name a thing of the graph; of names within each other the longest does."""

    def __init__(self, text: ReleaseText, names: Names) -> None:
        self._text = text.text
        self._names = names
        self._mentions: defaultdict[int, list[EntityMention]] = defaultdict(list)
        for mention in sorted(text.mentions, key=lambda one: (one.start, -one.end)):
            self._mentions[mention.sentence].append(mention)

    def mark(self, sentence: Sentence) -> tuple[Piece, ...]:
        """Gives a sentence in pieces."""
        pieces: list[Piece] = []
        at = sentence.start
        for mention in self._mentions[sentence.ordinal]:
            if mention.start < at or mention.end > sentence.end or mention.entity.partition("/")[0] not in KINDS:
                continue
            thing = self._names.get(mention.entity)
            if thing.labels:
                pieces += [Piece(self._text[at : mention.start]), Piece(self._text[mention.start : mention.end], thing)]
                at = mention.end
        return tuple(piece for piece in (*pieces, Piece(self._text[at : sentence.end])) if piece.text)


def _make_paragraphs(text: ReleaseText, cited: Collection[int], marker: _Marker) -> Iterator[Paragraph]:
    """Gives the paragraphs with all that stands in the text: also what parts the cells of a table's row."""
    stretches: list[Stretch] = []
    at, number = 0, 0
    for sentence in text.sentences:
        gap = text.text[at : sentence.start]
        if gap.strip() or (stretches and sentence.paragraph == number):
            stretches.append(Stretch(0, False, (Piece(gap),)))
        if stretches and sentence.paragraph != number:
            yield Paragraph(tuple(stretches))
            stretches = []
        stretches.append(Stretch(sentence.ordinal, sentence.ordinal in cited, marker.mark(sentence)))
        at, number = sentence.end, sentence.paragraph
    if text.text[at:].strip():
        stretches.append(Stretch(0, False, (Piece(text.text[at:]),)))
    if stretches:
        yield Paragraph(tuple(stretches))
