"""Finds out what is one thing in all releases of a build, in whatever order they come, and keeps it in tables.

The tables stand in an SQLite database, so that a build of any size needs little memory and a later one need only look
at what is new. `add` and `remove` texts, align the pairs that `find_open_pairs` gives and `teach` them, then `settle`
says whose ids have changed.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.decisions import NO_DECISIONS, Decision, Decisions
from kg.languages.scripts import has_han, to_simplified
from kg.linking.alignment import Alignment
from kg.linking.namesakes import Sight, list_sights, mark_namesakes, mark_strangers
from kg.linking.packing import pack, unpack
from kg.linking.profiles import Profile
from kg.linking.ratings import Rater
from kg.linking.rewriting import Renaming, rename
from kg.mentions.entities import Entity
from kg.mentions.pairs import NUMBERED, Version, find_pairs
from kg.statements import Extraction

# What is told of in its own release only; all else may be named in another one.
_OWN_KINDS = ("event/", "participation/")
# What is called by the meaning of its name, and not by its sound.
_TRANSLATED = ("body/", "place/", "initiative/", "agreement/")

# `text` are the releases, `near` what may pair them, `pair` the pairs with what they taught about themselves, `vote`
# and `twin` what they taught about all releases: one id for another, and the thing that bears it. `learned` is what
# holds of that, `written` the ids made of Chinese names by script, `naming` which release names what (by hash), `sight`
# and `parted` which people of one name are two, `decided` which decision of a reader changes which release, `choice`
# what each release makes of it all.
_TABLES = """
CREATE TABLE text (place INTEGER PRIMARY KEY, name TEXT, id TEXT, lang TEXT, minute TEXT, counterpart TEXT,
    content TEXT, profile BLOB);
CREATE INDEX text_by_name ON text (name);
CREATE TABLE near (sign TEXT, place INTEGER, PRIMARY KEY (sign, place)) WITHOUT ROWID;
CREATE TABLE pair (number INTEGER PRIMARY KEY, english INTEGER, chinese INTEGER, english_name TEXT, chinese_name TEXT,
    is_guess INTEGER, state INTEGER, ids BLOB);
CREATE INDEX pair_by_english ON pair (english_name);
CREATE INDEX pair_by_chinese ON pair (chinese_name);
CREATE INDEX pair_by_state ON pair (state);
CREATE TABLE vote (thing TEXT, shared TEXT, pair INTEGER, PRIMARY KEY (thing, shared, pair)) WITHOUT ROWID;
CREATE INDEX vote_by_shared ON vote (shared, thing);
CREATE INDEX vote_by_pair ON vote (pair);
CREATE TABLE twin (shared TEXT, english_name TEXT, chinese_name TEXT, pair INTEGER, entity BLOB,
    PRIMARY KEY (shared, english_name, chinese_name)) WITHOUT ROWID;
CREATE INDEX twin_by_pair ON twin (pair);
CREATE TABLE learned (thing TEXT PRIMARY KEY, shared TEXT) WITHOUT ROWID;
CREATE INDEX learned_by_shared ON learned (shared);
CREATE TABLE written (simplified TEXT, thing TEXT, lang TEXT, texts INTEGER, PRIMARY KEY (simplified, thing, lang))
    WITHOUT ROWID;
