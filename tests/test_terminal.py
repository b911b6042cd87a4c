"""What comes from a release, an argument, a file's name or an error never commands the terminal, nor a spreadsheet."""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import pty
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pyoxigraph as ox
import pytest
from asking import read_terminal

from kg.cells import write_csv
from kg.cli.grid import echo_grid
from kg.cli.main import run
from kg.cli.terminal import echo
from kg.controls import escape_in_json, escape_in_turtle, show_controls
from kg.exports.folder import write_folder
from kg.exports.tables import make_tables
from kg.graph.graph import Graph, write_store
from kg.graph.terms import make_name, make_text, make_thing

KG = str(Path(sys.executable).with_name("kg"))
CLI = Path(__file__).resolve().parent.parent / "kg" / "cli"
# Colour, a new title for the window, "clear" in one sign, delete, letters turned round, a tag nobody sees.
ATTACK = "Ng\x1b[31m\x1b]0;owned\x07\x9b2J\x7f\x08\u202e\u2066\U000e0041 Wing"
SHOWN = "Ng\\x1b[31m\\x1b]0;owned\\x07\\x9b2J\\x7f\\x08\\u202e\\u2066\\U000e0041 Wing"
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
FORMULA = '=HYPERLINK("http://e/")'
RELEASE = """\
id: attack
lang: en
title: A visit
issued: 2024-05-03T12:00+08:00

The Secretary for Kites and Lanterns, Mr Aldo Feng, met{0} with Ms Rosa Quill{0} on "{0}" today (May 3).
"""
WHO, NAME = make_thing("person/ng-wing"), make_name("skos:prefLabel")
QUADS = [
    ox.Quad(WHO, make_name("rdf:type"), make_name("foaf:Person")),
    ox.Quad(WHO, NAME, make_text(ATTACK, "en")),
    ox.Quad(WHO, make_name("gba:honorific"), make_text(FORMULA)),
    ox.Quad(WHO, make_name("dct:source"), ox.NamedNode("http://e/\u202e")),
    ox.Quad(WHO, make_name("gba:announcedOn"), ox.Literal(f"7{ATTACK}", datatype=make_name("xsd:date"))),
]
Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("terminal") / "attack.kg"
    write_store(path, QUADS)
    return path


