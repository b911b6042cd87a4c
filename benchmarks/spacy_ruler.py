"""spaCy's blank English pipeline (tokenizer only) with an entity ruler that holds the names of our gazetteer."""

from __future__ import annotations

import spacy

from benchmarks.contenders import Read
from kg.pipeline import load_gazetteer


def list_patterns() -> list[dict[str, str]]:
    """Gives each English name of the gazetteer once, with its kind and id."""
    patterns = {
        name.text: {"label": thing.kind.upper(), "pattern": name.text, "id": thing.id}
        for thing in load_gazetteer().things.values()
        for name in thing.labels
        if name.lang == "en"
    }
    return list(patterns.values())


def make_spacy() -> Read:
    """It counts entities."""
    pipeline = spacy.blank("en")
    pipeline.max_length = 10_000_000
    pipeline.add_pipe("entity_ruler").add_patterns(list_patterns())  # type: ignore[attr-defined]
    return lambda release: len(pipeline(release.text).ents)
