"""Reads every named stretch of a Chinese sentence, by the words that close names and by the names already known."""

from __future__ import annotations

from collections.abc import Mapping

from kg.languages.chinese.builder import Builder
from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.tokens import read_tokens
from kg.languages.phrase import KnownName, Phrase


def read_phrases(
    sentence: str, known: Mapping[int, KnownName], lexicon: ChineseLexicon, *, surnames: frozenset[str] = frozenset()
) -> list[Phrase]:
    """Reads the phrases of a sentence's reading text, in order; `known` maps a position to the name that starts
    there."""
    builder = Builder(sentence, read_tokens(sentence, known, lexicon), lexicon, surnames)
    builder.read()
    return sorted(builder.phrases, key=lambda phrase: (phrase.start, -phrase.end))