@pytest.fixture
def ask(store: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Gives what `kg` answers, after seeing that nothing in it commands a terminal."""
    monkeypatch.setenv("KG_STORE", str(store))

    def ask_kg(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        assert find_commands(out + err) == []
        assert "Traceback" not in err
        return code, out, err

    return ask_kg


def find_commands(text: str) -> list[str]:
    return [sign for sign in text if unicodedata.category(sign) in HIDDEN and sign not in "\n\t"]


# What is written out.


def test_every_character_that_commands_a_terminal_is_written_out_and_no_other() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    hidden = [letter for letter in every if unicodedata.category(letter) in HIDDEN]
    plain = "".join(letter for letter in every if unicodedata.category(letter) not in HIDDEN)
    assert show_controls(plain) == plain
    assert [letter for letter in hidden if not show_controls(letter).isprintable()] == []
    assert len({show_controls(letter) for letter in hidden}) == len(hidden)


def test_a_terminal_gets_our_own_styles_and_nobody_elses(store: Path) -> None:
    """Asks on a real terminal, where the name stands in bold; the answer is read until its last line."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    command = [KG, "timeline", "person/ng-wing", "--store", str(store)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as asked:
        os.close(theirs)
        printed = read_terminal(ours).decode()
    os.close(ours)
    assert asked.returncode == 1  # nothing is known but the name
    assert printed.startswith("\x1b[1m" + SHOWN)
    assert find_commands(printed.replace("\x1b[1m", "").replace("\x1b[0m", "").replace("\r\n", "\n")) == []


def test_a_grid_on_a_terminal_has_rich_styles_and_nobody_elses(store: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "200"}
    command = [KG, "query", "SELECT ?name { ?who skos:prefLabel ?name }", "--store", str(store)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, env=environment) as asked:
        os.close(theirs)
        printed = read_terminal(ours).decode()
    os.close(ours)
    assert asked.returncode == 0
    assert SHOWN in printed
    assert "\x1b[1m" in printed
    assert "\x1b[31m" not in printed


# Each way to the terminal.


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("timeline", "person/ng-wing"), 1),
        (("timeline", ATTACK), 1),
        (("query", "SELECT ?name { ?who skos:prefLabel ?name }"), 0),
        (("query", "SELECT ?name { ?who skos:prefLabel ?name }", "--format", "csv"), 0),
    ],
)
def test_a_name_of_the_graph_is_shown_and_commands_nothing(ask: Ask, arguments: tuple[str, ...], expected: int) -> None:
    code, out, _ = ask(*arguments)
    assert (code, SHOWN in out) == (expected, True)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("who", f"Nobody {ATTACK}"), 1),
        (("office", ATTACK, "--on", "2024-01-08"), 1),
        (("office", "x", "--on", ATTACK), 2),
        (("events", "--with", ATTACK, "--store", ATTACK), 1),
        (("path", f"Nobody {ATTACK}", "x"), 1),
        (("rank", "--by", ATTACK), 2),
        (("rank", "--by", "degree", "--from", ATTACK), 2),
        (("query", ATTACK), 1),
        (("query", ATTACK.replace(" ", "")), 2),
        (("query", f"SELECT {{ {ATTACK} }}"), 1),
        (("query", "SELECT ?s { ?s ?p ?o }", "--param", ATTACK), 2),
        (("query", "SELECT ?s { ?s ?p ?o }", "--param", f"{ATTACK}={ATTACK}"), 1),
        (("draw", f"Nobody {ATTACK}", "--out", "x"), 1),
        (("draw", "--kinds", ATTACK, "--out", "x"), 2),
        (("explain", "A text.", "--html", f"/dev/null/{ATTACK}"), 1),
        (("export", "--format", "nt", "--out", f"/dev/null/{ATTACK}"), 1),
        (("explain", f"{ATTACK.replace(' ', '')}.txt"), 2),
        (("build", f"/nowhere/{ATTACK}"), 2),
        (("extract", f"/nowhere/{ATTACK}", "--out", "x"), 2),
        ((ATTACK,), 2),
        ((f"--{ATTACK}",), 2),
        (("who", f"--{ATTACK}"), 2),
        (("who", "one", ATTACK), 2),
    ],
)
def test_an_argument_in_an_error_commands_nothing(ask: Ask, arguments: tuple[str, ...], expected: int) -> None:
    code, out, err = ask(*arguments)
    assert (code, out) == (expected, "")
    assert "x1b" in err
    assert "kg: unexpected" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("who", "\udcff"),
        ("path", "\udcff", "b"),
        ("query", "SELECT ?s { ?s ?p '\udcff' }"),
        ("query", "SELECT ?s { ?s ?p ?o }", "--param", "o=\udcff"),
        ("query", "\udcff"),
        ("explain", "\udcff.txt"),
        ("explain", "Mr Bo Lin met with Ms Rosa \udcff Quill."),
        ("draw", "--release", "\udcff", "--out", "x.html"),
        ("who", "x", "--store", "\udcff"),
        ("build", "\udcff"),
        ("\udcff",),
    ],
)
def test_bytes_that_are_no_letters_in_an_argument_are_a_plain_error(ask: Ask, arguments: tuple[str, ...]) -> None:
    code, out, err = ask(*arguments)
    assert (code in (1, 2), out) == (True, "")
    assert "unexpected" not in err


@pytest.mark.parametrize("command", ["build", "extract"])
def test_the_name_of_a_file_that_is_skipped_commands_nothing(ask: Ask, tmp_path: Path, command: str) -> None:
    (tmp_path / f"{ATTACK}.txt").write_bytes(b"\0")
    (tmp_path / "forged\nkg: skipped: nothing.txt").write_bytes(b"\0")
    where = "--store" if command == "build" else "--out"
    code, out, err = ask(command, tmp_path, where, tmp_path / ATTACK)
    assert (code, out) == (1, "")
    assert SHOWN in err
    assert [line for line in err.splitlines() if line.startswith("kg: skipped: nothing")] == []


