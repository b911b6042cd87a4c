"""`import kg`: what a program asks, each name and example of it, with paths and days as Python has them."""

from __future__ import annotations

import ast
import doctest
import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import KgError

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = [name for name in kg.__all__ if inspect.isfunction(getattr(kg, name))]
CLASSES = [name for name in kg.__all__ if inspect.isclass(getattr(kg, name))]
STORE = "gba.kg"
SEED = "data/releases/seed-20240108.en.txt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives a folder with the sample releases and their graph, as the examples take it for granted."""
    path = tmp_path_factory.mktemp("library")
    (path / "data").symlink_to(ROOT / "data")
    kg.build(path / "data" / "releases", path / STORE)
    return path


@pytest.fixture(autouse=True)
def go_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


def find_examples() -> Iterator[doctest.DocTest]:
    finder = doctest.DocTestFinder(recurse=False)
    methods = {f"Graph.{name}": value for name, value in inspect.getmembers(kg.Graph, inspect.isfunction)}
    for name, value in {**{name: getattr(kg, name) for name in kg.__all__}, **methods}.items():
        for example in finder.find(value, name, globs={"kg": kg, "date": date, "Path": Path}):
            if example.examples:
                yield example


EXAMPLES = list(find_examples())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_example_gives_what_it_says(example: doctest.DocTest) -> None:
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert runner.run(example, out=said.append).failed == 0, "".join(said)


def test_every_function_has_an_example() -> None:
    assert set(FUNCTIONS) - {example.name for example in EXAMPLES} == set()


@pytest.mark.parametrize("name", kg.__all__)
def test_every_public_name_says_what_it_is(name: str) -> None:
    said = inspect.getdoc(getattr(kg, name))
    assert said
    assert not said.startswith(f"{name}(")


def test_what_is_public_is_a_function_a_noun_an_error_words_or_a_value_of_a_question() -> None:
    others = [
        name for name in CLASSES if not (is_dataclass(getattr(kg, name)) or issubclass(getattr(kg, name), Exception))
    ]
    assert others == ["ChangeKind", "DateKind", "EntityMention", "Graph", "Phrase", "Section", "StageKind"]
    assert {*FUNCTIONS, *CLASSES} == {*kg.__all__}


def test_the_names_are_the_same_to_python_and_to_a_type_checker() -> None:
    tree = ast.parse((ROOT / "kg" / "__init__.py").read_text(encoding="utf-8"))
    typed = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("kg.")
        for alias in node.names
    }
    assert typed == kg._PLACES
    assert sorted(typed) == kg.__all__
    assert set(kg.__all__) <= set(dir(kg))


def test_every_error_of_ours_is_public() -> None:
    errors = {name for name, value in vars(sys.modules["kg.errors"]).items() if inspect.isclass(value)}
    assert errors == {name for name in CLASSES if issubclass(getattr(kg, name), KgError)}


def test_every_noun_that_a_public_function_gives_or_takes_is_public() -> None:
    """Of the nouns of `kg` that stand in a signature, or in the fields of a public noun, none is left out."""
    own = {name: value for name in kg.__all__ if inspect.isclass(value := getattr(kg, name))}
    texts = [str(inspect.signature(getattr(kg, name))) for name in FUNCTIONS]
    texts += [str(kind) for value in own.values() if is_dataclass(value) for kind in value.__annotations__.values()]
    words = {word for text in texts for word in "".join(sign if sign.isalnum() else " " for sign in text).split()}
    nouns = {
        name
        for module in map(sys.modules.get, kg._PLACES.values())
        for name, value in vars(module).items()
        if inspect.isclass(value) and value.__module__.startswith("kg.") and not name.startswith("_")
    }
    assert (words & nouns) - own.keys() == {"Passage", "Node", "Edge", "DrawnLine", "Lane", "Totals", "Frame"}


def test_importing_kg_loads_nothing_until_it_is_asked_for() -> None:
    code = "import sys, kg; print(*(name for name in sys.modules if name.startswith('kg.')), 'rdflib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_name_that_is_not_there_is_told_as_python_does() -> None:
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'reed'"):
        kg.reed  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("kind", [str, Path])
def test_a_path_may_be_text_or_a_path(tmp_path: Path, kind: type) -> None:
    seed, folder = kind(SEED), kind(tmp_path / "one.kg")
    assert len(kg.read(seed)) == len(kg.read([seed])) == kg.build([seed], folder).releases == 1
    graph = kg.open(folder)
    assert kg.search_words(folder, "talent").things
    assert kg.explain_file(seed).passages
    kg.draw(kg.make_scene(graph), kind(tmp_path / "one.html"))
    assert (tmp_path / "one.html").stat().st_size > 1000
    assert kg.export_tables(graph, kind(tmp_path / "tables"))


