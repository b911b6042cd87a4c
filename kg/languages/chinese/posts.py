"""Reads what stands in a title of office: 國際事務副校長, 署理局長, 前主要演員."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.words import SuffixFinder
from kg.languages.phrase import Phrase
from kg.noun import noun


@noun
class Title:
    """A title: its words without what tells the capacity, the `field` in front of modifiers and head, the capacity."""

    text: str
    field: str
    capacity: str

    def without_field(self) -> Title:
        """Gives the title alone, where its field turned out to be the name of a body."""
        return replace(self, text=self.text.removeprefix(self.field), field="")


def read_title(own: str, head: str, lexicon: ChineseLexicon) -> Title:
    """Reads a title from the words in front of its head, up to where the last name stopped."""
    capacity = "substantive"
    if head in lexicon.acting_heads:
        head, capacity = head[1:], "acting"
    for word in _list_capacities(lexicon):
        if own.startswith(word) and own[:2] not in lexicon.not_heads:
            own, capacity = own.removeprefix(word), lexicon.capacities[word]
            break
    modifiers = _compile_modifiers(lexicon).search(own)
    modifier = modifiers.group() if modifiers is not None else ""
    field = own.removesuffix(modifier)
    for word in _list_capacities(lexicon):
        if modifier.startswith(word) and capacity == "substantive":
            modifier, capacity = modifier.removeprefix(word), lexicon.capacities[word]
            break
    return Title(field + modifier + head, field, capacity)


@cache
def _compile_modifiers(lexicon: ChineseLexicon) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, lexicon.post_modifiers), key=len, reverse=True))
    return re.compile(f"(?:{words})*$")


def make_post(span: tuple[int, int], title: Title, owner: Phrase | None) -> Phrase:
    """Makes the phrase of a post; of a place ("波爾多市長") the place belongs to the title."""
    is_of_place = owner is not None and owner.kind == "place"
    name = owner.text if owner is not None else ""
    text = name + title.text
    return Phrase(
        "post", span[0], span[1], text, head=title.text, title=text if is_of_place else title.text, of=owner,
        capacity=title.capacity, inner=(owner,) if owner is not None else (),
    )  # fmt: skip


@cache
def _list_capacities(lexicon: ChineseLexicon) -> tuple[str, ...]:
    return tuple(sorted(lexicon.capacities, key=len, reverse=True))


@cache
def _find_posts(lexicon: ChineseLexicon) -> SuffixFinder:
    return SuffixFinder(lexicon.post_heads)


@lru_cache(maxsize=4096)
def split_known_title(text: str, lexicon: ChineseLexicon) -> str:
    """Gives the body's name in a known post's: 醫務衞生局|局長; nothing where the title stays whole (政務司司長)."""
    head = _find_posts(lexicon).match(text)
    title = read_title(text.removesuffix(head), head, lexicon)
    name = title.field
    is_body = any(name.endswith(word) and name != word for word in lexicon.body_heads - lexicon.whole_stems)
    return name if is_body else ""
