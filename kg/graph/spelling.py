"""Turns a question as people spell it into one that Oxigraph reads, and finds a place of the one in the other.

An id is printed as `id:person/x`, where SPARQL wants `id:person\\/x`. A language tag is printed as `zh-Hant`, where the
store keeps `zh-hant` (tags have no case): so LANG gives what is printed, wherever its value goes, and a tag that a
question with LANG writes in small letters is one of those too. LANGMATCHES looks at no case by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.graph.terms import expand_iri
from kg.graph.tokens import Token, cut_question

# The scripts a tag of ours may name: `zh-Hant`.
_SCRIPTS = ("Hans", "Hant", "Latn")
_TAG = re.compile(
    rf"""(?P<sign>["']{{3}}|["'])(?P<language>[a-z]{{2,3}})-(?P<script>{"|".join(_SCRIPTS)})(?P=sign)""", re.I
)
_ESCAPE = "\\"
_LANG_HEAD = "REPLACE(" * len(_SCRIPTS)
_LANG_TAIL = "".join(f',"-{script.lower()}","-{script}")' for script in _SCRIPTS)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A question in pieces: each as it was written, and as Oxigraph reads it."""

    pieces: tuple[tuple[str, str], ...]

    @property
    def sparql(self) -> str:
        """Gives the question for Oxigraph."""
        return "".join(ours for _, ours in self.pieces)

    def find_column(self, line: int, column: int) -> int:
        """Gives the column, as the question was written, of what Oxigraph sees at a line and a column."""
        lines = self.sparql.split("\n")
        place = sum(len(before) + 1 for before in lines[: line - 1]) + column - 1
        written = ""
        for theirs, ours in self.pieces:
            if place < len(ours):
                written += theirs[: min(place, len(theirs))]
                break
            place -= len(ours)
            written += theirs
        return len(written) - (written.rfind("\n") + 1) + 1


def spell_question(sparql: str) -> Spelling:
    """Spells a question for Oxigraph; its lines stay where they are."""
    tokens = list(cut_question(sparql))
    return Spelling(tuple((token.text, text) for token, text in zip(tokens, spell_tokens(tokens), strict=True)))


def spell_tokens(tokens: Sequence[Token]) -> list[str]:
    """Spells the tokens of a question, each for itself."""
    calls = _find_lang_calls(tokens)
    ours = [_spell_token(token, has_lang=bool(calls)) for token in tokens]
    for first, last in calls:
        ours[first] = _LANG_HEAD + ours[first]
        ours[last] += _LANG_TAIL
    return ours


def expand_ids(sparql: str) -> str:
    """Writes the ids of a question that is spelt for Oxigraph in full: not every server reads `id:person\\/x`."""
    tokens = list(cut_question(sparql))
    if any(token.text == "id:" for token in tokens):
        return sparql  # it declares the prefix itself
    return "".join(_expand_id(token) for token in tokens)


def _expand_id(token: Token) -> str:
    is_id = token.kind == "name" and token.text.startswith("id:") and _ESCAPE in token.text
    return f"<{expand_iri(token.text.replace(_ESCAPE, ''))}>" if is_id else token.text


def _find_lang_calls(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Gives where each LANG stands, and the bracket that closes what it is given."""
    calls: list[tuple[int, int]] = []
    # The LANG, if any, in front of each bracket that is open.
    opened: list[int | None] = []
    lang: int | None = None
    for place, token in enumerate(tokens):
        if token.is_skipped:
            continue
        if token.kind == "open":
            opened.append(lang if token.text == "(" else None)
        elif token.kind == "close" and opened:
            first = opened.pop()
            if first is not None and token.text == ")":
                calls.append((first, place))
        lang = place if token.kind == "word" and token.text.upper() == "LANG" else None
    return calls


def _spell_token(token: Token, *, has_lang: bool) -> str:
    if token.kind == "id":
        return token.text.replace("/", "\\/").replace("~", "\\~")
    if has_lang and token.kind == "text" and (tag := _TAG.fullmatch(token.text)):
        return f"{tag['sign']}{tag['language'].lower()}-{tag['script'].title()}{tag['sign']}"
    return token.text
