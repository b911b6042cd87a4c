"""Decides, for each mention, which thing it names; two candidates left means none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kg.gazetteer import Gazetteer, Thing
from kg.languages.language import Language
from kg.languages.phrase import Phrase
from kg.languages.scripts import has_han
from kg.mentions.canonical import find_written, fold_written
from kg.noun import noun
from kg.patterns import get_expression, get_words
from kg.slugs import fold_name, make_slug
from kg.topics import Topic

_MOST_KNOWN = 1 << 12  # known things whose entities are kept: more than any table has


@noun
class Label:
    """A name in a language (`en`, `zh-Hant`, `zh-Hans`); one preferred label per language, the rest are
    alternatives."""

    text: str
    lang: str
    is_preferred: bool = False


@noun
class Entity:
    """A thing named in a release: kind is person, body, mechanism, post, place, initiative, agreement or topic.

    `subkind` is the concept of its kind (bureau, university, plan, city ...). `body` is a post's body where known,
    `sex` that of a person (male or female) where the release tells it.
    """

    id: str
    kind: str
    labels: tuple[Label, ...]
    subkind: str | None = None
    honorific: str | None = None
    body: str | None = None
    sex: str | None = None

    def get_name(self, lang: str) -> str:
        """Gives the preferred name in a language, or the first one there is."""
        own = [label for label in self.labels if label.lang == lang]
        return next((label.text for label in own if label.is_preferred), (own or list(self.labels))[0].text)


@dataclass(slots=True)
class _NameIndex:
    """Which of a release's entities a name may mean, so that a long release is not gone through for each name.

    Bodies and mechanisms are in `bodies` by the first word of a name in any language, in `words` by every folded word
    of a name in the release's own; `posts` has posts by the whole name, casefolded; `ends` has what may be named by the
    end of its name by the last characters of it.
    """

    lang: str
    bodies: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    posts: dict[str, set[str]] = field(default_factory=dict)
    ends: dict[str, set[str]] = field(default_factory=dict)

    def add(self, entity: Entity, labels: Iterable[Label]) -> None:
        """Takes in names of an entity; those of other kinds nobody asks for."""
        if entity.kind in _SHORTENED:
            for label in labels:
                self.ends.setdefault(label.text[-_SHORTEST_FORM:], set()).add(entity.id)
        if entity.kind == "post":
            for label in labels:
                self.posts.setdefault(label.text.casefold(), set()).add(entity.id)
        elif entity.kind in ("body", "mechanism"):
            for label in labels:
                self.bodies.setdefault(label.text.partition(" ")[0], set()).add(entity.id)
                for word in fold_name(label.text).split() if label.lang == self.lang else ():
                    self.words.setdefault(word, set()).add(entity.id)


@dataclass(slots=True)
class Resolver:
    """Gives each name of one release its entity. Keeps the short forms that the release defines.

    `text` is all of the release; `pending` are names with a short form that may be of anything until something is said
    of them.
    """

    gazetteer: Gazetteer
    language: Language
    lang: str
    day: str
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    pending: dict[str, Phrase] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], str] = field(default_factory=dict)
    _parts: dict[tuple[str, str], str] = field(default_factory=dict)  # units by their own name and what they are under
    _places_named: dict[str, bool] = field(default_factory=dict)
    _index: _NameIndex = field(init=False)

    def __post_init__(self) -> None:
        self._index = _NameIndex(self.lang)

    def resolve(self, phrase: Phrase, ids: Sequence[str] = (), *, kind: str = "") -> str | None:
        """Gives the entity of a full name of a body, mechanism, place, initiative or agreement; makes one for a new
        name."""
        kind = _UNSURE_KINDS.get(kind or phrase.kind, kind or phrase.kind)
        parent = self.resolve(phrase.of) if phrase.of is not None and phrase.of.kind in ("body", "mechanism") else None
        for part in phrase.inner:
            if part is not phrase.of and part.abbreviation:
                self.resolve(part)
        if phrase.is_short:
            return self._find_short_body(phrase)
        if phrase.text in self.pending and phrase.abbreviation is None:
            return self.resolve(self.pending.pop(phrase.text), kind=kind)
        found = self.aliases.get(phrase.text) or self._find_known(phrase.text, ids, kind, parent)
        if found is None and kind == "initiative" and phrase.abbreviation:
            found = self._find_known(phrase.abbreviation, (), kind, None)
        if found is None and kind == "body" and parent is None:
            found = self._find_longer(phrase.text) or self._find_with_place(phrase.text)
        is_written = found in self.gazetteer.things and kind != "initiative" and phrase.text not in self.aliases
        if found is None and kind == "body" and parent is None:
            found = self._find_at_home(kind, phrase.text)
        elif found is None and kind == "body" and parent is not None:
            found = self._find_part(phrase.text, parent)
        if found is None and kind in _SHORTENED:
            found = self._find_short_form(kind, phrase.text)
        if found is None and kind == "place":
            found = self._find_at_home(kind, phrase.text)
        if found is None and kind == "initiative":
            found = self._find_fuller(phrase.text) or self._find_for_place(phrase.text)
        entity = self.add(found, kind, phrase.text, subkind=self._find_subkind(kind, phrase.head))
        self._define(entity, phrase, is_written=is_written)
        if kind == "initiative" and entity not in self.gazetteer.things:
            self.add_label(entity, get_expression(self.language, "edition").sub("", phrase.text).strip())
        if parent is not None:
            self._parts.setdefault((self._take_own_part(phrase.text), parent), entity)
            if entity not in self.gazetteer.things:
                self.add_label(entity, self._take_own_part(phrase.text))
        return entity

    def add(self, known: str | None, kind: str, text: str, *, subkind: str | None = None) -> str:
        """Takes a thing into the release's entities, known or new, and gives its id."""
        key = kind, self._fold_recurring(kind, text)
        if known is None:
            known = self._by_name.get(key) or self.make_id(kind, text)
        if known not in self.entities:
            thing = self.gazetteer.things.get(known)
            entity = (
                make_known(thing)
                if thing is not None
                else Entity(known, kind, (Label(text, self.lang, True),), subkind)
            )
            self.entities[known] = entity
            self._index.add(entity, entity.labels)
        self._by_name[key] = known
        return known

    def is_told(self, kind: str, text: str) -> bool:
        """Whether the release has told of a thing of that kind by that name."""
        return (kind, self._fold_recurring(kind, text)) in self._by_name

    def make_id(self, kind: str, text: str) -> str:
        """Gives the id of a new thing; "a framework agreement" and "the Working Group" name nothing beyond their
        release: their ids have the day."""
        name = make_slug(self._fold_recurring(kind, text))
        is_common = (
            kind == "agreement" and get_expression(self.language, "distinct_agreement").search(text) is None
        ) or (kind == "body" and get_expression(self.language, "indistinct_body").fullmatch(text) is not None)
        return f"{_ID_PARTS.get(kind, kind)}/{name}{f'-{self.day}' if is_common else ''}"

    def add_label(self, entity: str, text: str) -> None:
        """Adds a name that the release gives to an entity, as an alternative."""
        known = self.entities[entity]
        if all(label.text != text for label in known.labels):
            label = Label(text, self.lang)
            self.entities[entity] = replace(known, labels=(*known.labels, label))
            self._index.add(known, (label,))

    def seat_post(self, post: str, body: str, name: str) -> None:
        """Gives a post its body, and the name that it has there in the place of all others."""
        known = self.entities[post]
        if known.body == body and [label.text for label in known.labels] == [name]:
            return
        self.entities[post] = replace(known, body=body, labels=(replace(known.labels[0], text=name),))
        self._index.add(known, self.entities[post].labels)

    def forget_post(self, post: str) -> None:
        """Takes a post out of the release's entities, as if it had not been named."""
        for label in self.entities.pop(post).labels:
            self._index.posts[label.text.casefold()].discard(post)

    def find_posts(self, name: str) -> set[str]:
        """Gives the posts of the release that bear a name, whatever its capitals."""
        folded = name.casefold()
        return {
            post
            for post in self._index.posts.get(folded, ())
            if any(
                len(label.text) == len(name) and label.text.casefold() == folded for label in self.entities[post].labels
            )
        }

    def _fold_recurring(self, kind: str, text: str) -> str:
        """ "12th Dragon Boat Festival", "Dragon Boat Festival 2026": the editions of what comes round share the
        name."""
        folded = fold_written(text, self.language, self.gazetteer)
        return get_expression(self.language, "edition").sub("", folded) or folded if kind == "initiative" else folded

    def find_namesakes(self, text: str) -> tuple[list[str], str]:
        """Gives the bodies and mechanisms of the release with whose English name, the longest of them, a longer one
        begins, sorted, and what is left of it."""
        named = {
            (len(label.text), body)
            for body in self._index.bodies.get(text.partition(" ")[0], ())
            for label in self.entities[body].labels
            if label.lang == "en" and text.startswith(f"{label.text} ")
        }
        size = max((size for size, _ in named), default=0)
        return sorted(body for length, body in named if length == size), text[size:]

    def find_ids(self, text: str) -> tuple[str, ...]:
        """Gives the ids of the known things whose name is exactly `text`."""
        return self.gazetteer.find_bearers(text, self.lang)

    def find_written_posts(self, text: str) -> tuple[str, ...]:
        """Gives the ids of the known posts that have this name, however written: "Vice Governor", "Vice-Governor"."""
        found = find_written(self._fold_recurring("post", text), self.language, self.gazetteer)
        return tuple(self._choose_kind(found, "post"))

    def _find_known(self, text: str, ids: Sequence[str], kind: str, parent: str | None) -> str | None:
        candidates = (
            self._choose_kind(ids, kind)
            or self._choose_kind(self.find_ids(text), kind)
            or self._choose_kind(find_written(self._fold_recurring(kind, text), self.language, self.gazetteer), kind)
        )
        if len(candidates) > 1:
            mentioned = [thing for thing in candidates if thing in self.entities]
            current = [thing for thing in candidates if self.gazetteer.things[thing].valid_to is None]
            candidates = mentioned if len(mentioned) == 1 else current
        if len(candidates) == 1:
            return candidates[0] if self._may_be_of_here(candidates[0], text) else None
        return self._find_child(text, parent) if parent is not None and not candidates else None

    def _may_be_of_here(self, known: str, text: str) -> bool:
        """ "the Transport Bureau" is that of Macao, which has none of Macao in its name, only where the release names
        Macao by itself."""
        place = self.gazetteer.things[known].jurisdiction
        home = self.gazetteer.things.get(place or "")
        if self.gazetteer.things[known].subkind not in _DEPARTMENTS or place in (None, _HOME, _STATE) or home is None:
            return True
        if any(label.text in text for label in home.labels):
            return True
        if place not in self._places_named:
            self._places_named[place] = any(
                place in name.ids for name in self.gazetteer.find_names(self.text, self.lang)
            )
        return self._places_named[place]

    def _find_longer(self, text: str) -> str | None:
        """ "the Commerce Bureau" after "Commerce Bureau of Zhuhai Municipality": the one body so named."""
        if " " not in text:
            return None
        owner = get_expression(self.language, "name_owner")
        longer = [
            body
            for body in self._index.bodies.get(text.partition(" ")[0], ())
            if self.entities[body].kind == "body"
            and any(
                label.text.startswith(text) and owner.match(label.text, len(text)) is not None
                for label in self.entities[body].labels
            )
        ]
        return longer[0] if len(longer) == 1 else None

    def _find_with_place(self, text: str) -> str | None:
        """ "Macau Transport Bureau", 國家海關總署: the one known body of that place or country whose name ends so."""
        *front, end = self.gazetteer.find_names(text, self.lang) or (None,)
        if end is None or end.end != len(text) or len(end.ids) != 1 or not self._choose_kind(end.ids, "body"):
            return None
        home = self.gazetteer.things[end.ids[0]].jurisdiction
        is_place = (
            len(front) == 1 and front[0].ids == (home,) and text[front[0].start : end.start].rstrip() == front[0].text
        )
        is_state = home is not None and self.gazetteer.things[home].subkind == "country"
        named_state = get_expression(self.language, "state_front").fullmatch(text, 0, end.start)
        return end.ids[0] if (is_place and front[0].start == 0) or (is_state and named_state) else None

    def _find_at_home(self, kind: str, text: str) -> str | None:
        """ "the Tourism Board", "the Cultural Centre": the known public body or building of home that has no more than
        home in front of that name, where nothing else in the release is named so; a building only of a release that
        has not been abroad."""
        known = self._choose_kind(self.find_ids(get_words(self.language, "home_front") + text), kind)
        if len(known) != 1 or self._find_longer_forms(kind, text) - {known[0]}:
            return None
        subkind = self.gazetteer.things[known[0]].subkind
        is_building = subkind == "area" and (" " in text or len(text) > _SHORTEST_FORM)
        return known[0] if subkind in _PUBLIC or (is_building and not self._has_been_abroad()) else None

    def _has_been_abroad(self) -> bool:
        things = (self.gazetteer.things.get(entity) for entity in self.entities)
        return any(thing is not None and thing.subkind == "country" and thing.id != _STATE for thing in things)

    def _find_short_form(self, kind: str, text: str) -> str | None:
        """ "七聖燈塔" after "海口七聖燈塔", "the Cultural Centre" after "East Porto Cultural Centre": the one thing of
        the release whose name ends so, or begins with no more than home in front."""
        added = get_expression(self.language, "added_front")
        same = self._find_longer_forms(kind, text) | {
            entity
            for entity in self._index.ends.get(text[-_SHORTEST_FORM:], ())
            if self.entities[entity].kind == kind and entity not in self.gazetteer.things
            for label in self.entities[entity].labels
            if _is_front(added, text, label.text)
        }
        return same.pop() if len(same) == 1 else None

    def _find_longer_forms(self, kind: str, text: str) -> set[str]:
        """The things of the release whose name ends with a text."""
        front = get_expression(self.language, "longer_front")
        return {
            entity
            for entity in self._index.ends.get(text[-_SHORTEST_FORM:], ())
            if self.entities[entity].kind == kind
            for label in self.entities[entity].labels
            if _is_front(front, label.text, text)
        }

    def _take_own_part(self, text: str) -> str:
        return get_expression(self.language, "own_part").split(text)[0]

    def _find_part(self, text: str, parent: str) -> str | None:
        """ "the Lantern Office of the TB" after "the Lantern Office of the Tides Bureau (TB)": the same unit."""
        own = self._take_own_part(text)
        return self._parts.get((own, parent)) if own != text else None

    def _find_fuller(self, text: str) -> str | None:
        """ "the Autumn Festival" after "Porto Autumn Festival", "the Tide Plan" after "Tide Plan for Porto": the one
        initiative of the release whose name ends or begins so; "the 9th Kite Games" are none of "the 15th Tide Games
        and 9th Kite Games"."""
        if " " not in text or get_expression(self.language, "edition").search(text) is not None:
            return None
        owner = get_expression(self.language, "name_owner")
        fuller = {
            entity.id
            for entity in self.entities.values()
            if entity.kind == "initiative"
            for name in (label.text for label in entity.labels)
            if name.endswith(f" {text}") or (name.startswith(text) and owner.match(name, len(text)) is not None)
        }
        return fuller.pop() if len(fuller) == 1 else None

    def _find_for_place(self, text: str) -> str | None:
        """ "the Outline Development Plan" in a release that names the place which the one known plan of that name is
        for."""
        owner = get_expression(self.language, "name_owner")
        fuller = {
            thing.id
            for thing in self.gazetteer.find_initiatives(text.partition(" ")[0])
            for name in (label.text for label in thing.labels)
            if name.startswith(text)
            and (match := owner.match(name, len(text)))
            and not self.entities.keys().isdisjoint(self.find_ids(name[match.end() :].removeprefix("the ")))
        }
        return fuller.pop() if len(fuller) == 1 else None

    def _find_child(self, text: str, parent: str) -> str | None:
        """ "Affairs Office of the X Government", "State Council Affairs Office": the one known body of that name right
        below that parent."""
        fronts = [label.text for label in self.entities[parent].labels if text.startswith(f"{label.text} ")]
        rest = text[max(map(len, fronts), default=0) :]
        own = fold_name(get_expression(self.language, "own_part").split(rest, maxsplit=1)[0])
        children = [
            thing.id
            for thing in self.gazetteer.find_children(parent)
            if any(fold_name(name.text).startswith(own) for name in thing.labels if name.lang == self.lang)
        ]
        return children[0] if len(children) == 1 else None

    def _choose_kind(self, ids: Sequence[str], kind: str) -> list[str]:
        kinds = ("body", "mechanism") if kind in ("body", "mechanism") else (kind,)
        return [thing for thing in ids if self.gazetteer.things[thing].kind in kinds] if ids else []

    def _define(self, entity: str, phrase: Phrase, *, is_written: bool) -> None:
        if is_written or entity not in self.gazetteer.things:  # a known one is called as the release writes it, too
            self.add_label(entity, phrase.text)
        if phrase.abbreviation:
            self.aliases[phrase.abbreviation] = entity
            if not phrase.abbreviation[0].islower():
                self.add_label(entity, phrase.abbreviation)

    def _find_short_body(self, phrase: Phrase) -> str | None:
        """ "the Institute" after "KTH Royal Institute of Technology": the one body of the release whose name holds
        the word."""
        word = fold_name(phrase.text)
        issuer = self.language.lexicon.issuer_names.get(phrase.text)
        is_whole = issuer is not None or not has_han(word)
        bodies = self._index.words.get(word, ()) if is_whole else self._find_ending(word)
        if issuer is not None and (not bodies or issuer in bodies):
            return self.add(issuer if issuer in self.gazetteer.things else None, "body", phrase.text)
        return next(iter(bodies)) if len(bodies) == 1 else None

    def _find_ending(self, head: str) -> set[str]:
        """ "該協會": the bodies of the release whose name ends so."""
        return {
            entity.id
            for entity in self.entities.values()
            if entity.kind in ("body", "mechanism") and any(label.text.endswith(head) for label in entity.labels)
        }

    def _find_subkind(self, kind: str, head: str) -> str | None:
        if kind == "initiative":
            return self.language.lexicon.initiative_heads.get(head)
        return self.language.lexicon.body_kinds.get(head, "other") if kind == "body" else None