CREATE TABLE naming (thing INTEGER, place INTEGER, PRIMARY KEY (thing, place)) WITHOUT ROWID;
CREATE TABLE sight (person TEXT, place INTEGER, sight BLOB, PRIMARY KEY (person, place)) WITHOUT ROWID;
CREATE INDEX sight_by_place ON sight (place);
CREATE TABLE parted (text TEXT, person TEXT, mark TEXT, PRIMARY KEY (text, person)) WITHOUT ROWID;
CREATE INDEX parted_by_person ON parted (person);
CREATE TABLE decided (place INTEGER, row TEXT, PRIMARY KEY (place, row)) WITHOUT ROWID;
CREATE INDEX decided_by_row ON decided (row);
CREATE TABLE choice (place INTEGER PRIMARY KEY, text TEXT, choice BLOB);
CREATE INDEX choice_by_text ON choice (text);
"""
# Who was seen in texts that are no longer there, while the id told them from nobody.
_LASTING = """
CREATE TABLE IF NOT EXISTS departed (person TEXT, text TEXT, sight BLOB, PRIMARY KEY (person, text)) WITHOUT ROWID;
"""
_DEPART = """SELECT sight.person, choice.text, sight.sight FROM sight JOIN choice USING (place) WHERE NOT EXISTS
(SELECT * FROM parted WHERE parted.person = sight.person AND parted.text = choice.text)"""
# What has changed since ids were settled last; it lives no longer than the connection.
_CHANGES = """
CREATE TEMP TABLE changed_sign (sign TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE changed_thing (thing TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE changed_twin (shared TEXT PRIMARY KEY, before BLOB) WITHOUT ROWID;
CREATE TEMP TABLE moved_thing (thing TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE changed_person (person TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE changed_place (place INTEGER PRIMARY KEY);
"""
# The entity that bears a shared id is the one that its first pair has.
_FIRST_TWIN = "SELECT entity FROM twin WHERE shared = {} ORDER BY english_name, chinese_name LIMIT 1"
_OPEN, _APART, _ALIGNED = range(3)
# How many values a question may have at once.
_MANY = 500
_MOST_TWINS = 1_000


@dataclass(frozen=True, slots=True)
class OpenPair:
    """Two versions of one text that are to be aligned: by the places of their releases."""

    number: int
    english: int
    chinese: int
    is_guess: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What a release makes of what was learned: new ids for its own, the things that bear them, its other version; of
    what readers decided the ids that were its own before, and its events that are one with others, each with the id
    that it would have by itself."""

    ids: Mapping[str, str] = field(default_factory=dict)
    twins: Mapping[str, Entity] = field(default_factory=dict)
    counterpart: str | None = None
    retired: Mapping[str, str] = field(default_factory=dict)
    merged: frozenset[str] = frozenset()
    told_as: Mapping[str, str] = field(default_factory=dict)

    def apply(self, extraction: Extraction) -> Extraction:
        """Writes an extraction with the ids that its things have in the whole build."""
        release = extraction.release
        if self.counterpart and not release.counterpart:
            extraction = replace(extraction, release=replace(release, counterpart=self.counterpart))
        if not (self.ids or self.told_as):
            return extraction
        return rename(extraction, Renaming(self.ids, self.twins, self.merged, self.told_as))


def make_tables(database: sqlite3.Connection) -> None:
    """Makes the tables in a new database."""
    for statement in _TABLES.strip().split(";\n"):
        database.execute(statement)
    make_lasting_tables(database)


def make_lasting_tables(database: sqlite3.Connection) -> None:
    """Makes the tables that outlast all texts, where they are not there."""
    database.execute(_LASTING)


def recall_departed(database: sqlite3.Connection, older: sqlite3.Connection) -> None:
    """Takes over from another database who was seen there."""
    lasts = older.execute("SELECT count(*) FROM sqlite_master WHERE name = 'departed'").fetchone()[0]
    for question in (*["SELECT person, text, sight FROM departed"] * lasts, _DEPART):
        database.executemany("INSERT OR REPLACE INTO departed VALUES (?, ?, ?)", older.execute(question))


def forget_links(database: sqlite3.Connection) -> None:
    """Empties the tables; who was seen has departed, until a text shows them again."""
    database.execute(f"INSERT OR REPLACE INTO departed {_DEPART}")
    for line in _TABLES.splitlines():
        if line.startswith("CREATE TABLE"):
            database.execute(f"DELETE FROM {line.split()[2]}")


class Identities:
    """What the texts of a database name, and what of it is one."""

    __slots__ = ("_database", "_decisions", "_rater", "_twins")

    def __init__(self, database: sqlite3.Connection, rater: Rater, decisions: Decisions = NO_DECISIONS) -> None:
        self._database, self._rater, self._decisions = database, rater, decisions
        self._twins: dict[str, Entity | None] = {}  # those asked for last
        for statement in _CHANGES.strip().split(";\n"):
            database.execute(statement)

    @property
    def pairs(self) -> int:
        """How many texts stand in an English and a Chinese version together."""
        return int(self._ask_one(f"SELECT count(*) FROM pair WHERE state = {_ALIGNED}"))

    def add(self, place: int, profile: Profile) -> None:
        """Takes a text in, under a number of its own."""
        version = profile.version
        row = (place, version.name, version.id, version.lang, version.minute, version.counterpart, profile.content)
        self._database.execute("INSERT INTO text VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, pack(profile)))
        signs = _list_signs(version)
        self._insert("near", [(sign, place) for sign in signs])
        self._insert("changed_sign", [(sign,) for sign in signs])
        self._insert("naming", [(_hash(thing), place) for thing in self._list_new(profile)])
        self._database.execute("INSERT OR IGNORE INTO changed_place VALUES (?)", (place,))
        self._count_written(profile, 1)

    def remove(self, place: int) -> None:
        """Takes a text out, and what its pairs taught."""
        (packed,) = self._database.execute("SELECT profile FROM text WHERE place = ?", (place,)).fetchone()
        profile: Profile = unpack(packed)
        self._insert("changed_sign", [(sign,) for sign in _list_signs(profile.version)])
        name = profile.version.name
        for (number,) in self._list(
            "SELECT number FROM pair WHERE (english_name = ? AND english = ?) OR (chinese_name = ? AND chinese = ?)",
            *(name, place, name, place),
        ):
            self._forget(number)
        self._database.executemany(
            "DELETE FROM near WHERE sign = ? AND place = ?", [(sign, place) for sign in _list_signs(profile.version)]
        )
        self._database.executemany(
            "DELETE FROM naming WHERE thing = ? AND place = ?",
            [(_hash(thing), place) for thing in self._list_new(profile)],
        )
        self._database.execute(
            "INSERT OR IGNORE INTO changed_person SELECT person FROM sight WHERE place = ?", (place,)
        )
        self._database.execute(f"INSERT OR REPLACE INTO departed {_DEPART} AND place = ?", (place,))
        for table in ("text", "sight", "choice", "decided", "changed_place"):
            self._database.execute(f"DELETE FROM {table} WHERE place = ?", (place,))
        self._count_written(profile, -1)

    def decide_anew(self, things: Iterable[str]) -> None:
        """Looks again at all texts that name one of some things, by an id from before or after a decision."""
        wanted = frozenset(things)
        if wanted:
            rows = self._database.execute("SELECT place, profile, choice FROM text LEFT JOIN choice USING (place)")
            places = [place for place, profile, choice in rows if _names(unpack(profile), choice, wanted)]
            self._insert("changed_place", [(place,) for place in places])

    def list_idle(self) -> list[Decision]:
        """Gives the decisions that change no release."""
        return [
            decision
            for decision in self._decisions.list_wanted()
            if not self._ask_one("SELECT EXISTS (SELECT * FROM decided WHERE row = ?)", decision.right)
        ]

    def find_open_pairs(self) -> list[OpenPair]:
        """Pairs the texts anew where one has come or gone, and gives the pairs that nobody has aligned yet."""
        while sign := self._database.execute("SELECT sign FROM changed_sign LIMIT 1").fetchone():
            self._pair_together(self._gather(sign[0]))
        rows = self._database.execute(
            f"SELECT number, english, chinese, is_guess FROM pair WHERE state = {_OPEN} ORDER BY number"
        )
        return [OpenPair(number, english, chinese, bool(is_guess)) for number, english, chinese, is_guess in rows]

    def teach(self, pair: OpenPair, found: Alignment | None) -> None:
        """Takes in what of a pair is one thing; None where the two are no versions of one text."""
        if found is None:
            self._database.execute(f"UPDATE pair SET state = {_APART} WHERE number = ?", (pair.number,))
            return
        names = self._database.execute(
            "SELECT english_name, chinese_name FROM pair WHERE number = ?", (pair.number,)
        ).fetchone()
        self._database.execute(
            f"UPDATE pair SET state = {_ALIGNED}, ids = ? WHERE number = ?",
            (pack((found.english, found.chinese)), pair.number),
        )
        votes = [
            (thing, shared, pair.number)
            for ids in (found.english, found.chinese)
            for thing, shared in ids.items()
            if not thing.startswith(_OWN_KINDS)
        ]
        self._insert("vote", votes)
        self._insert("changed_thing", {(thing,) for thing, _, _ in votes})
        self._note_twins(found.entities)
        self._insert("twin", [(shared, *names, pair.number, pack(entity)) for shared, entity in found.entities.items()])
        self._change_names(names)

    def settle(self) -> Iterator[int]:
        """Settles what holds for all texts; gives the place of each whose choice is new or another than before."""
        self._twins.clear()
        self._learn()
        self._find_moved()
        places = (place for (place,) in self._database.execute("SELECT place FROM changed_place"))
        changed = {place for place in places if self._choose(place)}
        changed.update(place for place in self._part() if self._choose(place))
        for table in ("changed_thing", "changed_twin", "moved_thing", "changed_person", "changed_place"):
            self._database.execute(f"DELETE FROM {table}")
        self._twins.clear()
        yield from sorted(changed)

    def get_choice(self, place: int) -> Choice:
        """Gives what the release at a place makes of it all."""
        (packed,) = self._database.execute("SELECT choice FROM choice WHERE place = ?", (place,)).fetchone()
        choice = unpack(packed)
        assert isinstance(choice, Choice)
        return choice

    # Pairs.

    def _gather(self, sign: str) -> set[int]:
        """Gives the places of all texts that hang together with one that bears a sign."""
        places: set[int] = set()
        waiting = [sign]
        seen = {sign}
        while waiting:
            for (place,) in self._list("SELECT place FROM near WHERE sign = ?", waiting.pop()):
                if place not in places:
                    places.add(place)
                    found = {one for one in _list_signs(self._read_version(place)) if one not in seen}
                    seen |= found
                    waiting += sorted(found)
        self._database.executemany("DELETE FROM changed_sign WHERE sign = ?", [(one,) for one in seen])
        return places

    def _read_version(self, place: int) -> Version:
        row = self._database.execute("SELECT id, lang, minute, counterpart FROM text WHERE place = ?", (place,))
        return Version(*row.fetchone())

    def _pair_together(self, places: Iterable[int]) -> None:
        """Pairs texts that hang together; of two with one name the one that keeps the name counts."""
        firsts: dict[Version, tuple[str, int]] = {}
        for place in sorted(places):
            version = self._read_version(place)
            content = self._ask_one("SELECT content FROM text WHERE place = ?", place)
            firsts[version] = min(firsts.get(version, (content, place)), (content, place))
        at = {version: place for version, (_, place) in firsts.items()}
        wanted = {(at[pair.english], at[pair.chinese], pair.is_guess): pair for pair in find_pairs(firsts)}
        names = sorted({version.name for version in firsts})
        for name in names:
            for row in self._list("SELECT number, english, chinese, is_guess FROM pair WHERE english_name = ?", name):
                number, english, chinese, is_guess = row
                if wanted.pop((english, chinese, bool(is_guess)), None) is None:
                    self._forget(number)
        for (english, chinese, is_guess), pair in wanted.items():
            self._database.execute(
                "INSERT INTO pair (english, chinese, english_name, chinese_name, is_guess, state)"
                f" VALUES (?, ?, ?, ?, ?, {_OPEN})",
                (english, chinese, pair.english.name, pair.chinese.name, is_guess),
            )

    def _forget(self, pair: int) -> None:
        """Drops a pair and what it taught."""
        names = self._database.execute("SELECT english_name, chinese_name FROM pair WHERE number = ?", (pair,))
        self._change_names(names.fetchone())
        # What other pairs understand by the same names is to be looked at again too.
        self._database.execute("INSERT OR IGNORE INTO changed_thing SELECT thing FROM vote WHERE pair = ?", (pair,))
        self._database.execute(
            "INSERT OR IGNORE INTO changed_thing SELECT other.shared FROM vote JOIN vote AS other USING (thing)"
            " WHERE vote.pair = ?",
            (pair,),
        )
        self._note_twins(row[0] for row in self._list("SELECT shared FROM twin WHERE pair = ?", pair))
        for table, key in (("vote", "pair"), ("twin", "pair"), ("pair", "number")):
            self._database.execute(f"DELETE FROM {table} WHERE {key} = ?", (pair,))

    def _note_twins(self, shared: Iterable[str]) -> None:
        """Keeps what bears some ids before that may change."""
        self._database.executemany(
            f"INSERT OR IGNORE INTO changed_twin VALUES (?1, ({_FIRST_TWIN.format('?1')}))", [(one,) for one in shared]
        )

    def _change_names(self, names: Iterable[str]) -> None:
        self._database.executemany(
            "INSERT OR IGNORE INTO changed_place SELECT place FROM text WHERE name = ?", [(name,) for name in names]
        )

    # What holds for all texts.

    def _learn(self) -> None:
        self._database.execute(
            f"DELETE FROM changed_twin WHERE before IS ({_FIRST_TWIN.format('changed_twin.shared')})"
        )
        self._database.execute(
            "INSERT OR IGNORE INTO changed_thing SELECT vote.thing FROM changed_twin JOIN vote USING (shared)"
        )
        # Where two pairs understand a name in two ways, what they say may be one thing.
        self._database.execute(
            "INSERT OR IGNORE INTO changed_thing SELECT vote.shared FROM vote WHERE thing IN (SELECT thing FROM"
            " changed_thing JOIN vote USING (thing) GROUP BY thing HAVING count(DISTINCT shared) > 1)"
        )
        for (thing,) in self._database.execute("SELECT thing FROM changed_thing"):
            known = self._find_learned(thing)
            shared = self._choose_shared(thing)
            if shared != known:
                self._database.execute("INSERT OR IGNORE INTO moved_thing VALUES (?)", (thing,))
                if shared is None:
                    self._database.execute("DELETE FROM learned WHERE thing = ?", (thing,))
                else:
                    self._database.execute("INSERT OR REPLACE INTO learned VALUES (?, ?)", (thing, shared))

    def _choose_shared(self, thing: str) -> str | None:
        """Gives the id that a thing has in all texts; None where that is its own.

        What two pairs call by one Chinese name and in English "Korean Ministry" and "Ministry of Korea" is one thing:
        each of these says all that the Chinese one does. An id that two pairs understand in two ways else holds in
        those pairs only; one that only simplified texts name is that of the name in traditional characters.
        """
        shared = self._list_votes(thing)
        for translated in sorted({thing, *self._list_voters(thing)}, reverse=True):
            ways = shared if translated == thing else self._list_votes(translated)
            if (thing == translated or thing in ways[1:]) and self._is_translated(translated, ways):
                return ways[0]
        if len(shared) == 1 and thing not in self._rater.gazetteer.things:
            return shared[0]
        return self._find_traditional(thing)

    def _list_votes(self, thing: str) -> list[str]:
        return [row[0] for row in self._list("SELECT DISTINCT shared FROM vote WHERE thing = ? ORDER BY shared", thing)]

    def _list_voters(self, shared: str) -> list[str]:
        return [row[0] for row in self._list("SELECT DISTINCT thing FROM vote WHERE shared = ?", shared)]

    def _is_translated(self, thing: str, ways: list[str]) -> bool:
        if len(ways) < 2 or not has_han(thing) or not thing.startswith(_TRANSLATED):
            return False
        known = self._rater.gazetteer.things
        entities = [self._find_twin(shared) for shared in ways]
        return all(each and each.id not in known and self._rater.is_translation(each) for each in entities)

    def _find_traditional(self, thing: str) -> str | None:
        if not has_han(thing):
            return None
        written = self._list("SELECT thing, lang FROM written WHERE simplified = ?", to_simplified(thing))
        traditional = {other for other, lang in written if lang == "zh-Hant"}
        is_simplified = any(other == thing and lang == "zh-Hans" for other, lang in written)
        return next(iter(traditional)) if is_simplified and len(traditional) == 1 and thing not in traditional else None

    def _count_written(self, profile: Profile, texts: int) -> None:
        lang = profile.version.lang
        if lang == "en":
            return
        for thing in filter(has_han, dict.fromkeys(profile.entities)):
            simplified = to_simplified(thing)
            self._database.execute(
                "INSERT INTO written VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET texts = texts + excluded.texts",
                (simplified, thing, lang, texts),
            )
            if texts < 0:
                self._database.execute("DELETE FROM written WHERE simplified = ? AND texts <= 0", (simplified,))
            self._database.execute(
                "INSERT OR IGNORE INTO changed_thing SELECT thing FROM written WHERE simplified = ?", (simplified,)
            )
            self._database.execute("INSERT OR IGNORE INTO changed_thing VALUES (?)", (thing,))

    def _find_twin(self, shared: str) -> Entity | None:
        """Gives the thing that bears an id as the first pair that taught it has it."""
        if shared in self._twins:
            return self._twins[shared]
        if len(self._twins) >= _MOST_TWINS:
            self._twins.clear()
        packed = self._database.execute(_FIRST_TWIN.format("?"), (shared,)).fetchone()
        twin: Entity | None = unpack(packed[0]) if packed else None
        self._twins[shared] = twin
        return twin

    def _find_learned(self, thing: str) -> str | None:
        row = self._database.execute("SELECT shared FROM learned WHERE thing = ?", (thing,)).fetchone()
        return row[0] if row else None

    def _follow(self, thing: str) -> str:
        """What was learned may itself have got another id: that of the gazetteer."""
        seen = {thing}
        while (shared := self._find_learned(thing)) is not None and shared not in seen:
            seen.add(shared)
            thing = shared
        return thing

    def _find_moved(self) -> None:
        """Finds the texts that name what has got another id, or of which the thing that bears it is told anew."""
        self._database.execute("INSERT OR IGNORE INTO moved_thing SELECT shared FROM changed_twin")
        self._database.execute(
            "INSERT OR IGNORE INTO moved_thing SELECT vote.thing FROM changed_twin JOIN vote USING (shared)"
        )
        while True:
            found = self._database.execute(
                "INSERT OR IGNORE INTO moved_thing SELECT learned.thing FROM moved_thing JOIN learned"
                " ON learned.shared = moved_thing.thing"
            )
            if found.rowcount <= 0:
                break
        for (thing,) in self._database.execute("SELECT thing FROM moved_thing"):
            self._database.execute(
                "INSERT OR IGNORE INTO changed_place SELECT place FROM naming WHERE thing = ?", (_hash(thing),)
            )

    # What each text makes of it.

    def _choose(self, place: int) -> bool:
        """Writes the choice of a text and whom it sees; says whether its choice is another than before."""
        (packed,) = self._database.execute("SELECT profile FROM text WHERE place = ?", (place,)).fetchone()
        profile: Profile = unpack(packed)
        own, partner = self._list_own(profile.version)
        ids = self._choose_ids(profile, own)
        text = min(profile.version.name, partner.name) if partner else profile.version.name
        self._see(place, dict(list_sights(profile, text, Renaming(ids), self._rater.gazetteer)))
        parted = dict(self._list("SELECT person, mark FROM parted WHERE text = ?", text))
        for thing in profile.entities if parted else ():
            if (shared := ids.get(thing, thing)) in parted:
                ids[thing] = f"{shared}-{parted[shared]}"
        retired, merged, told_as = self._decide(place, profile, ids, partner)
        twins = {shared: self._find_twin(shared) for shared in sorted(set(ids.values()))}
        choice = Choice(
            dict(sorted(ids.items())),
            {shared: twin for shared, twin in twins.items() if twin is not None},
            partner.id if partner else None,
            retired,
            merged,
            told_as,
        )
        known = self._database.execute("SELECT text, choice FROM choice WHERE place = ?", (place,)).fetchone()
        if known is not None and known[0] == text and unpack(known[1]) == choice:
            return False
        self._database.execute("INSERT OR REPLACE INTO choice VALUES (?, ?, ?)", (place, text, pack(choice)))
        return True

    def _decide(
        self, place: int, profile: Profile, ids: dict[str, str], partner: Version | None
    ) -> tuple[dict[str, str], frozenset[str], dict[str, str]]:
        """Gives things the ids that readers decided on; gives, by its id from before, what each has become, which were
        merged with others, and the ids from before of the events that are one with others."""
        self._database.execute("DELETE FROM decided WHERE place = ?", (place,))
        releases = [version.id for version in (profile.version, partner) if version is not None]
        retired: dict[str, str] = {}
        merged: set[str] = set()
        told_as: dict[str, str] = {}
        for thing in (*profile.entities, *profile.events):
            shared = ids.get(thing, thing)
            leader, row = self._decisions.settle(shared, releases)
            if row is not None:
                ids[thing] = retired[shared] = leader
                self._insert("decided", [(place, row)])
                if row == shared:
                    merged.add(thing)
            if shared.startswith("event/") and (row is not None or self._decisions.is_leader(shared)):
                told_as[thing] = shared
        return dict(sorted(retired.items())), frozenset(merged), dict(sorted(told_as.items()))

    def _list_own(self, version: Version) -> tuple[dict[str, str], Version | None]:
        """Gives the ids that a text's own pairs teach, and its other version: of an English text the one in traditional
        characters."""
        own: dict[str, str] = {}
        partner: Version | None = None
        rows = self._list(
            f"SELECT english, chinese, ids, english_name FROM pair WHERE (english_name = ? OR chinese_name = ?)"
            f" AND +state = {_ALIGNED} ORDER BY english_name, chinese_name",
            version.name,
            version.name,
        )
        for english, chinese, packed, english_name in rows:
            is_english = english_name == version.name
            ids = unpack(packed)[0 if is_english else 1]
            own = {**ids, **own}
            other = self._read_version(chinese if is_english else english)
            if other.lang != "zh-Hans":
                partner = other
        return own, partner

    def _choose_ids(self, profile: Profile, own: Mapping[str, str]) -> dict[str, str]:
        """The ids of the release's own pair come first; one learned elsewhere never makes two of its things one."""
        ids = {thing: self._follow(shared) for thing, shared in own.items()}
        things = {*profile.entities, *profile.tenures}
        taken = {ids.get(thing, thing) for thing in things}
        for thing in sorted(self._keep_learned(things - ids.keys())):
            shared = self._follow(thing)
            if shared not in taken:
                ids[thing] = shared
                taken.add(shared)
        return ids

    def _keep_learned(self, things: Iterable[str]) -> list[str]:
        asked = [thing for thing in things if thing not in self._rater.gazetteer.things]
        found: list[str] = []
        for at in range(0, len(asked), _MANY):
            part = asked[at : at + _MANY]
            marks = ", ".join("?" * len(part))
            found += [row[0] for row in self._list(f"SELECT thing FROM learned WHERE thing IN ({marks})", *part)]
        return found

    def _see(self, place: int, sights: Mapping[str, Sight]) -> None:
        rows = self._list("SELECT person, sight FROM sight WHERE place = ?", place)
        known = {person: unpack(sight) for person, sight in rows}
        if known == sights:
            return
        changed = {person for person in {*known, *sights} if known.get(person) != sights.get(person)}
        self._insert("changed_person", [(person,) for person in changed])
        self._database.execute("DELETE FROM sight WHERE place = ?", (place,))
        self._insert("sight", [(person, place, pack(sight)) for person, sight in sights.items()])

    def _part(self) -> set[int]:
        """Parts namesakes anew where one was seen or is no longer; gives the places of the texts that this changes."""
        changed: set[int] = set()
        for (person,) in self._database.execute("SELECT person FROM changed_person"):
            marks = self._mark(person)
            known = dict(self._list("SELECT text, mark FROM parted WHERE person = ?", person))
            for text in sorted({*known, *marks}):
                if known.get(text) != marks.get(text):
                    changed.update(row[0] for row in self._list("SELECT place FROM choice WHERE text = ?", text))
            if known != marks:
                self._database.execute("DELETE FROM parted WHERE person = ?", (person,))
                self._insert("parted", [(text, person, mark) for text, mark in marks.items()])
        return changed

    def _mark(self, person: str) -> dict[str, str]:
        """Gives, by text, what tells somebody from others of one id, from those too who bore it before and are gone."""
        sights = [unpack(row[0]) for row in self._list("SELECT sight FROM sight WHERE person = ?", person)]
        departed = [unpack(row[0]) for row in self._list("SELECT sight FROM departed WHERE person = ?", person)]
        if departed and sights:
            marks = mark_strangers(person, sights, departed, self._rater.gazetteer)
            if marks is not None:
                return marks
            self._database.execute("DELETE FROM departed WHERE person = ?", (person,))
        return mark_namesakes(person, sights, self._rater.gazetteer) if len(sights) > 1 else {}

    # The database.

    def _list_new(self, profile: Profile) -> list[str]:
        """Gives the things of a text that may get another id: no table knows them."""
        things = dict.fromkeys((*profile.entities, *profile.tenures))
        return [thing for thing in things if thing not in self._rater.gazetteer.things]

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        listed = list(rows)
        if listed:
            marks = ", ".join("?" * len(listed[0]))
            self._database.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", listed)

    def _list(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        return self._database.execute(question, values).fetchall()

    def _ask_one(self, question: str, *values: object) -> Any:
        return self._database.execute(question, values).fetchone()[0]


def _list_signs(version: Version) -> list[str]:
    """What may tell that two versions are of one text: their ids, the minute of those that are only numbered."""
    signs = [f"id {version.id}", *([f"id {version.counterpart}"] if version.counterpart else [])]
    match = NUMBERED.fullmatch(version.id)
    if match and version.counterpart is None:
        signs.append(f"minute {match['day']} {version.minute}")
    return signs


def _names(profile: Profile, choice: bytes | None, things: frozenset[str]) -> bool:
    named = {*profile.entities, *profile.events}
    if choice is not None:
        chosen: Choice = unpack(choice)
        named |= {*chosen.ids.values(), *chosen.retired}
    return not things.isdisjoint(named)


def _hash(thing: str) -> int:
    return int.from_bytes(hashlib.blake2b(thing.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
