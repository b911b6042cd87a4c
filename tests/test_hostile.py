"""What `make hostile` counts with: it notices a hang, a death and a planted fault, and counts nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from attacks import HOSTILE
from hostile import files, growth, injections, mutants
from hostile.asking import ask
from hostile.children import Outcome
from hostile.readings import find_faults, find_lost_triples
from hostile.row import make_row

from kg.extraction import read_extraction
from kg.pipeline import load_gazetteer
from kg.releases import Release
from kg.statements import Extraction


def read() -> Extraction:
    text = "Mr Aldo Feng visited the Pearl Tide Laboratory today. He met with Ms Rosa Quill."
    return read_extraction(Release("x", "en", "Kites", datetime(2024, 5, 3, tzinfo=UTC), text), load_gazetteer())


# What is counted.


def test_a_row_counts_what_is_wrong_and_what_says_nothing() -> None:
    tried: list[tuple[str, Outcome[str]]] = [
        ("one", Outcome("")),
        ("two", Outcome("lost")),
        ("three", Outcome(None, "killed")),
    ]
    row = make_row("kites", tried)
    assert (row.tried, row.failures) == (3, ("two: lost", "three: killed"))


def test_what_is_asked_is_what_a_shell_would_see() -> None:
    wrong, right = ask("nonsense"), ask("--version")
    assert (wrong.code, wrong.out, b"nonsense" in wrong.err) == (2, b"", True)
    assert (right.code, right.err, right.out.startswith(b"kg, version")) == (0, b"", True)
    assert not wrong.find_crash()


# Files and texts.


@pytest.mark.parametrize("kind", files.KINDS)
def test_every_kind_of_file_can_be_made_twice_alike(kind: str, tmp_path: Path) -> None:
    made = []
    for place in ("one", "two"):
        folder = tmp_path / place
        folder.mkdir()
        for number in range(2):
            inside = folder / str(number)
            inside.mkdir()
            thing = files.KINDS[kind](Random(number), inside)
            assert thing.path.is_symlink() or thing.path.exists()
        made.append(sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_symlink()))
    assert made[0] == made[1]


@pytest.mark.parametrize(("kind", "fault"), [("empty", "neither read nor named"), ("links in a loop", "")])
def test_a_file_that_is_passed_over_is_noticed_unless_it_is_none(
    kind: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.KINDS[kind]

    def hide(random: Random, folder: Path) -> files.Thing:
        thing = real(random, folder)
        return replace(thing, path=thing.path.rename(folder / ".hidden"))

    monkeypatch.setitem(files.KINDS, kind, hide)
    assert files.read_case((kind, 1, tmp_path / "case")) == fault


def test_a_lost_release_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert files.read_case(("empty", 0, tmp_path / "case")) == ""
    monkeypatch.setattr(files, "_HEAD", "")
    assert "lost: Aldo Feng, Bela Kwan" in files.read_case(("empty", 0, tmp_path / "other"))


def test_a_mutant_is_the_same_in_every_run_and_hardly_ever_that_of_another_number() -> None:
    assert mutants.make_mutant(7) == mutants.make_mutant(7)
    assert len({mutants.make_mutant(number)["text"] for number in range(100)}) > 90
    assert mutants.read_run(range(3)) == []


def test_a_moved_sentence_a_lost_one_and_other_words_are_noticed() -> None:
    good = read()
    assert list(find_faults(good)) == list(find_lost_triples(good)) == []
    first, second = good.sentences
    for bad in (
        replace(good, sentences=(replace(first, start=first.start + 1), second)),
        replace(good, sentences=(second, first)),
        replace(good, sentences=(first,)),
        replace(good, sentences=(replace(first, text="Mr Aldo Feng slept."), second)),
    ):
        assert list(find_faults(bad))


# Shapes.


@pytest.mark.parametrize("power", [0.0, 1.0, 1.5, 2.0])
def test_the_exponent_is_the_power_that_time_grows_with(power: float) -> None:
    times = {("kites", step): 0.01 * step**power for step in growth.STEPS}
    assert growth.fit_exponent(times, "kites") == pytest.approx(power)


def test_there_are_twelve_shapes_in_each_language() -> None:
    langs = [shape.lang for shape in growth.SHAPES.values()]
    assert (langs.count("en"), langs.count("zh-Hant")) == (12, 12)
    assert all(len(shape.write(8)) > 5 * len(shape.write(1)) for shape in growth.SHAPES.values())


# Injections.


def test_what_acts_in_a_page_is_noticed() -> None:
    sound = injections.Page("<p title='x'>text</p>")
    for attack in HOSTILE[:2]:
        found = injections.Page(f"<p title='x'>{attack}</p>")
        assert (found.tags, found.scripts, found.acts) != (sound.tags, sound.scripts, sound.acts)
    assert injections.Page("<a href='JavaScript:alert(1)'>x</a>").acts