def _is_front(front: re.Pattern[str], whole: str, end: str) -> bool:
    """Whether a name ends with another of three characters or more, with nothing but a front of that sort before it."""
    return (
        len(end) >= _SHORTEST_FORM
        and whole.endswith(end)
        and front.fullmatch(whole, 0, len(whole) - len(end)) is not None
    )


_SHORTENED = ("body", "place", "initiative")
_SHORTEST_FORM = 3
_DEPARTMENTS = frozenset({"bureau", "department", "commission"})  # of which each government has its own
_STATE, _HOME = "place/cn", "place/hk"
_PUBLIC = ("statutory-body", "bureau", "department", "commission", "office")
# What a name of no known kind is taken for where it must be something.
_UNSURE_KINDS = {"name": "body", "event": "initiative"}
_ID_PARTS = {"mechanism": "body"}


@lru_cache(maxsize=_MOST_KNOWN)
def make_known(thing: Thing) -> Entity:
    """Makes the entity of a known thing, with all its names; its body is added where the release names it."""
    labels = tuple(Label(name.text, name.lang, name.is_preferred) for name in thing.labels)
    return Entity(thing.id, thing.kind, labels, thing.subkind, thing.honorific)


def make_topic(topic: Topic) -> Entity:
    """Makes the entity of a topic of the scheme."""
    return Entity(topic.id, "topic", tuple(Label(name, lang, True) for lang, name in topic.names))


def finish_entities(entities: Iterable[Entity], gazetteer: Gazetteer) -> tuple[Entity, ...]:
    """Gives posts their known body where the release mentions that body, and sorts by id."""
    found = {entity.id: entity for entity in entities}
    for entity in list(found.values()):
        thing = gazetteer.things.get(entity.id)
        if entity.kind == "post" and entity.body is None and thing is not None and thing.body in found:
            found[entity.id] = replace(entity, body=thing.body)
    return tuple(found[key] for key in sorted(found))
