"""Turns a name, in any script and however accented or hyphenated, into the Thing it names; two left means none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.controls import has_half_character
from kg.errors import UnknownNameError
from kg.graph.bindings import is_iri
from kg.graph.graph import Graph, Text
from kg.languages.keys import fold, list_surnames, make_key
from kg.languages.scripts import has_han
from kg.mentions.entities import Label
from kg.phrases import ENGLISH, TRADITIONAL, Phrase, join_phrases, make_phrase, read_kind, say_phrase
from kg.views.candidates import count_sentences, describe_candidate, find_posts
from kg.views.catalogue import Catalogue
from kg.views.composed import Composer
from kg.views.guesses import BareName, drop_titles, rank_alike, turn_round
from kg.views.labels import translate_bare
from kg.views.renamings import Renamings
from kg.views.thing import KINDS, Thing, read_id, shorten, to_iri

__all__ = ["KINDS", "Names", "Thing", "read_id", "shorten", "to_iri"]

_EXACT = """SELECT DISTINCT ?thing WHERE {
  VALUES ?label { $en $hant $hans } ?thing skos:prefLabel|skos:altLabel ?label
} ORDER BY ?thing"""
# What took the place of an id that is no longer used, however often.
_SUCCESSORS = """SELECT DISTINCT ?thing WHERE {
  $about dct:isReplacedBy+ ?thing FILTER NOT EXISTS { ?thing dct:isReplacedBy ?other }
} ORDER BY ?thing"""
_GOVERNMENTS = """SELECT ?body ?place WHERE {
  ?body org:classification gba:government ; dct:spatial ?place
} ORDER BY ?body ?place"""
_OFFICES = "SELECT ?post WHERE { ?post org:postIn $body } ORDER BY ?post"
_SPELT = "SELECT DISTINCT ?thing WHERE { ?thing skos:prefLabel|skos:altLabel $label } ORDER BY ?thing"
# Two letters are in too many names to be a part of one.
_LEAST_PART = 3
_MOST_LISTED = 5
# Of more things than these the sentences are not counted: a part of so many names is hardly a hint.
_MOST_COUNTED = 1000
_ARTICLE = "the"


class Names:
    """The names of a graph: from an id to its thing, from a name to its things. Reads only what it is asked for.

    `lang` is the language that its things are called in.
    """

    def __init__(self, graph: Graph, lang: str = "en") -> None:
        self.lang = lang
        self._graph = graph
        self._catalogue = Catalogue(graph, lang)
        self._called: dict[str, Thing] = {}
        self._composer: Composer | None = None
        self._renamings: Renamings | None = None

    @classmethod
    def read(cls, graph: Graph, lang: str = "en") -> Names:
        """Reads every name at once: right where most of them are wanted."""
        names = cls(graph, lang)
        names._read_all()
        return names

    def get(self, id: str) -> Thing:
        """Gives the thing of an id; a thing without a name is called by its id."""
        if id not in self._called:
            self._called[id] = self._compose(self._catalogue.read_one(id) or Thing(id))
        return self._called[id]

    def get_then(self, id: str, days: tuple[str, str] | None) -> Thing:
        """Gives the thing of an id by the name that it had from one day to another; by that of today where none are
        given."""
        thing = self.get(id)
        return self.renamings.call_as_then(thing, *days) if days else thing

    @property
    def renamings(self) -> Renamings:
        """What was re-titled, and when."""
        if self._renamings is None:
            self._renamings = Renamings.read(self._graph)
        return self._renamings

    def read_some(self, ids: Iterable[str]) -> None:
        """Reads the things of some ids together, for `get` to give: far quicker than one by one."""
        wanted = [id for id in dict.fromkeys(ids) if id not in self._called]
        if self._catalogue.is_whole or not wanted:
            return
        self._catalogue.read_some(wanted)
        nameless = [thing for id in wanted if (thing := self._catalogue.read_one(id)) and _is_to_compose(thing)]
        if nameless:
            self.read_some(self._open_composer().read_some(thing.id for thing in nameless))

    def _compose(self, thing: Thing) -> Thing:
        """Adds a name in the language asked for to an event or agreement that no release names in it, where one can be
        made."""
        if not _is_to_compose(thing):
            return thing
        lang = self._composed_lang
        text = self._open_composer().compose(thing.id)
        if text is None and thing.kind == "event":
            text = translate_bare(thing.labels[0].text, lang)
        return thing if text is None else replace(thing, labels=(*thing.labels, Label(text, lang, True)))

    @property
    def _composed_lang(self) -> str:
        return ENGLISH if self.lang == ENGLISH else TRADITIONAL

    def _open_composer(self) -> Composer:
        if self._composer is None:
            is_whole = self._catalogue.is_whole
            self._composer = Composer(self._graph, self._composed_lang, self._name_in, is_whole=is_whole)
        return self._composer

    def _name_in(self, id: str) -> str | None:
        """What the thing of an id is called in the language asked for; a person is called by any name there is."""
        thing = self.get(id)
        return thing.name if thing.labels and (thing.other_lang is None or thing.kind == "person") else None

    def find(self, text: str, *kinds: str) -> tuple[Thing, ...]:
        """Gives the things that `text` names (an id or IRI names itself), only of some kinds if those are given.

        A person is also named with titles in front or behind, 陳國基司長, or with the surname at the other end (Kwok-ki
        Chan). Of several the office that is named with them chooses. An article may stand in front or not.
        """
        things = [thing for thing in self._find_exact(text) if not kinds or thing.kind in kinds]
        if not things:
            self._catalogue.read_parts(_put_article(text))
            folded = [self._catalogue.keys.get(make_key(spelling), []) for spelling in (text, _turn_article(text))]
            wanted = [[thing for thing in found if not kinds or thing.kind in kinds] for found in folded]
            things = wanted[0] or wanted[1]
        if not things and "post" in kinds:
            things = self._find_in_place(make_key(_drop_article(text)))
        if not things and (not kinds or "person" in kinds):
            things = self._find_titled(text)
        return tuple(self.get(id) for id in sorted({thing.id for thing in things}))

    def resolve(self, text: str, *kinds: str) -> Thing:
        """Gives the one thing that `text` names; UnknownNameError lists the candidates if there is not one."""
        found = self.find(text, *kinds)
        if len(found) == 1:
            return found[0]
        candidates = found or (self._find_by_surname(text) if not kinds or "person" in kinds else ())
        if len(candidates) > 1:
            listed = self._list(self._rank_by_sentences(candidates))
            raise UnknownNameError(say_phrase(self.lang, "several_named", text=text, n=len(candidates), listed=listed))
        others = self.find(text) if kinds else ()
        near = candidates or self.find_near(text, *kinds)
        hint = Phrase("")
        if others:
            hint = make_phrase("so_called", listed=self._list(others))
        elif near:
            hint = make_phrase("did_you_mean", listed=self._list(near))
        wanted = join_phrases(map(read_kind, kinds), by="or")
        key = "none_of_kind_named" if kinds else "none_named"
        raise UnknownNameError(say_phrase(self.lang, key, text=text, kinds=wanted, hint=hint))

    def resolve_office(self, text: str) -> Thing:
        """Gives the one office that `text` names, be it by the name of a body that has no other; UnknownNameError lists
        the candidates if there is not one."""
        bodies = () if self.find(text, "post") else self.find(text, "body")
        if len(bodies) != 1:
            return self.resolve(text, "post")
        offices = [self.get(shorten(post)) for (post,) in self._graph.ask(_OFFICES, body=to_iri(bodies[0].id))]
        if len(offices) == 1:
            return offices[0]
        if not offices:
            return self.resolve(text, "post")
        listed = self._list(self._rank_by_sentences(offices))
        raise UnknownNameError(say_phrase(self.lang, "several_offices", text=text, n=len(offices), listed=listed))

    def find_spelt(self, label: Label) -> list[Thing]:
        """Gives the things that have just this label, in its language."""
        ids = [shorten(iri) for (iri,) in self._graph.ask(_SPELT, label=Text(label.text, label.lang))]
        return [self.get(id) for id in ids if id.partition("/")[0] in KINDS]

    def _find_exact(self, text: str) -> list[Thing]:
        """Gives the things that are written just so, by the store's own index; an id names itself, or what took its
        place. Half a character, as
        a terminal of another encoding sends it, stands in no name."""
        if has_half_character(text):
            return []
        id = read_id(text)
        if id.partition("/")[0] in KINDS and is_iri(to_iri(id).value):
            if self.get(id).labels:
                return [self.get(id)]
            if successors := [shorten(iri) for (iri,) in self._graph.ask(_SUCCESSORS, about=to_iri(id))]:
                return [self.get(successor) for successor in successors]
        spelt = {"en": Text(text, "en"), "hant": Text(text, "zh-Hant"), "hans": Text(text, "zh-Hans")}
        ids = [shorten(iri) for (iri,) in self._graph.ask(_EXACT, **spelt)]
        return [self.get(id) for id in ids if id.partition("/")[0] in KINDS]

    def list_things(self, *kinds: str) -> list[Thing]:
        """Gives every thing of some kinds that has a name, by id, with the names that stand in the graph: one that is
        composed has to be asked for with `get`."""
        self._read_all()
        return [thing for thing in self._catalogue.things.values() if thing.labels and thing.kind in kinds]

    def _read_all(self) -> None:
        if not self._catalogue.is_whole:
            self._catalogue.read_all()
            self._composer = None

    def _find_in_place(self, key: str) -> list[Thing]:
        """ "Chief Executive of Macao": the offices that are called so by another name of their place, or of its
        government."""
        known = self._catalogue
        rows = [(shorten(body), shorten(place)) for body, place in self._graph.ask(_GOVERNMENTS)]
        known.read_things(body for body, place in rows if place in known.things)
        spelt: set[str] = set()
        for place in [thing for thing in known.things.values() if thing.kind == "place"]:
            own = {make_key(label.text) for label in place.labels}
            bodies = [known.things[body] for body, where in rows if where == place.id and body in known.things]
            others = own | {make_key(label.text) for body in bodies for label in body.labels}
            spelt |= {
                key.replace(name, f"{the}{other}")
                for name in own
                if name in key
                for other in others
                for the in ("", _ARTICLE)
            }
        known.read_called(spelt)
        return [thing for other in spelt for thing in known.keys.get(other, ()) if thing.kind == "post"]

    def _find_titled(self, text: str) -> list[Thing]:
        """Gives the people whose name is left of a text without titles, or with its words in another order."""
        bare = self._drop_titles(text)
        spelt = [text, *(name.text for name in bare)]
        keys = {make_key(name) for each in spelt for name in (each, *turn_round(each))}
        self._catalogue.read_called(keys)
        found = [thing for key in keys for thing in self._catalogue.keys.get(key, ())]
        people = {thing.id: thing for thing in found if thing.kind == "person"}
        return self._choose_by_office(list(people.values()), bare)

    def _find_by_surname(self, text: str) -> list[Thing]:
        """ "Mr Chan", 陳司長: the people of that surname; which of them is meant, only the asker knows."""
        bare = self._drop_titles(text)
        keys = {make_key(name.text) for name in bare}
        self._catalogue.read_surnames(keys)
        people = [
            thing
            for thing in self._catalogue.things.values()
            if thing.kind == "person" and any(not keys.isdisjoint(list_surnames(label.text)) for label in thing.labels)
        ]
        return self._choose_by_office(people, bare)

    def _drop_titles(self, text: str) -> tuple[BareName, ...]:
        offices = {key for key, things in self._catalogue.keys.items() if any(thing.kind == "post" for thing in things)}
        return drop_titles(_drop_article(text), offices)

    def _choose_by_office(self, people: list[Thing], named: Iterable[BareName]) -> list[Thing]:
        """Gives those of several who have, or had, an office that was named with them, or all if none of them did."""
        keys = {office for name in named for office in name.offices}
        posts = {to_iri(thing.id).value for key in keys for thing in self._catalogue.keys[key] if thing.kind == "post"}
        if len(people) < 2 or not posts:
            return people
        held = [thing for thing in people if not posts.isdisjoint(find_posts(self._graph, to_iri(thing.id).value))]
        return held or people

    def find_near(self, text: str, *kinds: str) -> list[Thing]:
        """Gives the things of which a part is called so; if there are none, those that are spelt much alike. If kinds
        are given, only things of these."""
        key = make_key(text)
        is_part = len(key) >= _LEAST_PART or has_han(key)
        order = kinds or KINDS
        if is_part:
            self._catalogue.read_with_part(key, order)
        known = self._catalogue.keys.items()
        near = {thing.id: thing for other, things in known if is_part and key in other for thing in things}
        wanted = self._rank_by_sentences(thing for thing in near.values() if thing.kind in order)
        parts = sorted(wanted, key=lambda thing: order.index(thing.kind) if kinds else 0)
        return parts or self._find_alike(text, kinds)

    def _find_alike(self, text: str, kinds: tuple[str, ...]) -> list[Thing]:
        self._catalogue.read_alike(text, kinds or KINDS)
        wanted = [thing for thing in self._catalogue.things.values() if not kinds or thing.kind in kinds]
        spelt = [(spelling, thing) for thing in wanted for spelling in self._catalogue.spell(thing)]
        found = [spelt[at][1] for at in rank_alike(text, [spelling for spelling, _ in spelt])]
        return list({thing.id: thing for thing in found}.values())

    def _rank_by_sentences(self, things: Iterable[Thing]) -> list[Thing]:
        """Puts first of what most sentences speak; what is equal comes by name."""
        named = sorted(things, key=lambda thing: (thing.name, thing.id))
        counts = self._count_sentences(named) if len(named) <= _MOST_COUNTED else {}
        return sorted(named, key=lambda thing: -counts.get(thing.id, 0))

    def _count_sentences(self, things: Sequence[Thing]) -> dict[str, int]:
        iris = {thing.id: to_iri(thing.id).value for thing in things}
        counts = count_sentences(self._graph, iris.values())
        return {id: counts.get(iri, 0) for id, iri in iris.items()}

    def _list(self, things: Sequence[Thing]) -> Phrase:
        """Names the first of several, each with what tells it from the others."""
        shown = things[:_MOST_LISTED]
        counts = self._count_sentences(shown)
        named = join_phrases((self._describe(thing, counts[thing.id]) for thing in shown), by="semicolon")
        rest = len(things) - len(shown)
        return make_phrase("and_more", names=named, n=rest) if rest else named

    def _describe(self, thing: Thing, sentences: int) -> Phrase:
        iri = to_iri(thing.id).value
        about = describe_candidate(self._graph, iri, lambda post: self.get(shorten(post)).name, sentences)
        return make_phrase("candidate", name=self._place(thing), id=thing.id, about=about)

    def _place(self, thing: Thing) -> str:
        return f"{thing.name}, {self.get(thing.body).name}" if thing.body else thing.name


class LateNames(Names):
    """Names of things that are read only when it is known which of them are shown: each is called by its id."""

    def get(self, id: str) -> Thing:
        """Gives a thing without a name."""
        return Thing(id)

    def get_then(self, id: str, days: tuple[str, str] | None) -> Thing:  # noqa: ARG002
        """Gives it without the name of then either."""
        return self.get(id)

    def read_some(self, ids: Iterable[str]) -> None:
        """Reads nothing."""


def _is_to_compose(thing: Thing) -> bool:
    """Says whether a thing has no name in the language asked for and one may be made."""
    return thing.other_lang is not None and thing.kind in ("event", "agreement")


def _drop_article(text: str) -> str:
    """Gives "Mayor" for "the Mayor"."""
    first, _, rest = text.strip().partition(" ")
    return rest if fold(first) == _ARTICLE else text


def _put_article(text: str) -> str:
    """Gives "the Mayor" for "Mayor" and for itself."""
    return f"{_ARTICLE} {_drop_article(text)}"


def _turn_article(text: str) -> str:
    """Gives a text without its article, or with one if it has none."""
    bare = _drop_article(text)
    return bare if bare != text else f"{_ARTICLE} {text}"
