"""Reads the clauses of a Chinese sentence from left to right: constructions are told here, what verbs mean is not.

A sentence is cut at its commas into segments; a subject holds until a new one stands. What stands before 的 with a verb
in it is a clause about the noun behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.clauses.characters import Characters, read_characters
from kg.clauses.clause import Argument, Clause, Group, Member, Place, Reality
from kg.clauses.words import Verb
from kg.languages.time import EVERY, Time
from kg.mentions.rows import Row
from kg.patterns import FIRST_NUMBER, KIND_MARKS, get_expression

_KINDS = {mark: kind for kind, mark in KIND_MARKS.items()}
_BREAKS = frozenset("，；。：:,;！？")
_LIST_MARKS = frozenset({"、"})
_SMALL = ("planned", "unreal", "passives", "several", "adverbs")  # classes of small words, the stronger first
_TURNING = frozenset({"at", "against", "by"})  # markers that a word behind the group may turn into another
_AGENTS = frozenset({"person", "body", "mechanism", "name"})
_THROUGH = frozenset({"representatives", "officials", "leaders", "members"})  # whoever stands for a body
_STAYING = frozenset({"begin", "continue", "conclude"})
_TWO_SIDED = frozenset(
    {"meet", "talk", "discuss", "consider", "call-on", "receive", "hold", "have", "sign", "dine", "say", "plain"}
)
_DONE_TO_PEOPLE = _TWO_SIDED | {"accompany", "entertain", "appoint", "elect", "lead", "witness", "comprise"}
_CARRIERS = _STAYING | {"support", "deliver", "hold", "have"}
_HELD = frozenset({"hold", "organise", "cancel", "postpone"})  # what these befall may stand in front of them
_SEEN = frozenset({"visit", "attend", "go", "arrive"})  # what these befall is no person
_HELD_BY = _HELD | {"support-event"}  # what several bodies do to one event: 由A主辦、B協辦
_DAY = len("2024-05-03")
_ADVERB_REACH = 3  # characters in front of a clause in which its adverb may stand
_SHORTEST_SUBJECT = 4  # characters; fewer are an adverb
_SUBORDINATE = ("during", "after", "before")
_TALKING = ("talk", "discuss")  # verbs whose object, or what 就 governs, is what was talked about


def read_clauses(row: Row, times: Sequence[Time]) -> list[Clause]:
    """Gives the clauses of a sentence's row, in the order of their verbs."""
    words = read_characters()
    items, units = _read_units(_read_items(row, times, words), row)
    return sorted([*_Reader(row, words, _group(items, row, words)).read(), *units], key=lambda clause: clause.at)


@dataclass(slots=True)
class _Item:
    """A noun or list of nouns, a verb, a marker, a small word, a time or a mark."""

    kind: str
    text: str
    start: int
    end: int
    value: str = ""
    group: Group | None = None
    verb: Verb | None = None
    time: Time | None = None


# -- from characters to items


def _read_items(row: Row, times: Sequence[Time], words: Characters) -> list[_Item]:
    return _join_nouns(_classify(_read_tokens(row, times, words), row, words), row, words)


def _read_tokens(row: Row, times: Sequence[Time], words: Characters) -> list[_Item]:
    ahead = [time for time in times if not any(s.start <= time.start < s.end for s in row.slots)]
    tokens: list[_Item] = []
    for match in words.token.finditer(row.text):
        text, (start, end) = match.group(), match.span()
        while ahead and ahead[0].start <= row.find_place(start):
            tokens.append(_Item("time", "", start, start, time=ahead.pop(0)))
        if text[0] in _KINDS:
            number = ord(text[1]) - FIRST_NUMBER
            member = Member(number, row.slots[number].mention.phrase.text, "", start, end)
            tokens.append(_Item("noun", text, start, end, group=Group((member,))))
        else:
            tokens.append(_Item("word", text, start, end))
    tokens += [_Item("time", "", len(row.text), len(row.text), time=time) for time in ahead]
    return tokens


def _classify(tokens: list[_Item], row: Row, words: Characters) -> list[_Item]:
    """Gives each word the class that its neighbours allow, from left to right: those behind it are words yet."""
    for at, token in enumerate(tokens):
        if token.kind != "word":
            continue
        after = _find_after(tokens, at)
        before = tokens[at - 1] if at else None
        kinds = words.kinds.get(token.text, {})
        if token.text in _BREAKS:
            token.kind = "mark"
        elif token.text in words.unders:
            token.kind = "under"
        elif token.text in words.inverted:
            token.kind = "inverted"
        elif token.text in words.attributives:
            token.kind = "of"
        elif token.text in _LIST_MARKS or ("conjunctions" in kinds and not _is_inside(before, after, words)):
            token.kind = "conjunction"
        elif (
            "verb" in kinds
            and not (before is not None and before.kind == "plain" and _is_listed(tokens, at, words))
            and not _is_until(tokens, at, words)
            and _may_be_verb(token, before, after, row, words)
        ):
            token.kind, token.verb = "verb", words.verbs[token.text]
        elif "noun" in kinds:
            token.kind, token.value = "noun_of_deed", words.nouns[token.text]
        elif (
            "marker" in kinds
            and not _is_until(tokens, at, words)
            and not ("planned" in kinds and _opens(after, words))
            and _may_govern(token, before, after, words)
        ):
            token.kind, token.value = "marker", kinds["marker"]
        elif token.text in words.closers:
            is_end = after is None or after.text in _BREAKS or "verb" in words.kinds.get(after.text, {})
            token.kind = "closer" if is_end or len(token.text) > 1 else "plain"
            token.value = words.closers[token.text]
        else:
            kind = next((k for k in _SMALL if k in kinds), "plain") if kinds else "plain"
            if kind in ("planned", "unreal", "passives") and len(token.text) == 1 and not _opens(after, words):
                kind = "plain"
            token.kind = kind
    return tokens


def _find_after(tokens: list[_Item], at: int) -> _Item | None:
    """The next token that is no time."""
    for behind in range(at + 1, len(tokens)):
        if tokens[behind].kind != "time":
            return tokens[behind]
    return None


def _is_until(tokens: list[_Item], at: int, words: Characters) -> bool:
    """到2035年: a verb of going right in front of a time goes nowhere."""
    verb = words.verbs.get(tokens[at].text)
    is_going = verb is not None and verb.entry == "go"
    return is_going and at + 1 < len(tokens) and tokens[at + 1].kind == "time"


