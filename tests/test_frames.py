"""The frames of `data/frames`: what their examples give, exactly; what they never take; nothing that can never fire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest
from clause_facts import list_flat, read_text
from paradigms import GAPS, list_cells

from kg.clauses.clause import Clause
from kg.clauses.words import read_words
from kg.frames import Example, Filling, Frame, fill_frames, read_frames
from kg.story import teller

FRAMES = read_frames("en")
SAID = {lang: [f for f in read_frames(lang) if f.verbs.get(lang) or f.nouns.get(lang)] for lang in ("en", "zh")}
EXAMPLES = [(f, example) for lang, said in SAID.items() for f in said for example in f.examples if example.lang == lang]
NEVERS = [(f, example) for lang, said in SAID.items() for f in said for example in f.never if example.lang == lang]
# Entries of the words that no frame names: read by the walker of clauses or by the story itself.
STRUCTURAL = frozenset({"plain", "agree", "collaborate", "intend", "on-way", "return", "schedule", "wish"})


def list_cases(cases: Sequence[tuple[Frame, Example]]) -> Iterator[object]:
    for frame, example in cases:
        yield pytest.param(frame, example, id=f"{frame.id}: {example.text[:60]}")


def watch(text: str, lang: str = "en") -> tuple[tuple[str, frozenset[str]], ...]:
    """The frames that take the clauses of a text, each with the slots that it fills."""
    found: list[tuple[str, frozenset[str]]] = []

    def fill(
        clauses: Sequence[Clause], kinds: Sequence[str], frames: tuple[Frame, ...], lang: str
    ) -> Iterator[Filling]:
        for filling in fill_frames(clauses, kinds, frames, lang):
            found.append((filling.frame.id, frozenset(filling.groups)))
            yield filling

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(teller, "fill_frames", fill)
        read_text(text, lang=lang)
    return tuple(found)


@cache
def list_filled() -> Mapping[str, frozenset[str]]:
    """The slots of each frame that an example or a cell of a paradigm fills."""
    filled: dict[str, frozenset[str]] = {}
    texts = [example.text for _, example in EXAMPLES if example.lang == "en"]
    seen: set[tuple[str, str]] = set()
    gaps = GAPS.read_text(encoding="utf-8").splitlines()
    for cell in list_cells():
        frame, _, construction = cell.id.split("/")
        if (frame, construction) not in seen and cell.id not in gaps:
            seen.add((frame, construction))
            texts.append(cell.text)
    for text in texts:
        for frame, slots in watch(text):
            filled[frame] = filled.get(frame, frozenset()) | slots
    return filled


@pytest.mark.parametrize(("lang", "frame"), [(lang, f) for lang, said in SAID.items() for f in said])
def test_every_frame_has_an_example_that_gives_something_and_one_that_never_does(lang: str, frame: Frame) -> None:
    examples = [example for example in frame.examples if example.lang == lang]
    assert examples, f"{frame.place}: no example"
    assert [example for example in frame.never if example.lang == lang], f"{frame.place}: no `never`"
    assert all(example.gives for example in examples), f"{frame.place}: an example gives nothing"


@pytest.mark.parametrize(("frame", "example"), list_cases(EXAMPLES))
def test_an_example_gives_exactly_this(frame: Frame, example: Example) -> None:
    found = list_flat(read_text(example.text, lang=example.lang))
    missing, too_much = sorted(example.gives - found), sorted(found - example.gives)
    assert (missing, too_much) == ([], []), f"{frame.place}: of {example.text!r}"


@pytest.mark.parametrize(("frame", "example"), EXAMPLES, ids=[f"{f.id}: {e.text[:60]}" for f, e in EXAMPLES])
def test_an_example_is_read_by_its_own_frame(frame: Frame, example: Example) -> None:
    """Another frame that happens to read the same sentence proves nothing."""
    if frame.id == "greeted":  # the story itself reads greetings
        assert ("Ho Kwok-wah", "participant") in list_flat(read_text(example.text))
        return
    assert frame.id in {id for id, _ in watch(example.text, example.lang)}, f"{frame.place}: of {example.text!r}"


@pytest.mark.parametrize(("frame", "example"), list_cases(NEVERS))
def test_a_frame_takes_nothing_of_its_never(frame: Frame, example: Example) -> None:
    said = {statement.rule for statement in read_text(example.text, lang=example.lang).statements}
    assert frame.id not in said, f"{frame.place}: speaks of {example.text!r}"


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_a_frame_is_called_by_a_word(frame: Frame) -> None:
    words = read_words("en")
    forms = [form for found in words.forms.values() for form in found]
    verbs = {entry for form in forms for entry in (form.verb.entry, form.verb.otherwise)} | {"be", "have"}
    assert frame.verbs.get("en", frozenset()) <= verbs, "a verb that no row has"
    assert frame.nouns.get("en", frozenset()) <= set(words.nouns.values()), "a noun that no row has"
    assert frame.support.get("en", frozenset()) <= verbs, "a verb of support that no row has"


@pytest.mark.parametrize("frame", SAID["en"], ids=lambda frame: frame.id)
def test_a_slot_is_filled_somewhere(frame: Frame) -> None:
    """One that no sentence fills is shadowed by the slots before it, or asks for what cannot stand there."""
    if frame.id == "greeted":
        return
    unfilled = {slot.name for slot in frame.slots} - list_filled().get(frame.id, frozenset())
    assert not unfilled, f"{frame.place}: give an example that fills {', '.join(sorted(unfilled))}"


def test_every_entry_of_the_words_is_of_use() -> None:
    named = {
        entry for frame in FRAMES for row in (frame.verbs, frame.nouns, frame.support) for entry in row.get("en", ())
    }
    assert set(read_words("en").entries) - named - STRUCTURAL == set()
