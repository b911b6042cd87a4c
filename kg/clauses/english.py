"""Reads the clauses of an English sentence from left to right: constructions are told here, what verbs mean is not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.clauses.chunks import Chunk, VerbGroup, read_chunks
from kg.clauses.clause import Argument, Clause, Group, Member, Place, Reality
from kg.clauses.units import read_units
from kg.clauses.words import Verb, Words, read_words
from kg.languages.time import Time
from kg.mentions.rows import Row
from kg.patterns import FIRST_NUMBER, KIND_MARKS

_CONDITIONS = ("if", "unless")
_DENIAL_REACH = 12  # characters before a subject that hold a denial and a determiner
_ORGANS = frozenset({"body", "mechanism"})
_AGENTS = frozenset({"person", "body", "mechanism", "name"})
_SUFFERERS = frozenset({"event", "agreement", "initiative"})
# Adjuncts whose noun takes the arguments behind it: "after a meeting with Mr A".
_ADJUNCTS = frozenset({"during", "beside", "after", "before", "at", "about", "for"})
_GIVING_OFFICE = frozenset({"appoint", "elect"})
_PHASES = frozenset({"begin", "continue", "conclude", "end"})
_COMPLEMENTS = frozenset({"with", "of", "by", "between", "about", "to", "from", "behalf", "under", "as", "including"})
# Behind these, what an -ing form tells of took place like the clause around it.
_REAL_GERUNDS = frozenset({"after", "before", "by", "during", "while", "when", "upon", "since", "with"})
_STRANDED = frozenset({"to", "with", "at"})  # markers that no time of day or year follows
_DEALT_OUT = frozenset({"object", "with", "at", "to"})  # markers of what several have one each of
_RESPECTIVE_REACH = 16  # characters behind a list that hold "respectively"
_GAP_REACH = 8  # chunks before a second object, or a relative, that hold the first one, its adjunct and their times
_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"person"}),
    frozenset({"event", "initiative"}),
    frozenset({"place", "body"}),
)
_SUBORDINATING = ("after", "before", "since")
_LEADING = frozenset({"lead", "head"})
_AFFILIATING = frozenset({"behalf", "of", "from"})  # markers between a person and a body
_WAY = "on-way"  # "on her way to the forum at Porto, she met": what is said of the way is said of no meeting
_EMBEDDING = frozenset({"say", "agree", "wish", "intend"})
_SEPARATING = frozenset({"conjunction", "mark", "time"})  # chunks that may stand between the members of a list
_BOUNDARIES = frozenset({";", ":", ".", "–", "—", "?", "!"})


def read_clauses(row: Row, times: Sequence[Time]) -> list[Clause]:
    """Gives the clauses of a sentence's row, in the order of their verbs; nouns that tell what a verb tells, and
    bodies that are told to be under another, are clauses of their own."""
    words = read_words("en")
    chunks, units = read_units(read_chunks(row, times, words), row)
    clauses = _Walker(row, words, _group(_part_pairs(_merge_transparent(chunks, row, words), row), row)).walk()
    return sorted([*clauses, *units], key=lambda clause: clause.start) if units else clauses


def _merge_transparent(chunks: list[Chunk], row: Row, words: Words) -> list[Chunk]:
    """ "representatives of the Tides Bureau": the bureau, through its representatives; "the head of a delegation of
    the Bureau" is left alone."""
    merged: list[Chunk] = []
    for chunk in chunks:
        if chunk.member is None or chunk.member.slot is None or len(merged) < 2:
            merged.append(chunk)
            continue
        if _ends_led_group(chunk, merged, words, row):
            first = merged[-3].member
            if first is not None:
                del merged[-3:]
                member = chunk.member._replace(
                    start=first.start, through=first.head, words=row.text[first.start : chunk.member.end]
                )
                merged.append(chunk._replace(start=first.start, member=member))
                continue
        if _names_counterpart(chunk, merged, words):
            merged[-2:] = [chunk._replace(start=merged[-2].start)]
            continue
        before = merged[-2:]
        if (
            before[1].kind == "marker" and before[1].text in ("of", "from")
            and before[0].member is not None and before[0].member.slot is None and before[0].member.owner_slot is None
            and _stands_for(before[0].member, row.slots[chunk.member.slot].mention.kind, words)
        ):  # fmt: skip
            first = before[0].member
            del merged[-2:]
            member = chunk.member._replace(
                start=first.start, through=first.head, determiner=first.determiner,
                words=row.text[first.start : chunk.member.end],
            )  # fmt: skip
            merged.append(chunk._replace(start=first.start, member=member))
        else:
            merged.append(chunk)
    return merged


def _stands_for(noun: Member, kind: str, words: Words) -> bool:
    """Whether a noun stands for what is named behind it: "officials of the Bureau", "a second edition of the Expo"."""
    if noun.head in words.editions:
        return kind in ("event", "initiative")
    return noun.head in words.transparent and kind in ("body", "mechanism")


def _names_counterpart(chunk: Chunk, before: list[Chunk], words: Words) -> bool:
    """ "and her counterpart, Mr A": one of the list, not two."""
    if chunk.member is None or chunk.member.slot is None or len(before) < 3:
        return False
    conjunction, noun, mark = before[-3:]
    return (
        conjunction.kind == "conjunction" and mark.text == ","
        and noun.member is not None and noun.member.slot is None and noun.member.owner_slot is None
        and noun.member.owner != "" and noun.member.head in words.relations
    )  # fmt: skip


def _ends_led_group(chunk: Chunk, before: list[Chunk], words: Words, row: Row) -> bool:
    """ "the delegation led by Ms A": Ms A, through her delegation."""
    if chunk.member is None or chunk.member.slot is None or len(before) < 3:
        return False
    noun, verb, marker = before[-3:]
    return (
        row.slots[chunk.member.slot].mention.kind == "person"
        and noun.member is not None and noun.member.slot is None and noun.member.head in words.transparent
        and verb.verb is not None and verb.verb.verb.entry in _LEADING and verb.verb.is_bare
        and marker.kind == "marker" and marker.text == "by"
    )  # fmt: skip


def _part_pairs(chunks: list[Chunk], row: Row) -> list[Chunk]:
    """ "Ms A of X and Mr B of Y", "Ms A, on behalf of X, and Mr B, on behalf of Y": the people first, then whom they
    act for; a body that somebody is only of is left out."""
    if row.text.count(KIND_MARKS["person"]) < 2:
        return chunks
    parted: list[Chunk] = []
    at = 0
    while at < len(chunks):
        end, people, bodies = _read_pairs(chunks, at, row)
        is_two_clauses = _is_before_verb(chunks, end) and any(chunk.kind == "verb" for chunk in parted)
        if len(people) < 2 or is_two_clauses:  # "met Mr B of X, and Ms C of Y visited ..."
            parted.append(chunks[at])
            at += 1
            continue
        marker, *_ = (chunk for chunk in chunks[at:end] if chunk.kind == "marker")
        conjunction, *_ = (chunk for chunk in chunks[at:end] if chunk.kind == "conjunction")
        parted += [*people[:1], *(part for person in people[1:] for part in (conjunction, person))]
        if marker.text == "behalf":
            parted += [marker, *bodies[:1], *(part for body in bodies[1:] for part in (conjunction, body))]
        at = end
    return parted


