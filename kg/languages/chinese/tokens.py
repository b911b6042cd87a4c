"""Turns a sentence into tokens: names known, heads of names, words at which a name stops, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.survey import LATIN_NAME
from kg.languages.chinese.words import WordFinder
from kg.languages.fronts import search_front
from kg.languages.phrase import KnownName
from kg.noun import noun

_MEETINGS = ("面", "見", "晤", "談")
JOINTS = ("和", "及", "暨", "兼")
_LONG_HEAD = 3  # characters
_ORDINAL = re.compile("第[一二三四五六七八九十百]*$")
_FIGURE = r"\d{1,2}|[一二三四五六七八九十廿]{1,3}"
_DAY = f"(?:{_FIGURE})[日號]"
# A bracket inside the name of a firm: 燈籠（香港）有限公司.
_FIRM = re.compile("（[一-鿿]{2,6}）(?=[一-鿿]{0,4}有限公司)")
_SIGNS = re.compile(
    rf"""(?P<mark>[，。、；：︰！？「」『』《》（）()…—─－〈〉!?;:"“”＂\[\]]|--+|[,.](?![0-9A-Za-z])|[ \u3000\t\n\r]+)
       | (?P<number>\d+[A-Z]?號|(?:{_FIGURE})月{_DAY}|(?<=[至到、及和]){_DAY}|\d+年)
       | (?P<latin>{LATIN_NAME.replace(" ", "[ ]")}|[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9&'’./-]*)""",
    re.VERBOSE,
)


@noun
class Token:
    """A stretch of a sentence: kind is known, head, stop, soft, opener, capacity, joint, pronoun, mark, number or
    latin; `word` is a head's kind or a known name's. Other words are no tokens."""

    kind: str
    start: int
    end: int
    text: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon's words as tokens: what kind each is and, for a head, the kind of thing that it closes.

    `unclosed` are words whose first characters close no name; `common` are those that are no name's own.
    """

    finder: WordFinder
    kinds: Mapping[str, tuple[str, str]]
    variants: Mapping[int, str]
    measured: frozenset[str]
    unclosed: frozenset[str]
    common: frozenset[str]
    closed: frozenset[str]


def read_tokens(sentence: str, known: Mapping[int, KnownName], lexicon: ChineseLexicon) -> list[Token]:
    """Splits a sentence's reading text; known names are never cut, and between them the longest word wins."""
    words = _read_words(lexicon)
    plain = sentence.translate(words.variants)
    ends = words.finder.list_ends(plain)
    firms = [match.span() for match in _FIRM.finditer(plain)] if "）" in plain else []
    known = dict(_choose_known(plain, known, (ends, lexicon)))
    starts = sorted(known)
    tokens = [
        Token("known", start, known[start].end, sentence[start : known[start].end], known[start].kind)
        for start in starts
    ]
    tokens += _read_words_between(plain, tokens, ends, words)
    if firms:
        tokens = [token for token in tokens if not any(start < token.end and token.start < end for start, end in firms)]
    covered = sorted([*((token.start, token.end) for token in tokens), *firms])
    tokens += _read_signs(sentence, covered)
    tokens.sort(key=lambda token: token.start)
    return tokens


def _choose_known(
    plain: str, known: Mapping[int, KnownName], words: tuple[Mapping[int, Sequence[int]], ChineseLexicon]
) -> Iterator[tuple[int, KnownName]]:
    """Known names that overlap no other, are no part of a longer word (政府|部門) and end where they should."""
    ends, lexicon = words
    at = 0
    for start in sorted(known):
        name = known[start]
        if start < at or (name.kind == "body" and start in ends and ends[start][-1] > name.end):
            continue
        if plain[start - 1 : start + 1] in lexicon.words and plain[start + 1 : name.end + 1] in lexicon.words:
            continue  # 其中|國際
        if name.kind == "body" and any(end >= name.end - 1 + _LONG_HEAD for end in ends.get(name.end - 1, ())):
            continue  # 港澳辦|事處
        end = _find_end(plain, name, lexicon)
        if end is not None and end > start:
            at = end
            yield start, KnownName(end, name.kind)


def _find_end(plain: str, name: KnownName, lexicon: ChineseLexicon) -> int | None:
    """ "財政部|長" names no ministry; "江門市|委" is the committee of 江門; "哈薩克|斯坦" goes on."""
    following, last = plain[name.end : name.end + 1], plain[name.end - 1]
    if name.kind in ("body", "mechanism") and last + following in lexicon.post_heads:
        return None
    if name.kind == "place":
        if following == "委" and last + following in lexicon.body_heads and plain[name.end + 1 : name.end + 2] != "員":
            return name.end - 1
        tail = next((tail for tail in lexicon.place_tails if plain.startswith(tail, name.end)), "")
        return name.end + len(tail)
    return name.end


def _read_words_between(
    plain: str, known: Sequence[Token], ends: Mapping[int, Sequence[int]], words: _Words
) -> Iterator[Token]:
    at, number = 0, 0
    for start in sorted(ends):
        while number < len(known) and known[number].end <= start:
            at, number = max(at, known[number].end), number + 1
        limit = known[number].start if number < len(known) else len(plain)
        if not at <= start < limit:
            continue
        fitting = (end for end in reversed(ends[start]) if _fits(plain, end, limit))
        longest = next((end for end in fitting if not _is_cut(plain, (start, end), ends, words)), None)
        if longest is not None:
            at = longest
            kind, word = words.kinds[plain[start:at]]
            if kind != "plain":
                # The word as the lexicon writes it: builders look it up there.
                yield Token(kind, start, at, plain[start:at], word)


def _fits(plain: str, end: int, limit: int) -> bool:
    """Whether a word may end somewhere: not inside the next known name, in front of the 長 of its own title, nor
    inside 會面."""
    if end > limit or (plain[end : end + 1] == "長" and plain[end - 1] in "部局署處廳院校"):
        return False
    return plain[end - 1] != "會" or plain[end : end + 1] not in _MEETINGS or limit - end < 1


def _is_cut(plain: str, span: tuple[int, int], ends: Mapping[int, Sequence[int]], words: _Words) -> bool:
    """Whether a head's last characters begin another word, and none begins behind it: 音樂|團體, 聯合|會議,
    聯合會|議員, but 區議會|議員; nor is 三次 counted in 第十三次,
    nor does 展開 stand in 展|開幕禮."""
    start, end = span
    kind, _ = words.kinds[plain[start:end]]
    if kind == "stop":
        is_counted = plain[start] in words.measured and search_front(_ORDINAL, plain, start) is not None
        return is_counted or _begins_head(plain, end - 1, ends, words)
    is_common = kind == "head" and end - start > 2 and plain[end - 1] == "會" and plain[start : end - 1] in words.common
    if is_common and plain[start:end] not in words.closed:
        return _is_verb_ahead(plain, end, ends, words)  # 救生服務|會加強
    if kind == "head" and end - start > 2 and _begins_head(plain, end - 1, ends, words):
        return True  # 駐港澳辦|事處
    if kind != "head" or end in ends:
        return False
    return any(
        other > end and (plain[inner:other] in words.unclosed or inner in ends[start])
        for inner in range(start + 1, end)
        for other in ends.get(inner, ())
    )


def _is_verb_ahead(plain: str, at: int, ends: Mapping[int, Sequence[int]], words: _Words) -> bool:
    kinds = ("stop", "soft", "opener")
    return any(end - at > 1 and words.kinds[plain[at:end]][0] in kinds for end in ends.get(at, ()))


def _begins_head(plain: str, at: int, ends: Mapping[int, Sequence[int]], words: _Words) -> bool:
    """Whether the last character of a word rather begins a long head: 科技展|開幕禮."""
    return any(end - at >= _LONG_HEAD and words.kinds[plain[at:end]][0] == "head" for end in ends.get(at, ()))


def _read_signs(sentence: str, covered: Sequence[tuple[int, int]]) -> Iterator[Token]:
    number = 0
    for match in _SIGNS.finditer(sentence):
        start, end = match.span()
        while number < len(covered) and covered[number][1] <= start:
            number += 1
        if number == len(covered) or covered[number][0] >= end:
            yield Token(match.lastgroup or "", start, end, match.group())
        elif covered[number][0] > start and match.lastgroup == "latin":
            yield Token("latin", start, covered[number][0], sentence[start : covered[number][0]].rstrip())


@cache
def _read_words(lexicon: ChineseLexicon) -> _Words:
    variants = {ord(variant): standard for variant, standard in lexicon.variants.items()}
    kinds: dict[str, tuple[str, str]] = {}
    for kind, word, texts in _list_rows(lexicon):
        kinds.update(dict.fromkeys((text.translate(variants) for text in texts), (kind, word)))
    unclosed = frozenset(word.translate(variants) for word in (*lexicon.not_heads, *lexicon.event_heads))
    return _Words(
        WordFinder(kinds), kinds, variants, lexicon.measured, unclosed, lexicon.generic_parts, lexicon.closed_heads
    )


def _list_rows(lexicon: ChineseLexicon) -> Sequence[tuple[str, str, Sequence[str]]]:
    """Gives the kinds of words; where a word is of two kinds, the later row wins."""
    return (
        ("plain", "", sorted(lexicon.not_heads)),
        ("capacity", "", [*lexicon.capacities, *lexicon.present]),
        ("soft", "", sorted(lexicon.soft_stops)),
        ("opener", "", sorted(lexicon.openers)),
        ("stop", "", sorted(lexicon.stops)),
        ("stop", "", [number + measure for number in lexicon.measured for measure in lexicon.measures]),
        ("head", "initiative", list(lexicon.initiative_heads)),
        ("head", "event", list(lexicon.event_heads)),
        ("head", "place", sorted(lexicon.place_heads)),
        ("head", "body", sorted(lexicon.body_heads)),
        ("head", "mechanism", sorted(lexicon.mechanism_heads)),
        ("head", "agreement", sorted(lexicon.agreement_heads)),
        ("head", "post", sorted(lexicon.post_heads)),
        ("joint", "", JOINTS),
        ("pronoun", "", list(lexicon.pronouns)),  # also 代表團, which closes a body's name where words stand before it
    )
