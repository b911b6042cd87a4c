"""Whatever stands behind the output, no command crashes: a pipe nobody reads, an old encoding, a narrow window."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pyoxigraph as ox
import pytest
from asking import read_terminal

from kg.graph.graph import Graph, write_store
from kg.graph.terms import make_name, make_text, make_thing

ROOT = Path(__file__).resolve().parent.parent
MODULE = [sys.executable, "-m", "kg"]
NAME = make_name("skos:prefLabel")
# A letter of Big5, one that Big5 lacks, one of Latin, one outside the first plane.
WORDS = "港 们 é 𠮷"
QUESTION = "SELECT ?who ?name { ?who skos:prefLabel ?name } ORDER BY ?who"
NOTE = "PYTHONIOENCODING=utf-8"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pipes") / "words.kg"
    who = make_thing("person/a")
    quads = [ox.Quad(who, NAME, make_text(WORDS)), ox.Quad(who, make_name("rdf:type"), make_name("foaf:Person"))]
    write_store(path, quads)
    return path


def ask(store: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [*MODULE, *arguments],
        cwd=ROOT,
        env={**os.environ, "KG_STORE": str(store), **environment},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert b"unexpected" not in done.stderr
    return done


def test_python_m_kg_is_kg(store: Path) -> None:
    done = ask(store, "--help")
    assert (done.returncode, done.stdout.startswith(b"Usage: kg ")) == (0, True)


@pytest.mark.parametrize(
    ("encoding", "form"),
    [("ascii", "table"), ("ascii", "json"), ("ascii", "ttl"), ("cp950", "table"), ("big5", "csv"), ("latin-1", "ttl")],
)
def test_what_an_encoding_lacks_is_escaped_and_that_is_said_once(
    store: Path, tmp_path: Path, encoding: str, form: str
) -> None:
    question = QUESTION if form != "ttl" else "CONSTRUCT WHERE { ?who skos:prefLabel ?name }"
    done = ask(store, "query", question, "--format", form, PYTHONIOENCODING=encoding)
    out = done.stdout.decode(encoding)
    assert done.returncode == 0
    if form == "json":
        assert json.loads(out)["results"]["bindings"][0]["name"]["value"] == WORDS
        return
    assert done.stderr.decode().count(NOTE) == 1
    assert "\\U00020BB7" in out
    if form == "ttl":
        (tmp_path / "answer.ttl").write_text(out, encoding="utf-8")
        assert Graph.load(tmp_path / "answer.ttl").ask("SELECT ?name { ?who ?label ?name }") == [(WORDS,)]


def test_an_output_in_utf8_has_no_note(store: Path) -> None:
    done = ask(store, "query", QUESTION, "--format", "csv", PYTHONIOENCODING="utf-8")
    assert WORDS in done.stdout.decode()
    assert NOTE.encode() not in done.stderr


@pytest.mark.parametrize(
    ("redirection", "form"),
    [(">&-", "table"), ("2>&-", "csv"), (">&- 2>&-", "csv"), ("| true", "table"), ("| true", "csv")],
)
def test_an_output_that_is_closed_is_no_crash(store: Path, redirection: str, form: str) -> None:
    command = f'"{sys.executable}" -m kg query "{QUESTION}" --format {form} {redirection}; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env={**os.environ, "KG_STORE": str(store)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert "Error" not in done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] in ("0", "141")


def test_a_graph_is_checked_though_nobody_can_be_told_how_far_it_is(store: Path) -> None:
    command = f'"{sys.executable}" -m kg check 2>&-'
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env={**os.environ, "KG_STORE": str(store)}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (ask(store, "check").returncode, b"")
    assert done.stdout == ask(store, "check").stdout


def show(store: Path, width: int, **environment: str) -> str:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    settings = {**known, "KG_STORE": str(store), "TERM": "xterm-256color", **environment}
    with subprocess.Popen(
        [*MODULE, "query", QUESTION], cwd=ROOT, env=settings, stdin=theirs, stdout=theirs, stderr=theirs
    ) as asked:
        os.close(theirs)
        shown = read_terminal(ours)
    os.close(ours)
    assert asked.returncode == 0
    return shown.decode().replace("\r\n", "\n")


def test_a_narrow_window_shows_one_field_a_line(store: Path) -> None:
    assert f"who: id:person/a\nname: {WORDS}\n" in show(store, 40)
    assert "who: " not in show(store, 100)


def test_no_color_means_no_style(store: Path) -> None:
    assert "\x1b" in show(store, 100)
    assert "\x1b" not in show(store, 100, NO_COLOR="1")