def _read_pairs(chunks: list[Chunk], at: int, row: Row) -> tuple[int, list[Chunk], list[Chunk]]:
    """Reads people with a body each, all tied to theirs by one marker, the last one behind a conjunction; gives the
    index behind the last, the people and the bodies. Who stands last may be of no body."""
    people: list[Chunk] = []
    bodies: list[Chunk] = []
    marker, is_closed, here = "", False, at
    while here < len(chunks) and _get_kind(chunks[here], row) == "person":
        tie = here + 1 + (here + 1 < len(chunks) and chunks[here + 1].text == ",")
        is_tied = tie + 1 < len(chunks) and _get_kind(chunks[tie + 1], row) in _ORGANS
        if is_tied and chunks[tie].kind == "marker" and chunks[tie].text in ((marker,) if marker else _AFFILIATING):
            marker = chunks[tie].text
            people.append(chunks[here])
            bodies.append(chunks[tie + 1])
            at = here = tie + 2
        elif is_closed and marker != "behalf":
            people.append(chunks[here])
            at = here = here + 1
        else:
            break
        if is_closed:
            return at, people, bodies
        while here < len(chunks) and (chunks[here].text == "," or chunks[here].kind == "conjunction"):
            is_closed = is_closed or chunks[here].kind == "conjunction"
            here += 1
        if here == at:
            break
    return at, [], []


def _get_kind(chunk: Chunk, row: Row) -> str:
    """The kind of the slot that a noun is; "" where it is none."""
    slot = chunk.member.slot if chunk.member is not None else None
    return row.slots[slot].mention.kind if slot is not None else ""


def _group(chunks: list[Chunk], row: Row) -> list[Chunk]:
    """Puts the nouns of lists together as groups; a list ends behind the member that a conjunction brings."""
    finite = next((n for n, chunk in enumerate(chunks) if chunk.verb and "finite" in chunk.verb.shapes), len(chunks))
    items: list[Chunk] = []
    end = 0  # of the list read last
    for at, chunk in enumerate(chunks):
        if at < end:
            continue
        if chunk.member is None:
            items.append(chunk)
            continue
        end, members, times = _read_list(chunks, at, finite, row)
        members = _give_back(items, members, row)
        group = Group(tuple(members))
        text = "gapped" if _is_gapped(chunks, at, row) else ""
        items.append(Chunk("group", group.start, group.end, text, group=group))
        items += times
    return _name_guests(items, row)


def _give_back(items: list[Chunk], members: list[Member], row: Row) -> list[Member]:
    """ "a session of Forum A and Forum B, and Forum C": the last is no part of what the session is of; gives the rest
    and puts it beside the session."""
    closed = next((at for at, member in enumerate(members) if member.separator == "and"), len(members))
    cut = next((at for at in range(closed + 1, len(members)) if members[at].separator == ", and"), len(members))
    whole = items[-2].group if len(items) > 1 and (items[-1].kind, items[-1].text) == ("marker", "of") else None
    if whole is None or not all(_is_happening(member, row) for member in (*whole.members, *members[cut:])):
        return members
    items[-2] = items[-2]._replace(group=Group((*whole.members, *members[cut:])))
    return members[:cut]


def _is_happening(member: Member, row: Row) -> bool:
    return member.slot is not None and row.slots[member.slot].mention.kind in ("event", "initiative")


def _name_guests(items: list[Chunk], row: Row) -> list[Chunk]:
    """ "Other guests, including Ms A and Mr B, attended": those who are named are the subject, for all of them."""
    kinds = [item.text if item.kind in ("mark", "marker") else item.kind for item in items[:6]]
    if kinds != ["group", ",", "including", "group", ",", "verb"]:
        return items
    whole, named = items[0].group, items[3].group
    if whole is None or named is None or whole.members[-1].slot is not None:
        return items
    if any(m.slot is None or row.slots[m.slot].mention.kind != "person" for m in named.members):
        return items
    group = Group((*whole.members[:-1], *named.members))
    return [items[0]._replace(end=named.end, group=group), *items[5:]]


def _is_gapped(chunks: list[Chunk], at: int, row: Row) -> bool:
    """ "met Mr A in Zhuhai and Mr B in Foshan": whether a noun behind "and" is a second object of the verb, with an
    adjunct of its own."""
    behind = chunks[at + 1] if at + 1 < len(chunks) else None
    is_placed = behind is not None and behind.kind == "marker" and behind.text == "at"
    if not is_placed and (behind is None or behind.kind != "time"):
        return False
    before = [chunk for chunk in chunks[max(0, at - _GAP_REACH) : at] if chunk.text != ","]
    shape = [chunk.text if chunk.kind == "marker" else chunk.kind for chunk in before if chunk.kind != "time"][-4:]
    if is_placed and shape == ["noun", "at", "noun", "conjunction"]:
        alike = _ALIKE
    elif not is_placed and [chunk.kind for chunk in before[-3:]] == ["noun", "time", "conjunction"]:
        shape, alike = ["noun", "conjunction"], _ALIKE[:2]  # of places, each takes its own time in one clause
    else:
        return False
    first = [chunk for chunk in before if chunk.kind != "time"][-len(shape)]
    members = (first.member, chunks[at].member)
    kinds = {row.slots[m.slot].mention.kind if m is not None and m.slot is not None else "" for m in members}
    return any(kinds <= kind for kind in alike)


def _read_list(chunks: list[Chunk], at: int, finite: int, row: Row) -> tuple[int, list[Member], list[Chunk]]:
    """Reads the longest list from a noun on: nouns parted by commas or semicolons, the last by a conjunction.

    `finite` is the place of the sentence's first finite verb.
    """
    first = chunks[at].member
    if first is not None and (at + 1 == len(chunks) or chunks[at + 1].kind not in _SEPARATING):
        return at + 1, [first], []
    run = [(first, at + 1)]
    best, is_closed = 1, False
    is_container = _is_place_behind(first, ("", ","), row)  # "Porto, Portugal"
    here = at + 1
    while here < len(chunks):
        separator, after = _read_separator(chunks, here)
        if not separator or after >= len(chunks) or chunks[after].kind != "noun":
            break
        has_conjunction = any(c.isalpha() or c == "&" for c in separator)
        if has_conjunction and _is_gapped(chunks, after, row):
            break
        if is_closed and not has_conjunction and ";" not in separator:
            break  # "A and B, C and D": two lists
        member = chunks[after].member
        if member is None or (separator == "," and not _are_alike(run[-1][0], member, row)):
            break
        run.append((member._replace(separator=separator), after + 1))
        is_container = is_container and _is_place_behind(run[-1][0], (",",), row)
        if has_conjunction or (not is_closed and is_container):
            best, is_closed = len(run), has_conjunction
        here = after + 1
    if best == 1 and _is_list_of_people(run, row) and here < len(chunks) and chunks[here].text == ".":
        best = len(run)
    if best > 1 and at <= finite and _is_governed(chunks, at) and _is_before_verb(chunks, run[best - 1][1]):
        # "In Zhuhai, Ms A and Mr B met": what stands behind the first comma is the subject
        commas = [n for n, (member, _) in enumerate(run[:best]) if member is not None and member.separator == ","]
        best = commas[0] if commas else best
    members = [member for member, _ in run[:best] if member is not None]
    end = run[best - 1][1]
    times = [c._replace(text="listed") for c in chunks[at:end] if c.kind == "time"]
    return end, members, times


def _is_list_of_people(run: Sequence[tuple[Member | None, int]], row: Row) -> bool:
    """ "The panellists are Mr A; Ms B; Mr C.": a list that no conjunction closes but the sentence."""
    people = [m for m, _ in run if m is not None and m.slot is not None and row.slots[m.slot].mention.kind == "person"]
    return len(people) == len(run) > 1 and all(member.separator == ";" for member in people[1:])


