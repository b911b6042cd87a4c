"""Turns labels into a Thing: its id, its names in all languages, and what to call it in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.graph.graph import Iri
from kg.graph.terms import PREFIXES, expand_iri, shorten_iri
from kg.languages.scripts import to_simplified, to_traditional
from kg.mentions.entities import Label

# Releases come in English and in traditional characters; simplified ones are folded from those.
_SCRIPTS = {"en": "1", "zh-Hant": "2", "zh-Hans": "3"}
_OTHER_SCRIPT = {"zh-Hant": ("zh-Hans", to_traditional), "zh-Hans": ("zh-Hant", to_simplified)}
# Most of what is shortened is an id, and there are many.
_OWN = PREFIXES["id"]
KINDS = ("person", "post", "body", "mechanism", "initiative", "agreement", "place", "event")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a name: `id` is local (`person/chan-kwok-ki`); `body` is the id of a post's body.

    `lang` is the language to call it in, where it has a name in it. Where `name` is what it was called at the time that
    is spoken of, `now` is what it is called today.
    """

    id: str
    labels: tuple[Label, ...] = ()
    body: str | None = None
    lang: str = "en"
    now: str | None = None

    @property
    def kind(self) -> str:
        """The kind of thing: person, post, body ..."""
        return self.id.partition("/")[0]

    @property
    def name(self) -> str:
        """The name to show: the preferred one in the language asked for, else one converted from the other Chinese
        script, else any preferred one, else the id."""
        label = self._choose()
        if label is None:
            return self.id
        script, convert = _OTHER_SCRIPT.get(self.lang, (self.lang, str))
        return convert(label.text) if label.lang == script != self.lang else label.text

    @property
    def other_lang(self) -> str | None:
        """The language of the name to show, where it is another than the one asked for."""
        label = self._choose()
        own = {self.lang, _OTHER_SCRIPT.get(self.lang, (self.lang, str))[0]}
        return None if label is None or label.lang in own else label.lang

    def _choose(self) -> Label | None:
        order = _rank_languages(self.lang)
        return min(
            self.labels, key=lambda label: (not label.is_preferred, order.get(label.lang, label.lang)), default=None
        )


@cache
def _rank_languages(lang: str) -> Mapping[str, str]:
    """Gives by what each language of labels is put in order, for a reader of one."""
    return {**_SCRIPTS, _OTHER_SCRIPT.get(lang, (lang, str))[0]: "0.1", lang: "0"}


def rank_label(label: Label) -> tuple[bool, str, str]:
    """Gives the order of the labels of a thing: preferred ones first, then by language."""
    return not label.is_preferred, _SCRIPTS.get(label.lang, label.lang), label.text


def read_id(text: str) -> str:
    """Gives an id as it is printed (`person/x`), whether it was typed so, with `id:` before it or in full."""
    plain = text.strip()
    return shorten(expand_iri(plain[1:-1] if plain.startswith("<") and plain.endswith(">") else plain))


def shorten(iri: str | None) -> str:
    """Writes an IRI as people do: `person/chan-kwok-ki`, `org:holds`; anything else stays."""
    if iri is not None and iri.startswith(_OWN):
        return iri[len(_OWN) :]
    return shorten_iri(iri or "").removeprefix("id:")


def to_iri(short: str) -> Iri:
    """Undoes `shorten`."""
    prefix, colon, _ = short.partition(":")
    return Iri(expand_iri(short if colon and prefix in PREFIXES else f"id:{short}"))
