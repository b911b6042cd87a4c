"""What holds of every reading, whatever the text: said of one extraction, one line for each fault."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.building.corpus import extract_paths
from kg.exports import serialize_release
from kg.files import find_shipped
from kg.languages.scripts import drop_unseen
from kg.sentences import Sentence
from kg.statements import Extraction


def read_samples() -> None:
    """Reads the sample releases: what the reader loads once it loads then, and no child has to."""
    for _ in extract_paths([find_shipped("data", "releases")]):
        pass


def find_faults(extraction: Extraction) -> Iterator[str]:
    """Gives what does not hold: sentences stand where they say, in order, and whatever is said stands in one."""
    text, past = extraction.release.text, 0
    for sentence in extraction.sentences:
        if not past <= sentence.start < sentence.end <= len(text):
            yield f"sentence {sentence.ordinal} is not behind the one before it"
        yield from _find_moved_words(sentence, text)
        past = sentence.end
    ordinals = {sentence.ordinal for sentence in extraction.sentences}
    for statement in extraction.statements:
        if statement.sentence not in ordinals:
            yield f"{statement.predicate} rests on sentence {statement.sentence}, which there is not"
    for mention in extraction.mentions:
        if mention.sentence not in ordinals or not text[mention.start : mention.end].strip():
            yield f"a mention of {mention.entity} stands nowhere"


def find_lost_triples(extraction: Extraction) -> Iterator[str]:
    """Gives what goes wrong where the extraction is written as RDF and read again: each of both forms is whole."""
    turtle, lines = (serialize_release(extraction, form) for form in ("ttl", "nq"))
    read = [
        {str(ox.Triple(*quad.triple)) for quad in ox.parse(data, format=form)}
        for data, form in ((turtle, ox.RdfFormat.TURTLE), (lines, ox.RdfFormat.N_QUADS))
    ]
    if read[0] != read[1]:
        yield f"Turtle and N-Quads differ in {len(read[0] ^ read[1])} triples"
    quoted = {
        quad.object.value for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS) if quad.predicate.value == _EXACT
    }
    cited = extraction.cited
    text = extraction.release.text
    stored = {text[sentence.start : sentence.end] for sentence in extraction.sentences if sentence.ordinal in cited}
    if quoted != stored:
        yield f"the quoted sentences are not those of the text: {sorted(quoted ^ stored)[:1]}"


_EXACT = "http://www.w3.org/ns/oa#exact"


def _find_moved_words(sentence: Sentence, text: str) -> Iterator[str]:
    stretch = text[sentence.start : sentence.end]
    if " ".join(drop_unseen(stretch).split()) != " ".join(sentence.text.split()):
        yield f"sentence {sentence.ordinal} has other words than its stretch of the text"
    for place, letter in enumerate(sentence.text):
        if letter != " " and text[sentence.find_offset(place)] != letter:
            yield f"sentence {sentence.ordinal}: place {place} does not lead back to {letter!r}"
            return
