"""Tells why no frame took a clause: which slot stayed empty, or that no frame knows its verb."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from kg.clauses.clause import Clause, Place
from kg.explain.words import say, say_if_known, translate
from kg.frames import Frame, fill_frames, read_frames
from kg.frames.filling import index_frames
from kg.phrases import Phrase, join_phrases

_COMMON = (
    "be",
    "plain",
    "say",
)  # entries of nearly every sentence: a frame for them is called by what else stands there


def say_miss(clause: Clause, kinds: Sequence[str], lang: str) -> tuple[int, Phrase]:
    """Gives the reason in words, and how near a frame came: 0 where none knows the verb, 1 where none is called, more
    with each slot that was filled."""
    frames = index_frames(read_frames(lang), lang).get((clause.verb, clause.place is Place.NOMINAL), ())
    if not frames:
        return 0, say_uncalled([clause])
    filled, frame = max(
        ((_count_filled(frame, clause, kinds, lang), frame) for frame in frames), key=lambda pair: pair[0]
    )
    if filled < 1 and clause.verb in _COMMON:
        return 0, say_uncalled([clause])
    if filled < 0:
        return 1, _say_setting(clause)
    slot = frame.slots[filled]
    wanted = {"kinds": _join("filler", sorted(slot.kinds)), "markers": _join("marker", slot.markers)}
    nearness = 1 if clause.verb in _COMMON else 2 + filled
    return nearness, say("miss:slot", slot=slot.name, frame=frame.id, says=translate(frame.says), **wanted)


def say_uncalled(clauses: Iterable[Clause]) -> Phrase:
    """Says that no frame is called by the words of clauses."""
    words = dict.fromkeys(clause.words for clause in clauses)
    return say("miss:none", words=join_phrases((say("quoted", words=word) for word in words), "and"))


def _count_filled(frame: Frame, clause: Clause, kinds: Sequence[str], lang: str) -> int:
    """The slots filled before the one that stayed empty, -1 where the clause does not even call the frame: the frame
    is tried with no slot, with its first, with its first two, and so on."""
    parts = _list_parts(frame)
    taken = (next(fill_frames([clause], kinds, part, lang), None) is not None for part in parts)
    return next((count for count, is_taken in enumerate(taken, -1) if not is_taken), len(parts) - 2)


@cache
def _list_parts(frame: Frame) -> tuple[tuple[Frame], ...]:
    return tuple((replace(frame, slots=frame.slots[:count]),) for count in range(len(frame.slots) + 1))


def _say_setting(clause: Clause) -> Phrase:
    if clause.place is Place.NOMINAL and clause.parent is not None:
        conjunction = clause.conjunction or say("a_part")
        return say("miss:part", words=clause.words, conjunction=conjunction, parent=clause.parent.words)
    return say("miss:passive" if clause.is_passive else "miss:active", words=clause.words)


def _join(family: str, codes: Sequence[str]) -> Phrase:
    """Gives the words of codes: "body, person or place"; that it is nothing where there are none."""
    words = [say_if_known(family, code) for code in codes]
    return join_phrases((join_phrases(words[:-1], "and"), words[-1]), "or") if words else say("nothing")
