"""Words that try to become something else: a question, a request, a script, a path, a formula, a command."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import cast

import pyoxigraph as ox
from attacks import HOSTILE, attack_sample
from sample import CHAN

from hostile.asking import Answer, ask, load_commands
from hostile.children import call, run_each, start
from hostile.readings import read_samples
from hostile.row import Row, make_row
from hostile.stores import make_folder, write_content
from kg.graph.claims import make_quads
from kg.graph.store import write_store

_KIND = "questions, scripts, paths, formulas and commands put into words"
_VALUES = (
    'x" . ?who ?p ?o . #',
    '"x"@en . ?who ?p ?o . #',
    '"x"@en } UNION { ?who ?p ?o } #',
    "<http://x> . ?who ?p ?o . #>",
    "id:person/x } UNION { ?who ?p ?o",
    'x\n" } UNION { ?who ?p ?o } #',
    "x\\",
    '"""x""" } UNION { ?who ?p ?o } #',
)
_ESCAPE = '" } UNION { ?thing ?p ?label } #'
_NAMES: tuple[tuple[str, ...], ...] = (
    ("who", _ESCAPE),
    ("office", f"'{_ESCAPE}", "--on", "2024-01-08"),
    ("events", "--with", f"\\{_ESCAPE}"),
    ("path", _ESCAPE, CHAN),
    ("timeline", f"person/x> {_ESCAPE}"),
    ("query", "../../../../etc/passwd"),
)
# The address is that of a server of ours that counts who asks it. `true.` and the like end a word for SPARQL only.
_SERVICES = (
    "SELECT * { SERVICE <@> { ?s ?p ?o } }",
    "select*{service<@>{?s ?p ?o}}",
    "SELECT * { SeRvIcE SILENT <@> { ?s ?p ?o } }",
    "SELECT * { ?s ?p true.SERVICE <@> { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { ?s ?p 'x'@en.SERVICE <@> { ?a ?b ?c } } }",
    "SELECT * { # a comment\rSERVICE <@> { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { ?s ?p 1.SERVICE <@> { ?a ?b ?c } } }",
    "SELECT * { ?s ?p ?o.SERVICE <@> { ?a ?b ?c } }",
    "SELECT * { OPTIONAL { ?s ?p <http://x#y>.SERVICE <@> { ?a ?b ?c } } }",
    "SELECT * { BIND(<@> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { VALUES ?u { <@> }SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { ?s a ?c FILTER EXISTS { SERVICE <@> { ?s ?p ?o } } }",
    "SELECT * { { SELECT ?s { SERVICE <@> { ?s ?p ?o } } } }",
    "SELECT * { \\u0053ERVICE <@> { ?s ?p ?o } }",
    "PREFIX e: <@> ASK { SERVICE e: { ?s ?p ?o } }",
    "BASE <@> CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <> { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { ?s ?p '''it's'''.SERVICE <@> { ?a ?b ?c } } }",
    'SELECT * { OPTIONAL { ?s ?p "\\\\".SERVICE <@> { ?a ?b ?c } # " } } }\n} }',
    "SELECT * FROM <@> { ?s ?p ?o OPTIONAL { ?s ?p false.SERVICE <@> { ?a ?b ?c } } }",
    "SELECT * { SERVICE ?u { ?s ?p ?o } }",
)
_IDS = ("../../owned", "@/owned", "..\\..\\owned", "x\0owned", "a/../../../owned", "..", "%2e%2e%2fowned", "CON")
_FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")')
_TABLES: tuple[tuple[str, ...], ...] = (
    ("who", CHAN, "--format", "csv"),
    ("rank", "--by", "degree", "--format", "csv"),
    ("query", "SELECT ?text { ?s skos:altLabel|oa:exact|dct:title ?text }", "--format", "csv"),
    ("export", "--format", "csv", "--out", "tables"),
)
_FORMULA = re.compile(r"[\t\r]|\s*[=+@-](?!\d+(\.\d+)?\Z)")
_SCRIPT_ADDRESS = re.compile(r"\s*(javascript|data|vbscript):.", re.IGNORECASE)
_SHELL = ("$(touch owned)", "`touch owned`", ";touch owned;", "|touch owned\ntouch owned\n")
_TEXT = "The Secretary for Kites and Lanterns, Mr Aldo Feng, visited the Pearl Tide Laboratory today (May 3)."
_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Injection:
    """What is put where, and the function that tries it in a folder of its own and says what is wrong."""

    name: str
    find_fault: Callable[[Path], str]


def try_injections() -> Row:
    """Tries each injection, while a server of ours counts who asks it."""
    load_commands()
    read_samples()
    with make_folder("injections") as folder, socket.create_server(("127.0.0.1", 0)) as listening:
        heard = folder / "heard"
        heard.touch()
        server = start(partial(serve, listening, heard), [None], _SECONDS)
        try:
            address = f"http://127.0.0.1:{listening.getsockname()[1]}"
            injections = list(list_injections(folder, address, heard))
            outcomes = run_each(partial(_try_one, injections), range(len(injections)), batch=1)
            control = call(_ask_plainly, f"{address}/control")
        finally:
            server.kill()
            server.wait()
        is_deaf = "/control" not in heard.read_text(encoding="utf-8")
    row = make_row(_KIND, zip((injection.name for injection in injections), outcomes, strict=True))
    deaf = f"the server hears nothing, so nothing is proved: {control.fault}"
    return replace(row, failures=(deaf, *row.failures)) if is_deaf else row


def _try_one(injections: Sequence[Injection], number: int) -> str:
    with make_folder("injection") as folder:
        os.chdir(folder)
        return injections[number].find_fault(folder)


def list_injections(folder: Path, address: str, heard: Path) -> Iterator[Injection]:
    """Gives all of them; stores that they ask lie in the folder."""
    store = folder / "x.kg"
    call(partial(write_content, "old"), store)
    for value in _VALUES:
        yield Injection(f"a value {value!r}", partial(_ask_with_value, store, value))
    for command in _NAMES:
        yield Injection(f"kg {' '.join(command)}", partial(_ask_by_name, store, command))
    for number, question in enumerate(_SERVICES):
        yield Injection(
            f"a request {question!r}", partial(_ask_a_server, store, question, f"{address}/{number}", heard)
        )
    for attack in HOSTILE:
        yield Injection(f"a page with {attack!r}", partial(_write_pages, attack))
    for release_id in _IDS:
        yield Injection(f"the id {release_id!r}", partial(_extract_id, release_id))
    for command in _TABLES:
        yield Injection(f"formulas in kg {command[0]}", partial(_write_table, command))
    for words in _SHELL:
        yield Injection(f"a file called {words!r}", partial(_name_files, words))


# Questions.


def _ask_with_value(store: Path, value: str, _: Path) -> str:
    question = "SELECT ?who ?p WHERE { ?who skos:prefLabel ?name ; ?p ?o }"
    answer = ask("query", question, "--param", f"name={value}", "--format", "csv", "--store", store)
    return _find_more_than(answer, lines=1)


def _ask_by_name(store: Path, command: tuple[str, ...], _: Path) -> str:
    answer = ask(*command, "--store", store)
    return _find_more_than(answer, lines=0) or ("" if answer.code else "is answered")


def _find_more_than(answer: Answer, *, lines: int) -> str:
    found = answer.out.splitlines()
    return answer.find_crash() or (f"answers {found[lines]!r}" if len(found) > lines else "")


def _ask_a_server(store: Path, question: str, address: str, heard: Path, _: Path) -> str:
    param = ("--param", f"u=<{address}>") if "?u {" in question and "@" not in question else ()
    answer = ask("query", question.replace("<@>", f"<{address}>"), *param, "--store", store)
    was_asked = f"/{address.rpartition('/')[2]}\n" in heard.read_text(encoding="utf-8")
    return answer.find_crash() or ("the server was asked" if was_asked else "")


def _ask_plainly(address: str) -> None:
    """Asks as nobody forbids it: else a server that nobody can reach would prove the rest."""
    for _ in cast(ox.QuerySolutions, ox.Store().query(f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}")):
        pass


def serve(listening: socket.socket, heard: Path, _: None) -> None:
    """Answers every request with an empty answer, and notes what was asked for."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with heard.open("a", encoding="utf-8") as file:
                file.write(f"{self.path.partition('?')[0]}\n")
            answer = b'{"head": {"vars": []}, "results": {"bindings": []}}'
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler, bind_and_activate=False)
    server.socket = listening
    server.serve_forever()