def test_a_release_that_is_read_commands_nothing(ask: Ask, tmp_path: Path) -> None:
    path, built = tmp_path / f"{ATTACK}.txt", tmp_path / f"{ATTACK}.kg"
    path.write_text(RELEASE.format(ATTACK), encoding="utf-8")
    assert ask("build", path, "--store", built)[0] == 0
    assert ask("extract", path, "--out", tmp_path / ATTACK)[0] == 0
    assert "\\x1b" in ask("explain", path)[1]
    for form in ("table", "csv", "json"):
        assert ask("who", "Aldo Feng", "--store", built, "--format", form)[0] == 0
        assert ask("timeline", "Aldo Feng", "--store", built, "--format", form)[0] == 0
    assert ask("check", "--store", built)[0] == 0
    assert ask("draw", "--all", "--store", built, "--out", tmp_path / f"{ATTACK}.html")[0] == 0
    assert ask("export", "--format", "csv", "--store", built, "--out", tmp_path / f"{ATTACK}.csv")[0] == 0


def test_a_problem_that_is_found_commands_nothing(ask: Ask, tmp_path: Path) -> None:
    store = tmp_path / "problem.kg"
    write_store(store, [*QUADS, ox.Quad(WHO, make_name("gba:visited"), ox.Literal(ATTACK))])
    code, out, _ = ask("check", "--store", store)
    assert (code, SHOWN in out) == (1, True)


