"""Turns the labels of a thing into its short name, in English or in traditional characters: only words it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from kg.gazetteer import read_romanised_surnames
from kg.languages.keys import fold, make_key
from kg.languages.scripts import has_han, to_traditional
from kg.phrases import ENGLISH, SIMPLIFIED, TRADITIONAL
from kg.views.captions.drafts import measure
from kg.views.labels import begin_shorter, is_general, list_words, say
from kg.views.names import Thing
from kg.views.renamings import Renamings

_NEVER_RENAMED = Renamings({})
_LEAST = {ENGLISH: 3, TRADITIONAL: 4}  # as wide as that, a word is no abbreviation
_STEM = 5  # "Provincial" says no more than "Province"
_WIDEST_OFFICE = 36
_TOKEN = re.compile(r"[^\W_]+(?:[-'’&][^\W_]+)*")
# What is no wider is known best by its own words; a place is known by few.
_SHORT_ENOUGH = {ENGLISH: 24, TRADITIONAL: 12}
_KNOWN_BEST = 30


class ShortNames:
    """The names of all things of a graph, by id: whole and short ones."""

    def __init__(self, things: Iterable[Thing], renamings: Renamings = _NEVER_RENAMED) -> None:
        self._renamings = renamings
        self._things = {thing.id: thing for thing in things}
        self._owners = Counter(
            (kind, key)
            for kind, key, _ in {
                (thing.kind, make_key(label.text), thing.id)
                for thing in self._things.values()
                for label in thing.labels
            }
        )
        self._short: dict[tuple[str, str], str | None] = {}
        self._shared: frozenset[str] = frozenset()

    def find_label(self, id: str, lang: str) -> str | None:
        """Gives the preferred name in a language, None where there is none; Latin letters are English too."""
        labels = self._list(id, lang)
        return labels[0] if labels else None

    def get_label(self, id: str, lang: str) -> str:
        """Gives the name in a language, else in the other, else the id."""
        other = TRADITIONAL if lang == ENGLISH else ENGLISH
        return self.find_label(id, lang) or self.find_label(id, other) or id

    def find_short(self, id: str, lang: str) -> str | None:
        """Gives the short name in a language, None where the thing has no name in it."""
        if (id, lang) not in self._short:
            self._short[id, lang] = self._shorten(id, lang)
        return self._short[id, lang]

    def get_short(self, id: str, lang: str) -> str:
        """Gives the short name in a language, else in the other, else the id."""
        other = TRADITIONAL if lang == ENGLISH else ENGLISH
        return self.find_short(id, lang) or self.find_short(id, other) or id

    def find_agent(self, id: str, lang: str) -> str | None:
        """Gives what a person or body is called among others: a person in Chinese by any name there is."""
        name = self.find_short(id, lang)
        return self.get_label(id, lang) if name is None and id.startswith("person/") and lang == TRADITIONAL else name

    def find_surname(self, id: str, lang: str) -> str | None:
        """Gives the surname of a person in English, where it is sure which word it is and nobody else of those in view
        bears it; else the whole name."""
        name = self.find_agent(id, lang)
        if name is None or lang != ENGLISH or not id.startswith("person/"):
            return name
        surname = _find_surname(name, self.find_label(id, TRADITIONAL))
        return name if surname in self._shared else surname

    def view(self, ids: Iterable[str]) -> None:
        """Takes the people who are in view: who shares a surname with another of them is called by the whole name."""
        self._shared = frozenset()
        surnames = Counter(self.find_surname(id, ENGLISH) for id in set(ids) if id.startswith("person/"))
        self._shared = frozenset(name for name, count in surnames.items() if name and count > 1)

    def find_post(self, text: str, lang: str) -> str | None:
        """Gives the one office that a text names in a language."""
        found = [id for id in self._things if id.startswith("post/") and text in self._list(id, lang)]
        return found[0] if len(found) == 1 else None

    def is_own(self, text: str, lang: str, id: str) -> bool:
        """Whether a text is one of the names of a thing."""
        return make_key(text) in {make_key(label) for label in self._list(id, lang)}

    def list_names(self, id: str, lang: str) -> Sequence[str]:
        """Gives all names in a language, the preferred one first."""
        return self._list(id, lang)

    def find_tail(self, id: str, lang: str) -> str | None:
        """Gives the general words that a name ends with, where no other thing's name ends so: "Joint Conference"."""
        label = self.find_label(id, lang) or ""
        for tail in list_words(lang, "tails"):
            ending = [thing for thing in self._things.values() if self._ends(thing, lang, tail)]
            if label.endswith(tail) and len(ending) == 1:
                return tail
        return None

    def _ends(self, thing: Thing, lang: str, tail: str) -> bool:
        return thing.kind in ("body", "mechanism") and (self.find_label(thing.id, lang) or "").endswith(tail)

    def _list(self, id: str, lang: str) -> Sequence[str]:
        thing = self._things.get(id)
        labels = thing.labels if thing else ()
        if lang == ENGLISH:
            return [label.text for label in labels if label.lang == ENGLISH] or [
                label.text for label in labels if not has_han(label.text)
            ]
        return [label.text for label in labels if label.lang == TRADITIONAL] or [
            to_traditional(label.text) for label in labels if label.lang == SIMPLIFIED
        ]

    def _shorten(self, id: str, lang: str) -> str | None:
        labels = self._list(id, lang)
        if not labels or id.startswith(("person/", "event/", "agreement/")):
            return labels[0] if labels else None
        whole = labels[0]
        kind = id.partition("/")[0]
        former = self._renamings.list_former(id)
        spelt = dict.fromkeys(label for label in labels[1:] if label not in former)
        if kind == "post":
            spelt |= dict.fromkeys(self._replace_body(id, labels, lang))
        fitting = [text for text in spelt if measure(text) < measure(whole) and self._is_telling(kind, text, lang)]
        if kind in ("body", "mechanism"):
            fitting = [text for text in fitting if not _drops_owner(text, whole, lang)]
        ranked = sorted((_rank(text, whole, lang), text) for text in fitting)
        most = 0 if measure(whole) <= _KNOWN_BEST else measure(whole) * 2 // 3
        ranked = [(rank, text) for rank, text in ranked if not rank[1] or measure(text) <= most]
        if measure(whole) <= _SHORT_ENOUGH[lang] and kind in ("body", "mechanism", "post"):
            ranked = []
        short = ranked[0][1] if ranked else whole
        return self._add_body(id, short, lang) if kind == "post" else begin_shorter(lang, short)

    def _replace_body(self, id: str, labels: Sequence[str], lang: str) -> Iterator[str]:
        body = self._things[id].body
        short = self.find_short(body, lang) if body else None
        for own in self._list(body, lang) if body and short else ():
            yield from (
                label.replace(own, short) for label in labels if short and own in label and own not in (short, label)
            )

    def _add_body(self, id: str, office: str, lang: str) -> str:
        """Adds the body to an office that any body may have."""
        body = self._things[id].body
        short = self.find_short(body, lang) if body else None
        if short is None or not is_general(office, lang) or office in list_words(lang, "telling"):
            return office
        return say(lang, "office_of", office=office, body=short)

    def _is_telling(self, kind: str, text: str, lang: str) -> bool:
        if self._owners[kind, make_key(text)] > 1 or measure(text) < _LEAST[lang]:
            return False
        if text in list_words(lang, "telling"):
            return True
        if kind == "place" and text.isupper() and text.isascii():
            return False
        begins = tuple(list_words(lang, "acting_words"))
        return not (is_general(text, lang) or _has_acronym(text, lang) or text.casefold().startswith(begins))