def test_an_empty_path_is_refused(tmp_path: Path) -> None:
    for ask in (
        lambda: kg.read(""),
        lambda: kg.read([SEED, ""]),
        lambda: kg.build("", tmp_path / "one.kg"),
        lambda: kg.build(SEED, ""),
        lambda: kg.open(""),
        lambda: kg.search_words("", "talent"),
    ):
        with pytest.raises(kg.UsageError, match="an empty path"):
            ask()


@pytest.mark.parametrize("day", ["2024-01-08", date(2024, 1, 8), datetime(2024, 1, 8, 23, 30, tzinfo=UTC)])
def test_a_day_may_be_text_or_a_date(day: str | date) -> None:
    graph = kg.open(STORE)
    assert kg.find_holders(graph, "Chief Secretary for Administration", on=day).on == "2024-01-08"
    assert kg.ask_question(graph, "office-on-a-date", date=day).rows
    assert kg.Period(day, day) == kg.Period("2024-01-08", "2024-01-08")
    found = kg.list_directory(graph, "events", period=kg.Period(day, day))
    assert {entry.date.days for entry in found.entries if entry.date} == {("2024-01-08", "2024-01-08")}
    assert kg.explain_text("He met Ms Tam Wai-ling today.", issued=day).extraction.release.issued.day == 8


@pytest.mark.parametrize("day", ["2024-02-31", "2022-6-30", "notadate", "2024-01"])
def test_what_is_no_day_is_refused(day: str) -> None:
    graph = kg.open(STORE)
    for ask in (
        lambda: kg.find_holders(graph, "Chief Secretary for Administration", on=day),
        lambda: kg.ask_question(graph, "office-on-a-date", date=day),
        lambda: kg.explain_text("He met Ms Tam Wai-ling today.", issued=day),
    ):
        with pytest.raises(kg.UsageError, match="is no date"):
            ask()


@pytest.mark.parametrize("day", [5, None, 2024, b"2024-01-08"])
def test_what_is_neither_text_nor_a_date_is_no_day(day: Any) -> None:
    graph = kg.open(STORE)
    asked: list[Callable[[], object]] = [
        lambda: kg.find_holders(graph, "Chief Secretary for Administration", on=day),
        lambda: kg.ask_question(graph, "office-on-a-date", date=day),
    ]
    if day is not None:  # of a period a side that is open
        asked += [lambda: kg.Period(day), lambda: kg.Period(until=day)]
    for ask in asked:
        with pytest.raises(kg.UsageError, match="is no date; give text"):
            ask()


@pytest.mark.parametrize("period", [kg.Period(), kg.Period("1900", "1900")])
def test_what_is_no_measure_and_no_projection_is_refused(period: kg.Period) -> None:
    graph = kg.open(STORE)
    with pytest.raises(kg.UsageError, match="no such centrality; there are degree, "):
        kg.rank(graph, by="foo", period=period)
    with pytest.raises(kg.UsageError, match="no such projection; there are meetings, "):
        kg.rank(graph, by="degree", projection="foo", period=period)


@pytest.mark.parametrize("limit", [-1, -3, "3", 2.5])
def test_what_is_no_limit_is_refused(limit: Any) -> None:
    graph = kg.open(STORE)
    for ask in (
        lambda: kg.rank(graph, by="degree", top=limit),
        lambda: kg.list_directory(graph, "people", limit=limit),
        lambda: kg.search_words(STORE, "talent", limit=limit),
        lambda: kg.tabulate([], limit=limit),
    ):
        with pytest.raises(kg.UsageError, match="is no limit; it is a whole number"):
            ask()


def test_reading_says_what_was_skipped_and_remarked(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("no header, no date", encoding="utf-8")
    corpus = kg.read([SEED, bad, SEED])
    assert [extraction.release.id for extraction in corpus] == ["seed-20240108"]
    assert "bad.txt" in str(corpus.skipped[0])
    assert len(corpus.remarks) == 1
    with pytest.raises(kg.ReleaseError, match="nowhere"):
        kg.read("nowhere")


def test_a_statement_leads_to_its_sentence() -> None:
    (extraction,) = kg.read(SEED)
    for statement in extraction.statements:
        sentence = extraction.get_sentence(statement.sentence)
        assert sentence.ordinal == statement.sentence
    met = next(statement for statement in extraction.statements if statement.predicate == "gba:metWith")
    assert met.object_text in extraction.get_sentence(met.sentence).text
