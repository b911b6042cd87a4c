"""A command that is given `-` reads standard input, and says so where something is wrong in it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.graph.graph import Graph

SENTENCE = "The Secretary for Kites and Lanterns, Mr Aldo Feng, visited the Pearl Tide Laboratory today (May 3)."
HEADER = "id: piped\nlang: en\ntitle: A visit\nissued: 2024-05-03T12:00+08:00\n\n"
RECORD = {"id": "piped", "lang": "en", "title": "A visit", "issued": "2024-05-03T12:00+08:00", "text": SENTENCE}
Pipe = Callable[..., tuple[int, str, str]]


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Pipe:
    def pipe_into(content: bytes, *arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        code = run([str(argument) for argument in arguments])
        return (code, *capsys.readouterr())

    return pipe_into


def test_a_question_is_read_from_standard_input(pipe: Pipe, store: Path) -> None:
    question = 'SELECT ?n { ?s a foaf:Person ; skos:prefLabel ?n FILTER(?n = "Chris Sun"@en) }'
    assert pipe(question.encode(), "query", "-", "--format", "csv", "--store", store)[:2] == (0, "n\nChris Sun\n")


@pytest.mark.parametrize(
    ("content", "message"), [(b" ", "standard input: empty"), (b"\xff{", "standard input: cannot be read as UTF-8")]
)
def test_a_bad_question_on_standard_input_is_blamed_on_it(
    pipe: Pipe, store: Path, content: bytes, message: str
) -> None:
    code, out, err = pipe(content, "query", "-", "--store", store)
    assert (code, out) == (2, "")
    assert err.startswith(f"kg: {message}")


@pytest.mark.parametrize("question", ["DESCRIBE id:person/chris-sun", "CONSTRUCT WHERE { ?s skos:prefLabel ?name }"])
def test_triples_are_turtle_in_one_order(pipe: Pipe, store: Path, tmp_path: Path, question: str) -> None:
    code, out, _ = pipe(b"", "query", question, "--format", "ttl", "--store", store)
    assert code == 0
    assert out.splitlines() == sorted(out.splitlines())
    (tmp_path / "answer.ttl").write_text(out, encoding="utf-8")
    assert len(Graph.load(tmp_path / "answer.ttl")) == len(set(out.splitlines())) > 0


@pytest.mark.parametrize(
    "content",
    [HEADER + SENTENCE + "\n", json.dumps(RECORD) + "\n", json.dumps(RECORD, indent=2), json.dumps([RECORD], indent=2)],
    ids=["text", "a line of JSON", "an object of JSON", "a list of JSON"],
)
def test_a_release_is_read_from_standard_input(pipe: Pipe, tmp_path: Path, content: str) -> None:
    code, _, err = pipe(content.encode(), "extract", "-", "--out", tmp_path)
    assert (code, err) == (0, f"1 release written to {tmp_path}, 0 skipped\n")
    assert "Pearl Tide Laboratory" in next(tmp_path.glob("piped*.ttl")).read_text(encoding="utf-8")
    code, out, _ = pipe(content.encode(), "explain", "-")
    assert (code, "Pearl Tide Laboratory" in out, "2024-05-03" in out) == (0, True, True)


def test_sentences_are_explained_from_standard_input(pipe: Pipe) -> None:
    code, out, _ = pipe(SENTENCE.encode(), "explain", "-", "--issued", "2024-05-03")
    assert (code, out) == run_explain(pipe)


def run_explain(pipe: Pipe) -> tuple[int, str]:
    return pipe(b"", "explain", SENTENCE, "--issued", "2024-05-03")[:2]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (HEADER.replace("issued: 2024", "issued: x").encode() + b"Text.\n", "standard input: 'x"),
        (b'{"title": \n', "standard input, line 1: "),
        (
            HEADER.encode() + ("政府今日公布，政務司司長會見他們。" * 9).encode("big5"),
            "standard input: not UTF-8: looks like",
        ),
    ],
    ids=["date", "JSON", "Big5"],
)
def test_a_bad_release_on_standard_input_is_blamed_on_it(
    pipe: Pipe, tmp_path: Path, content: bytes, message: str
) -> None:
    code, _, err = pipe(content, "extract", "-", "--out", tmp_path)
    assert (code, err.startswith(f"kg: skipped: {message}")) == (1, True), err
    code, out, err = pipe(content, "explain", "-")
    assert (code, out, err.startswith(f"kg: {message}")) == (1, "", True), err