# Pages.


class Page(HTMLParser):
    """Gathers what of a page acts: its tags, what its attributes do, where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.scripts = 0
        self.acts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.scripts += tag == "script"
        self.acts += [name for name, _ in attrs if name.startswith("on") or name == "srcdoc"]
        self.acts += [value for _, value in attrs if value is not None and _SCRIPT_ADDRESS.match(value)]


def _write_pages(attack: str, folder: Path) -> str:
    """Draws and explains the attack and something harmless: the pages may differ in nothing that acts."""
    harmless = {kind: Page(page) for kind, page in _make_pages("a harmless text", folder)}
    for kind, page in _make_pages(attack, folder):
        made, sound = Page(page), harmless[kind]
        if (made.tags - sound.tags, made.scripts, made.acts) != (set(), sound.scripts, sound.acts):
            return f"{kind}: tags {made.tags - sound.tags}, {made.scripts} scripts for {sound.scripts}, {made.acts[:2]}"
    return ""


def _make_pages(attack: str, folder: Path) -> Iterator[tuple[str, str]]:
    store, drawn, explained = folder / "x.kg", folder / "drawn.html", folder / "explained.html"
    write_store(store, make_quads([attack_sample([attack])]))
    release = {
        "id": "x",
        "lang": "en",
        "title": attack,
        "issued": "2024-05-03",
        "url": attack,
        "text": f"{attack} {_TEXT} {attack}",
    }
    (folder / "x.jsonl").write_text(json.dumps(release), encoding="utf-8")
    for command in (("draw", "--out", drawn, "--store", store), ("explain", folder / "x.jsonl", "--html", explained)):
        answer = ask(*command)
        assert answer.code == 0, answer.err
    yield "the picture", drawn.read_text(encoding="utf-8")
    yield "the explanation", explained.read_text(encoding="utf-8")


# Paths.


def _extract_id(release_id: str, folder: Path) -> str:
    """Extracts and builds releases of this id in a folder of a folder: nothing is written anywhere else."""
    inside = folder / "a" / "b"
    inside.mkdir(parents=True)
    record = {
        "id": release_id.replace("@", str(folder)),
        "lang": "en",
        "title": "x",
        "issued": "2024-05-03",
        "text": _TEXT,
    }
    (inside / "x.jsonl").write_text(json.dumps(record) + "\n" + json.dumps(record | {"id": "good"}), encoding="utf-8")
    (inside / "y.txt").write_text(f"id: {record['id']}\ntitle: x\nissued: 2024-05-03\n\n{_TEXT}", encoding="utf-8")
    answers = [ask("extract", inside, "--out", inside / "out"), ask("build", inside, "--store", inside / "x.kg")]
    wrong = next(filter(None, (answer.find_crash() or answer.code for answer in answers)), "")
    allowed = (inside / "out", inside / "x.kg", inside / "x.jsonl", inside / "y.txt")
    strays = [
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(path.is_relative_to(place) for place in allowed)
    ]
    odd = [
        path.name
        for path in (inside / "out").rglob("*")
        if not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*\.ttl", path.name)
    ]
    return f"{wrong} {strays or ''} {odd or ''}".strip()


# Tables.


def _write_table(command: tuple[str, ...], folder: Path) -> str:
    write_store(folder / "x.kg", make_quads([attack_sample(_FORMULAS)]))
    answer = ask(*command, "--store", folder / "x.kg")
    tables = [path.read_text(encoding="utf-8") for path in folder.glob("tables/*.csv")] or [answer.out.decode()]
    cells = [cell for table in tables for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    formulas = sorted({cell[:20] for cell in cells if _FORMULA.match(cell)})
    if not any(formula.strip() in cell for formula in _FORMULAS for cell in cells):
        return "no formula is in the table, so nothing is proved"
    return answer.find_crash() or (f"{len(formulas)} formulas: {formulas[:2]}" if formulas else "")


# Commands of a shell.


def _name_files(words: str, folder: Path) -> str:
    """Reads from and writes to files of this name: each is made, and no command is run."""
    (folder / f"{words}.txt").write_text(
        f"title: {' '.join(words.split())}\nissued: 2024-05-03\n\n{_TEXT} {words}", encoding="utf-8"
    )
    write_content("old", folder / "x.kg")
    commands = {
        f"{words}.html": ("draw", "--out", f"{words}.html", "--store", "x.kg"),
        f"{words}.out": ("extract", f"{words}.txt", "--out", f"{words}.out"),
        f"{words}.htm": ("explain", f"{words}.txt", "--html", f"{words}.htm"),
        f"{words}.ttl": ("export", "--format", "ttl", "--out", f"{words}.ttl", "--store", "x.kg"),
        f"{words}.kg": ("build", f"{words}.txt", "--store", f"{words}.kg"),
    }
    for made, command in commands.items():
        answer = ask(*command)
        if answer.code or not (folder / made).exists():
            return f"kg {command[0]}: {answer.err[-120:]!r}"
    return "a command was run" if (folder / "owned").exists() else ""