def _are_alike(one: Member | None, other: Member, row: Row) -> bool:
    """Whether a bare comma may part two members of one list: not where the one may act and the other may not."""
    if one is None or one.slot is None or other.slot is None:
        return True
    kinds = [row.slots[slot].mention.kind in _AGENTS for slot in (one.slot, other.slot)]
    return kinds[0] == kinds[1]


def _is_governed(chunks: list[Chunk], at: int) -> bool:
    """Whether a marker stands before a noun."""
    while at > 0 and chunks[at - 1].kind == "time":
        at -= 1
    return at > 0 and chunks[at - 1].kind == "marker"


def _is_before_verb(chunks: list[Chunk], at: int) -> bool:
    while at < len(chunks) and chunks[at].kind == "time":
        at += 1
    return at < len(chunks) and chunks[at].kind == "verb"


def _read_separator(chunks: list[Chunk], at: int) -> tuple[str, int]:
    parts = []
    while at < len(chunks) and (
        chunks[at].kind == "time"
        or (chunks[at].kind == "conjunction" and chunks[at].text not in ("but", "nor"))
        or (chunks[at].kind == "mark" and chunks[at].text in (",", ";"))
    ):
        if chunks[at].kind != "time":
            parts.append(chunks[at].text)
        at += 1
    return " ".join(parts), at


def _is_place_behind(member: Member | None, separators: Collection[str], row: Row) -> bool:
    """Whether a member of a list is a place behind one of these separators."""
    if member is None or member.slot is None or member.separator not in separators:
        return False
    return row.slots[member.slot].mention.kind == "place"


@dataclass(slots=True)
class _Segment:
    """What stands before a verb that has not come yet: arguments, unmarked groups, times."""

    arguments: list[Argument] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    start: int = 0


