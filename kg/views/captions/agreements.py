"""Turns an agreement into the names it may have on a drawing: short name and year, or its kind and its parties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.phrases import ENGLISH, TRADITIONAL
from kg.views.captions.drafts import Draft, Naming
from kg.views.captions.facts import Facts
from kg.views.captions.shortnames import ShortNames
from kg.views.events import Pact
from kg.views.labels import (
    begin_shorter,
    find_kind,
    read_label,
    read_pattern,
    say,
    say_date,
    say_kind,
    say_year,
)


class AgreementNamer:
    """Names the agreements of a graph."""

    def __init__(self, names: ShortNames, facts: Facts, pacts: Mapping[str, Pact]) -> None:
        self._names = names
        self._facts = facts
        self._pacts = pacts

    def name(self, id: str, lang: str) -> Naming:
        """Gives the ways to call an agreement: with the year, or with the day of signing, or by the whole name."""
        core, whole, date = self.find_core(id, lang), self.find_whole(id, lang), self._find_date(id)
        days = [say_year(lang, date), say_date(lang, date)] if date and date[:4] not in core else []
        tails = [_add(lang, day) for day in days] or [""]
        is_own = self.is_named(id, lang)
        drafts = [Draft(head, tail, keeps_end=is_own) for head in dict.fromkeys((core, whole)) for tail in tails]
        return Naming(tuple(drafts), whole + tails[-1])

    def is_named(self, id: str, lang: str) -> bool:
        """Whether a name of it in the language says more than what kind of agreement it is."""
        return any(not read_label(lang, name, "pact").is_bare for name in self._names.list_names(id, lang))

    def find_core(self, id: str, lang: str) -> str:
        """Gives the short name without the year."""
        labels = [_drop_parties(lang, label) for label in self._names.list_names(id, lang)]
        telling = [label for label in labels if not read_label(lang, label, "pact").is_bare]
        if telling:
            least = min(map(len, telling))
            return begin_shorter(lang, next(label for label in telling if len(label) == least))
        return self._compose(id, lang, is_short=True)

    def find_whole(self, id: str, lang: str) -> str:
        """Gives the name that a release tells, or what is composed in its place."""
        label = self._names.find_label(id, lang)
        if label and not read_label(lang, label, "pact").is_bare:
            return label
        return self._compose(id, lang, is_short=False)

    def _compose(self, id: str, lang: str, *, is_short: bool) -> str:
        """Names the kind of agreement and its parties, as far as they have names in the language."""
        find = self._names.find_short if is_short else self._names.find_label
        parties = self._facts.parties.get(id, ())
        names = [name for party in parties if (name := find(party, lang))]
        kind = self._name_kind(id, lang)
        kind = begin_shorter(lang, kind) if is_short else kind
        if not names:
            return kind
        who = say(lang, "pair").join(names)
        if len(names) < len(parties):
            who = say(lang, "others", names=who, n=len(parties) - len(names))
        return say(lang, "pact", kind=kind, who=who)

    def _name_kind(self, id: str, lang: str) -> str:
        label = self._names.find_label(id, lang)
        if label:
            return label
        other = TRADITIONAL if lang == ENGLISH else ENGLISH
        spelt = self._names.find_label(id, other)
        key = find_kind(other, spelt, "pact") if spelt else None
        return say_kind(lang, key or "pact:agreement")

    def _find_date(self, id: str) -> str | None:
        pact = self._pacts.get(id)
        return pact.date if pact else None


def _add(lang: str, text: str) -> str:
    return say(lang, "with", name="", more=text)


def _drop_parties(lang: str, label: str) -> str:
    """Drops "between the Government of ... and ..." from a name that still tells something."""
    bare = _compile_parties(lang).sub("", label).strip()
    return bare if bare and not read_label(lang, bare, "pact").is_bare else label


@cache
def _compile_parties(lang: str) -> re.Pattern[str]:
    return re.compile(read_pattern(lang, "parties"))
