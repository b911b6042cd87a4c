"""Cuts the row of an English sentence into chunks: noun groups, verb groups, markers, small words, times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.clauses.clause import Group, Member, Reality
from kg.clauses.words import Form, Verb, Words
from kg.languages.phrase import Phrase
from kg.languages.time import Time
from kg.mentions.mentions import Mention
from kg.mentions.rows import Row, Slot
from kg.patterns import FIRST_NUMBER, KIND_MARKS

_MARKS = "".join(KIND_MARKS.values())
_TOKEN = re.compile(rf"(?P<slot>[{_MARKS}].)|[’']s\b|[^\W_]+(?:[-./’'](?!s\b)[^\W_]+)*|\S", re.DOTALL)
_DURATION = re.compile(r"\w+-(?:day|hour|week|month|year)")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})
_HAVE = frozenset({"has", "have", "had", "having"})
_DO = frozenset({"do", "does", "did"})
_HELPERS = _BE | _HAVE | _DO
_GENITIVES = frozenset({"'s", "’s", "'", "’"})
_VERB_ENDINGS = ("ed", "ing", "s")  # by which a verb is guessed that no row knows
_PRESENT = frozenset({"is", "are", "has", "have", "do", "does"})
_MOST_WORDS = 60  # of one noun group: what is longer is no group
_SINGULAR = frozenset({"a", "an", "his", "her", "its", "their", "another"})
_POINTING = frozenset({"this", "that", "these", "those"})
_SUBTITLES = frozenset({"-", "–", "—", ":"})  # between the name of a festival and what it calls itself this time
_MOST_FRONT = 3  # words of a noun in capitals behind a name
_ROOM = 12  # empty tokens behind the last, so that looking ahead needs no check
_NO_WORDS, _NO_ADVERBS = [""] * _ROOM, [False] * _ROOM
_MOST_QUOTED = 14  # words of a quoted title
_QUOTES = {'"': '"', "“": "”"}
_PLAIN = Verb("", "plain")
_BE_VERB = Verb("be", "be")
_HAVE_VERB = Verb("have", "have")
_KINDS = {mark: kind for kind, mark in KIND_MARKS.items()}


class Token(NamedTuple):
    """A word, slot, mark or time of a row; `slot` is the number of a slot, `time` the time that stands here."""

    text: str
    start: int
    end: int
    slot: int | None = None
    time: Time | None = None

    @property
    def lower(self) -> str:
        """The text in small letters."""
        return self.text.lower()


class VerbGroup(NamedTuple):
    """A verb with its helpers.

    `shapes` are those that it may have here: finite, infinitive, ing, participle; several where the form leaves it
    open. `status` is what the helpers say.
    """

    verb: Verb
    words: str
    shapes: frozenset[str]
    status: Reality = Reality.DONE
    is_passive: bool = False
    is_present: bool = False
    is_bare: bool = True
    is_stative: bool = False
    is_base: bool = False
    is_past: bool = False  # of a plan: "was to visit"
    is_outdated: bool = False  # of a plan: "was originally scheduled to visit", "had planned"


class Chunk(NamedTuple):
    """A piece of a sentence: `kind` is noun, verb, marker, conjunction, relative, subordinator, time or mark; several
    nouns of one list are then a group."""

    kind: str
    start: int
    end: int
    text: str
    member: Member | None = None
    verb: VerbGroup | None = None
    time: Time | None = None
    group: Group | None = None


def read_tokens(row: Row, times: Sequence[Time]) -> list[Token]:
    """Gives the tokens of a row, with each time of the sentence where it stood."""
    tokens = [
        Token(
            text := match.group(), match.start(), match.end(), ord(text[1]) - FIRST_NUMBER if match.lastgroup else None
        )
        for match in _TOKEN.finditer(row.text)
    ]
    at = 0
    for time in times:
        if _is_in_slot(row, time):
            continue
        while at < len(tokens) and row.find_place(tokens[at].start) < time.start:
            at += 1
        start = tokens[at].start if at < len(tokens) else len(row.text)
        tokens.insert(at, Token("", start, start, time=time))
        at += 1
    return tokens


def _is_in_slot(row: Row, time: Time) -> bool:
    return any(slot.mention.phrase.start <= time.start < slot.mention.phrase.end for slot in row.slots)


def read_chunks(row: Row, times: Sequence[Time], words: Words) -> list[Chunk]:
    """Gives the chunks of a row, in order."""
    return _Cutter(row, read_tokens(row, times), words).cut()


@dataclass(slots=True)
class _Cutter:
    row: Row
    tokens: list[Token]
    words: Words
    chunks: list[Chunk] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)  # the tokens in small letters, with room behind the last
    adverbs: list[bool] = field(default_factory=list)  # which of these are adverbs
    last: Chunk | None = None  # the last chunk that is no time

    def cut(self) -> list[Chunk]:
        words = [token.text.lower() for token in self.tokens]
        self.lower = words + _NO_WORDS
        adverbs, nouns = self.words.adverbs, self.words.nouns
        self.adverbs = [
            text in adverbs or (text.endswith("ly") and len(text) > 4 and text not in nouns) for text in words
        ] + _NO_ADVERBS
        at, end = 0, len(self.tokens)
        while at < end:
            at = self._cut_next(at)
        return self.chunks

    def _text(self, at: int) -> str:
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def _is_slot(self, at: int, *kinds: str) -> bool:
        if not 0 <= at < len(self.tokens) or self.tokens[at].slot is None:
            return False
        return not kinds or self._kind(at) in kinds

    def _kind(self, at: int) -> str:
        return _KINDS[self.tokens[at].text[0]]

    def _add(
        self,
        kind: str,
        at: int,
        end: int,
        *,
        member: Member | None = None,
        verb: VerbGroup | None = None,
        text: str = "",
    ) -> int:
        start, last = self.tokens[at].start, self.tokens[end - 1].end
        words = text or (self.lower[at] if end == at + 1 else self.row.text[start:last].lower())
        self.last = Chunk(kind, start, last, words, member, verb)
        self.chunks.append(self.last)
        return end

    def _cut_next(self, at: int) -> int:
        token, text = self.tokens[at], self.lower[at]
        if token.time is not None:
            self.chunks.append(Chunk("time", token.start, token.end, "", time=token.time))
            return at + 1
        if not text[0].isalnum() and token.slot is None:
            closing = self._find_closing(at)
            if closing:
                start, end = token.start, self.tokens[closing].end
                member = Member(None, self.row.text[start:end], "", start, end)
                return self._add("noun", at, closing + 1, member=member)
            return self._add("mark", at, at + 1)
        if token.slot is not None and self._is_gerund(at):
            form, end = self._find_gerund(at)
            if form is not None:
                return self._add("verb", at, end, verb=VerbGroup(form.verb, form.verb.base, frozenset({"ing"})))
        if token.slot is None:
            end = self._skip_adverbs(at) if self.adverbs[at] else at
            is_small = text in self.words.small
            length = self._match_phrase(at, self.words.conjunctions) if is_small else 0
            if length > 1:  # "as well as" is none of "as"
                return self._add("conjunction", at, at + length)
            marker, name = self._find_marker(at) if is_small else (0, "")
            if (
                marker == at + 1
                and self.tokens[marker : marker + 1]
                and self._text(marker)[:1].isdigit()
                and name in ("about", "against")
            ):
                return self._read_noun(at)  # "about 120 students"
            verb = None if marker and text != "to" else self._read_verb(at)
            if verb is not None:
                return verb
            if marker and not (text == "to" and self._read_infinitive(at) is not None):
                return self._add("marker", at, marker, text=name)
            if text in self.words.inversions and self.last is None:
                return self._add("subordinator", at, at + 1, text="if")
            if length:
                return self._add("conjunction", at, at + length)
            for kind, group in (("relative", self.words.relatives), ("subordinator", self.words.subordinators)):
                length = self._match_phrase(at, group) if is_small else 0
                if length:
                    return self._add(kind, at, at + length)
            if end > at and text not in self.words.determiners:
                return end
        return self._read_noun(at)

    def _find_closing(self, at: int) -> int:
        """ "with the theme "building a talent hub"": a few quoted words that name nobody are one noun, not a clause."""
        closing = _QUOTES.get(self._text(at))
        if closing is None:
            return 0
        for end in range(at + 1, min(at + _MOST_QUOTED, len(self.tokens))):
            token = self.tokens[end]
            if token.slot is not None or token.time is not None or token.text in (".", ",", ";", "?", "!"):
                return 0
            if token.text == closing:
                return end if end > at + 1 else 0
        return 0

    def _match_phrase(self, at: int, phrases: frozenset[str]) -> int:
        first = self.lower[at]
        if first not in self.words.openers:
            return 0
        two = f"{first} {self.lower[at + 1]}"
        if f"{two} {self.lower[at + 2]}" in phrases:
            return 3
        return 2 if two in phrases else int(first in phrases)

    def _find_marker(self, at: int) -> tuple[int, str]:
        first = self.lower[at]
        if first not in self.words.small:
            return 0, ""
        for words in (f"{first} {self.lower[at + 1]}", first):
            for phrase, name in self.words.markers.get(words, ()):
                if self.lower[at : at + len(phrase)] == list(phrase):
                    return at + len(phrase), name
        return 0, ""

    def _skip_adverbs(self, at: int) -> int:
        while self.adverbs[at]:
            at += 1
        return at

    # -- verbs

    def _read_verb(self, at: int) -> int | None:
        """Reads a verb group with all its helpers; None where none begins here."""
        text = self.lower[at]
        if not (
            self.adverbs[at]
            or text in self.words.forms
            or text in self.words.modals
            or text in _HELPERS
            or text == "to"
            or text.endswith(_VERB_ENDINGS)
        ):
            return None
        found = self._read_infinitive(at) if text == "to" else self._read_finite(at)
        if found is None:
            return None
        end, verb = found
        return self._add("verb", at, end, verb=verb)

    def _read_infinitive(self, at: int) -> tuple[int, VerbGroup] | None:
        start = self._skip_adverbs(at + 1)
        if self._text(start) in ("be", "have"):
            inner = self._read_helped(start)
            if inner is None:
                return None
            end, verb = inner
            return end, VerbGroup(
                verb.verb, verb.words, frozenset({"infinitive"}), is_passive=verb.is_passive, is_bare=False
            )
        form, end = self._find_form(start, "base")
        if form is None and self._is_plain_word(start) and not self._is_known_noun(start):
            follows = self.tokens[start + 1] if start + 1 < len(self.tokens) else None
            is_object = follows is not None and (follows.slot is not None or follows.lower in self.words.determiners)
            if is_object and self._text(start) not in self.words.determiners | self.words.relatives:
                return start + 1, VerbGroup(_PLAIN, self._text(start), frozenset({"infinitive"}), is_bare=False)
        if form is None:
            return None
        return end, VerbGroup(form.verb, form.verb.base, frozenset({"infinitive"}), is_bare=False)

    def _is_plain_word(self, at: int) -> bool:
        return (
            0 <= at < len(self.tokens)
            and self.tokens[at].slot is None
            and self.tokens[at].text.replace("-", "").isalpha()
            and self.tokens[at].text[0].islower()
        )

    def _is_known_noun(self, at: int) -> bool:
        return self._text(at) in self.words.nouns or bool(self._find_marker(at)[0])

    def _read_finite(self, at: int) -> tuple[int, VerbGroup] | None:
        start = self._skip_adverbs(at)
        is_denied = self._has_denial(at, start)
        text = self.lower[start]
        modal = self.words.modals.get(text)
        if modal is not None and self.tokens[start].text[0].islower():
            after = self._skip_adverbs(start + 1)
            is_denied = is_denied or self._has_denial(start + 1, after)
            inner = self._read_base(after)
            if inner is None:
                return None
            end, verb = inner
            is_missed = text == "would" and self._text(after) == "have"  # "would have visited"
            status = (
                Reality.PLANNED
                if modal == "planned" and verb.status is not Reality.UNREAL and not is_missed
                else Reality.UNREAL
            )
            return end, self._deny(verb, is_denied, status)
        if text in _DO:
            after = self._skip_adverbs(start + 1)
            inner = self._read_base(after)
            if inner is None or after == start + 1:
                return None
            end, verb = inner
            is_denied = is_denied or self._has_denial(start + 1, after)
            return end, self._deny(verb, is_denied, verb.status)
        if text in _BE or text in _HAVE:
            inner = self._read_helped(start)
            if inner is None:
                return None
            end, verb = inner
            return end, self._deny(verb, is_denied, verb.status)
        if start > at and self.lower[at] in self.words.determiners:
            return None
        return self._read_bare(start, is_denied=is_denied)

    def _has_denial(self, at: int, end: int) -> bool:
        return at < end and not self.words.denials.isdisjoint(self.lower[at:end])

    @staticmethod
    def _deny(verb: VerbGroup, is_denied: bool, status: Reality) -> VerbGroup:
        shapes = frozenset({"finite"}) if verb.shapes & {"finite", "infinitive"} else verb.shapes
        status = Reality.UNREAL if is_denied else status
        return verb._replace(shapes=shapes, status=status, is_bare=False, is_base=False)

    def _read_base(self, at: int) -> tuple[int, VerbGroup] | None:
        """What follows a modal: "visit", "be visiting", "be held", "have met", "continue to visit"."""
        if self._text(at) in ("be", "have"):
            return self._read_helped(at)
        form, end = self._find_form(at, "base")
        if form is not None:
            return end, VerbGroup(form.verb, form.verb.base, frozenset({"finite"}))
        if self._is_plain_word(at) and self._text(at) not in self.words.determiners:
            return at + 1, VerbGroup(_PLAIN, self._text(at), frozenset({"finite"}))
        return None

    def _read_helped(self, at: int) -> tuple[int, VerbGroup] | None:
        """Reads from a form of "be" or "have" on; "has been held", "is to visit", "was received by", "had dinner"."""
        helper = self._text(at)
        after = self._skip_adverbs(at + 1)
        is_denied = self._has_denial(at + 1, after)
        status = Reality.UNREAL if is_denied else Reality.DONE
        finite = frozenset({"ing"}) if helper in ("being", "having") else frozenset({"finite"})
        present = helper in _PRESENT
        if helper in _HAVE:
            if self._text(after) == "been":
                inner = self._read_helped(after)
                if inner is not None:
                    end, verb = inner
                    now = status if is_denied else verb.status
                    is_outdated = verb.is_outdated or helper == "had"
                    return end, VerbGroup(
                        verb.verb, verb.words, finite, now, verb.is_passive, False, False, verb.is_stative,
                        is_past=helper == "had", is_outdated=is_outdated,
                    )  # fmt: skip
            form, end = self._find_form(after, "participle")
            if form is not None:
                is_past = helper == "had"
                return end, VerbGroup(
                    form.verb, form.verb.base, finite, status, is_bare=False, is_past=is_past, is_outdated=is_past
                )
            if self._is_plain_word(after) and self._text(after).endswith("ed"):
                return after + 1, VerbGroup(_PLAIN, self._text(after), finite, status, is_bare=False)
            form, end = self._find_form(at, "base", "s", "past", "ing")
            return (end if form else at + 1), VerbGroup(
                form.verb if form else _HAVE_VERB, "have", finite, status, is_present=present, is_bare=False
            )
        form, end = self._find_rest(after)
        if form is not None:
            return end, VerbGroup(form.verb, form.verb.base, finite, status, is_present=present, is_bare=False)
        for phrases, meant in (
            (self.words.unreal_phrases, Reality.UNREAL),
            (self.words.planned_phrases, Reality.PLANNED),
        ):
            for phrase in phrases:
                if phrase[0] == self.lower[after] and list(phrase) == self.lower[after : after + len(phrase)]:
                    base = self._skip_adverbs(after + len(phrase))
                    inner = self._read_base(base)
                    if inner is not None:
                        end, verb = inner
                        met, _ = self._find_form(self._skip_adverbs(base + 1), "participle")
                        is_missed = is_denied or (self._text(base) == "have" and met is not None)  # "was to have met"
                        return end, VerbGroup(
                            verb.verb,
                            verb.words,
                            finite,
                            Reality.UNREAL if is_missed else meant,
                            verb.is_passive,
                            False,
                            False,
                            verb.is_stative,
                            is_past=helper in ("was", "were"),
                            is_outdated=any(self._text(n) in self.words.outdated for n in range(at + 1, after)),
                        )
        if self._text(after) == "being":
            inner = self._read_helped(after)
            if inner is not None and inner[1].is_passive:
                return inner[0], VerbGroup(inner[1].verb, inner[1].words, finite, status, True, present, False)
        form, end = self._find_form(after, "ing")
        if form is not None and not self._is_noun_here(after, end):
            return end, VerbGroup(form.verb, form.verb.base, finite, status, is_bare=False)  # "is visiting": now
        form, end = self._find_form(after, "participle")
        if form is not None:
            return end, VerbGroup(form.verb, form.verb.base, finite, status, True, present, False)
        text = self._text(after)
        if self._is_plain_word(after) and text.endswith("ed") and len(text) > 4:
            return after + 1, VerbGroup(_PLAIN, text, finite, status, True, present, False)
        if self._is_plain_word(after) and text.endswith("ing") and len(text) > 5 and text not in self.words.nouns:
            return after + 1, VerbGroup(_PLAIN, text, finite, status, False, present, False)
        return at + 1, VerbGroup(_BE_VERB, helper, finite, status, is_present=present, is_bare=False, is_stative=True)

    def _is_noun_here(self, at: int, end: int) -> bool:
        return self._text(at) in self.words.nouns and self._text(end) in ("of",)

    def _read_bare(self, at: int, *, is_denied: bool) -> tuple[int, VerbGroup] | None:
        """A verb without helpers, where its surroundings leave no noun: "visited", "visits", "visiting", "held by"."""
        if at == len(self.tokens):
            return None
        text = self.tokens[at].text
        if not text.replace("-", "").isalpha() or not (text[0].islower() or self._opens_clause()):
            return None
        is_denied = is_denied or self._text(at - 1) == "no"  # "had no plan to"
        status = Reality.UNREAL if is_denied else Reality.DONE
        form, end = self._find_form(at, "base", "s", "past", "participle", "ing")
        if form is None:
            return self._guess_verb(at, status)
        if not self._may_be_verb(form, at, end):
            return None
        shapes = set()
        if form.shapes & {"past", "base", "s"}:
            shapes.add("finite")
        if "participle" in form.shapes:
            shapes.add("participle")
        if "ing" in form.shapes:
            shapes.add("ing")
        is_present = bool(form.shapes & {"s", "base"}) and "past" not in form.shapes
        is_base = "base" in form.shapes and "past" not in form.shapes
        return end, VerbGroup(
            form.verb, form.verb.base, frozenset(shapes), status, is_present=is_present, is_base=is_base
        )

    def _opens_clause(self) -> bool:
        previous = self.last
        return previous is None or (previous.kind == "mark" and previous.text in (".", ":", ";", "“", '"'))

    def _may_be_verb(self, form: Form, at: int, end: int) -> bool:
        if form.shapes & {"past", "participle"}:
            return True
        previous = self.last
        follows = self._text(end)
        is_object = self._is_slot(end) or any(
            follows in group for group in (self.words.determiners, self.words.possessives, self.words.objects)
        )
        if "ing" in form.shapes:
            is_modifier = (
                self._is_plain_word(end) and not is_object and not self._find_marker(end)[0] and not self.adverbs[end]
            )
            if is_modifier and previous is not None and previous.kind == "verb":
                return False  # "delivered opening remarks"
            if is_modifier and (previous is None or previous.text == ".") and not self._is_closed_off(end):
                return False  # "Officiating guests included"; but "Discussing lanterns with Mr A, she said"
            if (
                previous is not None
                and previous.kind == "noun"
                and previous.end == self.tokens[at].start - 1
                and not is_object
            ):
                return bool(self._find_marker(end)[0]) and self._text(at) not in self.words.nouns
            return not (follows == "of" and self._text(at) in self.words.nouns)
        if previous is None or self._text(at) == "":
            return False
        if "s" in form.shapes or "base" in form.shapes:
            if previous.kind == "noun" and "base" in form.shapes and self._follows_witness():
                return is_object
            if previous.kind == "noun":
                member = previous.member
                is_agent = member is not None and member.slot is not None and self._agent_slot(member.slot)
                return (
                    is_object
                    or is_agent
                    or bool(form.rest)
                    or self._is_told_of(previous, at)
                    or (self._text(at) not in self.words.nouns and bool(self._find_marker(end)[0]))
                )
            if previous.kind == "relative":
                return previous.text != "whose"
            if previous.kind in ("conjunction", "mark"):
                return any(chunk.kind == "verb" for chunk in self.chunks) and (
                    is_object or ("base" in form.shapes and self._has_helped() and bool(self._find_marker(end)[0]))
                )
        return False

    def _is_told_of(self, previous: Chunk, at: int) -> bool:
        """ "The Framework Agreement covers lamps": a verb right behind the name of what is told of."""
        slot = previous.member.slot if previous.member is not None else None
        is_name = slot is not None and self._kind_of(slot) in ("agreement", "event", "initiative")
        return is_name and self._text(at) not in self.words.nouns and self._is_plain_word(at + 1)

    def _follows_witness(self) -> bool:
        verbs = [chunk.verb for chunk in self.chunks if chunk.verb is not None]
        return bool(verbs) and verbs[-1].verb.entry == "witness"

    def _is_closed_off(self, at: int) -> bool:
        """Whether a comma stands before the next finite verb."""
        for here in range(at, min(at + _MOST_WORDS, len(self.tokens))):
            if self.lower[here] == ",":
                return True
            form, _ = self._find_form(here, "past")
            if form is not None or self.lower[here] in _BE or self.lower[here] in self.words.modals:
                return False
        return False

    def _has_helped(self) -> bool:
        """Whether a modal or "to" stands before, with which a bare base form may go on."""
        return any(
            chunk.verb is not None and ("infinitive" in chunk.verb.shapes or chunk.verb.status is not Reality.DONE)
            for chunk in self.chunks
        )

    def _agent_slot(self, slot: int) -> bool:
        return self.row.slots[slot].mention.kind in ("person", "body", "mechanism")

    def _guess_verb(self, at: int, status: Reality) -> tuple[int, VerbGroup] | None:
        """A verb that no row knows, by its ending and its surroundings."""
        text, previous = self.lower[at], self.last
        if len(text) < 4 or not self._is_plain_word(at):
            return None
        if (
            text.endswith("ed")
            and previous is not None
            and previous.kind in ("noun", "conjunction", "relative", "mark")
        ):
            follows = self._text(at + 1)
            is_modifier = (
                previous.kind == "conjunction"
                and self._is_plain_word(at + 1)
                and not self._find_marker(at + 1)[0]
                and follows not in self.words.determiners
            )
            return (
                None if is_modifier else (at + 1, VerbGroup(_PLAIN, text, frozenset({"finite", "participle"}), status))
            )
        if (
            text.endswith("ing")
            and text not in self.words.nouns
            and previous is not None
            and previous.kind in ("mark", "marker", "conjunction")
        ):
            is_object = (
                self._is_slot(at + 1)
                or self._text(at + 1) in self.words.determiners
                or self._text(at + 1) in self.words.possessives
            )
            return (at + 1, VerbGroup(_PLAIN, text, frozenset({"ing"}), status)) if is_object else None
        is_subject = previous is not None and (
            (previous.kind == "relative" and previous.text != "whose")
            or (
                previous.kind == "noun"
                and previous.member is not None
                and previous.member.slot is not None
                and self._kind_of(previous.member.slot) == "person"
            )
        )
        if text.endswith("s") and (is_subject or self._goes_on_behind_aside(at)) and not self._is_known_noun(at):
            return at + 1, VerbGroup(_PLAIN, text, frozenset({"finite"}), status, is_present=True)
        return None

    def _goes_on_behind_aside(self, at: int) -> bool:
        """ "The Centre, launched under the Board, leverages the records": behind an aside with a verb of its own."""
        previous = self.last
        is_object = self._text(at + 1) in self.words.determiners or self._is_slot(at + 1)
        if previous is None or previous.text != "," or not is_object or self._is_slot(at + 1, "person"):
            return False
        kinds = [chunk.text if chunk.kind == "mark" else chunk.kind for chunk in self.chunks if chunk.kind != "time"]
        return any(kinds[n : n + 3] == ["noun", ",", "verb"] for n in range(len(kinds)))

    def _kind_of(self, slot: int) -> str:
        return self.row.slots[slot].mention.kind

    def _get_phrase(self, at: int) -> Phrase:
        """What the slot that a token is was read as."""
        return self.row.slots[self.tokens[at].slot or 0].mention.phrase

    def _find_form(self, at: int, *shapes: str) -> tuple[Form | None, int]:
        """The longest verb of the words that stands here in one of the shapes, and the index behind it.

        Adverbs may stand between the parts of one of several words.
        """
        for form in self.words.forms.get(self.lower[at], ()):
            if form.shapes.isdisjoint(shapes):
                continue
            end = self._match_rest(at + 1, form.rest) if form.rest else at + 1
            if end:
                return form, end
        return None, at

    def _is_gerund(self, at: int) -> bool:
        """ "After meeting Mr A", "unveiling the Museum", "Ms A, meeting with Mr B, said": where the reader of names saw
        an event."""
        phrase = self._get_phrase(at)
        if phrase.kind != "event" or phrase.text.lower() not in self.words.forms:
            return False
        if self._text(at - 1) in self.words.determiners or self._text(at - 1) in self.words.possessives:
            return False
        form, end = self._find_gerund(at)
        if form is None:
            return False
        takes_object = self._is_slot(end, "person", "body", "place") or self._text(end) == "the"
        return takes_object or (self._text(end) in ("with", "up") and self._stands_free())

    def _stands_free(self) -> bool:
        """Whether what comes next opens the sentence, or stands behind a comma of the name of who acts."""
        before = [chunk for chunk in self.chunks if chunk.kind != "time"]
        if not before:
            return True
        member = before[-2].member if len(before) > 1 and before[-1].text == "," else None
        return member is not None and member.slot is not None and self._agent_slot(member.slot)

    def _find_gerund(self, at: int) -> tuple[Form | None, int]:
        word = self._get_phrase(at).text.lower()
        for form in self.words.forms.get(word, ()):
            end = self._match_rest(at + 1, form.rest)
            if "ing" in form.shapes and end:
                return form, end
        return None, at

    def _find_rest(self, at: int) -> tuple[Form | None, int]:
        """ "be present at": a verb of the words whose first word is "be", from the word behind it on."""
        for form in self.words.forms.get("be", ()):
            end = self._match_rest(at, form.rest)
            if end:
                return form, end
        return None, at

    def _match_rest(self, at: int, rest: tuple[str, ...]) -> int:
        for word in rest:
            if self.lower[at] != word:
                at = self._skip_adverbs(at)
                if self.lower[at] != word:
                    return 0
            at += 1
        return at

    # -- nouns

    def _read_noun(self, at: int) -> int:
        """Reads one noun: determiners, adjectives and plain nouns up to a slot or the last plain noun."""
        first = at
        owner, owner_slot, determiner, head = "", None, "", ""
        slot: int | None = None
        while at < len(self.tokens) and at - first < _MOST_WORDS:
            token, text = self.tokens[at], self.lower[at]
            if token.slot is not None:
                if slot is not None and not self._may_follow(at):
                    break
                slot = token.slot
                at += 1
                if self.lower[at] in _GENITIVES:
                    owner_slot, slot = token.slot, None
                    at += 1
                continue
            if token.time is not None:
                break
            if slot is not None and (inner := self._find_inner_event(at, slot)):
                at = inner + 1
                slot = self._make_event(first, at, self._get_phrase(inner).head, determiner or owner)
                break
            if text in self.words.possessives and head == "" and slot is None:
                owner = owner or text
                at += 1
                continue
            if head and slot is None and text in _GENITIVES and self._is_slot(at + 1, "person"):
                head, determiner = "", ""  # "the college's {person}"
                at += 1
                continue
            if not text[0].isalnum():
                closing = self._find_closing(at) if slot is None and not head else 0  # the "Lantern Dinner"
                at = closing + 1 if closing else at
                break
            if at == first and self._find_marker(at)[0]:
                at += 1
                continue
            if (slot is not None or head) and self._ends_noun(at, determiner or owner, has_head=True):
                break
            if slot is None and not head and at > first and self._ends_noun(at, determiner or owner, has_head=False):
                break
            if at == first + 1 and self._is_said_of_these(at):
                break
            if slot is not None:
                if not self._goes_on(at, slot):
                    break
                owner_slot, slot, head = slot, None, text
                at += 1
                continue
            if text in self.words.determiners or self.adverbs[at] or text[0].isdigit():
                determiner = determiner or (text if text in self.words.determiners else "")
            else:
                head = text
            at += 1
        if at == first:
            at += 1
        start, end = self.tokens[first].start, self.tokens[at - 1].end
        if slot is None and head and self._is_event_head(head, at):
            slot = self._make_event(first, at, head, determiner or owner)
        member = Member(slot, self.row.text[start:end], head, start, end, owner, owner_slot, determiner=determiner)
        return self._add("noun", first, at, member=member)

    def _find_inner_event(self, at: int, slot: int) -> int:
        """ "the {forum} in | {Porto opening ceremony}", "the {festival} in {place} - | {New Tides dinner}": no word
        parts the one from the other, so the ceremony is what one attends. Gives where its slot is, else 0."""
        if self._kind_of(slot) not in ("event", "initiative"):
            return 0
        is_in = self.lower[at] == "in"
        if is_in and self._is_slot(at + 1, "place") and self._text(at + 2) in _SUBTITLES:
            at += 2
        if not (is_in or self._text(at) in _SUBTITLES) or not self._is_slot(at + 1, "event"):
            return 0
        phrase = self._get_phrase(at + 1)
        is_named = phrase.text[0].isupper() and phrase.head.islower() and phrase.text.endswith(f" {phrase.head}")
        return at + 1 if is_named else 0

    def _is_said_of_these(self, at: int) -> bool:
        """ "These included two forums", not "these invited guests": a verb after a word that points."""
        if self.lower[at - 1] not in _POINTING:
            return False
        form, end = self._find_form(at, "s", "past")
        follows = self._text(end)
        return form is not None and (follows in self.words.determiners or follows[:1].isdigit())

    def _is_event_head(self, head: str, end: int) -> bool:
        lexicon = self.row.language.lexicon
        company = lexicon.event_head_company.get(head)
        is_head = head in lexicon.event_heads and (company is None or self._text(end - 2) in company)
        return is_head or lexicon.told_events.get(head) == "any"

    def _make_event(self, first: int, end: int, head: str, determiner: str) -> int:
        """ "the launch event", "the {forum} opening ceremony": an event that a noun group names; gives its slot."""
        tokens = [
            token
            for token in self.tokens[first:end]
            if token.lower not in self.words.determiners and token.lower not in self.words.possessives
        ]
        words = [
            self.row.slots[token.slot].mention.phrase.text if token.slot is not None else token.text for token in tokens
        ]
        text = " ".join(words).replace(" 's", "'s").replace(" ’s", "’s").replace(" :", ":")
        start, stop = (
            self.row.find_place(self.tokens[first].start),
            self.row.find_place(self.tokens[end - 1].end - 1) + 1,
        )
        plain = [token for token in tokens if token.slot is not None or _DURATION.fullmatch(token.text) is None]
        is_short = len(plain) == 1 and determiner not in ("", "a", "an", "another", "one")  # "the three-day event"
        phrase = Phrase("event", start, stop, text, head=head, is_short=is_short)
        self.row.slots.append(Slot(Mention(phrase), start, stop))
        return len(self.row.slots) - 1

    def _goes_on(self, at: int, slot: int) -> bool:
        """ "the {body} delegation", "{body} Economic Leaders": the slot only describes the noun behind it."""
        if self._are_people(at):
            return self._kind_of(slot) in ("body", "mechanism")
        follows = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        is_object = follows is not None and (follows.slot is not None or follows.lower in self.words.determiners)
        return (
            self._kind_of(slot) != "person"
            and self._is_plain_word(at)
            and (
                self._text(at) in self.words.transparent
                or self._text(at) in self.words.nouns
                or not (self._text(at).endswith("s") and is_object)
            )
        )

    def _are_people(self, at: int) -> bool:
        """ "Leaders", "Economic Leaders": people in general, in capitals."""
        for token in self.tokens[at : at + _MOST_FRONT]:
            if token.slot is not None or token.time is not None or not token.text[0].isupper():
                return False
            if token.lower in self.words.transparent:
                return True
        return False

    def _may_follow(self, at: int) -> bool:
        """Two slots side by side are one noun where the second is the head: "{place} {event}"."""
        return (
            self._is_slot(at, "event", "agreement", "initiative", "body")
            and self.tokens[at - 1].end + 1 >= self.tokens[at].start
            and not self._is_slot(at - 1, "person")
        )

    def _ends_noun(self, at: int, determiner: str, *, has_head: bool) -> bool:
        text = self.lower[at]
        if text in self.words.small and (
            self._find_marker(at)[0]
            or text == "to"
            or self._match_phrase(at, self.words.conjunctions)
            or text in self.words.relatives
            or (self._match_phrase(at, self.words.subordinators) and text not in self.words.determiners)
        ):
            return True
        if text in _HELPERS or text in self.words.modals:
            return True
        if not has_head:
            return False
        if text in self.words.adverbs or text in self.words.determiners or text in self.words.possessives:
            return True
        start = self._skip_adverbs(at)
        form, end = self._find_form(start, "base", "s", "past", "participle", "ing")
        if form is None:
            return start > at or (text.endswith("ed") and self._is_plain_word(at))
        if form.shapes & {"past", "participle"}:
            return True
        follows = self._text(end)
        is_object = self._is_slot(end) or follows in self.words.determiners or follows in self.words.possessives
        if form.shapes & {"base", "s"} and text in self.words.nouns and determiner in _SINGULAR:
            return False  # "a courtesy call on Mr A"
        if "ing" in form.shapes:
            is_clause = follows in self.words.subordinators or follows in self.words.relatives
            return (
                is_object or is_clause or (bool(self._find_marker(end)[0]) and self._text(at) not in self.words.nouns)
            )
        return is_object or self._text(at) not in self.words.nouns