@dataclass(slots=True)
class _Walker:
    row: Row
    words: Words
    items: list[Chunk]
    clauses: list[Clause] = field(default_factory=list)
    current: Clause | None = None  # the clause that takes what comes
    main: Clause | None = None  # the last main clause
    segment: _Segment = field(default_factory=_Segment)
    waiting: list[_Segment] = field(default_factory=list)  # subjects that a relative or participle clause cut off
    marker: str = ""
    conjunction: str = ""
    subordinator: str = ""
    relative: tuple[str, Group | None, str] | None = None  # word, head, marker in front
    adjunct: Clause | None = None  # the noun of an adjunct, which takes its own arguments
    last: str = "start"  # kind of the last item
    has_comma: bool = False
    last_group: Group | None = None
    fronted: list[Clause] = field(default_factory=list)  # clauses whose subject is that of the main clause to come
    inverted: Clause | None = None
    listed: Clause | None = None
    wanted: list[tuple[Clause, Verb]] = field(default_factory=list)  # verbs whose object must be of certain kinds
    embedder: Clause | None = None  # the verb of saying or wishing that the clause to come is about
    hanging: list[Clause] = field(default_factory=list)  # clauses about a subject whose verb has not come yet

    def walk(self) -> list[Clause]:
        for number, item in enumerate(self.items):
            _TAKERS[item.kind](self, item, number)
            if item.kind != "time":
                self.last = item.kind
        self._settle_fronted(self.main)
        for clause in tuple(self.clauses):
            self._finish(clause)
        for clause in tuple(self.clauses):
            self._add_leader(clause)
            self._deal_out(clause)
        for clause, verb in self.wanted:
            kinds = frozenset(verb.kinds)
            made = ("object2", "as") if "post" in kinds else ()  # "named Mr A as Director"
            groups = [clause.object, *(argument.group for argument in clause.get(*made))]
            if not any(self._is_of(member, kinds) for group in groups if group for member in group.members):
                clause.verb = verb.otherwise
        return sorted(self.clauses, key=lambda clause: clause.start)

    def _is_of(self, member: Member, kinds: frozenset[str]) -> bool:
        """Whether a member is of one of some kinds; a person with a title behind the name is of a post too."""
        if member.slot is None:
            return False
        slot = self.row.slots[member.slot]
        behind = any(mention.phrase.start > slot.mention.phrase.start for mention, _ in slot.posts)
        return self._get_kind(member.slot) in kinds or (behind and "post" in kinds)

    # -- small things

    def _next(self, number: int) -> Chunk | None:
        for at in range(number + 1, len(self.items)):
            if self.items[at].kind != "time":
                return self.items[at]
        return None

    def _take_mark(self, item: Chunk, number: int) -> None:
        if item.text == ",":
            self.has_comma = True
            following = self._next(number)
            if following is None or (following.text != "including" and following.kind != "conjunction"):
                self.adjunct = None
        elif item.text in _BOUNDARIES:
            self._leave()
        self.marker = ""

    def _leave(self) -> None:
        """A semicolon: what comes stands by itself."""
        self._settle_fronted(self.main)
        self.current, self.adjunct, self.relative, self.segment, self.waiting = None, None, None, _Segment(), []
        self.subordinator, self.has_comma = "", False

    def _take_conjunction(self, item: Chunk, number: int) -> None:
        self.conjunction = item.text
        following = self._next(number)
        if following is None or following.kind != "marker" or following.text != "to":
            self.adjunct = None  # but "visits to A, and to B" go on
        self.marker = ""

    def _take_marker(self, item: Chunk, number: int) -> None:
        if self._is_stranded(item, number) and self.current is not None:
            clause = self.current
            clause.arguments = [
                replace(argument, marker=item.text) if argument.group is clause.head else argument
                for argument in clause.arguments
            ]
            self.marker = ""
            return
        self.marker = item.text

    def _is_stranded(self, item: Chunk, number: int) -> bool:
        """ "whom she talked to", "which he came to": the marker governs the head of the relative clause."""
        clause, behind = self.current, self.items[number + 1 : number + 2]
        if clause is None or clause.head is None or self.last != "verb" or clause.object is not clause.head:
            return False
        if not behind or behind[0].kind not in ("group", "time"):
            return True
        verb = self.items[number - 1].verb  # "which she left for on May 2", but not "which she scheduled for May 2"
        wants = verb is not None and (verb.verb.is_intransitive or item.text in verb.verb.needs)
        return behind[0].kind == "time" and (wants or item.text in _STRANDED)

    def _take_subordinator(self, item: Chunk, _number: int) -> None:
        if item.text in ("as", "since") and self.last in ("verb", "group"):
            self.marker = "as" if item.text == "as" else "against"
            return
        self.subordinator = item.text
        self.segment = _Segment(start=item.start)
        self.adjunct = None

    def _take_relative(self, item: Chunk, number: int) -> None:
        following = self._next(number)
        if item.text == "that" and (
            self.last == "verb" or (self.current is not None and self.current.verb in _EMBEDDING)
        ):
            self._embed()
            return
        if item.text == "that" and following is not None and following.kind == "group" and self.last != "group":
            return
        self.relative = (item.text, self._find_relative_head(item, number), self.marker)
        self._cut_off(item.start)
        self.marker = ""
        self.adjunct = None

    def _find_relative_head(self, item: Chunk, number: int) -> Group | None:
        """ "a panel discussion on lanterns, which ...": not the matter, which names nothing, but the discussion."""
        if item.text != "which" or self.last_group is None or self._has_slot(self.last_group):
            return self.last_group
        near = self.items[max(0, number - _GAP_REACH) : number]
        before = [other for other in near if other.kind in ("group", "marker", "verb")]
        if len(before) > 2 and before[-2].text in ("of", "about") and before[-3].group is not None:
            governing = before[-3].group
            if self._is_sufferer(governing) or not self._has_slot(governing):
                return governing
        return self.last_group

    def _embed(self) -> None:
        """What stands behind "said that" is a clause of its own."""
        self.adjunct, self.marker, self.has_comma = None, "", False
        self.last_group = None
        self.embedder = self.current

    def _hang(self, clause: Clause) -> None:
        """A clause about a subject whose verb is still to come depends on that verb."""
        self.hanging.append(clause)
        self._cut_off(clause.at or clause.start)

    def _cut_off(self, start: int) -> None:
        """Keeps a subject that waits for its verb while a clause about it is read."""
        if self.segment.groups or self.segment.arguments or self.segment.times:
            self.waiting.append(self.segment)
        self.segment = _Segment(start=start)

    def _take_time(self, item: Chunk, number: int) -> None:
        if item.time is None:
            return
        clause = self.adjunct or self.current
        following = self._next(number)
        if self.waiting and self.has_comma and following is not None and following.kind == "verb":
            self.waiting[-1].times.append(item.time)  # "Ms A, who is in X, on May 2 met Mr B"
            return
        if clause is None or self.segment.groups or self.relative is not None:
            self.segment.times.append(item.time)
            return
        if item.text == "listed":  # "Hangzhou on June 3 and Shanghai on June 5": each is a part's own
            self.listed = clause
        while (
            clause.times and clause is not self.listed and clause.parent is not None and clause.place is not Place.MAIN
        ):
            clause = clause.parent
        clause.times.append(item.time)

    # -- groups

    def _take_group(self, item: Chunk, _number: int) -> None:
        group = item.group
        if group is None:
            return
        marker, self.marker = self.marker, ""
        if item.text == "gapped" and not marker and self._open_gapped(item, group):
            self.last_group, self.has_comma, self.conjunction = group, False, ""
            return
        if (
            self.last == "conjunction"
            and not marker
            and self.current is not None
            and self.conjunction
            and not self._is_new_clause(_number)
        ):
            last = self.current.arguments[-1] if self.current.arguments else None
            marker = last.marker if last is not None and last.marker not in ("object",) and not self.has_comma else ""
        if marker:
            self._govern(marker, group, item)
        elif self.inverted is not None and self.last == "verb":
            self.inverted.subject, self.inverted.subject_from = group, "inverted"
            self.inverted = None
        elif self.current is not None and self.last == "verb" and self.relative is None and not self._embeds(_number):
            taken = any(argument.marker == "object" for argument in self.current.arguments)
            self.current.arguments.append(Argument("object2" if taken else "object", group))
            self.current.end = item.end
            self._open_noun(self.current, "object", group)
        elif self._is_title_given(group) and self.current is not None:
            self.current.arguments.append(Argument("object2", group))
            self.current.end = item.end
        elif self._is_late_object(group, _number) and self.current is not None:
            self.current.arguments.append(Argument("object", group))
            self.current.end = item.end
        else:
            if not self.segment.groups and not self.segment.arguments:
                self.segment.start = item.start
            self.segment.groups.append(group)
            if self.relative is None:
                self._open_noun(None, "subject", group)
        self.last_group = group
        self.has_comma = False
        self.conjunction = ""

    def _open_gapped(self, item: Chunk, group: Group) -> bool:
        """A clause like the one before it but for its last object and adjunct: "met Mr A in Zhuhai and Mr B in Foshan";
        tells whether there is one."""
        clause = self.current
        arguments = [*clause.arguments] if clause is not None else []
        if clause is None or not arguments or (arguments[-1].marker == "at" and len(arguments) < 2):
            return False
        if arguments[-1].marker == "at":
            arguments.pop()
        arguments[-1] = replace(arguments[-1], group=group)
        again = replace(clause, start=item.start, end=item.end, at=item.start, arguments=arguments, times=[])
        again.conjunction, again.subject_from = "", "coordinate"
        nominals = [n for n in self.clauses if n.arguments is clause.arguments and n is not clause]
        self.clauses += [again]
        self.clauses += [
            replace(n, arguments=arguments, times=again.times, parent=again, at=item.start) for n in nominals
        ]
        self.wanted += [(again, kinds) for wanting, kinds in self.wanted if wanting is clause]
        self.current, self.adjunct = again, None
        return True

    def _is_title_given(self, group: Group) -> bool:
        """ "appointed Mr A Director of Tides": a title right behind whoever is given it."""
        clause = self.current
        return (
            clause is not None and clause.verb in _GIVING_OFFICE and self.last == "group" and self.relative is None
            and clause.object is self.last_group
            and all(member.slot is not None and self._get_kind(member.slot) == "post" for member in group.members)
        )  # fmt: skip

    def _is_late_object(self, group: Group, number: int) -> bool:
        """ "signed, on behalf of X and Y respectively, the agreement"."""
        clause = self.current
        return (
            clause is not None and clause.is_finite and not clause.is_passive and self.last in ("mark", "group")
            and clause.object is None and bool(clause.arguments) and self.relative is None
            and self._is_sufferer(group) and not self._is_new_clause(number)
        )  # fmt: skip

    def _embeds(self, number: int) -> bool:
        """ "said he would go": what stands behind such a verb is the subject of a clause of its own."""
        return self.current is not None and self.current.verb in _EMBEDDING and self._is_new_clause(number)

    def _is_new_clause(self, number: int) -> bool:
        following = self._next(number)
        return following is not None and following.kind == "verb"

    def _govern(self, marker: str, group: Group, item: Chunk) -> None:
        argument = Argument(marker, group)
        if self.adjunct is not None and (marker in _COMPLEMENTS or (marker == "at" and self.adjunct.verb == _WAY)):
            self.adjunct.arguments.append(argument)
            self.adjunct.end = item.end
            return
        clause = self.current
        if clause is None or self.segment.groups or (self.relative is not None):
            self.segment.arguments.append(argument)
        else:
            clause.arguments.append(argument)
            clause.end = item.end
        self.adjunct = None
        is_aim = marker == "for" and self._is_behind_noun(group)  # "negotiations for the signing of"
        is_adjunct = (marker in _ADJUNCTS and not is_aim) or (marker == "with" and self._is_phase(clause))
        if is_adjunct or (marker == "of" and group.members[-1].owner):
            self._open_noun(clause, marker, group)

    def _is_behind_noun(self, group: Group) -> bool:
        """Whether only a marker stands between a group and a noun that nothing is called by: "a call for talks"."""
        noun = self.last_group
        if noun is None or noun.members[-1].slot is not None:
            return False
        return " " not in self.row.text[noun.end : group.start].strip(" ")

    def _is_phase(self, clause: Clause | None) -> bool:
        """ "began the day with a visit to": what a day or a trip begins, goes on or ends with."""
        if clause is None or clause.verb not in _PHASES or clause.object is None:
            return False
        return clause.object.members[-1].head in self.words.spans

    def _open_noun(self, clause: Clause | None, marker: str, group: Group) -> None:
        """A noun that tells of a deed ("after a meeting with Mr A") is a clause of its own."""
        noun = group.members[-1]
        head = self._find_head(noun)
        entry = self.words.nouns.get(head)
        is_panel = noun.slot is not None and head in self.row.language.lexicon.event_head_company
        if entry is None or is_panel or (entry == _WAY and not noun.owner):
            return
        nominal = Clause(
            entry, head, noun.start, noun.end, Place.NOMINAL, parent=clause, noun=noun, conjunction=marker,
            at=noun.start,
        )  # fmt: skip
        self.clauses.append(nominal)
        if marker == "object":
            nominal.arguments = clause.arguments if clause is not None else []
            nominal.times = clause.times if clause is not None else []
            return
        self.adjunct = nominal
        if clause is None:
            self.fronted.append(nominal)
        elif marker == "with":
            nominal.times = clause.times

    def _find_head(self, noun: Member) -> str:
        if noun.slot is None:
            return noun.head
        phrase = self.row.slots[noun.slot].mention.phrase
        return phrase.head.lower() if phrase.kind == "event" else ""

    # -- verbs

    def _take_verb(self, item: Chunk, number: int) -> None:
        verb = item.verb
        if verb is None:
            return
        entry = self._choose_entry(verb, number)
        if "infinitive" in verb.shapes:
            clause = self._open_infinitive(item, verb, entry)
        elif verb.shapes == {"ing"}:
            clause = self._open_gerund(item, verb, entry)
        elif self._is_finite(verb, number):
            clause = self._open_finite(item, verb, entry, number)
        else:
            clause = self._open_participle(item, verb, entry)
        clause.purpose, clause.at = verb.verb.purpose, item.start
        if verb.verb.kinds:
            self.wanted.append((clause, verb.verb))
        self.clauses.append(clause)
        self.current = clause
        self.adjunct, self.relative = None, None
        self.marker = self.conjunction = self.subordinator = ""
        self.has_comma = False

    def _choose_entry(self, verb: VerbGroup, number: int) -> str:
        """The entry of a verb, if what its row asks for follows; else it is a plain one."""
        row = verb.verb
        if not row.needs:
            return row.entry
        found = {self.relative[2]} if self.relative is not None else set()
        for item in self.items[number + 1 :]:
            if item.kind in ("marker", "subordinator"):
                found.add(item.text)
            if item.kind in ("verb", "relative", "subordinator"):
                break
        return row.entry if found & set(row.needs) else row.otherwise

    def _is_finite(self, verb: VerbGroup, number: int) -> bool:
        if "participle" not in verb.shapes:
            return True
        if "finite" not in verb.shapes:
            return False
        following = self._next(number)
        by = following is not None and following.kind == "marker" and following.text == "by"
        takes_object = following is not None and following.kind == "group"
        by = by or (not takes_object and not verb.verb.is_intransitive and self._has_doer(number))
        if self.relative is not None:
            return not by
        if self.segment.groups and self.last == "group":
            is_reduced = not (by or takes_object or verb.verb.is_intransitive) and self._is_reduced(number)
            return not (by or is_reduced) and (
                takes_object or verb.verb.is_intransitive or not self._is_sufferer(self._choose_subject())
            )
        if by:
            return False
        if self._find_subordinate() is not None and not self._is_sufferer(self.last_group):
            return True
        if self.segment.groups and self.last == "mark":  # "Speaking there, Ms A, Mayor of X, said"
            subject = self._choose_subject()
            return subject is not None and self._has_agent(subject) and not self._is_aside(verb, number, subject)
        if self.current is None and not self.waiting:
            return bool(self.segment.groups)
        if self.conjunction and self.last == "conjunction":
            is_passive = self.current is not None and self.current.is_passive
            return takes_object or not is_passive
        if self.last == "mark":
            return bool(self.waiting) or takes_object or verb.verb.is_intransitive
        if self.waiting and self.last in ("group", "verb"):
            return True
        is_told = takes_object or verb.verb.is_intransitive or verb.verb.entry != "plain"
        return self.last == "group" and is_told and self._can_split()

    def _is_reduced(self, number: int) -> bool:
        """ "Her visit scheduled for May 9 has been cancelled": whether the clause has another verb, with helpers."""
        for item in self.items[number + 1 :]:
            if item.verb is not None:
                return "finite" in item.verb.shapes and not item.verb.is_bare
            if item.kind not in ("group", "marker", "time"):
                break
        return False

    def _is_aside(self, verb: VerbGroup, number: int, subject: Group) -> bool:
        """ "The Centre, set up under the Board, keeps": a verb that wants an object and has none, before another of the
        same subject, is a passive one."""
        if verb.verb.entry == "plain" or verb.verb.is_intransitive:
            return False
        rest = [item for item in self.items[number + 1 :] if item.kind != "time"]
        ahead = next((at for at, item in enumerate(rest) if item.kind == "verb"), 0)
        if ahead < 2 or rest[0].kind != "marker" or rest[ahead - 1].text != ",":
            return False
        following = rest[ahead].verb
        is_body = all(member.slot is not None and self._get_kind(member.slot) == "body" for member in subject.members)
        is_by = any(item.kind == "marker" and item.text == "by" for item in rest[:ahead])
        return (is_body or is_by) and following is not None and "finite" in following.shapes

    def _has_doer(self, number: int) -> bool:
        """ "appointed as Director of Tides by the Board": whether a by-phrase of the verb tells who did it."""
        for item, following in pairwise(self.items[number + 1 :]):
            if item.kind not in ("group", "marker", "time"):
                break
            if item.text == "by" and following.group is not None and self._has_agent(following.group):
                return True
        return False

    def _is_denied(self, subject: Group) -> bool:
        """ "Neither A nor B met C": the subject is told not to have done it."""
        before = self.row.text[max(0, subject.start - _DENIAL_REACH) : subject.start].lower().split()
        return not self.words.denials.isdisjoint(before[-2:])

    def _is_sufferer(self, group: Group | None) -> bool:
        if group is None:
            return False
        slot = group.members[-1].slot
        return slot is not None and self.row.slots[slot].mention.kind in _SUFFERERS

    def _choose_subject(self) -> Group | None:
        """Of the groups that wait for a verb the last with an agent, else the last with a slot, else the last."""
        groups = self.segment.groups
        for is_wanted in (self._has_agent, self._has_slot):
            for group in reversed(groups):
                if is_wanted(group):
                    return group
        return groups[-1] if groups else None

    def _has_agent(self, group: Group) -> bool:
        for member in group.members:
            if member.slot is not None and self.row.slots[member.slot].mention.kind in _AGENTS:
                return True
        return False

    def _get_kind(self, slot: int) -> str:
        kind = self.row.slots[slot].mention.kind
        return "body" if kind in ("mechanism", "name") else kind

    def _has_slot(self, group: Group) -> bool:
        return any(m.slot is not None for m in group.members)

    def _can_split(self) -> bool:
        """Whether the last object's list may end with the subject of a clause to come: "met B and C visited D"."""
        group = self.last_group
        return (
            group is not None and len(group.members) > 1 and self.current is not None
            and any(argument.group is group for argument in self.current.arguments)
            and group.members[-1].separator.endswith("and")
        )  # fmt: skip

    def _is_seen(self, verb: VerbGroup) -> bool:
        """ "witnessed Mr A sign": who is seen does it."""
        return self.current is not None and self.current.verb == "witness" and self._is_base(verb)

    def _split(self) -> Group | None:
        """Takes the subject of the clause to come out of the last list: behind its last ", and", else its last
        member."""
        group, clause = self.last_group, self.current
        if group is None or clause is None:
            return None
        cut = len(group.members) - 1
        for at in range(len(group.members) - 1, 0, -1):
            if group.members[at].separator in (", and", "; and", ", and then"):
                cut = at
                break
        rest = Group(group.members[:cut])
        for at, argument in enumerate(clause.arguments):
            if argument.group is group:
                clause.arguments[at] = replace(argument, group=rest)
        first = group.members[cut]._replace(separator="")
        return Group((first, *group.members[cut + 1 :]))

    def _open_finite(self, item: Chunk, verb: VerbGroup, entry: str, number: int) -> Clause:
        clause = Clause(
            entry,
            verb.words,
            item.start,
            item.end,
            Place.MAIN,
            verb.status,
            is_passive=verb.is_passive,
            is_finite=True,
            is_present=verb.is_present,
            is_past=verb.is_past,
            is_outdated=verb.is_outdated,
        )
        clause.is_passive = verb.is_passive
        if self.relative is not None:
            self._relate(clause)
            return clause
        if self.last == "conjunction" and (self.current is not None or self.main is not None):
            self.segment.groups = []  # "took part in X activities and met": the noun left over is no subject
        self._take_subordinate()
        subject = self._choose_subject() if self.segment.groups else None
        if subject is None and self.waiting and self.last != "conjunction":
            self.segment = self.waiting.pop()
            subject = self._choose_subject() if self.segment.groups else None
        elif subject is None and self.last == "group" and self._is_seen(verb):
            subject = self.last_group
            clause.parent, clause.is_finite = self.current, False
        elif subject is None and self.last == "group" and self._can_split():
            subject = self._split()
        previous = self.current
        if (
            subject is None
            and entry == "be"
            and self.fronted
            and self.fronted[-1].place in (Place.FRONTED, Place.PARTICIPLE)
        ):
            self.inverted = self.fronted.pop()
            self.inverted.status = verb.status
            return clause
        if subject is not None:
            clause.subject = subject
            if self._is_denied(subject):
                clause.status = Reality.UNREAL
            if self.embedder is not None and self.embedder.verb == "wish":
                clause.status = Reality.UNREAL  # "It is hoped that A and B will meet"
            self.embedder = None
            for other in self.hanging:
                if other.subject is subject:
                    other.parent = clause
            self.hanging = []
            self._settle_segment(clause)
            clause.conjunction = self.subordinator
            if self.subordinator in self.words.unreal_subordinators:
                clause.status = Reality.UNREAL
            is_condition = previous is not None and previous.conjunction in self.words.unreal_subordinators
            if is_condition and clause.status is Reality.PLANNED and not self.subordinator:
                clause.status = Reality.UNREAL  # "If A comes, B will meet him"
            if not self.subordinator:
                if previous is not None and previous.conjunction in _CONDITIONS and self.main is None:
                    clause.status = Reality.UNREAL  # "If A visits Porto, he will meet B"
                self.main = clause
                self.waiting = []
            if not self.subordinator or self.subordinator in ("while", "whereas", "although", "though"):
                self.main = clause
        elif previous is not None or self.main is not None:
            self._coordinate(clause, verb, previous or self.main, number)
        else:
            self._settle_segment(clause)  # "Among the guests at the forum were A and B"
        clause.surface = clause.surface or clause.subject
        if self.main is clause:
            self._settle_fronted(clause)
        return clause

    def _find_subordinate(self) -> list[Argument] | None:
        """ "After Ms A visited X, Mr B ...": where the group right before a verb, which looked like an adjunct, is."""
        if self.last != "group" or self.segment.groups or self.relative is not None:
            return None
        for arguments in (self.segment.arguments, self.current.arguments if self.current is not None else []):
            if arguments and arguments[-1].group is self.last_group and arguments[-1].marker in _SUBORDINATING:
                return arguments
        return None

    def _take_subordinate(self) -> None:
        """Makes the subject of a clause of what looked like an adjunct."""
        arguments = self._find_subordinate()
        if arguments is not None:
            self.subordinator = arguments[-1].marker
            self.segment.groups = [arguments.pop().group]

    def _settle_segment(self, clause: Clause) -> None:
        for nominal in self.clauses:
            if (
                nominal.conjunction == "subject"
                and nominal.parent is None
                and nominal.noun in (clause.subject.members if clause.subject else ())
            ):
                nominal.parent = clause
        clause.arguments += self.segment.arguments
        clause.times += self.segment.times
        clause.start = min(clause.start, self.segment.start) if self.segment.groups else clause.start
        self.segment = _Segment()

    def _coordinate(self, clause: Clause, verb: VerbGroup, previous: Clause | None, _number: int) -> None:
        """A predicate without a subject of its own goes on with that of the one before."""
        while previous is not None and previous.place in (Place.NOMINAL, Place.PURPOSE) and not verb.is_bare:
            previous = previous.parent
        if (
            previous is not None
            and not self.conjunction
            and previous.place not in (Place.MAIN,)
            and self.main is not None
            and verb.shapes == {"finite"}
        ):
            previous = self.main if not self._is_base(verb) else previous
        if previous is not None and previous.place is Place.RELATIVE and self.has_comma and self.main is not None:
            previous = self.main  # "attended E, which A had opened, and met B"
        if previous is None:
            return
        if self._is_base(verb):
            previous = self._find_helped(previous)
            clause.status = previous.status if verb.status is not Reality.UNREAL else verb.status
            clause.is_past, clause.is_outdated = previous.is_past, previous.is_outdated
            clause.place, clause.is_circumstance = previous.place, previous.is_circumstance
            clause.parent = previous.parent
            clause.is_finite = previous.is_finite
        elif previous.place is Place.RELATIVE:
            clause.place, clause.head, clause.parent = Place.RELATIVE, previous.head, previous.parent
            clause.is_circumstance = previous.is_circumstance
        if self.conjunction == "or" and clause.status is Reality.DONE:
            clause.status = previous.status = Reality.UNREAL  # "either met A or called on B"
        clause.subject = previous.surface or previous.subject
        clause.surface = clause.subject
        clause.subject_from = "coordinate"
        clause.times += self.segment.times
        clause.arguments += self.segment.arguments
        self.segment = _Segment()
        if clause.place is Place.MAIN:
            self.main = clause

    @staticmethod
    def _is_base(verb: VerbGroup) -> bool:
        return verb.is_bare and verb.is_base

    def _find_helped(self, previous: Clause) -> Clause:
        """The clause before that has a helper or "to", which a bare base form goes on with."""
        for clause in reversed(self.clauses):
            if clause.place is Place.PURPOSE or clause.status is not Reality.DONE:
                return clause
        return previous

    def _relate(self, clause: Clause) -> None:
        """A relative clause: its head fills the gap that its own groups leave."""
        if self.relative is None:
            return
        word, head, marker = self.relative
        clause.is_circumstance = bool(marker) or word == "where"
        doers = self.current.get("by") if self.current is not None and self.current.is_passive else ()
        if word == "where" and any(argument.group is head for argument in doers):
            head = None  # "a forum organised by A, where": at the forum, not at A
        clause.place, clause.head, clause.parent = Place.RELATIVE, head, self.current
        subject = self._choose_subject() if self.segment.groups else None
        if head is not None and len(head.members) > 1 and word in ("who", "whom", "which"):
            is_plural = self._goes_plural()
            head = head if is_plural else Group((head.members[-1]._replace(separator=""),))
            clause.head = head
        if subject is not None:
            clause.subject = subject
            if head is not None and word != "whose":
                clause.arguments.append(Argument(marker or ("at" if word == "where" else "object"), head))
        elif head is not None and not marker and word not in ("where", "whose"):
            clause.subject, clause.subject_from = head, "head"
        elif head is not None and marker:
            clause.arguments.append(Argument(marker, head))
        clause.surface = clause.subject
        self._settle_segment(clause)
        if (
            clause.parent is not None
            and clause.parent.status is Reality.UNREAL
            and clause.status is Reality.DONE
            and clause.is_present
        ):
            clause.status = Reality.UNREAL

    def _goes_plural(self) -> bool:
        return False

    def _open_infinitive(self, item: Chunk, verb: VerbGroup, entry: str) -> Clause:
        parent = self.current
        if verb.is_passive and self.last == "group" and self.last_group is not None:  # "the dinner to be hosted by"
            head = self.last_group
            clause = Clause(
                entry, verb.words, item.start, item.end, Place.PARTICIPLE, Reality.PLANNED, head, "head",
                is_passive=True, head=head, surface=head, parent=parent,
            )  # fmt: skip
            if self.segment.groups:
                self._hang(clause)
            return clause
        if self.conjunction and parent is not None and parent.place is Place.PURPOSE:
            parent = parent.parent
        clause = Clause(
            entry, verb.words, item.start, item.end, Place.PURPOSE, parent=parent, is_passive=verb.is_passive
        )
        if parent is None:
            clause.status = Reality.UNREAL
            self.fronted.append(clause)
        else:
            clause.status = self._judge_purpose(parent)
            clause.is_past, clause.is_outdated = parent.is_past, parent.is_outdated
            if parent.status is Reality.DONE and parent.verb == "plain" and self._is_sufferer(parent.surface):
                clause.status = Reality.PLANNED  # "the memorandum aims to set up"
            clause.subject = parent.surface or parent.subject
            if parent.place is Place.NOMINAL and parent.parent is not None:
                clause.subject = parent.parent.surface
            clause.surface = clause.subject
            clause.subject_from = "governing"
            if parent.verb == "collaborate":  # "A collaborated with B to host": both did
                clause.arguments += [
                    replace(argument, marker="together") for argument in parent.get("with", "together")
                ]
        return clause

    @staticmethod
    def _judge_purpose(parent: Clause) -> Reality:
        if parent.status is not Reality.DONE and parent.status is not Reality.PLANNED:
            return Reality.UNREAL
        if parent.purpose == "planned":
            return Reality.PLANNED
        return parent.status if parent.purpose == "real" else Reality.UNREAL

    def _open_gerund(self, item: Chunk, verb: VerbGroup, entry: str) -> Clause:
        previous = self.current
        clause = Clause(
            entry, verb.words, item.start, item.end, Place.PARTICIPLE, verb.status, is_passive=verb.is_passive
        )
        governed = self.marker or self.subordinator
        if (
            self.conjunction
            and previous is not None
            and previous.place in (Place.FRONTED, Place.PARTICIPLE)
            and not governed
        ):
            clause.place, clause.parent, clause.conjunction = previous.place, previous.parent, previous.conjunction
            clause.status = previous.status
            clause.subject, clause.surface, clause.subject_from = previous.surface, previous.surface, "coordinate"
            if clause.subject is None:
                self.fronted.append(clause)
            return clause
        if governed:
            clause.place, clause.conjunction = Place.FRONTED, governed
            if governed not in _REAL_GERUNDS:
                clause.status = Reality.UNREAL
        elif previous is not None and self.last == "verb":
            clause.place = Place.PURPOSE
            if previous.purpose != "real":
                clause.status = Reality.UNREAL  # "denied having met"
        is_absolute = not governed and self._take_absolute()
        is_behind = not governed and self.last == "group" and self.last_group is not None and not self.has_comma
        if is_absolute or is_behind:
            clause.head = self.last_group
            clause.subject, clause.surface, clause.subject_from = self.last_group, self.last_group, "head"
            clause.parent = self.main if is_absolute else previous
            if is_absolute and self.main is not None and self.main.status is not Reality.DONE:
                clause.status = self.main.status
            self._cut_off(item.start)
            return clause
        if self.segment.groups:  # "Ms A, speaking at E, said"
            clause.subject = clause.surface = self._choose_subject()
            clause.subject_from = "governing"
            self._cut_off(item.start)
        elif previous is None:
            clause.times += self.segment.times
            clause.arguments += self.segment.arguments
            self.segment = _Segment()
            self.fronted.append(clause)
        else:
            anchor = previous if previous.surface is not None else self.main
            clause.parent = previous
            clause.subject = clause.surface = anchor.surface if anchor is not None else None
            clause.subject_from = "governing"
            if previous.status is not Reality.DONE and clause.status is Reality.DONE:
                clause.status = previous.status
        return clause

    def _take_absolute(self) -> bool:
        """ "The pact was signed, with Ms A witnessing it": she is no side of the signing; takes her from its clause."""
        clause, group = self.current, self.last_group
        last = clause.arguments[-1] if clause is not None and clause.arguments else None
        if clause is None or group is None or last is None or last.group is not group or last.marker != "with":
            return False
        if not self.row.text[: group.start].rstrip().endswith(", with"):
            return False
        clause.arguments.remove(last)
        return True

    def _open_participle(self, item: Chunk, verb: VerbGroup, entry: str) -> Clause:
        previous = self.current
        clause = Clause(entry, verb.words, item.start, item.end, Place.PARTICIPLE, verb.status, is_passive=True)
        if self.conjunction and previous is not None and previous.is_passive:
            clause.place, clause.head, clause.parent = previous.place, previous.head, previous.parent
            clause.status, clause.is_finite = previous.status, previous.is_finite
            clause.is_present = previous.is_present
            clause.subject = clause.surface = previous.surface
            clause.subject_from = "coordinate"
            if previous in self.fronted:  # "Organised by A and supported by B, the forum was held"
                self.fronted.append(clause)
            return clause
        if self.segment.groups and self.last != "conjunction":
            group = self.segment.groups[-1] if self.last == "group" else self._choose_subject()
            clause.head = clause.subject = clause.surface = group
            clause.subject_from = "head"
            self._hang(clause)
        elif self.last_group is not None and self.last in ("group", "mark", "conjunction"):
            head = self._find_sufferer(self.last_group)
            if len(head.members) > 1:
                head = Group((head.members[-1]._replace(separator=""),))
            clause.head = clause.subject = clause.surface = head
            clause.subject_from = "head"
            clause.parent = previous
        else:
            clause.times += self.segment.times
            clause.arguments += self.segment.arguments
            self.segment = _Segment()
            self.fronted.append(clause)
        return clause

    def _find_sufferer(self, group: Group) -> Group:
        """ "the Festival in Antwerp, organised by", "the Forum on Tides, organised by": not the place or the matter,
        but the event before it."""
        slot = group.members[-1].slot
        if self.current is None:
            return group
        is_place = slot is not None and self.row.slots[slot].mention.kind == "place"
        is_matter = any(argument.marker == "about" and argument.group is group for argument in self.current.arguments)
        if not is_place and (not is_matter or self._is_sufferer(group)):
            return group
        fitting = [argument.group for argument in self.current.arguments if self._is_sufferer(argument.group)]
        return fitting[-1] if fitting else group

    def _settle_fronted(self, main: Clause | None) -> None:
        """Gives the clauses in front of a main clause its subject."""
        for clause in self.fronted:
            if main is not None:
                clause.parent = clause.parent or main
                if clause.subject is None and main.surface is not None and clause.place is not Place.NOMINAL:
                    clause.subject = clause.surface = main.surface
                    clause.subject_from = "main clause"
                if clause.status is Reality.DONE and clause.place is not Place.MAIN:
                    clause.status = main.status
        self.fronted = []

    # -- the end

    def _finish(self, clause: Clause) -> None:
        """Puts deep subject and object in their places, and the words of a noun's owner."""
        if clause.place is Place.NOMINAL:
            self._finish_noun(clause)
            return
        if clause.is_passive:
            if clause.subject is not None:
                clause.arguments.insert(0, Argument("object", clause.subject))
            by = next((argument for argument in clause.arguments if argument.marker == "by"), None)
            clause.subject = by.group if by is not None else None
            if by is not None:
                clause.arguments.remove(by)
        self._part_guests(clause)
        if self._is_open(clause.subject) or self._is_none(clause.subject) or self._is_none(clause.object):
            clause.status = Reality.UNREAL
        for argument in clause.arguments:
            clause.end = max(clause.end, argument.group.end)
            if self._is_open(argument.group):
                clause.status = Reality.UNREAL
        clause.is_respective = "respectively" in self.row.text[clause.start : clause.end + 40]

    def _deal_out(self, clause: Clause) -> None:
        """ "A and B visited P and Q respectively": a clause for each of them."""
        if clause.subject is None or len(clause.subject.members) < 2:
            return
        last = max(clause.arguments, key=lambda argument: argument.group.start, default=None)
        if last is None or last.marker not in _DEALT_OUT or self._is_pact(last):
            return
        ones, others = clause.subject.members, last.group.members
        behind = self.row.text[last.group.end : last.group.end + _RESPECTIVE_REACH].lower()
        if len(ones) != len(others) or not behind.lstrip(" ,").startswith("respectively"):
            return
        shared = [argument for argument in clause.arguments if argument is not last]
        for one, other in reversed(list(zip(ones, others, strict=True))):
            subject, group = (Group((member._replace(separator=""),)) for member in (one, other))
            arguments = [*shared, replace(last, group=group)]
            if one is not ones[0]:
                self.clauses.append(replace(clause, subject=subject, surface=subject, arguments=arguments))
            else:
                clause.subject, clause.surface, clause.arguments = subject, subject, arguments

    def _is_pact(self, argument: Argument) -> bool:
        slot = argument.group.members[-1].slot
        return slot is not None and self.row.slots[slot].mention.kind == "agreement"

    @staticmethod
    def _is_open(group: Group | None) -> bool:
        """ "met Mr A or Mr B": which of the two, nobody says."""
        for member in group.members if group is not None else ():
            if member.separator.endswith("or") and member.slot is not None:
                return True
        return False

    def _add_leader(self, clause: Clause) -> None:
        """ "Led by Ms A, the delegation visited X": so did she; "met the Board's delegation led by Ms A": her too."""
        led, leader = clause.object, clause.subject
        if (
            clause.verb not in _LEADING
            or not clause.is_passive
            or led is None
            or leader is None
            or not self._travels(led)
        ):
            return
        named = tuple(m for m in led.members if m.slot is not None and self._get_kind(m.slot) == "body")
        group = Group((*named, *leader.members))
        for other in self.clauses:
            if other is clause:
                continue
            if other.surface is led and not other.is_passive:
                other.subject = group
            other.arguments = [replace(a, group=group) if a.group is led else a for a in other.arguments]

    def _travels(self, group: Group) -> bool:
        """Whether a group is a delegation, of somebody or not."""
        last = group.members[-1]
        head = last.through or last.head
        if last.slot is not None and not last.through:
            head = self.row.slots[last.slot].mention.phrase.head.lower()
        return head in self.words.transparent

    def _part_guests(self, clause: Clause) -> None:
        """ "The forum, joined by Ms A, is ...": who joins an event is no companion of it but takes part; "held a
        meeting under the chairmanship of Ms A": she chaired it."""
        held = clause.surface if self._is_sufferer(clause.surface) else None
        chaired = held or (clause.object if self._is_sufferer(clause.object) else None)
        for marker, verb, event in (("joined", "join", held), ("chaired", "chair", chaired)):
            for argument in tuple(clause.get(marker)):
                if event is None:
                    continue
                clause.arguments.remove(argument)
                self.clauses.append(
                    Clause(
                        verb, f"{marker} by", argument.group.start, argument.group.end, Place.PARTICIPLE, clause.status,
                        argument.group, arguments=[Argument("object", event)], is_passive=True, head=event,
                        parent=clause, at=argument.group.start,
                    )
                )  # fmt: skip

    @staticmethod
    def _is_none(group: Group | None) -> bool:
        """ "No meeting was held", "held no talks"."""
        return group is not None and group.members[0].determiner == "no"

    def _finish_noun(self, clause: Clause) -> None:
        parent, noun = clause.parent, clause.noun
        if parent is not None:
            clause.status = parent.status
        is_aim = parent is not None and parent.verb in ("plain", "wish") and clause.conjunction == "for"
        if is_aim or (noun is not None and noun.determiner == "no"):  # "hoped for exchanges"
            clause.status = Reality.UNREAL
        if parent is not None and parent.is_passive and clause.conjunction == "subject":
            is_doer = parent.verb != "witness"  # "a meeting was held between A and B in Zhuhai"
            clause.arguments += [a for a in parent.arguments if a.marker != "object" and (a.marker != "by" or is_doer)]
        if parent is not None and parent.verb == "be" and clause.conjunction == "subject":
            clause.arguments += [a for a in parent.arguments if a.marker == "object"]  # "Her first stop was the X"
        if parent is not None and parent.verb == "accompany" and not parent.is_passive and parent.object is not None:
            guests = parent.subject.members if parent.subject is not None else ()  # "accompanied A on a visit to X"
            clause.subject, clause.subject_from = Group((*parent.object.members, *guests)), "governing"
            return
        by = next((argument for argument in clause.arguments if argument.marker == "by"), None)
        if by is not None and not (parent is not None and parent.arguments is clause.arguments and parent.is_passive):
            clause.subject = by.group
        elif noun is not None and noun.owner_slot is not None and self._get_kind(noun.owner_slot) in ("person", "body"):
            slot = self.row.slots[noun.owner_slot]  # "Ms A's visit to X"
            clause.subject = Group((Member(noun.owner_slot, slot.mention.phrase.text, "", noun.start, noun.start),))
            clause.subject_from = "owner"
        elif noun is not None and (noun.owner or noun.owner_slot is not None):
            clause.subject_from = "owner"
            if parent is not None and noun.owner in self.words.possessives:
                clause.subject = parent.surface
        elif parent is not None and parent.surface is not None and clause.words not in self.words.uncontrolled:
            clause.subject, clause.subject_from = parent.surface, "governing"
        if clause.subject is None or not self._has_agent(clause.subject):
            self._find_owner(
                clause,
                noun if noun is not None and noun.owner else clause.subject.members[0] if clause.subject else noun,
            )

    def _find_owner(self, clause: Clause, noun: Member | None) -> None:
        """ "his seat on a vessel during his trip": whose trip it is, is told last before it."""
        if noun is not None and self.words.possessives.get(noun.owner) == "speaker":
            clause.subject = Group((Member(None, "I", "i", noun.start, noun.end),))
            clause.subject_from = "owner"
        if noun is None or self.words.possessives.get(noun.owner) != "person":
            return
        before = [
            n
            for n, slot in enumerate(self.row.slots)
            if slot.mention.kind == "person" and f"{self._mark(n)}" in self.row.text[: noun.start]
        ]
        if not before:  # the story knows
            clause.subject = Group((Member(None, noun.owner, "owner", noun.start, noun.end),))
            clause.subject_from = "owner"
        if before:
            slot = self.row.slots[before[-1]]
            clause.subject = Group((Member(before[-1], slot.mention.phrase.text, "", noun.start, noun.end),))
            clause.subject_from = "owner"

    @staticmethod
    def _mark(number: int) -> str:
        return chr(FIRST_NUMBER + number)


_TAKERS = {
    "group": _Walker._take_group,
    "verb": _Walker._take_verb,
    "marker": _Walker._take_marker,
    "conjunction": _Walker._take_conjunction,
    "relative": _Walker._take_relative,
    "subordinator": _Walker._take_subordinator,
    "time": _Walker._take_time,
    "mark": _Walker._take_mark,
}
