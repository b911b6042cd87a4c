"""Turns what is known of an event or agreement into a name for it, in a language in which no release names it.

`data/wording/composed.json` has a row for each type of event, and one for agreements: what the name takes (all places,
all who met, all agreements, all parties) and the words in English and in Chinese; those of `pair` are for two things.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.graph.graph import Graph, Iri
from kg.graph.terms import read_concept, shorten_iri
from kg.phrases import read_rows

_FACTS = {
    "types": "{about} gba:eventType ?thing",
    "places": "{about} schema:location|gba:visited ?thing",
    # A body's own meeting is not one of that body with who attends it.
    "agents": "{about} gba:participation/gba:agent ?thing"
    " FILTER NOT EXISTS {{ {about} gba:participation/gba:role gba:organiser }}",
    "agreements": "?thing gba:signedAt {about}",
    "parties": "{about} gba:party ?thing",
}
# Where more than two meet, only people are told, and no crowd.
_MOST = 6
_PERSON = "id:person/"


class Composer:
    """Composes names for the events and agreements of a graph, in English or traditional characters.

    `name` gives what the thing of an IRI is called in that language, None where it has no name in it. With `is_whole`
    all facts are read at once, as is right for many names.
    """

    def __init__(self, graph: Graph, lang: str, name: Callable[[str], str | None], *, is_whole: bool) -> None:
        self._graph = graph
        self._lang = lang
        self._name = name
        self._is_whole = is_whole
        self._read: dict[str, dict[str, list[str]]] = {}

    def compose(self, about: str, kind: str) -> str | None:
        """Gives the name of an event or agreement (an IRI); None where not all that the name takes is known."""
        types = [read_concept(type_) for type_ in self._find("types", about)] if kind == "event" else [kind]
        row = read_rows("composed").get(types[0]) if len(types) == 1 else None
        if row is None or "takes" not in row:
            return None
        things = self._find(row["takes"], about)
        names = [name for iri in things if (name := self._name(iri)) is not None]
        if not names or len(names) < len(things):
            return None
        if "pair" in row and len(things) == 2:
            return str(row["pair"][self._lang]).format(first=names[0], second=names[1])
        is_crowd = len(things) > _MOST or not all(shorten_iri(iri).startswith(_PERSON) for iri in things)
        if "pair" in row and (len(things) == 1 or is_crowd):
            return None
        return str(row[self._lang]).format(things=self._join(names))

    def _find(self, facts: str, about: str) -> Sequence[str]:
        """Gives the things that a kind of facts says of an event or agreement."""
        if not self._is_whole:
            pattern = _FACTS[facts].format(about="$about")
            question = f"SELECT DISTINCT ?thing WHERE {{ {pattern} }} ORDER BY ?thing"
            return [thing for (thing,) in self._graph.ask(question, about=Iri(about)) if thing]
        if facts not in self._read:
            pattern = _FACTS[facts].format(about="?about")
            rows = self._graph.ask(f"SELECT DISTINCT ?about ?thing WHERE {{ {pattern} }} ORDER BY ?about ?thing")
            found: dict[str, list[str]] = {}
            for owner, thing in rows:
                if owner and thing:
                    found.setdefault(owner, []).append(thing)
            self._read[facts] = found
        return self._read[facts].get(about, [])

    def _join(self, names: Sequence[str]) -> str:
        *others, last = names
        before = [str(read_rows("phrases")["and"][self._lang]).join(others)] if others else []
        return str(read_rows("composed")["and"][self._lang]).join([*before, last])
