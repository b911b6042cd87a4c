"""Turns a sentence into tokens: names known, heads of names, words at which a name stops, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.survey import LATIN_NAME
from kg.languages.phrase import KnownName

JOINTS = ("和", "及", "暨", "兼")
_MARKS = '[，。、；：︰！？「」『』《》（）()…—─－〈〉!?;:"“”\\[\\]]|[,.](?![0-9A-Za-z])|[ \u3000\t\n\r]+'


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a sentence: kind is known, head, stop, soft, joint, mark, latin or plain; `word` is a head's kind or
    a known name's."""

    kind: str
    start: int
    end: int
    text: str
    word: str = ""


def read_tokens(sentence: str, known: Mapping[int, KnownName], lexicon: ChineseLexicon) -> list[Token]:
    """Splits a sentence's reading text; known names are never cut, and between them the longest word wins."""
    tokens: list[Token] = []
    plain = fold_variants(sentence, lexicon)
    at = 0
    for start in sorted(known):
        name = known[start]
        if start < at:
            continue
        tokens += _read_between(sentence, plain, (at, start), lexicon)
        tokens.append(Token("known", start, name.end, sentence[start : name.end], name.kind))
        at = name.end
    tokens += _read_between(sentence, plain, (at, len(sentence)), lexicon)
    return tokens


def fold_variants(text: str, lexicon: ChineseLexicon) -> str:
    """Writes each character in its standard form, one for one: 啓動 is 啟動."""
    return text.translate(_index_variants(lexicon))


@cache
def _index_variants(lexicon: ChineseLexicon) -> dict[int, str]:
    return {ord(variant): standard for variant, standard in lexicon.variants.items()}


def _read_between(sentence: str, plain: str, span: tuple[int, int], lexicon: ChineseLexicon) -> Iterator[Token]:
    kinds = _index_words(lexicon)
    for match in _compile_words(lexicon).finditer(plain, *span):
        text, kind = sentence[match.start() : match.end()], match.lastgroup or ""
        if kind == "entry":
            kind, word = kinds[match.group()]
            # The word as the lexicon writes it: builders look it up there.
            yield Token(kind, match.start(), match.end(), text if kind == "known" else match.group(), word)
        else:
            yield Token(kind, match.start(), match.end(), text)


@cache
def _index_words(lexicon: ChineseLexicon) -> dict[str, tuple[str, str]]:
    """Gives each word its kind of token and, for a head, the kind of thing that it closes; later rows win."""
    table: dict[str, tuple[str, str]] = {}
    rows: Sequence[tuple[str, str, Sequence[str]]] = (
        ("plain", "", sorted(lexicon.not_heads)),
        ("soft", "", sorted(lexicon.soft_stops)),
        ("stop", "", sorted(lexicon.stops)),
        ("head", "initiative", list(lexicon.initiative_heads)),
        ("head", "event", list(lexicon.event_heads)),
        ("head", "place", sorted(lexicon.place_heads)),
        ("head", "body", sorted(lexicon.body_heads)),
        ("head", "mechanism", sorted(lexicon.mechanism_heads)),
        ("head", "agreement", sorted(lexicon.agreement_heads)),
        ("head", "post", sorted(lexicon.post_heads)),
        ("joint", "", JOINTS),
        ("pronoun", "", list(lexicon.pronouns)),
    )
    for kind, word, texts in rows:
        table.update(dict.fromkeys((fold_variants(text, lexicon) for text in texts), (kind, word)))
    return table


@cache
def _compile_words(lexicon: ChineseLexicon) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _index_words(lexicon)), key=len, reverse=True))
    return re.compile(
        rf"(?P<entry>{words})|(?P<mark>{_MARKS})|(?P<latin>{LATIN_NAME}|[A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9&'’./-]*)|(?P<plain>.)",
        re.DOTALL,
    )