def _is_listed(tokens: list[_Item], at: int, words: Characters) -> bool:
    """參訪及交流活動: a verb that a conjunction ties to a noun is a noun itself."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        after is None
        or after.kind != "word"
        or not (after.text in _LIST_MARKS or "conjunctions" in words.kinds.get(after.text, {}))
    ):
        return False
    behind = _find_after(tokens, at + 1)
    return behind is not None and not {"verb", "marker", "adverbs", "planned"} & set(words.kinds.get(behind.text, {}))


def _is_inside(before: _Item | None, after: _Item | None, words: Characters) -> bool:
    """A single character between plain characters is a part of a word: 飽和點."""
    sides = [side for side in (before, after) if side is not None]
    return len(sides) == 2 and all(s.kind == "plain" or _is_plain(s, words) for s in sides)


def _is_plain(item: _Item, words: Characters) -> bool:
    return item.kind == "word" and item.text not in words.kinds and item.text not in _BREAKS


def _opens(after: _Item | None, words: Characters) -> bool:
    """Whether what follows can be a predicate: a verb, a marker, another small word."""
    if after is None or after.kind != "word":
        return after is not None
    return bool({"verb", "marker", "adverbs", "planned", "unreal"} & set(words.kinds.get(after.text, {})))


def _may_be_verb(token: _Item, before: _Item | None, after: _Item | None, row: Row, words: Characters) -> bool:
    if after is not None and after.start == token.end and after.text in words.suffixes:
        return False  # 與會者, 發言人: who does it
    is_followed = after is not None and (after.kind == "noun" or _is_plain(after, words))
    if words.verbs[token.text].is_intransitive and is_followed:
        return False  # 揭幕|典禮, 退休|保障
    if len(token.text) > 1:
        return True
    if words.verbs[token.text].entry == "say" and after is not None and after.text in _BREAKS:
        return True  # 今日說，
    if words.verbs[token.text].entry == "lead" and after is not None and words.heads.get(after.text) == "delegation":
        return True  # 率|代表團
    if before is not None and before.kind == "plain" and before.end == token.start and before.text not in words.heads:
        return False  # 工作, but 代表團|訪京
    if after is not None and after.text in words.attributives:
        return before is not None and before.kind == "noun"  # 由A設的午宴
    if after is not None and words.verbs[token.text].entry == "support" and after.end - after.start > 1:
        return "noun" in words.kinds.get(after.text, {}) or _is_speech(after, words)  # 作|主題演講
    if after is None or after.kind != "noun" or after.group is None:
        return False  # a single character is a verb in front of a name only
    kinds = words.verbs[token.text].kinds
    slot = after.group.members[0].slot
    return not kinds or (slot is not None and row.slots[slot].mention.kind in kinds)


def _is_speech(item: _Item, words: Characters) -> bool:
    return item.text in words.verbs and words.verbs[item.text].entry == "speak"


def _may_govern(token: _Item, before: _Item | None, after: _Item | None, words: Characters) -> bool:
    if after is None or after.text in _BREAKS or (before is not None and before.kind == "marker"):
        return False
    if words.kinds[token.text]["marker"] == "behalf":  # 特區政府代表: who represents, not on whose behalf
        return after.kind == "noun" or (before is not None and before.kind in ("noun", "adverbs"))
    return len(token.text) > 1 or after.kind == "noun" or after.text in words.kinds or _is_plain(after, words)


def _join_nouns(items: list[_Item], row: Row, words: Characters) -> list[_Item]:
    """Puts plain characters and the names beside them into nouns; a plain run that is no noun is left out."""
    joined: list[_Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if item.kind not in ("noun", "plain", "several"):
            joined.append(item)
            at += 1
            continue
        end = at
        while end < len(items) and items[end].kind in ("noun", "plain", "several"):
            end += 1
            if _stands_alone(items[end - 1], row) and end < len(items) and items[end].kind == "plain":
                break
        joined += _make_nouns(items[at:end], items[end] if end < len(items) else None, row, words)
        at = end
    return joined


def _stands_alone(item: _Item, row: Row) -> bool:
    """陳國基提醒安排, 記者會講解安排: words behind a person or an event describe nothing that follows."""
    slot = item.group.members[-1].slot if item.kind == "noun" and item.group is not None else None
    return (
        slot is not None
        and row.slots[slot].mention.kind in ("person", "event")
        and row.slots[slot].mention.phrase.head != "delegation"  # 代表團|成員
    )


def _make_nouns(run: list[_Item], after: _Item | None, row: Row, words: Characters) -> list[_Item]:
    names = [n for n, item in enumerate(run) if item.kind == "noun"]
    is_several = run[0].kind == "several"
    first_slot = run[names[0]].group.members[0].slot if names else None  # type: ignore[union-attr]
    if first_slot is not None and row.slots[first_slot].mention.kind == "event":
        is_several = is_several or any(row.slots[first_slot].mention.phrase.text.startswith(w) for w in words.several)
    if not names:
        return [_make_plain(run, row, words, is_several=is_several)]
    if len(names) == 1 and _is_unnamed(run, names[0], row):
        return [_make_plain(run, row, words, is_several=is_several)]
    tail = run[names[-1] + 1 :]
    members: list[Member] = []
    for number in names:
        member = run[number].group.members[0]  # type: ignore[union-attr]
        previous = members[-1] if members else None
        if previous is not None and previous.slot is not None and not _are_side_by_side(previous, member, row):
            members[-1] = member._replace(owner_slot=previous.slot)
        else:
            members.append(member)
    if tail and (head := words.find_head("".join(item.text for item in tail))):
        members[-1] = _put_head(members[-1], head, tail[-1].end, row)
    elif tail and (after is None or after.kind in ("mark", "conjunction", "of")):
        # 韓國法務部: the name only describes the noun behind it
        last = members[-1]
        if last.slot is not None and row.slots[last.slot].mention.kind in ("place", "initiative", "post"):
            members[-1] = Member(None, row.text[last.start : tail[-1].end], "", last.start, tail[-1].end,
                                 owner_slot=last.slot)  # fmt: skip
    is_short = any(m.slot is not None and row.slots[m.slot].mention.phrase.is_short for m in members)
    if is_several and not is_short:
        members = [member._replace(determiner="several") for member in members]
    start, end = run[0].start, run[-1].end
    return [_Item("noun", row.text[start:end], start, end, group=Group(tuple(members)))]


def _is_unnamed(run: list[_Item], at: int, row: Row) -> bool:
    """護理人才培訓框架|協議: more than "the agreement", but no name that is known."""
    member = run[at].group.members[0]  # type: ignore[union-attr]
    mention = row.slots[member.slot or 0].mention
    front = sum(
        item.end - item.start for item in run[:at] if (item.kind == "plain" and item.end == run[at].start) or at > 1
    )
    return mention.kind == "agreement" and mention.phrase.is_short and front > 1


def _are_side_by_side(one: Member, other: Member, row: Row) -> bool:
    """瑞典斯德哥爾摩: two places, the wider first."""
    kinds = [row.slots[m.slot].mention.kind for m in (one, other) if m.slot is not None]
    return kinds == ["place", "place"]


def _put_head(member: Member, head: str, end: int, row: Row) -> Member:
    """特區政府代表: the government, through who stands for it; 香港代表團: a delegation."""
    kind = row.slots[member.slot].mention.kind if member.slot is not None else ""
    if member.slot is not None and row.slots[member.slot].mention.phrase.head == "delegation":
        head = "delegation"  # 代表團成員
    if (kind in ("body", "mechanism") and head != "delegation") or (kind == "place" and head == "enterprises"):
        return member._replace(through=head, end=end)  # also 參觀科學園企業
    return Member(None, row.text[member.start : end], head, member.start, end, owner_slot=member.slot)


def _make_plain(run: list[_Item], row: Row, words: Characters, *, is_several: bool) -> _Item:
    start, end = run[0].start, run[-1].end
    text = row.text[start:end]
    head = words.find_head(text)
    determiner = "several" if is_several else "the" if text in words.heads else ""
    member = Member(None, text, head, start, end, determiner=determiner)
    return _Item("noun" if head else "plain", text, start, end, group=Group((member,)))


def _read_units(items: list[_Item], row: Row) -> tuple[list[_Item], list[Clause]]:
    """潮汐局轄下的燈籠管理處: gives the items with the unit alone, and a clause that says what it is under."""
    if not any(item.kind == "under" for item in items):
        return items, []
    kept: list[_Item] = []
    units: list[Clause] = []
    at = 0
    while at < len(items):
        end = at + 1 + (at + 1 < len(items) and items[at + 1].kind == "of")
        is_own = len(kept) > 1 and kept[-1].kind == "conjunction" and items[at].kind == "under"  # 研究院和其下的中心
        parent, unit = (kept[-2] if is_own else kept[-1] if kept else None), (items[end] if end < len(items) else None)
        if items[at].kind == "under" and not is_own and _is_body(parent, row) and _is_named(unit, row, ("place",)):
            kept.pop()  # 潮汐局轄下的燈籠中心舉行開幕典禮: the centre does
            at = end
            continue
        if items[at].kind != "under" or not (_is_body(parent, row) and _is_body(unit, row)):
            items[at].kind = "plain" if items[at].kind == "under" else items[at].kind
            kept.append(items[at])
            at += 1
            continue
        if parent is not None and unit is not None and parent.group is not None and unit.group is not None:
            above, below = Group(parent.group.members[-1:]), Group(unit.group.members[:1])
            units.append(
                Clause("be", items[at].text, parent.start, unit.end, Place.RELATIVE, subject=below, head=below,
                       arguments=[Argument("under", above)], is_present=True, at=items[at].start)
            )  # fmt: skip
            if not is_own:
                kept.pop()
        at = end
    return kept, units


def _is_body(item: _Item | None, row: Row) -> bool:
    return _is_named(item, row, ("body", "mechanism", "name"))


def _is_named(item: _Item | None, row: Row, kinds: Sequence[str]) -> bool:
    slot = item.group.members[0].slot if item is not None and item.kind == "noun" and item.group is not None else None
    return slot is not None and row.slots[slot].mention.kind in kinds


def _group(items: list[_Item], row: Row, words: Characters) -> list[_Item]:
    """Puts the members of lists together: A、B和C."""
    grouped: list[_Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if item.kind != "noun" or item.group is None:
            grouped.append(item)
            at += 1
            continue
        members = list(item.group.members)
        end = at + 1
        determiner = members[0].determiner if members[0].determiner == "several" else ""
        while end < len(items):
            separator, after = _read_separator(items, _skip_class(items, end, words), words)
            if not separator or after >= len(items) or items[after].kind != "noun":
                break
            found = items[after].group
            if found is not None and _owns_event(members, found.members[0], separator, row):
                members, end = [*found.members], after + 1  # 海事局及潮汐局年會: one event of both
                break
            if found is None or not _are_alike(members[-1], found.members[0], separator, row, words):
                break
            if separator not in words.twins or not _is_happening(
                members[-1], row
            ):  # 峰會暨大會: one event with two names
                following = (found.members[0]._replace(separator=separator), *found.members[1:])
                members += [m._replace(determiner=determiner or m.determiner) for m in following]
            end = after + 1
        if _are_people(members, row):
            end = _end_class(items, end, row, words)
        item.end, item.group = items[end - 1].end, Group(tuple(members))
        grouped.append(item)
        at = end
    return grouped


def _are_people(members: Sequence[Member], row: Row) -> bool:
    return all(member.slot is not None and row.slots[member.slot].mention.kind == "person" for member in members)


def _end_class(items: list[_Item], at: int, row: Row, words: Characters) -> int:
    """潘霖、鄧玉蘭等|官員|出席: where a list of people ends, with what they are; but 潘霖等學者的學生出席."""
    end = _skip_class(items, at, words) if at < len(items) else at
    is_class = end == at + 2 and not any(
        word in row.text[items[at].end : items[end - 1].end] for word in words.attributives
    )
    return end if is_class else at


def _skip_class(items: list[_Item], at: int, words: Characters) -> int:
    """珠海等|內地城市|，以及…: where the list may go on behind the noun of its members' class."""
    if items[at].text not in words.and_more or at + 1 >= len(items):
        return at
    group = items[at + 1].group
    return at + 1 + (group is not None and all(member.slot is None for member in group.members))