def _rank(text: str, whole: str, lang: str) -> tuple[bool, int, int]:
    return measure(text) > _WIDEST_OFFICE, _count_extra(text, whole, lang), measure(text)


def _drops_owner(text: str, whole: str, lang: str) -> bool:
    """Whether a name leaves out of whom a body is a part: "Faculty of Arts" of which university?"""
    if lang == TRADITIONAL:
        return whole.endswith(text)
    return whole.casefold().removeprefix("the ").startswith(f"{text.casefold()} of ")


def _count_extra(text: str, whole: str, lang: str) -> int:
    """Counts what a name says that the whole one does not."""
    if lang == TRADITIONAL:
        return len(set(text) - set(whole))
    known = {word.casefold()[:_STEM] for word in _TOKEN.findall(whole)}
    words = [word for word in _TOKEN.findall(text) if word not in list_words(lang, "known")]
    return sum(word.casefold()[:_STEM] not in known for word in words)


def _has_acronym(text: str, lang: str) -> bool:
    """Whether a word is an abbreviation that not every reader knows: "HKSARG", "C of C&E", "DoJ"."""
    if any(mark in text for mark in "()/&") and lang == ENGLISH:
        return True
    words = [part for word in _TOKEN.findall(text) if word not in list_words(lang, "known") for part in word.split("-")]
    return any(
        part.isascii() and (sum(char.isupper() for char in part) > 1 or (len(part) == 1 and part.isupper()))
        for part in words
        if part not in list_words(lang, "known")
    )


def _find_surname(name: str, chinese: str | None) -> str:
    words = name.split()
    keys = [fold(word) for word in words]
    if chinese:
        sounds = _read_sounds()
        spelt = sounds.get(chinese[:2]) or sounds.get(chinese[:1]) or frozenset()
        found = [at for at, key in enumerate(keys) if key in spelt]
    else:
        found = [at for at, key in enumerate(keys) if key in _list_surnames()]
        before = [at for at in found if at + 1 < len(words) and "-" in words[at + 1]]
        found = before or [at for at in found if len(found) == 1 and at in (0, len(words) - 1)]
    return words[found[0]] if len(found) == 1 else name


@cache
def _read_sounds() -> Mapping[str, frozenset[str]]:
    return {surname: frozenset(fold(word) for word in spelt) for surname, spelt in read_romanised_surnames().items()}


@cache
def _list_surnames() -> frozenset[str]:
    return frozenset[str]().union(*_read_sounds().values())
