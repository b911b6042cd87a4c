"""Turns the known posts into a dictionary of titles: "Mayor" is said as the characters that end the post's name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.gazetteer import Gazetteer, Thing
from kg.languages.scripts import has_han
from kg.slugs import fold_name

# "Director of Health", "Secretary for Justice", "Controller, Centre for Food Safety"
_TAIL = re.compile(r"(?: of | for |, )(?P<field>.*)")
_LONGEST_WITHOUT_BODY = 5
# Bodies whose heads serve nowhere else at the time.
FULL_TIME = frozenset({"government", "bureau", "department", "party-committee", "commission", "office"})
_MOSTLY = 0.75
_LONGEST_BARE = 3  # characters, as in 副處長


@dataclass(frozen=True, slots=True)
class Titles:
    """Which English title is which Chinese one, and which leave no time for another, as far as the known posts show
    it."""

    pairs: frozenset[tuple[str, str]]
    english: frozenset[str]
    chinese: frozenset[str]
    full_time: frozenset[str] = frozenset()  # the English ones that are mostly of full-time bodies

    def rate(self, english: str, chinese: str) -> float:
        """Gives 1 for a known translation, 0.3 where both are known but never of one post, else 0.5."""
        one, other = cut_title(english), self._find_chinese(chinese)
        if (one, other) in self.pairs:
            return 1.0
        return 0.3 if one in self.english and other in self.chinese else 0.5

    def is_bare(self, label: str) -> bool:
        """Tells whether a post's name is a title alone: "Director", but not "Commissioner for Tides"."""
        is_short = len(label) <= _LONGEST_BARE if has_han(label) else " " not in label
        return is_short or fold_name(label) in self.english or label in self.chinese

    def _find_chinese(self, label: str) -> str:
        """The longest known title that ends a post's name."""
        ends = (label[start:] for start in range(len(label)))
        return next((end for end in ends if end in self.chinese), label)


def learn_titles(gazetteer: Gazetteer) -> Titles:
    """Reads the titles off the posts that have a name in both languages."""
    pairs = {
        pair for thing in gazetteer.things.values() if thing.kind == "post" for pair in _list_pairs(thing, gazetteer)
    }
    english, chinese = (frozenset(pair[at] for pair in pairs) for at in (0, 1))
    return Titles(frozenset(pairs), english, chinese, _list_full_time(gazetteer))


def _list_full_time(gazetteer: Gazetteer) -> frozenset[str]:
    sorts: defaultdict[str, list[bool]] = defaultdict(list)
    for thing in gazetteer.things.values():
        body = gazetteer.things.get(thing.body or "") if thing.kind == "post" else None
        for name in thing.labels if body is not None else ():
            if name.lang == "en" and name.use != "abbrev" and body is not None:
                sorts[cut_title(name.text)].append(body.subkind in FULL_TIME)
    return frozenset(title for title, of in sorts.items() if sum(of) >= _MOSTLY * len(of))


def cut_field(label: str) -> str | None:
    """Gives what the title in an English post's name is of: "tides" of "Deputy Commissioner for Tides"."""
    match = _TAIL.search(label)
    return fold_name(match["field"]) if match else None


def cut_title(label: str) -> str:
    """Gives the title in an English post's name: "Mayor of the Government of X" is "mayor"."""
    return fold_name(_TAIL.sub("", label))


def _list_pairs(post: Thing, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    body = gazetteer.things.get(post.body or "")
    owners = [name.text for name in body.labels if name.lang == "zh-Hant"] if body is not None else []
    chinese = [name.text for name in post.labels if name.lang == "zh-Hant" and name.use != "abbrev"]
    for name in post.labels:
        if name.lang == "en" and name.use != "abbrev":
            yield from ((cut_title(name.text), title) for label in chinese for title in _cut_body(label, owners))


def _cut_body(label: str, owners: list[str]) -> Iterator[str]:
    """Cuts the body off the front of a Chinese post's name; without it only a short name is surely a title."""
    fronts = [owner for owner in owners if label.startswith(owner) and label != owner]
    if fronts:
        yield label.removeprefix(max(fronts, key=len))
    elif len(label) <= _LONGEST_WITHOUT_BODY:
        yield label
