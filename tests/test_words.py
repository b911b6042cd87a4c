"""Broken words and frames: each is a DataError that names file and line, and what to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.clauses.words import read_words
from kg.errors import DataError
from kg.files import find_shipped
from kg.frames import read_frames

WORDS = find_shipped("data", "words", "en.yaml")
GOOD_FRAME = """\
- frame: lit-up
  says: Somebody lit a place up.
  does: event
  event: visit
  verbs: {en: [visit]}
  label: {en: "visit to {place}"}
  slots:
    visitor: {role: participant, kinds: [person], from: [subject]}
    place: {is: where, kinds: [place], from: [object]}
  examples:
    - {lang: en, text: "Ms Wong Mei-fan visited Zhuhai."}
  never:
    - {lang: en, text: "Ms Wong Mei-fan slept."}
"""
# What is changed, into what, the line and the words of the message.
BROKEN_FRAMES = {
    "unknown type": ("event: visit", "event: vissit", 1, "vissit"),
    "unknown deed": ("does: event", "does: evnet", 1, "evnet"),
    "unknown entry": ("verbs: {en: [visit]}", "verbs: {en: [vizit]}", 1, "vizit"),
    "no entry": ("verbs: {en: [visit]}", "verbs: {}", 1, "lit-up"),
    "entries that are no mapping": ("verbs: {en: [visit]}", "verbs: visit", 1, "verbs"),
    "unknown field": ("does: event", "deos: event\n  does: event", 1, "deos"),
    "missing field": ("  says: Somebody lit a place up.\n", "", 1, "says"),
    "unknown role": ("role: participant", "role: particpant", 8, "particpant"),
    "unknown kind": ("kinds: [person]", "kinds: [persn]", 8, "persn"),
    "no kind": ("kinds: [person], ", "", 8, "visitor"),
    "unknown marker": ("from: [object]", "from: [objekt]", 9, "objekt"),
    "no marker": (", from: [object]", "", 9, "place"),
    "unknown use": ("is: where", "is: wher", 9, "is"),
    "unknown field of a slot": ("is: where", "iz: where", 9, "iz"),
    "slot that is a word": ("visitor: {role: participant, kinds: [person], from: [subject]}", "visitor: person", 1, "visitor"),
    "unknown side": ("  slots:", "  sides: [visitor, host]\n  slots:", 1, "host"),
    "example without a text": ('{lang: en, text: "Ms Wong Mei-fan visited Zhuhai."}', "{lang: en}", 1, "text"),
    "the same frame twice": (GOOD_FRAME, GOOD_FRAME + GOOD_FRAME, 14, "lit-up"),
    "two frames, the second broken": (
        GOOD_FRAME, GOOD_FRAME + GOOD_FRAME.replace("lit-up", "again").replace("visit\n", "vissit\n"), 14, "vissit",
    ),
}  # fmt: skip
BROKEN_WORDS = {
    "no entry": ("  inspect: {is: visit, purpose: real}", "  inspect: {purpose: real}", "inspect"),
    "unknown field": ("  inspect: {is: visit, purpose: real}", "  inspect: {is: visit, porpoise: real}", "porpoise"),
    "unknown purpose": ("  inspect: {is: visit, purpose: real}", "  inspect: {is: visit, purpose: reel}", "purpose"),
    "unknown marker": ("  inspect: {is: visit, purpose: real}", "  inspect: {is: visit, needs: [wiht]}", "wiht"),
    "unknown kind": ("  inspect: {is: visit, purpose: real}", "  inspect: {is: visit, kinds: [persn]}", "persn"),
    "the same row twice": ("  inspect: {is: visit, purpose: real}", "  inspect: visit\n  inspect: visit", "inspect"),
    "a list as a row": ("  inspect: {is: visit, purpose: real}", "  inspect: [visit]", "inspect"),
    "a number as a row": ("  inspect: {is: visit, purpose: real}", "  inspect: 7", "inspect"),
}


def write_frames(folder: Path, text: str) -> Path:
    path = folder / "7-lights.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_frames_file_is_read(tmp_path: Path) -> None:
    path = write_frames(tmp_path, GOOD_FRAME)
    (frame,) = read_frames("en", tmp_path)
    assert (frame.id, frame.place) == ("lit-up", f"{path}:1")


@pytest.mark.parametrize("name", BROKEN_FRAMES)
def test_a_broken_frame_is_a_data_error_that_names_file_and_line(tmp_path: Path, name: str) -> None:
    old, new, line, word = BROKEN_FRAMES[name]
    assert old in GOOD_FRAME
    path = write_frames(tmp_path, GOOD_FRAME.replace(old, new))
    with pytest.raises(DataError) as caught:
        read_frames("en", tmp_path)
    assert f"{path}:{line}:" in str(caught.value)
    assert word in str(caught.value)


@pytest.mark.parametrize(
    "text", ["- frame: [unclosed", "frame: lit-up\n", "", "- lit-up\n", "- frame: x\n\tsays: a tab\n"]
)
def test_a_file_without_frames_is_a_data_error_that_names_it(tmp_path: Path, text: str) -> None:
    path = write_frames(tmp_path, text)
    with pytest.raises(DataError) as caught:
        read_frames("en", tmp_path)
    assert str(path) in str(caught.value)


def test_a_folder_without_frames_is_a_data_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=tmp_path.name):
        read_frames("en", tmp_path)


@pytest.mark.parametrize("name", BROKEN_WORDS)
def test_a_broken_row_of_words_is_a_data_error_that_names_file_and_line(tmp_path: Path, name: str) -> None:
    old, new, word = BROKEN_WORDS[name]
    text = WORDS.read_text(encoding="utf-8")
    assert text.count(f"{old}\n") == 1, "the row that this test breaks is written otherwise now"
    line = text[: text.index(f"{old}\n")].count("\n") + 1 + new.count("\n")
    path = tmp_path / "en.yaml"
    path.write_text(text.replace(f"{old}\n", f"{new}\n"), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_words("en", path)
    assert f"{path}:{line}:" in str(caught.value)
    assert word in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("\nmarkers:\n", "\nmarkres:\n", "markres"),
        ("\nconjunctions: [", "\nconjunctoins: [", "conjunctoins"),
        ("\nverbs:\n", "\nverbs: [\n", "YAML"),
    ],
)
def test_words_with_a_broken_part_are_a_data_error_that_names_the_file(
    tmp_path: Path, old: str, new: str, word: str
) -> None:
    text = WORDS.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "en.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_words("en", path)
    assert str(path) in str(caught.value)
    assert word in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"- a list\n", "verbs: {參觀: visit}".encode("big5")])
def test_a_file_that_holds_no_words_is_a_data_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "en.yaml"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_words("en", path)
    assert str(path) in str(caught.value)
