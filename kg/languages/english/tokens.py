"""Turns a sentence into words with their classes, the alphabet in which names are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.languages.english.lexicon import EnglishLexicon

# "People's", "R&D", "Hong Kong/Guangdong", "Vice-Governor", "U.S.", "John A. Quill"; a possessive 's stands alone.
_TOKEN = re.compile(
    r"""[A-Z]\.(?:[A-Z]\.)+
      | (?<=[a-z]\ )[A-Z]\.(?=\ [A-Z][a-z])
      | [^\W_]+(?:[-./&’'](?!s\b)[^\W_]+)*
      | [’']s\b | \S""",
    re.VERBOSE,
)
_SUFFIXES = frozenset({"based", "headquartered", "born", "listed"})  # "Foshan-based Kite Company"
_MOST_WORDS = 1 << 16  # words whose class is kept
_INNER = re.compile(r"N(?<=[CMPBLIA]N)(?=[CMPBLIA])")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?\Z")


@dataclass(slots=True)
class Words:
    """The words of a sentence and, per word, where it stands and its class.

    Classes: H honorific, M opens a title, P head of a title, B head of a body, L of a place, I of an initiative, A of
    an agreement, C any other capital, D number, N capital that names nothing, p and m as P and M in small letters,
    w small word; punctuation is its own class.
    """

    sentence: str
    texts: list[str]
    starts: list[int]
    ends: list[int]
    classes: str

    def span(self, first: int, last: int) -> str:
        """Gives the sentence's text from word `first` up to, not including, word `last`."""
        return self.sentence[self.starts[first] : self.ends[last - 1]]


def read_words(sentence: str, lexicon: EnglishLexicon) -> Words:
    """Splits a sentence (reading text) into classed words."""
    matches = list(_TOKEN.finditer(sentence))
    texts = [*map(re.Match.group, matches)]
    words = Words(sentence, texts, [*map(re.Match.start, matches)], [*map(re.Match.end, matches)], "")
    if "'" in sentence or "’" in sentence:
        _join_possessives(words, lexicon)
    classes = [*map(_collect_classes(lexicon).__getitem__, texts)]
    if not _collect_unsettled(lexicon).isdisjoint(texts):
        _settle_weak_names(texts, classes, lexicon)
    if "Justice" in texts:
        _settle_justice(texts, classes, lexicon)
    if texts and texts[0] in lexicon.opening_gerunds:
        is_title = texts[0] in lexicon.post_modifiers and classes[1:2] == ["P"]  # "Visiting Professor"
        classes[0] = classes[0] if is_title else "N"
    words.classes = _settle_inner_words(texts, "".join(classes), lexicon)
    return words


@cache
def _index_classes(lexicon: EnglishLexicon) -> dict[str, str]:
    """Gives each word of the lexicon one class; later rows win, so a honorific is never a post."""
    table: dict[str, str] = {}
    for words, letter in (
        (lexicon.post_modifiers, "M"),
        (lexicon.place_heads, "L"),
        (lexicon.initiative_heads, "I"),
        (lexicon.agreement_capitals, "A"),
        (lexicon.post_heads, "P"),
        (lexicon.body_heads, "B"),
        (lexicon.lower_post_modifiers, "m"),
        (lexicon.lower_post_heads, "p"),
        (lexicon.honorifics, "H"),
        (lexicon.not_names, "N"),
        (lexicon.weak_names, "C"),
        (("Executive", "Chief", "General", "Principal"), "P"),
        (("Ambassador",), "P"),
    ):
        for word in words:
            table[word] = letter if not (letter == "C" and word in table) else table[word]
    return table


class _Classes(dict[str, str]):
    """The class of every word: that of the lexicon, or the one that its letters show."""

    def __init__(self, lexicon: EnglishLexicon) -> None:
        super().__init__(_index_classes(lexicon))
        self._lexicon = lexicon

    def __missing__(self, text: str) -> str:
        letter = _guess_class(text, self._lexicon)
        if len(self) < _MOST_WORDS:
            self[text] = letter
        return letter


@cache
def _collect_classes(lexicon: EnglishLexicon) -> _Classes:
    return _Classes(lexicon)


def _guess_class(text: str, lexicon: EnglishLexicon) -> str:
    first = text[0]
    if first.isdigit():
        return "D" if _ORDINAL.match(text) else "w"
    if not first.isalpha():
        return "'" if len(text) > 1 else first
    if "-" in text:
        parts = text.split("-")
        # "King-shing" is a given name, "Mayor-elect" is none.
        is_title = parts[-1][:1].isupper() or parts[-1] in lexicon.post_tails
        if parts[0].removesuffix("s") != parts[0] and parts[0][:-1] in lexicon.post_heads:
            return "N"  # "Consuls-General": the office of several, whom nobody names
        for part in (parts[-1], parts[0]) if is_title else parts[-1:]:
            letter = _index_classes(lexicon).get(part)
            if letter in ("P", "p"):
                return "P" if first.isupper() else "p"
        if parts[-1] in _SUFFIXES:
            return "N" if first.isupper() else "w"
    return "C" if first.isupper() or any(c.isupper() for c in text[1:3]) else "w"


def _join_possessives(words: Words, lexicon: EnglishLexicon) -> None:
    """Puts "People" and "'s", "Practitioners" and "'", together again where a name goes on after it: "People's
    Government"."""
    texts, ends = words.texts, words.ends
    at = 0
    while at + 1 < len(texts):
        mark, goes_on = texts[at + 1], words.sentence[ends[at + 1] + 1 : ends[at + 1] + 2].isupper()
        is_name = (
            f"{texts[at]}'s" in lexicon.possessives
            if mark in ("'s", "’s")
            else texts[at].endswith("s") and texts[at][0].isupper()
        )
        if goes_on and is_name and mark in ("'s", "’s", "'", "’"):
            texts[at], ends[at] = texts[at] + mark.replace("’", "'"), ends[at + 1]
            del texts[at + 1], words.starts[at + 1], ends[at + 1]
        at += 1


@cache
def _collect_unsettled(lexicon: EnglishLexicon) -> frozenset[str]:
    """The words whose class depends on the next word."""
    return lexicon.weak_names | (lexicon.post_modifiers & (lexicon.not_names | lexicon.posted_heads))


def _settle_weak_names(texts: list[str], classes: list[str], lexicon: EnglishLexicon) -> None:
    """A weak name ("Chinese") names something only in front of another capital, which is not weak itself ("Chinese
    Mainland"); "Under" opens a title in front of one; "Assistant" is one in front of "to"."""
    for at, text in enumerate(texts):
        if text in lexicon.post_modifiers and text in lexicon.posted_heads and texts[at + 1 : at + 2] == ["to"]:
            classes[at] = "P"
        if text in lexicon.post_modifiers and classes[at] == "N" and classes[at + 1 : at + 2] == ["P"]:
            classes[at] = "M"
        if text in lexicon.weak_names:
            end = next((n for n in range(at, len(texts)) if texts[n] not in lexicon.weak_names), len(texts))
            follows = classes[end] if end < len(classes) else "."
            if follows not in "CMPBLIAD" and not (at and classes[at - 1] in "CMPBLIAD"):
                classes[at] = "N"


def _settle_inner_words(texts: list[str], classes: str, lexicon: EnglishLexicon) -> str:
    """ "the Step Ahead Programme": between two capitals of a name stands no word that opens a sentence."""
    for match in _INNER.finditer(classes):
        if texts[match.start()] not in lexicon.months and texts[match.start()] not in lexicon.weekdays:
            classes = f"{classes[: match.start()]}C{classes[match.end() :]}"
    return classes


def _settle_justice(texts: list[str], classes: list[str], lexicon: EnglishLexicon) -> None:
    """ "Mr Justice Lam" has an honorific; "Department of Justice" and "Justice Bureau" are names."""
    for at, text in enumerate(texts):
        before, after = texts[at - 1] if at else "", classes[at + 1] if at + 1 < len(classes) else "."
        if text == "Justice" and before == "Chief":
            classes[at] = "P"
        elif text == "Justice" and before not in lexicon.honorifics:
            is_person = after == "C" and before not in ("of", "for") and (at == 0 or classes[at - 1] not in "CMPBLIA")
            classes[at] = "H" if is_person else "C"
