"""Tells why no frame took a clause: which slot stayed empty, or that no frame knows its verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.clauses.clause import Clause, Place
from kg.frames import Frame, fill_frames, read_frames
from kg.frames.filling import index_frames

_COMMON = (
    "be",
    "plain",
    "say",
)  # entries of nearly every sentence: a frame for them is called by what else stands there


def say_miss(clause: Clause, kinds: Sequence[str], lang: str) -> tuple[int, str]:
    """Gives the reason in words, and how near a frame came: 0 where none knows the verb, 1 where none is called, more
    with each slot that was filled."""
    frames = index_frames(read_frames(lang), lang).get((clause.verb, clause.place is Place.NOMINAL), ())
    if not frames:
        return 0, f"no frame is called by «{clause.words}»"
    filled, frame = max(
        ((_count_filled(frame, clause, kinds, lang), frame) for frame in frames), key=lambda pair: pair[0]
    )
    if filled < 1 and clause.verb in _COMMON:
        return 0, f"no frame is called by «{clause.words}»"
    if filled < 0:
        return 1, f"«{clause.words}» calls no frame {_say_setting(clause)}"
    slot = frame.slots[filled]
    wanted = f"{_join(sorted(slot.kinds))} as {_join(slot.markers)}"
    nearness = 1 if clause.verb in _COMMON else 2 + filled
    return nearness, f"slot “{slot.name}” of frame {frame.id} ({frame.says}) stayed empty: it takes {wanted}"


def _count_filled(frame: Frame, clause: Clause, kinds: Sequence[str], lang: str) -> int:
    """The slots filled before the one that stayed empty, -1 where the clause does not even call the frame: the frame
    is tried with no slot, with its first, with its first two, and so on."""
    parts = _list_parts(frame)
    taken = (next(fill_frames([clause], kinds, part, lang), None) is not None for part in parts)
    return next((count for count, is_taken in enumerate(taken, -1) if not is_taken), len(parts) - 2)


@cache
def _list_parts(frame: Frame) -> tuple[tuple[Frame], ...]:
    return tuple((replace(frame, slots=frame.slots[:count]),) for count in range(len(frame.slots) + 1))


def _say_setting(clause: Clause) -> str:
    if clause.place is Place.NOMINAL and clause.parent is not None:
        return f"as {clause.conjunction or 'a part'} of «{clause.parent.words}»"
    return "in the passive" if clause.is_passive else "in the active"


def _join(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else "nothing"
