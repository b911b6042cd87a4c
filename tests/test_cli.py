"""The command line: what each command prints, what it exits with, and how fast it starts."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from asking import Ask, read_terminal
from sample import TALENT

from kg.cli.forms import Form
from kg.cli.main import COMMANDS, load_command
from kg.cli.output import show_lines
from kg.errors import UsageError
from kg.graph.graph import Graph
from kg.mentions.entities import Label
from kg.views.evidence import Evidence
from kg.views.names import Thing
from kg.views.offices import find_holders

KG = str(Path(sys.executable).with_name("kg"))
CHIEF = "Chief Secretary for Administration"
RELEASES = Path(__file__).resolve().parent.parent / "data" / "releases"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_of_commands_says_what_each_command_says(name: str) -> None:
    command = load_command(COMMANDS[name])
    assert COMMANDS[name].help == command.get_short_help_str(limit=200)
    assert command.name == name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_one_example_in_its_help(ask: Ask, name: str) -> None:
    code, out, _ = ask(name, "--help")
    assert code == 0
    assert out.count("Example: kg " + name) == 1


def test_kg_alone_shows_its_help_as_a_wrong_call(ask: Ask) -> None:
    """As other programs made with click do: a script whose command got lost must not go on."""
    assert ask() == (2, "", ask("--help")[1])


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from kg.cli.main import run; run(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert not loaded & {
        "rdflib",
        "pyoxigraph",
        "rich",
        "networkx",
        "numpy",
        "pyvis",
        "jinja2",
        "pyshacl",
        "yaml",
    }


def test_a_lookup_does_not_load_what_it_does_not_use(store: Path) -> None:
    code = (
        f"import sys; from kg.cli.main import run; run(['who', 'Chris Sun', '--store', '{store}']); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert not loaded & {"rich", "networkx", "numpy", "pyvis", "jinja2", "pyshacl", "IPython", "rdflib"}


@pytest.mark.parametrize("arguments", [("rank", "--by", "pagerank"), ("check",), ("export", "--format", "gexf")])
def test_only_a_picture_loads_what_pyvis_brings_for_notebooks(
    store: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    asked = [*arguments, "--store", str(store), *(("--out", str(tmp_path / "out")) if arguments[0] == "export" else ())]
    code = f"import sys; from kg.cli.main import run; run({asked}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert "pyoxigraph" in loaded
    assert not loaded & {"IPython", "jedi", "matplotlib", "pyvis", "scipy"}


@pytest.mark.parametrize(("arguments", "limit"), [(("--help",), 0.4), (("who", "Chan Kwok-ki"), 1.0)])
def test_commands_start_fast(store: Path, arguments: tuple[str, ...], limit: float) -> None:
    """Takes the best of five, so that a busy machine does not fail it."""
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([KG, *arguments], capture_output=True, check=True, env={"KG_STORE": str(store)})
        spent.append(time.perf_counter() - start)
    assert min(spent) < limit


def test_who_shows_the_person_and_the_sentences(ask: Ask) -> None:
    code, out, err = ask("who", "chan kwok ki")
    assert (code, err) == (0, "")
    assert out.startswith("Chan Kwok-ki")
    assert "陳國基" in out.splitlines()[0]
    assert f'"{TALENT[0]}"' in out
    assert "Release of 2024-01-08, issued on 2024-01-08, https://www.info.gov.hk/gia/sample-20240108.htm" in out


def test_one_person_is_found_by_any_name_and_called_as_asked(ask: Ask) -> None:
    answers = {ask("who", name)[1] for name in ("Chan Kwok-ki", "陳國基", "陈国基")}
    assert len(answers) == 1
    for lang, name in (("en", "Chan Kwok-ki"), ("zh-Hant", "陳國基"), ("zh-Hans", "陈国基")):
        assert ask("who", "chan kwok ki", "--lang", lang)[1].startswith(name)
    assert (
        json.loads(ask("office", "政务司司长", "--on", "2024-01-08", "--lang", "zh-Hans", "--format", "json")[1])[
            "lines"
        ][0]["person"]["name"]
        == "陈国基"
    )
    assert "廣州" in ask("timeline", "陳國基", "--lang", "zh-Hant")[1]
    assert "陳國基" in ask("events", "--with", "孙玉菡", "--lang", "zh-Hant")[1]
    assert "陈国基" in ask("path", "孫玉菡", "张新", "--lang", "zh-Hans")[1]
    assert "陳國基" in ask("rank", "--by", "degree", "--lang", "zh-Hant")[1]


def test_json_gives_all_the_evidence(ask: Ask) -> None:
    answer = json.loads(ask("who", "Chan Kwok-ki", "--format", "json")[1])
    assert answer["about"]["id"] == "person/chan-kwok-ki"
    assert answer["lines"][0]["thing"]["name"] == CHIEF
    assert len(answer["lines"][0]["evidence"]) == 2


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_one_row_per_line_with_its_first_sentence(ask: Ask) -> None:
    (row,) = read_rows(ask("office", CHIEF, "--on", "2024-06-01", "--format", "csv")[1])
    assert (row["fact"], row["about"], row["about_id"]) == ("1", CHIEF, "post/cs")
    assert (row["person"], row["person_id"]) == ("Chan Kwok-ki", "person/chan-kwok-ki")
    assert (row["basis"], row["sources"], row["source_text"]) == ("between two attestations", "2", TALENT[0])
    ids = row["source_ids"].split("; ")
    assert (len(ids), ids[0]) == (2, row["source_id"])


def test_each_name_in_csv_has_its_id_beside_it(ask: Ask) -> None:
    columns = {
        ("who", "Chan Kwok-ki"): ["about", "thing"],
        ("events", "--with", "Chan Kwok-ki"): ["event", "places", "others"],
        ("path", "Li Huanchun", "Sun Zhiyang"): ["start", "end"],
        ("timeline", "Chan Kwok-ki"): ["about", "who", "what", "others"],
        ("rank", "--by", "degree"): ["thing"],
    }
    for command, names in columns.items():
        rows = read_rows(ask(*command, "--format", "csv")[1])
        assert rows, command
        for row in rows:
            cells = list(row)
            for name in names:
                id = f"{name}_id" if f"{name}_id" in row else f"{name}_ids"
                assert cells.index(id) == cells.index(name) + 1
                assert len(row[id].split("; ")) == len(row[name].split("; "))
                assert all(re.fullmatch(r"[a-z]+/\S+", one) for one in row[id].split("; ") if row[name])
            assert row["source_id"] in row["source_ids"].split("; ")


def test_ids_lead_to_the_things_and_sentences_they_name(ask: Ask) -> None:
    (row, *_) = read_rows(ask("events", "--with", "Chan Kwok-ki", "--format", "csv")[1])
    for id in (row["event_id"], *row["others_ids"].split("; "), *row["source_ids"].split("; ")):
        assert ask("show", id)[0] == 0
    (line, *_) = json.loads(ask("events", "--with", "Chan Kwok-ki", "--format", "json")[1])["lines"]
    assert (line["event"]["id"], line["event"]["name"]) == (row["event_id"], row["event"])
    assert [source["id"] for source in line["evidence"]] == row["source_ids"].split("; ")


def test_the_sentences_of_csv_are_a_second_table(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "sentences.csv"
    code, out, err = ask("who", "Chan Kwok-ki", "--format", "csv", "--sentences", str(path))
    facts, sentences = read_rows(out), read_rows(path.read_text(encoding="utf-8"))
    assert (code, err) == (0, f"{path}: {len(sentences)} rows\n")
    assert [row["fact"] for row in facts] == [str(number) for number in range(1, len(facts) + 1)]
    for fact in facts:
        found = [row["source_id"] for row in sentences if row["fact"] == fact["fact"]]
        assert (len(found), "; ".join(found)) == (int(fact["sources"]), fact["source_ids"])
    assert list(sentences[0]) == ["fact", "source_id", "text", "release", "title", "date", "url", "restated"]


def test_the_first_sentence_of_csv_is_in_the_language_asked_for(ask: Ask) -> None:
    command = ("who", "Chris Sun", "--format", "csv", "--lang")
    english, chinese = (read_rows(ask(*command, lang)[1]) for lang in ("en", "zh-Hant"))
    assert [row["source_ids"] for row in english] == [row["source_ids"] for row in chinese]
    assert all(row["source_release"].endswith("/en") for row in english if "/en/" in row["source_ids"])
    assert all(row["source_release"].endswith("/zh-Hant") for row in chinese if "/zh-Hant/" in row["source_ids"])


@pytest.mark.parametrize(
    "command",
    [
        ("who", "Chan Kwok-ki"),
        ("list", "people"),
        ("search", "Chris"),
        ("stats",),
        ("query", "SELECT ?name { ?who skos:prefLabel ?name }"),
    ],
)
def test_csv_begins_with_the_mark_of_utf_8_if_it_is_asked_for(ask: Ask, command: tuple[str, ...]) -> None:
    plain, marked = (ask(*command, "--format", "csv", *mark)[1] for mark in ((), ("--bom",)))
    assert marked == f"\ufeff{plain}"


@pytest.mark.parametrize("option", [("--bom",), ("--sentences", "sentences.csv")])
@pytest.mark.parametrize("form", ["table", "json"])
def test_what_only_csv_has_is_refused_for_another_format(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: tuple[str, ...], form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = ask("who", "Chan Kwok-ki", "--format", form, *option)
    assert (code, out, err) == (2, "", f"kg: {option[0]} is for --format csv, not for {form}\n")
    assert list(tmp_path.iterdir()) == []


def test_the_mark_is_refused_where_the_output_is_not_in_utf_8(store: Path) -> None:
    command = [KG, "list", "people", "--format", "csv", "--bom", "--store", str(store)]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "big5"}, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--bom: the output is not in UTF-8" in done.stderr


def test_no_file_is_written_where_the_mark_is_refused(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sentences.csv"
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="big5"))
    code, _, err = ask("who", "Chan Kwok-ki", "--format", "csv", "--bom", "--sentences", str(path))
    assert (code, err) == (2, "kg: --bom: the output is not in UTF-8; PYTHONIOENCODING=utf-8 makes it so\n")
    assert not path.exists()


@pytest.mark.parametrize(
    ("found", "nothing", "code"),
    [
        (("office", CHIEF, "--on", "2024-01-08"), ("office", CHIEF, "--on", "1990-01-08"), 1),
        (("events", "--with", "Chan Kwok-ki"), ("events", "--with", "Nobody Ng"), 1),
    ],
)
def test_csv_without_a_line_has_its_head(ask: Ask, found: tuple[str, ...], nothing: tuple[str, ...], code: int) -> None:
    head = ask(*found, "--format", "csv")[1].partition("\n")[0]
    assert ask(*nothing, "--format", "csv")[:2] == (code, f"{head}\n")


@dataclass(frozen=True, slots=True)
class When:
    day: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """What a lookup might come to have: a field of its own kind, one that may be missing, several things."""

    when: When | None
    who: Thing | None
    seen: tuple[Thing, ...]
    evidence: tuple[Evidence, ...]


def test_any_field_has_its_columns(capsys: pytest.CaptureFixture[str]) -> None:
    thing = Thing("person/chris-sun", (Label("Chris Sun", "en", True),))
    full = Row(When("2024-01-08", None), thing, (thing, thing), ())
    show_lines([full, Row(None, None, (), ())], Form("csv"), kind=Row, say=lambda _: [])
    head, first, second = csv.reader(io.StringIO(capsys.readouterr().out))
    assert head[:8] == ["fact", "when_day", "when_kind", "who", "who_id", "seen", "seen_ids", "sources"]
    ids = "person/chris-sun; person/chris-sun"
    assert first[:8] == ["1", "2024-01-08", "", "Chris Sun", "person/chris-sun", "Chris Sun; Chris Sun", ids, "0"]
    assert second[:8] == ["2", "", "", "", "", "", "", "0"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("who", "Nobody Else"), 1, 'nothing of kind person or post in the graph is called "Nobody Else"'),
        (("office", "Mayor", "--on", "2024-01-08"), 1, '"Mayor" names 2 things'),
        (("office", CHIEF, "--on", "yesterday"), 2, "yesterday"),
        (("path", "Li Huanchun", "Nobody Ng"), 1, "no path within 6 hops between Li Huanchun and Nobody Ng"),
        (("who", "Chris Sun", "--store", "nowhere.kg"), 1, "nowhere.kg"),
        (("who",), 2, "Missing argument 'NAME'"),
        (("whom",), 2, "No such command 'whom'"),
        (("query", "SELECT {"), 1, "line 1"),
        (("query", "nothing.rq"), 2, "no such file"),
        (("query", "SELECT ?s { ?s ?p ?o }", "--param", "s"), 2, "NAME=VALUE"),
        (("query", "SELECT ?s { ?s ?p ?o } LIMIT 1", "--format", "ttl"), 2, "CONSTRUCT"),
    ],
)
def test_what_goes_wrong_is_one_line_on_stderr_and_an_exit_code(
    ask: Ask, arguments: tuple[str, ...], code: int, words: str
) -> None:
    found, out, err = ask(*arguments)
    assert (found, out) == (code, "")
    assert words in err
    assert "Traceback" not in err


def test_an_unknown_holder_is_exit_code_one(ask: Ask) -> None:
    code, out, _ = ask("office", "post/mayor-of-elsewhere", "--on", "2024-01-08")
    assert code == 1
    assert "unknown" in out


def test_what_is_not_proven_is_unknown_strictly_and_said_beside(ask: Ask) -> None:
    code, out, err = ask("office", CHIEF, "--on", "2026-01-01", "--strict")
    assert (code, err.strip()) == (
        1,
        "kg: note: not proven: Chan Kwok-ki, substantive, nearest attestation, seen on 2025-03-03",
    )
    assert "on 2026-01-01: unknown" in out
    assert "nearest attestation" not in out
    code, out, err = ask("office", CHIEF, "--on", "2024-01-08", "--strict")
    assert (code, err) == (0, "")
    assert "attested that day" in out


def test_an_unexpected_error_is_one_line_and_says_how_to_see_more(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def breaks() -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("kg.cli.main.load_command", lambda _: breaks)
    assert ask("who") == (1, "", "kg: unexpected RuntimeError: a bug (set KG_DEBUG=1 to see where)\n")
    monkeypatch.setenv("KG_DEBUG", "1")
    assert "Traceback" in ask("who")[2]


def test_a_reader_who_leaves_early_is_no_error(store: Path) -> None:
    command = (
        f'"{KG}" query "SELECT ?s ?o ?a {{ ?s ?p ?o . ?a ?b ?c }} LIMIT 30000" --format csv --store "{store}" | head -1'
    )
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr.replace("rows", "")) == ("s,o,a\n", "")


def test_events_path_timeline_and_rank_show_their_sentences(ask: Ask) -> None:
    commands = [
        ("events", "--with", "Sun Zhiyang"),
        ("path", "Sun Zhiyang", "Chris Sun"),
        ("timeline", "Sun Zhiyang"),
        ("rank", "--by", "degree", "--top", "3"),
    ]
    for command in commands:
        code, out, _ = ask(*command)
        assert (code, TALENT[4] in out) == (0, True), command


@pytest.mark.parametrize("by", ["degree", "betweenness", "closeness", "pagerank", "eigenvector"])
def test_a_ranking_says_in_a_line_each_what_is_measured_and_what_an_edge_is(ask: Ask, by: str) -> None:
    measure, edges, *_ = ask("rank", "--by", by)[1].splitlines()
    assert measure.startswith(f"{by}: ")
    assert edges.startswith("meetings: people, linked when they took part in the same event; an event of n people adds")
    told = json.loads(ask("rank", "--by", by, "--format", "json")[1])
    assert (told["measure"], told["network"]) == (measure, edges)


def test_a_tie_is_shown_as_one_in_every_form(ask: Ask) -> None:
    command = ("rank", "--by", "degree", "--top", "3")
    _, out, err = ask(*command)
    places = [line.split("  ")[1:] for line in out.splitlines() if line.startswith("  ") and line[2] != " "]
    assert places == [
        ["1", "Chan Kwok-ki", "3", "3 neighbours"],
        ["2", "Sun Zhiyang", "2", "2 neighbours"],
        ["3=", "Chris Sun", "1", "2 neighbours"],
    ]
    assert err == "1 more at rank 3=; --top shows more lines\n"
    lines = json.loads(ask(*command, "--format", "json")[1])["lines"]
    assert [(line["rank"], line["shared_by"]) for line in lines] == [(1, 1), (2, 1), (3, 2)]
    rows = list(csv.DictReader(io.StringIO(ask(*command, "--format", "csv")[1])))
    assert (rows[-1]["rank"], rows[-1]["shared_by"], rows[-1]["score"]) == ("3", "2", "1")


def test_a_rank_can_be_of_a_period(ask: Ask) -> None:
    code, out, _ = ask("rank", "--by", "degree", "--from", "2025", "--to", "2025-03-03")
    assert (code, "\nmeetings, from 2025 to 2025-03-03: people, linked" in out) == (0, True)
    assert ("Sun Zhiyang" in out, "Chris Sun" in out) == (True, False)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (("--from", "March"), 2),
        (("--from", "2024-02-30"), 2),
        (("--from", "2025", "--to", "2024"), 2),
        (("--to", "1997"), 1),
    ],
)
def test_a_period_that_is_none_or_empty_is_said_to_be(ask: Ask, days: tuple[str, ...], code: int) -> None:
    found, out, err = ask("rank", "--by", "degree", *days)
    assert (found, out, len(err.splitlines())) == (code, "", 1)


def test_planned_events_only_with_planned(ask: Ask) -> None:
    assert TALENT[5] not in ask("events", "--with", "Chan Kwok-ki")[1]
    assert TALENT[5] in ask("events", "--with", "Chan Kwok-ki", "--planned")[1]


def test_a_question_takes_values_and_gives_any_format(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "names.rq").write_text("SELECT ?name WHERE { ?who skos:prefLabel ?name } ORDER BY ?name")
    question = (str(tmp_path / "names.rq"), "--param", "who=id:person/chris-sun")
    assert "孫玉菡" in ask("query", *question)[1]
    assert ask("query", *question, "--format", "csv")[1] == "name\nChris Sun\n孙玉菡\n孫玉菡\n"
    results = json.loads(ask("query", *question, "--format", "json")[1])
    assert results["results"]["bindings"][2]["name"] == {"type": "literal", "value": "孫玉菡", "xml:lang": "zh-Hant"}


def test_triples_come_as_turtle(ask: Ask) -> None:
    construct = "CONSTRUCT WHERE { ?who skos:prefLabel ?name }"
    out = ask("query", construct, "--param", "who=id:person/nobody-ng", "--format", "ttl")[1]
    name = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    assert out == f'<https://w3id.org/gba-kg/id/person/nobody-ng> {name} "Nobody Ng"@en .\n'


def test_a_shipped_question_is_asked_by_its_name(ask: Ask) -> None:
    out = ask("query", "offices-of-a-person", "--param", "person=Chris Sun", "--format", "csv")[1]
    assert "Secretary for Labour and Welfare" in out


def test_a_picture_is_written(ask: Ask, tmp_path: Path) -> None:
    code, out, err = ask("draw", "Chan Kwok-ki", "--out", str(tmp_path / "chan.html"))
    assert (code, out) == (0, "")
    assert "7 of 7 marks, 8 lines; 1 more mark planned" in err
    assert (tmp_path / "chan.html").stat().st_size > 100_000


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["--all"], "marks"),
        (["--all", "--limit", "5"], " of 11 marks"),
        (["--path", "Li Huanchun", "Sun Zhiyang"], "6 of 6 marks"),
        (["--release", "sample-20250303/en"], "3 of 3 marks"),
        (
            ["Chan Kwok-ki", "--hops", "2", "--kinds", "person,event", "--lang", "zh-Hans"],
            "5 of 5 marks",
        ),
        (["--from", "2025", "--to", "2025-03"], "marks"),
        (["Nobody Ng", "--planned"], "2 of 2 marks, 1 line"),
    ],
)
def test_a_part_of_the_graph_is_drawn(ask: Ask, tmp_path: Path, arguments: list[str], shown: str) -> None:
    code, _, err = ask("draw", *arguments, "--out", str(tmp_path / "part.html"))
    assert code == 0, err
    assert shown in err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Nobody At All"], 1, "nothing in the graph is called"),
        (["--path", "Chan Kwok-ki", "Nobody Ng"], 1, "no path between"),
        (["--release", "nowhere"], 1, 'no release "nowhere"'),
        (["Chan Kwok-ki", "--release", "x"], 2, "one of the three"),
        (["Chan Kwok-ki", "--all"], 2, "leave out"),
        (["--kinds", "dragon"], 2, "the kinds are person"),
        (["--from", "2025", "--to", "2024"], 2, "cannot begin on 2025"),
        (["--limit", "501"], 2, "2<=x<=500"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_nothing_is_written(
    ask: Ask, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    found, _, err = ask("draw", *arguments, "--out", str(tmp_path / "part.html"))
    assert found == code
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_written_may_be_read_by_whom_the_umask_allows(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "chan.html"
    before = os.umask(0o027)
    try:
        ask("draw", "Chan Kwok-ki", "--out", str(path))
        assert path.stat().st_mode & 0o777 == 0o640
        path.chmod(0o600)
        ask("draw", "Chan Kwok-ki", "--out", str(path))
        assert path.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("form", ["ttl", "nq", "nt", "jsonld", "graphml", "gexf"])
def test_the_graph_is_exported(ask: Ask, tmp_path: Path, form: str) -> None:
    assert ask("export", "--format", form, "--out", str(tmp_path / f"sample.{form}"))[0] == 0
    assert "chan-kwok-ki" in (tmp_path / f"sample.{form}").read_text(encoding="utf-8")


def test_tables_go_to_a_folder(ask: Ask, tmp_path: Path) -> None:
    assert ask("export", "--format", "csv", "--out", str(tmp_path / "tables"))[0] == 0
    assert "chan-kwok-ki" in (tmp_path / "tables" / "people.csv").read_text(encoding="utf-8")


def test_check_prints_each_problem_and_says_so_by_its_exit_code(ask: Ask) -> None:
    code, out, err = ask("check")
    violations = [line for line in out.splitlines() if line.startswith("violation")]
    assert code == (1 if violations else 0)
    assert f"{len(violations)} violations" in err


def test_check_says_how_far_it_is_in_a_terminal_and_nowhere_else(store: Path) -> None:
    """The bar is gone at the end: what is left is the line that a pipe gets."""
    command = [KG, "check", "--store", str(store)]
    piped = subprocess.run(command, capture_output=True, check=False)
    leader, follower = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=follower):
        os.close(follower)
        shown = read_terminal(leader)
    os.close(leader)
    assert b"checking" in shown
    assert re.search(rb"(\d+)/\1\b", shown)
    assert shown.rpartition(b"\x1b[2K")[2].replace(b"\r\n", b"\n") == piped.stderr
    assert piped.stderr.count(b"\n") == 1


def test_releases_are_extracted_built_checked_and_asked(ask: Ask, tmp_path: Path) -> None:
    assert ask("extract", str(RELEASES), "--out", str(tmp_path / "ttl"))[0] == 0
    assert list((tmp_path / "ttl").glob("seed-20240108.en.ttl"))
    built = str(tmp_path / "built.kg")
    assert ask("build", str(RELEASES), "--store", built)[0] == 0
    assert ask("check", "--store", built)[0] == 0
    assert "Chan Kwok-ki" in ask("who", "Chan Kwok-ki", "--store", built)[1]


def test_a_sentence_is_explained(ask: Ask) -> None:
    code, out, _ = ask("explain", TALENT[3])
    assert code == 0
    assert "Zhang Xin" in out


@pytest.mark.parametrize(
    ("lang", "shown", "more"),
    [
        ("en", '"They met."', "(and 1 more)"),
        ("zh-Hant", "「他們會面。」", "（另有 1 句）"),
        ("zh-Hans", "“他們會面。”", "（另有 1 句）"),
    ],
)
def test_the_reader_sees_the_sentence_in_the_language_asked_for(
    lang: str, shown: str, more: str, capsys: pytest.CaptureFixture[str]
) -> None:
    english = Evidence("They met.", "P1/en", "They meet", "2024-01-08", "")
    chinese = Evidence("他們會面。", "P1/zh-Hant", "會面", "2024-01-08", "")
    for evidence in ((english, chinese), (chinese, english)):
        show_lines(
            [SimpleNamespace(evidence=evidence)], Form("table"), kind=SimpleNamespace, say=lambda _: ["met"], lang=lang
        )
        printed = capsys.readouterr().out
        assert shown in printed
        assert more in printed


NO_DAYS = ("2024-02-31", "2022-6-30", "notadate", "2024-13", "2024-01", "", "２０２４-０１-０８")


@pytest.mark.parametrize("day", NO_DAYS)
def test_what_is_no_day_is_refused_everywhere_alike(ask: Ask, store: Path, day: str) -> None:
    message = f'"{day}" is no date of a day; write it as 2024-01-08'
    asked = [ask("office", CHIEF, "--on", day), ask("query", "office-on-a-date", "--param", f"date={day}")]
    assert [(code, out, err.strip()) for code, out, err in asked] == [(2, "", f"kg: {message}")] * 2
    with pytest.raises(UsageError, match=re.escape(message)):
        find_holders(Graph.open(store), CHIEF, on=day)


@pytest.mark.parametrize("option", ["--from", "--to"])
@pytest.mark.parametrize("date", ["2024-02-31", "2022-6-30", "notadate", "2024-13", ""])
def test_a_side_of_a_period_that_is_no_date_is_refused(ask: Ask, option: str, date: str) -> None:
    code, out, err = ask("rank", "--by", "degree", option, date)
    assert (code, out, err.strip()) == (2, "", f'kg: "{date}" is no date; write it as 2024-01-08, 2024-01 or 2024')


@pytest.mark.parametrize(
    "name", ["chris sun", "孫玉菡", "孙玉菡局长", "id:person/chris-sun", "person/chris-sun", '"Chris Sun"@en']
)
def test_a_question_finds_a_name_as_who_does(ask: Ask, name: str) -> None:
    given = ask("query", "offices-of-a-person", "--param", f"person={name}", "--format", "csv")
    assert given[0] == 0
    assert given[1].count("\n") > 1
    assert given == ask("query", "offices-of-a-person", "--param", "person=Chris Sun", "--format", "csv")


@pytest.mark.parametrize("name", ["Aldo Feng", "Chriss Sun", "Guangzhou"])
def test_a_question_refuses_a_name_with_the_words_of_the_lookups(ask: Ask, name: str) -> None:
    code, out, err = ask("query", "who-met-whom", "--param", f"person={name}")
    assert (code, out) == (1, "")
    assert err.startswith(f'kg: nothing of kind person in the graph is called "{name}"')


def test_a_question_refuses_a_name_of_two_things(ask: Ask) -> None:
    code, out, err = ask("query", "office-on-a-date", "--param", "post=Mayor")
    assert (code, out) == (1, "")
    assert err.startswith('kg: "Mayor" names 2 things, say which by its id: ')


def test_a_question_says_for_whom_it_is_answered_unless_all_is_given(ask: Ask) -> None:
    err = ask("query", "offices-of-a-person")[2]
    assert err.startswith("with person=Chan Kwok-ki, lang=en; --param NAME=VALUE gives another value")
    given = ("--param", "person=Chris Sun", "--param", "lang=en")
    assert "--param" not in ask("query", "offices-of-a-person", *given)[2]