def _owns_event(members: Sequence[Member], event: Member, separator: str, row: Row) -> bool:
    """Whether bodies in front of a conjunction own, with the one behind it, an event."""
    if separator in _LIST_MARKS or event.owner_slot is None or not _is_happening(event, row):
        return False
    slots = [event.owner_slot, *(member.slot for member in members)]
    return all(slot is not None and row.slots[slot].mention.kind == "body" for slot in slots)


def _is_happening(member: Member, row: Row) -> bool:
    return member.slot is not None and row.slots[member.slot].mention.kind in ("event", "initiative")


def _read_separator(items: list[_Item], at: int, words: Characters) -> tuple[str, int]:
    text = ""
    if at >= len(items):
        return "", at
    if items[at].kind == "mark" and items[at].text == "，" and at + 1 < len(items):
        if (
            items[at + 1].kind != "conjunction"
            or items[at + 1].text in _LIST_MARKS
            or items[at + 1].text in words.onward
        ):
            return "", at
        at += 1
    while at < len(items) and (items[at].kind in ("conjunction", "time") or items[at].kind == "plain"):
        if items[at].kind == "plain" and not text:
            return "", at
        text += items[at].text if items[at].kind == "conjunction" else ""
        at += 1
    return text, at


def _are_alike(one: Member, other: Member, separator: str, row: Row, words: Characters) -> bool:
    if separator in words.onward:
        return False
    if one.slot is None or other.slot is None:
        return True
    kinds = [row.slots[member.slot].mention.kind for member in (one, other) if member.slot is not None]
    return (kinds[0] in _AGENTS) == (kinds[1] in _AGENTS) or {"place", "body"} == set(kinds) or separator == "、"


# -- from items to clauses


@dataclass(slots=True)
class _Segment:
    """What stands before a verb that has not come yet."""

    arguments: list[Argument] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    status: Reality = Reality.DONE
    is_passive: bool = False
    start: int = 0
    is_handed_on: bool = False  # its times stand in front of an earlier comma