def test_a_long_run_of_blanks_in_a_line_is_looked_through_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Tried from each of a million blanks it would take minutes."""
    echo(f"a{' ' * 1_000_000}b \t\n  c")
    assert capsys.readouterr().out == f"a{' ' * 1_000_000}b c\n"


def test_what_a_library_warns_of_is_a_note_of_one_line(store: Path) -> None:
    """In a process of its own: pytest takes what is logged in its own."""
    done = subprocess.run([KG, "check", "--store", str(store)], capture_output=True, text=True, check=False)
    first, last = done.stderr.splitlines()
    assert first.startswith("kg: note: Failed to convert")
    assert last.endswith("0 violations, 0 warnings")


@pytest.mark.parametrize("debug", ["", "1"])
def test_an_unexpected_error_commands_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], debug: str
) -> None:
    @click.command()
    def breaks() -> None:
        raise RuntimeError(ATTACK)

    monkeypatch.setenv("KG_DEBUG", debug)
    monkeypatch.setattr("kg.cli.main.load_command", lambda _: breaks)
    assert run(["who"]) == 1
    err = capsys.readouterr().err
    assert (find_commands(err), SHOWN in err) == ([], True)


def test_nothing_else_of_the_command_line_prints() -> None:
    strays = [
        f"{path.name}:{node.lineno}"
        for path in CLI.glob("*.py")
        if path.name not in ("terminal.py", "grid.py", "progress.py")
        for node in find_prints(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert strays == []


def find_prints(tree: ast.Module) -> Iterator[ast.Name | ast.Attribute]:
    printing = {
        "echo",
        "secho",
        "echo_via_pager",
        "prompt",
        "confirm",
        "progressbar",
        "show",
        "stdout",
        "stderr",
        "print",
        "print_exception",
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name) and get_name(node) in printing:
            yield node


def get_name(node: ast.Attribute | ast.Name) -> str:
    """Gives how a thing is called; what `kg.cli.terminal` gives is called `echo` without a module before it."""
    return node.attr if isinstance(node, ast.Attribute) else node.id.replace("echo", "")


# What a program reads.


def test_json_holds_the_letters_as_they_are(ask: Ask) -> None:
    out = ask("timeline", "person/ng-wing", "--format", "json")[1]
    assert json.loads(out)["about"]["name"] == ATTACK
    out = ask("query", "SELECT ?name { ?who skos:prefLabel ?name }", "--format", "json")[1]
    assert json.loads(out)["results"]["bindings"][0]["name"]["value"] == ATTACK


@pytest.mark.parametrize("value", [ATTACK, "\\u202e \\", '"\u202e"', "\n\r\t\u2028\x85", "\udcff", "廣州\u3000é 🤝"])
def test_json_is_the_same_to_a_program(value: str) -> None:
    written = escape_in_json(json.dumps({value: [value]}, ensure_ascii=False, indent=2))
    assert json.loads(written) == {value: [value]}
    assert find_commands(written) == []


def test_triples_are_the_same_to_a_program(ask: Ask) -> None:
    out = ask("query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "ttl")[1]
    for form in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES):
        assert {quad.triple for quad in ox.parse(out.encode(), format=form)} == {quad.triple for quad in QUADS}


@pytest.mark.parametrize("value", [ATTACK, "\\u202e \\", '"', "\n\r\t\u2028\x85", "廣州\u3000é 🤝"])
def test_a_text_of_a_triple_is_the_same_to_a_program(value: str) -> None:
    written = escape_in_turtle(f"<http://e/s> <http://e/p> {ox.Literal(value)} .")
    (quad,) = ox.parse(written.encode(), format=ox.RdfFormat.N_TRIPLES)
    assert quad.object == ox.Literal(value)
    assert find_commands(written) == []


# What a spreadsheet reads.


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("＋1+1", "'＋1+1"),
        ("－1+1", "'－1+1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("  =1+1", "'  =1+1"),
        ("\u3000=1+1", "'\u3000=1+1"),
        ("\t=1+1", "'\t=1+1"),
        ("\tword", "'\tword"),
        ("\n=1+1", "'\n=1+1"),
        ("\r=1+1", "\\x0d=1+1"),
        ("one\r\n=1+1", "one\n=1+1"),
        ("\u200b=1+1", "\\u200b=1+1"),
        ("+852 2810 2900", "'+852 2810 2900"),
        ("-12.5 | =1", "'-12.5 | =1"),
        ("-12.5", "-12.5"),
        ("+3", "+3"),
        ("-1.5e-3", "-1.5e-3"),
        ("Ng Wing-kee = one", "Ng Wing-kee = one"),
        ("2024-01-08", "2024-01-08"),
    ],
)
def test_no_cell_begins_a_formula_and_numbers_stay(value: str, cell: str) -> None:
    assert list(csv.reader(io.StringIO(write_csv([value], [[value]]), newline=""))) == [[cell]] * 2


def test_no_table_of_the_command_line_begins_a_formula(ask: Ask, store: Path, tmp_path: Path) -> None:
    question = "SELECT ?is { ?who gba:honorific ?is }"
    assert ask("query", question, "--format", "csv")[1].splitlines()[1].startswith("\"'=HYPERLINK")
    write_folder(make_tables(Graph.open(store)), tmp_path)
    for path in tmp_path.glob("*.csv"):
        assert find_commands(path.read_text(encoding="utf-8")) == []
    (row,) = csv.DictReader(io.StringIO((tmp_path / "honorifics.csv").read_text(encoding="utf-8")))
    assert (row["person"], row["honorific"]) == (SHOWN, f"'{FORMULA}")


def test_a_lookup_as_a_table_begins_no_formula(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "sheet.txt"
    path.write_text(RELEASE.format("").replace("A visit", "=cmd|' /C calc'!A0"), encoding="utf-8")
    assert ask("build", path, "--store", tmp_path / "sheet.kg")[0] == 0
    rows = csv.DictReader(io.StringIO(ask("who", "Aldo Feng", "--format", "csv", "--store", tmp_path / "sheet.kg")[1]))
    assert {row["source_title"] for row in rows} == {"'=cmd|' /C calc'!A0"}


# A disk that is full.


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_full_disk_behind_standard_output_is_an_error_of_one_line(store: Path, form: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    command = [KG, "query", "SELECT ?s { ?s ?p ?o }", "--format", form, "--store", str(store)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "kg: the output cannot be written (No space left on device)"


def test_no_id_is_cut_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    own = "agreement/" + "-".join(["kites"] * 10)
    echo_grid(["id", "name", "of"], [[own, "The Agreement on Kites " * 6, "a sentence about kites " * 9]])
    assert own in capsys.readouterr().out