@dataclass(slots=True)
class _Reader:
    row: Row
    words: Characters
    items: list[_Item]
    clauses: list[Clause] = field(default_factory=list)
    subject: Group | None = None
    status: Reality = Reality.DONE
    carried: _Segment = field(default_factory=_Segment)  # what a segment without a verb hands on
    waiting: list[Clause] = field(default_factory=list)  # clauses in front of the main clause to come
    relatives: list[Clause] = field(default_factory=list)
    is_inner: bool = False
    is_unknown_acting: bool = False  # whether words that no row knows stood where the last subject may
    needs: list[tuple[Clause, Verb]] = field(default_factory=list)  # whose conditions are judged at the end

    def read(self) -> list[Clause]:
        self._fold_relatives()
        self.items = _group(self.items, self.row, self.words)  # 由A主辦的E，以及由B主辦的F
        for segment in self._split():
            self._read_segment(segment)
        self._settle_relatives()
        self._finish()
        return sorted(self.clauses, key=lambda clause: clause.at)

    # -- 的

    def _fold_relatives(self) -> None:
        """Takes 由A主辦的 out of the items: a clause about the noun behind it."""
        at = 0
        while at < len(self.items):
            item = self.items[at]
            if item.kind != "of":
                at += 1
                continue
            if at and self.items[at - 1].kind == "time":  # 出席明日的E
                del self.items[at]
                continue
            while at + 1 < len(self.items) and self.items[at + 1].kind == "time":
                self.items[at : at + 2] = [self.items[at + 1], item]
                at += 1
            head = self.items[at + 1] if at + 1 < len(self.items) else None
            if (
                at > 2
                and self._is_seat(at - 3)
                and not (head is not None and head.group and self._is_event([head.group]))
            ):
                del self.items[at - 3 : at + 1]  # 與總部設於珠海的A會面: where A has its seat
                at -= 3
                continue
            verb = self._find_verb_before(at)
            deed = self._find_deed_of_head(at, head) if head is not None else None
            if head is not None and deed is not None:
                first = self._find_left(deed)
                self._relate(self.items[first:at], head)
                del self.items[first : at + 1]
                at = first
                continue
            if head is None or head.kind != "noun" or head.group is None:
                made = self._find_unknown(verb, at) if head is not None else None
                if made is not None and self.items[made].value == "by":  # 由A製作的電影: no verb that is known
                    del self.items[made : at + 1]
                    at = made
                    continue
                at += 1
                continue
            if at > 1 and self._is_at_place(at - 2) and self._is_event([head.group]):  # 在珠海的E
                del self.items[at]
                continue
            unknown = self._find_unknown(verb, at)
            if unknown is not None:  # 參觀於珠海展出的E: no verb that is known
                del self.items[unknown : at + 1]
                at = unknown
                continue
            if verb is None or self._is_through(at, head):
                at = self._fold_owner(at, head)
                continue
            first = self._find_left(verb)
            entry = self.items[verb].verb.entry if self.items[verb].verb is not None else ""  # type: ignore[union-attr]
            is_apart = any(item.kind != "time" for item in self.items[verb + 1 : at])
            if is_apart and (entry in _CARRIERS or not self._has_other_verb(first, at)):
                if self.items[at - 1].kind == "noun":
                    at = self._fold_owner(at, head)  # 參觀A的B
                    continue
                del self.items[verb + 1 : at + 1]  # 參觀會場內的E: what stands between describes the noun
                at = verb + 1
                continue
            self._relate(self.items[first:at], head)
            del self.items[first : at + 1]
            at = first

    def _find_deed_of_head(self, at: int, head: _Item) -> int | None:
        """The verb of 出席記者會的A提醒市民 and 前往珠海的巴士.

        What is done to no people the person behind 的 does; what stands behind it goes where nobody stands in front.
        """
        begin = at
        while begin > 0 and self.items[begin - 1].kind != "mark":
            begin -= 1
        verb = next((n for n in range(begin, at) if self.items[n].kind == "verb"), None)
        deed = self.items[verb].verb if verb is not None else None
        if verb is None or deed is None or verb + 1 >= at or head.group is None:
            return None
        if any(item.kind == "noun" for item in self.items[begin:verb]):
            return None
        member = head.group.members[0]
        if member.slot is None:
            return verb if deed.entry == "go" and not member.head else None
        is_person = self.row.slots[member.slot].mention.kind == "person"
        return verb if is_person and deed.entry not in _DONE_TO_PEOPLE else None

    def _find_verb_before(self, at: int) -> int | None:
        for here in range(at - 1, -1, -1):
            kind = self.items[here].kind
            if kind == "verb":
                return here
            if kind in ("mark", "of", "inverted"):
                return None
        return None

    def _is_through(self, at: int, head: _Item) -> bool:
        """會見潮汐局的代表: the bureau, through who stands for it."""
        before, first = self.items[at - 1] if at else None, head.group.members[0] if head.group is not None else None
        slot = before.group.members[-1].slot if before is not None and before.group is not None else None
        is_body = slot is not None and self.row.slots[slot].mention.kind in ("body", "mechanism")
        return is_body and first is not None and first.slot is None and first.head in _THROUGH

    def _find_unknown(self, verb: int | None, at: int) -> int | None:
        """The marker that opens a clause in front of 的 whose verb no row knows."""
        for here in range(at - 1, verb if verb is not None else -1, -1):
            item = self.items[here]
            if item.kind == "mark":
                return None
            if item.kind == "marker" and item.value in ("at", "by"):
                has_words = any(i.kind == "plain" or (i.group and i.group.members[-1].slot is None)
                                for i in self.items[here + 2 : at] + self.items[here + 1 : here + 2])  # fmt: skip
                return here if has_words else None
        return None

    def _is_at_place(self, at: int) -> bool:
        """Whether what opens there is 於珠海."""
        marker, group = self.items[at], self.items[at + 1].group
        return (
            marker.value == "at" and self.items[at + 1].kind == "noun" and group is not None and self._is_place(group)
        )

    def _is_seat(self, at: int) -> bool:
        """Whether what opens there is 總部設於珠海 or 位於珠海."""
        words = get_expression(self.row.language, "seated")
        item = self.items[at]
        return item.kind == "plain" and words.search(item.text) is not None and self._is_at_place(at + 1)

    def _has_other_verb(self, first: int, at: int) -> bool:
        """Whether another verb stands in the segment, before a clause about a noun or behind the noun."""
        for here in range(first - 1, -1, -1):
            if self.items[here].kind == "mark":
                break
            if self.items[here].kind == "verb":
                return True
        for item in self.items[at + 1 :]:
            if item.kind == "mark":
                break
            if item.kind == "verb":
                return True
        return False

    def _find_left(self, verb: int) -> int:
        """Where a clause in front of 的 begins: its markers and their groups, times, small words, a bare subject."""
        here = verb
        while here > 0:
            item, before = self.items[here - 1], self.items[here - 2] if here > 1 else None
            if item.kind == "noun" and before is not None and before.kind == "marker":
                if before.value == "at" and self._is_wrapped(verb):
                    return here - 1  # 在A舉辦的午餐會上: at the lunch, which A held
                if before.value == "with" and self.items[verb].verb.entry == "lead":  # type: ignore[union-attr]
                    return here - 1  # 與A率領的代表團會面
                here -= 2
                if before.value in ("at", "by"):
                    while here > 0 and self.items[here - 1].kind in ("time", "adverbs"):
                        here -= 1
                    if here > 1 and self.items[here - 1].kind == "noun" and self.items[here - 2].kind == "marker":
                        continue
                    return here
            elif item.kind in ("time", "adverbs", "planned", "unreal", "closer", "passives", "plain"):
                here -= 1
            elif item.kind == "conjunction" and here < verb:
                here -= 1  # 由A和韓國法務部合辦: a list with a member that is no name
            elif item.kind == "marker" and self.items[here].kind == "plain":
                here -= 1  # 代表所屬院校
            elif item.kind == "noun" and self._is_held_before(here - 2):
                here -= 3  # 由A主辦、B協辦
            elif item.kind == "noun" and here > 2 and before is not None and before.kind == "verb":
                return here - 2 if self.items[here - 3].kind == "marker" else here - 1  # 與率領代表團訪京的A
            elif item.kind == "noun" and here > 0:
                return here - 1
            else:
                break
        return here

    def _is_held_before(self, at: int) -> bool:
        """Whether a conjunction stands there behind a verb that tells who held something."""
        verb = self.items[at - 1].verb if at > 0 and self.items[at].kind == "conjunction" else None
        return verb is not None and verb.entry in _HELD_BY

    def _is_wrapped(self, verb: int) -> bool:
        """Whether a word such as 上 stands behind the noun that a clause in front of 的 is about."""
        of = next((n for n in range(verb, len(self.items)) if self.items[n].kind == "of"), None)
        behind = self.items[of + 2] if of is not None and of + 2 < len(self.items) else None
        return behind is not None and behind.kind == "closer"

    def _fold_owner(self, at: int, head: _Item) -> int:
        before = self.items[at - 1] if at > 0 else None
        if self._is_of_two(at, head):  # 出席A與B的交流會
            first = head.group.members[0]._replace(owner_slot=self.items[at - 3].group.members[-1].slot)  # type: ignore[union-attr]
            self.items[at - 3 : at + 2] = [replace(head, start=self.items[at - 3].start, group=Group((first,)))]
            return at - 3
        if at > 1 and before is not None and before.kind == "plain" and self.items[at - 2].kind == "noun":
            del self.items[at - 1]  # 勞福局轄下的辦公室
            at, before = at - 1, self.items[at - 2]
        if before is not None and before.kind == "noun" and before.group is not None and head.group is not None:
            last = before.group.members[-1]
            if last.slot is not None and head.group.members[0].slot is None and head.group.members[0].head in _THROUGH:
                whole = (*before.group.members[:-1], last._replace(through=head.group.members[0].head, end=head.end))
                self.items[at - 1 : at + 2] = [replace(before, end=head.end, group=Group(whole))]
                return at
            owner = last.slot
            first, *rest = head.group.members
            if _are_side_by_side(before.group.members[-1], first, self.row):
                self.items[at - 1 : at + 2] = [
                    replace(head, start=before.start, group=Group((*before.group.members, *head.group.members)))
                ]
                return at
            earlier = before.group.members[:-1] if last.separator or len(before.group.members) > 1 else ()
            members = (
                *earlier,
                first._replace(owner_slot=owner, owner="" if owner is not None else before.text),
                *rest,
            )
            self.items[at - 1 : at + 2] = [replace(head, start=before.start, group=Group(members))]
            return at
        del self.items[at]
        return at

    def _is_of_two(self, at: int, head: _Item) -> bool:
        """Whether the event behind 的 is one of A and B, which somebody attends."""
        kinds = [item.kind for item in self.items[max(0, at - 4) : at]]
        verb = self.items[at - 4].verb if at > 3 else None
        is_pair = kinds == ["verb", "noun", "marker", "noun"] and self.items[at - 2].value == "with"
        return (
            is_pair
            and verb is not None
            and verb.entry == "attend"
            and head.group is not None
            and self._is_event([head.group])
        )

    def _relate(self, items: list[_Item], head: _Item) -> None:
        inner = _Reader(self.row, self.words, list(items), is_inner=True, needs=self.needs)
        for segment in inner._split():
            inner._read_segment(segment)
        if not inner.clauses or head.group is None:
            return
        last = inner.clauses[-1]
        if last.verb == "comprise":  # 包括A在內的B
            return
        first = head.group.members[0]
        if last.verb == "lead" and last.subject is not None and any(m.head == "delegation" for m in head.group.members):
            leader = last.subject.members[-1]
            member = leader._replace(through="delegation", start=first.start, end=first.end)
            # A和B率領的代表團會面: A met B's delegation
            head.group = Group((*last.subject.members[:-1], member))
            return
        if first.determiner == "the":  # 來港出席論壇的代表團: no delegation told of before
            head.group = Group((first._replace(determiner=""), *head.group.members[1:]))
        gap = Group((head.group.members[0]._replace(separator=""),))
        has_object = any(argument.marker == "object" for argument in last.arguments)
        is_seen = last.verb in _SEEN and first.slot is not None and self.row.slots[first.slot].mention.kind != "person"
        if not has_object and last.subject is None and is_seen:  # 參觀的博物館
            last.arguments.insert(0, Argument("object", gap))
            last.place, last.subject_from, last.is_passive = Place.PARTICIPLE, "head", True
        elif has_object or (last.subject is None and last.verb not in _HELD and not any(last.get("by", "at", "with"))):
            last.place, last.subject, last.subject_from = Place.RELATIVE, gap, "head"
        else:
            last.arguments.insert(0, Argument("object", gap))
            last.place, last.subject_from, last.is_passive = Place.PARTICIPLE, "head", True
        last.head = gap
        for clause in inner.clauses[:-1]:
            clause.place, clause.parent = Place.RELATIVE, last
            clause.subject = clause.subject or last.subject
            if last.is_passive and clause.verb in _HELD_BY and clause.subject is not None:
                clause.arguments.insert(0, Argument("object", gap))
                clause.place, clause.is_passive = Place.PARTICIPLE, True
        self.clauses += inner.clauses
        self.relatives.append(last)

    def _settle_relatives(self) -> None:
        """A clause about a noun depends on the clause that the noun stands in."""
        for relative in self.relatives:
            start = relative.head.start if relative.head is not None else -1
            for clause in self.clauses:
                groups = [argument.group for argument in clause.arguments]
                groups += [clause.subject] if clause.subject is not None else []
                inside = any(member.start == start for group in groups for member in group.members)
                if clause is not relative and inside and clause not in self.relatives and clause.parent is not relative:
                    relative.parent = clause
                    if relative.status is Reality.DONE and clause.status is Reality.UNREAL:
                        relative.status = Reality.DONE
                    break

    # -- segments

    def _split(self) -> list[list[_Item]]:
        """Cuts at the marks, and behind the closer of a clause: 在當選主席後|辭任."""
        segments: list[list[_Item]] = [[]]
        for item in self.items:
            segments[-1].append(item)
            is_closed = item.kind == "closer" and item.value in _SUBORDINATE
            if item.kind == "mark" or (is_closed and any(other.kind == "verb" for other in segments[-1])):
                segments.append([])
        return [segment for segment in segments if segment]

    def _read_segment(self, items: list[_Item]) -> None:
        segment, self.carried = self.carried, _Segment()
        segment.is_handed_on = bool(segment.times)
        segment.start = segment.start or items[0].start
        closer = self._find_closer(items)
        opened: list[Clause] = []
        current: Clause | None = None
        marker: _Item | None = None
        for number, item in enumerate(items):
            if item.kind == "time" and item.time is not None:
                is_own = current is not None and not self._is_verb_ahead(items, number)
                if segment.is_handed_on and not is_own:  # 今日說，去年…: what stands nearer
                    segment.times, segment.is_handed_on = [], False
                (current.times if current is not None and is_own else segment.times).append(item.time)
                if item.time.marker == EVERY and not is_own:
                    segment.status = Reality.UNREAL  # 逢星期六舉行
            elif item.kind == "marker":
                skipped = self._take_matter(items, number, segment) if item.value == "about" else 0
                skipped = skipped or (self._find_opinion(items, number) if item.value == "to" else 0)
                if skipped:
                    for rest in items[number + 1 : skipped]:
                        rest.kind = "skipped"
                    continue
                marker = item
            elif item.kind == "passives":
                segment.is_passive = True
                marker = replace(item, value="by") if self._is_noun(items, number + 1) else None
            elif item.kind == "planned":
                segment.status = Reality.PLANNED if segment.status is Reality.DONE else segment.status
            elif item.kind == "unreal" and item.text in self.words.inviting and self._is_event(segment.groups):
                segment.groups = []  # 大會邀請A致辭: A came
            elif item.kind == "unreal":
                segment.status = Reality.UNREAL
            elif item.kind == "noun" and item.group is not None:
                self._take_group(item.group, marker, segment, current, items, number)
                marker = None
            elif item.kind in ("verb", "noun_of_deed"):
                is_speech = item.value == "speak" and self._is_setting(items, number)
                deed = replace(item, verb=self.words.speaking) if is_speech else item
                made = self._take_verb(deed, segment, current)
                marker = None
                if made is not None:
                    current, segment = made, _Segment(start=item.start, status=made.status)
                    opened.append(current)
                    self._take_discussed(items, number, current)
                elif item.verb is not None and item.verb.entry == "comprise" and len(item.text) > 1:
                    current = current or self.clauses[-1]
                    marker = replace(item, value="including")
                elif item.verb is not None and item.verb.entry == "entertain":
                    marker = replace(item, value="for")  # 設午宴款待A
            elif item.kind == "plain" and item.end - item.start > 1 and item.group is not None:
                self._take_words(item, items[number - 1] if number else None, current)
            elif item.kind == "inverted" and current is not None:
                current.subject, current.subject_from = None, "inverted"
            elif item.kind == "mark" or (item.kind == "conjunction" and not self._is_unknown_member(items, number)):
                marker = None
        self._end_segment(items, segment, [clause for clause in opened if clause in self.clauses], closer)

    def _is_event(self, groups: Sequence[Group]) -> bool:
        slot = groups[-1].members[-1].slot if groups else None
        return slot is not None and self.row.slots[slot].mention.kind in ("event", "initiative")

    @staticmethod
    def _is_unknown_member(items: list[_Item], number: int) -> bool:
        """聯同海關、A: what is governed is a list, though no row knows its first member."""
        return number > 1 and items[number - 1].kind == "plain" and items[number - 2].kind == "marker"

    @staticmethod
    def _is_setting(items: list[_Item], number: int) -> bool:
        """在主題演講中表示: whoever says something in a speech speaks."""
        is_wrapped = number + 1 < len(items) and items[number + 1].kind == "closer"
        return is_wrapped and any(item.kind == "marker" and item.value == "at" for item in items[:number])

    @staticmethod
    def _is_noun(items: list[_Item], at: int) -> bool:
        return at < len(items) and items[at].kind == "noun"

    @staticmethod
    def _is_verb_ahead(items: list[_Item], number: int) -> bool:
        following = next((i for i in items[number + 1 :] if i.kind not in ("time", "adverbs", "planned")), None)
        return following is not None and following.kind in ("verb", "marker")

    def _find_closer(self, items: list[_Item]) -> str:
        """在訪問珠海期間: the segment is about when the main clause was."""
        tail = [item for item in items if item.kind not in ("mark", "adverbs", "plain")]
        has_verb = any(item.kind == "verb" for item in items)
        return tail[-1].value if has_verb and tail and tail[-1].kind == "closer" else ""

    @staticmethod
    def _find_opinion(items: list[_Item], number: int) -> int:
        """Where 表示 stands in 對A訪問珠海表示歡迎: what stands between is what somebody thinks of; else nowhere."""
        verbs = [at for at in range(number + 1, len(items)) if items[at].verb is not None]
        said = [at for at in verbs if items[at].verb.entry == "say"]  # type: ignore[union-attr]
        return said[0] if said and verbs[0] < said[0] else 0

    def _take_matter(self, items: list[_Item], number: int, segment: _Segment) -> int:
        """就…交換意見: all up to the verb of talking is what was talked about; gives where it ends."""
        for here in range(len(items) - 1, number, -1):
            verb = items[here].verb
            if verb is not None and verb.entry in ("talk", "discuss", "meet", "speak", "say"):
                break
        else:
            here = len(items)
        for at in range(number + 1, here - 1):  # 就燈籠安全與A交換意見: A is who, not what
            rest = [item for item in items[at + 2 : here] if item.kind not in ("time", "adverbs")]
            if items[at].kind == "marker" and items[at].value == "with" and items[at + 1].kind == "noun" and not rest:
                here = at
                break
        while here > number + 1 and self._is_carrying(items[here - 1]):
            here -= 1  # 就燈籠安全進行深入交流
        if here <= number + 1:
            return 0
        segment.arguments.append(self._make_matter(items[number + 1], items[here - 1]))
        return here

    def _take_discussed(self, items: list[_Item], number: int, clause: Clause) -> None:
        """討論燈籠安全: all behind a verb of talking, up to a mark or another verb that a conjunction adds."""
        if clause.verb not in _TALKING or any(clause.get("about")):
            return
        end = number + 1
        while end < len(items) and items[end].kind != "mark" and not self._is_added(items, end):
            if items[end].kind in ("closer", "time"):
                return  # 討論燈籠安全後，…
            end += 1
        if end > number + 1:
            clause.arguments.append(self._make_matter(items[number + 1], items[end - 1]))

    @staticmethod
    def _is_added(items: list[_Item], at: int) -> bool:
        """Whether a conjunction or adverb stands there that brings another verb: 討論燈籠安全並參觀P."""
        following = next((item for item in items[at + 1 :] if item.kind not in ("adverbs", "time")), None)
        brings = items[at].kind in ("conjunction", "adverbs") and items[at].text not in _LIST_MARKS
        return brings and following is not None and following.kind in ("verb", "marker")

    @staticmethod
    def _is_carrying(item: _Item) -> bool:
        return item.kind in ("adverbs", "time") or (item.verb is not None and item.verb.entry in _CARRIERS)

    def _make_matter(self, first: _Item, last: _Item) -> Argument:
        words = self.row.text[first.start : last.end]
        return Argument("about", Group((Member(None, words, "", first.start, last.end),)), words)

    def _take_group(
        self, group: Group, marker: _Item | None, segment: _Segment, current: Clause | None, items: list[_Item], at: int
    ) -> None:
        following = items[at + 1] if at + 1 < len(items) else None
        name = marker.value if marker is not None else ""
        if (
            following is not None
            and following.kind == "closer"
            and (name in _TURNING or (not name and current is None))
        ):
            name = following.value
        if name:
            is_ahead = current is None or self._goes_to_verb(items, at)
            if current is not None and not is_ahead and name == "with" and self._attend_both(current, group):
                return
            (segment.arguments if is_ahead or current is None else current.arguments).append(Argument(name, group))
            return
        if current is not None and current.subject_from == "inverted" and current.subject is None:
            current.subject = current.surface = group  # 出席會議的有A和B
            return
        if (
            current is not None
            and current.is_passive
            and current.verb in _HELD_BY
            and items[at - 1].kind == "conjunction"
        ):
            segment.groups.append(group)  # 由A主辦、B協辦
            return
        bare = current.object if current is not None else None
        if current is not None and bare is not None and bare.members[0].slot is None and not bare.members[0].head:
            current.arguments = [argument for argument in current.arguments if argument.marker != "object"]
        is_object = current is not None and current.object is None
        if current is not None and is_object and not self._is_subject_ahead(items, at, current):
            current.arguments.append(Argument("object", group))
            return
        segment.groups.append(group)

    def _attend_both(self, clause: Clause, group: Group) -> bool:
        """出席論壇與晚宴, 出席潮汐局人員與嘉賓對話: behind the verb 與 ties an event to another, or to the body that it
        is of. Gives whether it does."""
        attended = clause.object
        if clause.verb != "attend" or attended is None or not self._is_event([group]):
            return False
        members = group.members
        if self._is_event([attended]):
            members = (*attended.members, *members)
        elif members[0].owner_slot is None:
            members = (members[0]._replace(owner_slot=attended.members[-1].slot), *members[1:])
        clause.arguments = [argument for argument in clause.arguments if argument.marker != "object"]
        clause.arguments.append(Argument("object", Group(members)))
        return True

    @staticmethod
    def _take_words(item: _Item, before: _Item | None, current: Clause | None) -> None:
        """參與紀念碑建設: words right behind a verb that name nothing are its object still."""
        if (
            current is not None
            and before is not None
            and before.kind == "verb"
            and current.object is None
            and item.group
        ):
            current.arguments.append(Argument("object", item.group))

    def _is_subject_ahead(self, items: list[_Item], at: int, current: Clause) -> bool:
        """見證A與B簽署: A and B sign, nobody witnesses them."""
        return current.verb in ("witness", "say") and any(item.kind == "verb" for item in items[at + 1 :])

    @staticmethod
    def _goes_to_verb(items: list[_Item], at: int) -> bool:
        """Whether a governed group stands in front of another verb: 出席峰會，與A會面."""
        return any(item.kind == "verb" for item in items[at + 1 :])

    def _take_verb(self, item: _Item, segment: _Segment, current: Clause | None) -> Clause | None:
        """Opens the clause of a verb; None where the verb only says more of the clause that is open."""
        entry = item.verb.entry if item.verb is not None else item.value
        is_called_off = current is not None and current.verb in ("cancel", "postpone") and not segment.groups
        if current is not None and is_called_off and entry in ("hold", "organise") and current.verb == "postpone":
            current.arguments, current.times = current.arguments + segment.arguments, current.times + segment.times
            segment.arguments, segment.times = [], []  # 延期至六月舉行
            return None
        if current is not None and is_called_off:
            return self._open_called_off(item, entry, segment, current)  # 取消訪問珠海, 取消與A的會面
        if self._is_nominal(item, current) or (entry == "sign" and self._is_witnessed(segment, current)):
            self._name_deed(item, entry, segment, current)
            return None
        is_meeting = entry == "meet" or (entry in ("receive", "talk") and self._is_last(item))
        if current is not None and current.verb == "attend" and is_meeting and self._lacks_object(current):
            meeting = Group((Member(None, item.text, "meeting", item.start, item.end),))  # 參與會面, 參加會見
            current.arguments = [argument for argument in current.arguments if argument.marker != "object"]
            current.arguments.append(Argument("object", meeting))
            return None
        if entry in ("cancel", "postpone") and (visit := self._find_called_off(item, segment, current)) is not None:
            return self._call_off(item, entry, segment, visit)
        if current is not None and current.verb in _STAYING and entry == "visit" and item.verb and len(item.text) == 1:
            return None  # 結束訪京行程
        if current is not None and current.verb in _CARRIERS and not segment.groups:
            self._carry(current, entry, item, segment)
            return None
        if item.verb is None and entry == "visit" and current is not None and current.verb == "attend":
            current.verb = "accompany"  # 參與A的訪問行程
            return None
        if entry == "entertain" and current is not None and current.verb == "host":
            return None
        if entry == "comprise" and len(item.text) == 1 and not self._is_plain_topic(segment):
            return None  # 香港有百年港口
        if entry == "take-effect" and current is not None and current.verb == "appoint" and current.object is None:
            deed = Member(None, current.words, "appointments", current.at, current.end, determiner="the")
            current.verb, current.words, current.subject = entry, item.text, Group((deed,))  # 任命由六月一日起生效
            return None
        if item.verb is None and entry == "visit":
            deed = Member(None, item.text, "visit", item.start, item.end, determiner="the")
            segment.groups.append(Group((deed,)))  # 行程取消
        if item.verb is None or (entry == "comprise" and self._goes_on(segment, current)):
            return None
        clause = Clause(entry, item.text, segment.start, item.end, Place.MAIN, at=item.start, is_present=True)
        clause.arguments, clause.times, clause.status = segment.arguments, segment.times, segment.status
        topic = self._choose_topic(segment.groups)
        if entry == "attend" and len(segment.groups) > 1 and all(map(self._is_of_people, segment.groups)):
            topic = self._unite(segment.groups)  # 市長A，局長B參加會談
        self._find_subject(clause, topic, current)
        is_going_on = topic is None and segment.status is Reality.DONE
        if is_going_on and (not segment.times or self.status is Reality.PLANNED):
            clause.status = self.status  # 將於明日出席會議，並與A會面；星期四轉往珠海
        if segment.is_passive:
            self._turn(clause)
        if current is not None and current.verb == "witness" and (topic is not None or entry == "sign"):
            clause.place, clause.parent, clause.status = Place.PURPOSE, current, current.status
            if topic is None and not clause.is_passive:
                clause.subject = clause.surface = None  # 見證兩校簽署協議: the witnesses sign nothing
        elif current is not None and current.verb == "accompany" and current.object is not None and topic is None:
            clause.arguments.append(Argument("together", current.object))  # 陪同A參觀: both do
            clause.subject, clause.surface = current.subject, current.subject
            self.clauses.remove(current)
        if entry == "have-unit":
            self.clauses.append(clause)
            return clause
        if entry == "establish" and topic is None and segment.status is not Reality.UNREAL:
            signed = next(
                (c for c in reversed(self.clauses) if c.verb in ("sign", "witness") and c.place is Place.MAIN), None
            )
            if signed is not None:  # 簽署協議，成立工作小組
                clause.place, clause.parent = Place.PURPOSE, signed
        self.needs.append((clause, item.verb))
        self.clauses.append(clause)
        return clause

    def _choose_topic(self, groups: Sequence[Group]) -> Group | None:
        """The last group in front of a verb; of a person and the title behind the name, the person.

        四個城市的代表將火種送回廣州，並舉行典禮: those who act, not the place where a verb leads that no row knows.
        """
        acting = [group for group in groups if not self._is_place(group)] or groups
        for group in reversed(acting):
            slot = group.members[-1].slot
            if len(acting) == 1 or slot is None or self.row.slots[slot].mention.kind != "post":
                return group
        return acting[-1] if acting else None

    def _is_last(self, item: _Item) -> bool:
        """Whether a mark or nothing stands behind an item."""
        following = next((other for other in self.items if other.start >= item.end and other is not item), None)
        return following is None or following.kind == "mark"

    def _is_of_people(self, group: Group) -> bool:
        return all(m.slot is not None and self.row.slots[m.slot].mention.kind == "person" for m in group.members)

    @staticmethod
    def _unite(groups: Sequence[Group]) -> Group:
        """One group of several that commas part."""
        first, *rest = groups
        others = [(group.members[0]._replace(separator="，"), *group.members[1:]) for group in rest]
        return Group((*first.members, *(member for members in others for member in members)))

    def _find_subject(self, clause: Clause, topic: Group | None, current: Clause | None) -> None:
        by = next((argument for argument in clause.arguments if argument.marker == "by"), None)
        is_place = topic is not None and self._is_place(topic)
        if topic is not None and is_place:
            clause.arguments += [] if any(clause.get("with")) else [Argument("at", topic)]
            topic = None
        self.is_unknown_acting = self.is_unknown_acting and topic is None and by is None
        surface = topic or (current.surface if current is not None else self.subject)
        clause.subject_from = "" if topic is not None else "coordinate"
        clause.surface = surface
        if by is not None:
            clause.arguments.remove(by)
            clause.subject, clause.subject_from, clause.is_passive = by.group, "", True
            held = self.clauses[-1].object if self.clauses and self.clauses[-1].verb in _HELD else None
            surface = held if topic is None and held is not None else surface  # 舉行典禮，由A主禮
            if surface is not None:
                clause.arguments.insert(0, Argument("object", surface))
            if topic is None and self.clauses and self.clauses[-1].verb in _HELD:  # 在珠海舉行，由A主持
                clause.arguments += self.clauses[-1].get("at")
                clause.times = clause.times or list(self.clauses[-1].times)
            if clause.verb == "lead":
                clause.surface = by.group  # 代表團由A率領，訪問P
            if clause.verb == "accompany" and self.clauses:  # 參觀…，由A陪同
                clause.place, clause.parent = Place.PARTICIPLE, self.clauses[-1]
        elif topic is not None and self._shares_event(clause):
            clause.subject, clause.is_passive, clause.surface = topic, True, self.clauses[-1].surface
            clause.arguments = [*self.clauses[-1].get("object"), *clause.arguments]
        elif topic is None and self._is_unknown(clause.at, _SHORTEST_SUBJECT if surface is not None else 2):
            clause.subject = clause.surface = None
            self.is_unknown_acting = surface is None
        elif surface is not None:
            clause.subject = surface
        elif self.is_unknown_acting and not is_place:
            clause.subject = None  # 林先生參觀P，出席E: nor did anybody known attend
        elif not self.is_inner and not is_place and clause.verb != "hold":  # 珠海與A簽署協議: the city does it
            clause.subject = Group((Member(None, "", "left out", clause.start, clause.start),))
            clause.subject_from = "story"
        if clause.verb not in _TWO_SIDED and clause.subject is not None:
            self._join_companions(clause)

    @staticmethod
    def _join_companions(clause: Clause) -> None:
        """A在B陪同下訪問P，又參觀Q: both did both."""
        for argument in list(clause.get("accompanied")):
            members = (*clause.subject.members, *argument.group.members) if clause.subject is not None else ()
            clause.subject = clause.surface = Group(members)
            clause.arguments.remove(argument)

    def _shares_event(self, clause: Clause) -> bool:
        """由A主辦、B協辦: what B did it did to the event that A held."""
        last = self.clauses[-1] if self.clauses else None
        is_main = last is not None and last.place is Place.MAIN and last.is_passive
        if last is None or not is_main or not {last.verb, clause.verb} <= _HELD_BY:
            return False
        return not any(mark in self.row.text[last.at : clause.at] for mark in _BREAKS)

    def _is_unknown(self, at: int, shortest: int) -> bool:
        """Whether words that no row knows stand where a subject may: 據悉駐內地辦會舉辦活動."""
        run, is_next = 0, True
        for item in reversed(self.items):
            if item.end > at or item.kind in ("time", "adverbs"):
                continue
            if is_next and item.kind == "conjunction" and item.text in self.words.onward:
                return False  # 討論燈籠安全並參觀P
            if item.kind in ("mark", "verb"):
                break
            is_next = False
            run = run + item.end - item.start if item.kind == "plain" else run
        return run >= shortest

    def _is_place(self, group: Group) -> bool:
        slots = [member.slot for member in group.members if member.slot is not None]
        return bool(slots) and all(self.row.slots[slot].mention.kind == "place" for slot in slots)

    @staticmethod
    def _turn(clause: Clause) -> None:
        """獲委任: who stands in front suffers it."""
        if not clause.is_passive and clause.subject is not None:
            clause.arguments.insert(0, Argument("object", clause.subject))
            clause.subject, clause.is_passive = None, True

    @staticmethod
    def _lacks_object(clause: Clause) -> bool:
        return clause.object is None or all(member.slot is None and not member.head for member in clause.object.members)

    @staticmethod
    def _is_plain_topic(segment: _Segment) -> bool:
        """嘉賓有A和B: people whom a plain noun tells of."""
        last = segment.groups[-1].members[-1] if segment.groups else None
        return last is not None and last.slot is None and bool(last.head)

    def _goes_on(self, segment: _Segment, current: Clause | None) -> bool:
        """，包括A和B: more of what was told, not a clause of its own."""
        return not segment.groups and (current is not None or bool(self.clauses))

    def _is_nominal(self, item: _Item, current: Clause | None) -> bool:
        """協議的簽署, 到珠海的訪問: a verb behind 的 is a noun; so is 簽署 right behind 見證."""
        if current is None or item.verb is None:
            return False
        at = next(n for n, other in enumerate(self.items) if other is item)
        before = next((i for i in reversed(self.items[:at]) if i.kind not in ("time", "adverbs")), None)
        is_witnessed = current.verb == "witness" and before is not None and before.verb is not None
        return before is not None and (before.kind == "of" or is_witnessed)

    def _is_witnessed(self, segment: _Segment, current: Clause | None) -> bool:
        """見證協議簽署: the agreement signs nothing."""
        slot = segment.groups[-1].members[-1].slot if segment.groups else None
        is_agreement = slot is not None and self.row.slots[slot].mention.kind == "agreement"
        return current is not None and current.verb == "witness" and is_agreement

    def _name_deed(self, item: _Item, entry: str, segment: _Segment, current: Clause | None) -> None:
        if current is None:
            return
        if current.verb == "witness" and entry == "sign":
            for number, argument in enumerate(current.arguments):
                if argument.marker == "object":
                    current.arguments[number] = replace(argument, marker="of")
            current.arguments += [Argument("of", group) for group in segment.groups]
            segment.groups = []
            signing = Group((Member(None, item.text, "signing", item.start, item.end),))
            current.arguments.append(Argument("object", signing))
        elif current.verb in ("go", "visit") and entry == "visit":
            current.verb, current.conjunction = "visit", "subject"

    def _find_called_off(self, item: _Item, segment: _Segment, current: Clause | None) -> Clause | None:
        """The visit of 對珠海的訪問取消 and A的珠海之行取消, and of 原定訪問珠海，因天氣取消 where nothing else is
        called off."""
        trip = self._read_trip(segment)
        if trip is not None:
            return trip
        if current is not None:
            before = [
                other for other in self.items if other.end <= current.at and other.kind not in ("time", "adverbs")
            ]
            is_bare = not before and not current.arguments  # 訪問延期至五月
            is_after_of = bool(before) and before[-1].kind == "of"
            is_noun = current.verb == "visit" and not segment.groups and (is_bare or is_after_of)
            return current if is_noun or current.conjunction == "subject" else None
        last = self.clauses[-1] if self.clauses else None
        following = next(
            (other for other in self.items if other.start >= item.end and other.kind not in ("time", "adverbs")), None
        )
        is_alone = not segment.groups and (following is None or following.kind == "mark")
        front = [other for other in self.items if other.end <= item.start and other.kind not in ("time", "adverbs")]
        begin = next((n for n in range(len(front), 0, -1) if front[n - 1].kind == "mark"), 0)
        if any(front[n].kind == "plain" and front[n - 1].kind != "marker" for n in range(begin, len(front))):
            return None  # 將訪問珠海，收費取消
        is_plan = last is not None and last.place is Place.MAIN and last.status is Reality.PLANNED
        return last if is_plan and is_alone and last is not None and last.verb in ("visit", "go") else None

    def _open_called_off(self, item: _Item, entry: str, segment: _Segment, calling: Clause) -> Clause:
        clause = Clause(entry, item.text, segment.start, item.end, Place.MAIN, Reality.UNREAL, at=item.start)
        clause.arguments, clause.times, clause.is_present = segment.arguments, segment.times, True
        clause.subject = clause.surface = calling.surface
        is_trip = entry == "visit" or (entry == "go" and self._is_trip(item))
        if is_trip or entry in ("meet", "receive"):
            clause.verb = "visit" if is_trip else "meet"
            clause.place, clause.parent, clause.conjunction = Place.NOMINAL, calling, "subject"
            clause.status = Reality.PLANNED if clause.times else calling.status  # 取消明日訪問珠海
            if calling.object is not None and self._is_place(calling.object):  # 取消(A的)珠海之行
                owner, place = self._part_owner(calling.object)
                clause.subject = owner or clause.subject
                clause.arguments.append(Argument("to", place))
                calling.arguments = [argument for argument in calling.arguments if argument.marker != "object"]
        self.clauses.append(clause)
        return clause

    def _is_trip(self, item: _Item) -> bool:
        """Whether 前往珠海 says where somebody, and not where something, goes: 取消前往珠海的行程, not 的航班."""
        behind = [other for other in self.items if other.start >= item.end and other.kind not in ("noun", "time")]
        rest = behind[1:] if behind and behind[0].kind == "of" else behind
        return not rest or rest[0].kind == ("noun_of_deed" if rest is not behind else "mark")

    def _read_trip(self, segment: _Segment) -> Clause | None:
        """The clause of A的珠海之行: whose it is, and where to."""
        if len(segment.groups) < 2 or segment.groups[-1].members[0].head != "visit":
            return None
        *before, place, deed = segment.groups
        owner, place = self._part_owner(place)
        who = owner or self._choose_topic(before)
        if who is None or not self._is_place(place):
            return None
        at = self.row.find_place(deed.start)
        own = [time for time in segment.times if time.start < at]  # 明日的珠海之行今日取消
        trip = Clause("visit", deed.members[0].words, deed.start, deed.end, Place.NOMINAL, segment.status, who,
                      arguments=[Argument("to", place)], times=own, is_present=True, at=deed.start)  # fmt: skip
        trip.status = Reality.PLANNED if own else trip.status
        segment.groups, segment.times = before, [time for time in segment.times if time not in own]
        self.clauses.append(trip)
        return trip

    @staticmethod
    def _part_owner(group: Group) -> tuple[Group | None, Group]:
        """Whose place a group is, and the group without that."""
        first = group.members[0]
        owner = Member(first.owner_slot, "", "", first.start - 1, first.start - 1)
        return (
            Group((owner,)) if first.owner_slot is not None else None,
            Group((first._replace(owner_slot=None), *group.members[1:])),
        )

    def _call_off(self, item: _Item, entry: str, segment: _Segment, visit: Clause) -> Clause:
        """到珠海的訪問取消: what is called off is the visit."""
        clause = Clause(entry, item.text, segment.start, item.end, Place.MAIN, at=item.start, is_present=True)
        clause.times, clause.surface, clause.subject = segment.times, visit.surface, visit.subject
        deed = Member(None, visit.words, "visit", visit.at, visit.end, determiner="the")
        clause.arguments.append(Argument("object", Group((deed,))))
        visit.verb, visit.place, visit.parent = "visit", Place.NOMINAL, clause
        self.clauses.append(clause)
        return clause

    def _carry(self, clause: Clause, entry: str, item: _Item, segment: _Segment) -> None:
        """展開珠海訪問行程, 與A進行會談, 發表演講: a verb of support and the deed behind it."""
        clause.arguments += segment.arguments
        clause.times += segment.times
        segment.arguments, segment.times = [], []
        if clause.verb in _STAYING and entry == "visit":
            for number, argument in enumerate(clause.arguments):
                if argument.marker == "object":
                    clause.arguments[number] = Argument("to", argument.group)
            visit = Group((Member(None, item.text, "visit", item.start, item.end),))
            clause.arguments.append(Argument("object", visit))
        else:
            clause.verb, clause.words, clause.at = entry, item.text, item.start
            if entry == "visit" and self._lacks_object(clause):  # 在珠海進行訪問, 在珠海進行最後一日的訪問行程
                others = [argument for argument in clause.arguments if argument.marker != "object"]
                clause.arguments = [replace(a, marker="to") if a.marker == "at" else a for a in others]
        clause.end = item.end

    def _end_segment(self, items: list[_Item], segment: _Segment, opened: list[Clause], closer: str) -> None:
        mark = items[-1].text if items[-1].kind == "mark" else ""
        if not opened:
            if mark in ("，", ",", "：", ":", ""):
                self.carried = segment
                self._go_on_listing(items, segment)
                if any(item.kind == "plain" and item.end - item.start > 1 for item in items):
                    segment.times, segment.arguments = [], []  # 二○一七年十月上任，: that day is of what no row knows
            return
        opened[-1].arguments += segment.arguments
        opened[-1].times += segment.times
        if closer in _SUBORDINATE:
            for clause in opened:
                clause.place, clause.conjunction = Place.FRONTED, closer
            self.waiting += opened
            self.subject = next((c.surface for c in opened if c.subject_from != "story"), None) or self.subject
            return
        main = opened[0]
        for clause in self.waiting:
            clause.parent = main
            main.times = main.times or [
                time for time in clause.times if len(time.first) == _DAY
            ]  # 五月十日抵達後，參觀…
            clause.status = main.status if clause.status is Reality.DONE else clause.status
            if clause.verb == "sign":  # 在簽署備忘錄前，A會面: who signs, nobody says
                clause.subject = clause.surface = None if clause.subject_from else clause.subject
            elif clause.subject_from in ("story", "coordinate") and main.surface is not None:
                clause.subject, clause.surface, clause.subject_from = main.surface, main.surface, "main clause"
        self.waiting = []
        is_aside = main.verb == "accompany" and main.object is None  # 訪問P，B陪同，參觀Q: the visitor stays who it was
        if not is_aside:
            self.subject = opened[-1].surface if opened[-1].place is Place.MAIN else main.surface
        self.status = opened[-1].status
        if mark in ("；", "。"):
            self.status = Reality.DONE

    def _go_on_listing(self, items: list[_Item], segment: _Segment) -> None:
        """出席兩場活動，包括A，以及B: B is included too."""
        last = self.clauses[-1] if self.clauses else None
        main = next((c for c in reversed(self.clauses) if c.place is Place.MAIN), last)
        if items[0].kind == "conjunction" and segment.groups and main is not None and any(main.get("including")):
            main.arguments += [Argument("including", group) for group in segment.groups]
            segment.groups = []

    # -- the end

    def _finish(self) -> None:
        for clause in self.clauses:
            is_told = clause.subject_from != "coordinate"
            if clause.verb == "establish" and clause.object is None and clause.subject is not None and is_told:
                clause.arguments.insert(0, Argument("object", clause.subject))  # 根據協議，工作小組將成立
                clause.subject = None
            if clause.verb == "support" and clause.object is not None and self._is_event([clause.object]):
                clause.verb = "hold"  # 進行聯合演練
            if clause.verb == "have-unit" and clause.subject is not None and clause.object is not None:
                clause.verb, clause.place = "be", Place.RELATIVE  # 委員會…，轄下設有小組
                clause.arguments, clause.subject = [Argument("under", clause.subject)], clause.object
        for clause, verb in self.needs:
            clause.verb = clause.verb if self._is_met(clause, verb) else verb.otherwise
        for clause in self.clauses:
            self._name_many(clause)
        self._join_witnesses()
        self._share_partners()
        self._join_escorts()
        for clause in self.clauses:
            together = next(clause.get("together"), None)
            if clause.verb == "visit" and together is not None and not any(clause.get("object", "to", "at")):
                clause.verb, clause.arguments = "accompany", [replace(together, marker="object")]  # 陪同A訪問
            self._place_stay(clause)
            self._part_sides(clause)
            self._join_company(clause)
            if clause.verb == "leave-for":
                clause.arguments = [replace(a, marker="to") if a.marker == "object" else a for a in clause.arguments]
            ends = [argument.group.end for argument in clause.arguments]
            clause.end = max([clause.end, *ends])
            around = self.row.text[max(0, clause.start - _ADVERB_REACH) : clause.end]
            clause.is_respective = any(word in around for word in self.words.respectively)
        self._deal_out()

    def _name_many(self, clause: Clause) -> None:
        """A與多位嘉賓出席E，包括B、C: the guests are B and C."""
        named = next((a for a in clause.get("including") if _are_people(a.group.members, self.row)), None)
        plain = [a for a in clause.get("object", "with", "together") if all(m.slot is None for m in a.group.members)]
        if named is None or len(plain) > 1:
            return
        if plain:
            clause.arguments = [replace(plain[0], group=named.group) if a is plain[0] else a for a in clause.arguments]
        elif clause.subject is not None and all(m.slot is None and m.words for m in clause.subject.members):
            clause.subject = named.group
        else:
            return
        clause.arguments.remove(named)

    def _join_witnesses(self) -> None:
        """A與B簽署協議，由C見證: C saw that signing."""
        for number, clause in enumerate(self.clauses):
            before = self.clauses[number - 1] if number else None
            if clause.verb != "witness" or before is None or before.verb != "sign" or clause.subject is None:
                continue
            is_plain = clause.is_passive or clause.object is None or clause.object.members[-1].head == "signing"
            is_shown = any(clause.get("of", "including")) or not is_plain
            if clause.subject_from == "" and before.place is Place.MAIN and before.at < clause.at and not is_shown:
                before.arguments.append(Argument("presence", clause.subject))
                clause.verb = "plain"

    def _share_partners(self) -> None:
        """A與B會面，並簽署協議: with B."""
        for number, clause in enumerate(self.clauses):
            before = self.clauses[number - 1] if number else None
            if clause.verb != "sign" or clause.subject_from != "coordinate" or before is None:
                continue
            if before.verb in ("meet", "talk") and not any(clause.get("with", "together", "behalf")):
                clause.arguments += before.get("with")

    def _join_escorts(self) -> None:
        """代表團由A陪同，參觀P: A goes along."""
        for number, clause in enumerate(self.clauses[:-1]):
            after = self.clauses[number + 1]
            if (
                clause.verb == "accompany"
                and clause.is_passive
                and clause.subject
                and after.subject_from == "coordinate"
            ):
                clause.verb = "plain"
                after.arguments.append(Argument("accompanied", clause.subject))
                if after.verb not in _TWO_SIDED:
                    self._join_companions(after)

    def _deal_out(self) -> None:
        """A與B分別訪問P和Q: A P, and B Q."""
        for clause in tuple(self.clauses):
            places = clause.object.members if clause.object is not None else ()
            people = clause.subject.members if clause.subject is not None else ()
            if clause.verb not in ("visit", "go") or not clause.is_respective or len(people) != len(places) > 1:
                continue
            others = [argument for argument in clause.arguments if argument.marker != "object"]
            dealt = [
                replace(clause, subject=Group((person,)), arguments=[Argument("object", Group((place,))), *others])
                for person, place in zip(people, places, strict=True)
            ]
            at = self.clauses.index(clause)
            self.clauses[at : at + 1] = dealt

    def _place_stay(self, clause: Clause) -> None:
        """在珠海訪問, 在珠海期間: both say where."""
        is_visit = clause.verb == "visit" and not any(clause.get("object", "to"))
        if (
            clause.verb == "meet"
            and clause.subject_from in ("story", "main clause")
            and not any(clause.get("with", "object"))
        ):
            clause.verb = "plain"  # 會面之際
        for number, argument in enumerate(clause.arguments):
            if argument.marker == "during" and self._is_place(argument.group):
                clause.arguments[number] = replace(argument, marker="at")
            elif argument.marker == "at" and is_visit and self._is_place(argument.group):
                clause.arguments[number] = replace(argument, marker="to")

    def _is_met(self, clause: Clause, verb: Verb) -> bool:
        if clause.verb != verb.entry:
            return True  # it carries another deed
        if verb.needs and not any(clause.get(*verb.needs)):
            return False
        members = clause.object.members if clause.object is not None else ()
        kinds = {self.row.slots[member.slot].mention.kind for member in members if member.slot is not None}
        return not verb.kinds or bool(kinds & set(verb.kinds))

    def _join_company(self, clause: Clause) -> None:
        """A與B見證簽署: both do; of those who meet or sign, each side stays one."""
        if clause.verb in _TWO_SIDED or clause.subject is None:
            return
        for argument in list(clause.get("with")):
            if any(
                m.slot is not None and self.row.slots[m.slot].mention.kind in _AGENTS for m in argument.group.members
            ):
                first, *rest = argument.group.members
                members = (*clause.subject.members, first._replace(separator="and"), *rest)
                clause.subject = Group(members)
                clause.arguments.remove(argument)

    def _part_sides(self, clause: Clause) -> None:
        """A和B舉行會議: they met each other, neither organised it."""
        if clause.verb not in ("hold", "have") or clause.subject is None or any(clause.get("with")):
            return
        people = [
            member
            for member in clause.subject.members
            if member.slot is not None and self.row.slots[member.slot].mention.kind == "person"
        ]
        if len(people) > 1 and len(people) == len(clause.subject.members):
            clause.subject = Group((people[0],))
            clause.arguments.append(Argument("with", Group((people[1]._replace(separator=""), *people[2:]))))
