"""A question ends: in time, at Ctrl-C, at its limit of rows and of memory; it cannot crash, nor leave the machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pyoxigraph as ox
import pytest

from kg.cli.main import run
from kg.errors import QueryError, StoreError
from kg.graph.graph import Graph, Iri
from kg.graph.questions import list_questions
from kg.graph.tokens import cut_question
from kg.graph.worker import ask_worker

KG = str(Path(sys.executable).with_name("kg"))
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
ENDLESS = {
    "a count": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} FILTER(CONCAT(STR(?a), STR(?l)) != 'x') }}",
    "a search for nothing": f"SELECT * {{ {CROSS} FILTER(CONCAT(STR(?a), STR(?l)) = 'x') }}",
}
# What opens, what stands within, what closes.
NESTED = {
    "groups": ("SELECT * {", "{", "?s ?p ?o", "}", "}"),
    "brackets": ("SELECT * { FILTER", "(", "true", ")", "}"),
    "denials": ("SELECT * { FILTER(", "!(", "true", ")", ") }"),
    "optional groups": ("SELECT * {", "OPTIONAL {", "", "}", "}"),
    "EXISTS": ("SELECT * {", "FILTER EXISTS {", "", "}", "}"),
    "unions": ("SELECT * {", "{} UNION {", "", "}", "}"),
    "subqueries": ("", "SELECT * {{", "", "}}", ""),
    "functions": ("SELECT * { FILTER(", "STR(", "?s", ")", ") }"),
    "paths": ("SELECT * { ?s ", "(", "foaf:name", ")", " ?o }"),
    "closures": ("SELECT * { ?s ", "(", "foaf:name", ")*", " ?o }"),
    "blank nodes": ("SELECT * { ?s ?p ", "[ ?p ", "1", "]", " }"),
    "lists": ("SELECT * { ?s ?p ", "(", "1", ")", " }"),
    "triple terms": ("SELECT * { ?s ?p ", "<<( ?s ?p ", "1", " )>>", " }"),
    "reifiers": ("SELECT * { ?s ?p ", "<< ?s ?p ", "1", " >>", " }"),
    "annotations": ("SELECT * { ?s ?p ?o ", "{| ?p ?o ", "", " |}", " }"),
    "what is open": ("SELECT * {", "{", "", "", ""),
    "after a comment": ("SELECT * { # here\r", "{", "", "}", "}"),
    "behind a comparison": ("SELECT * { ?s ?p ?o FILTER(?s<", "(", "1", ")", "&&2>?o) }"),
}
# Oxigraph goes into these by recursion too, although nothing stands in brackets.
LONG = {
    "a list of results": "DESCRIBE " + "<a:b> " * 3000,
    "assignments": "SELECT * {" + "".join(f"BIND ({number} AS ?v{number}) " for number in range(3000)) + "}",
    "many denials": "SELECT * { FILTER(" + "!" * 20_000 + "true) }",
    "what is taken away": "SELECT * { ?s ?p ?o " + "MINUS { ?s ?p ?o } " * 3000 + "}",
}
# In a program of its own: a crash would end the tests.
ASK_EACH = """
import json, sys
import pyoxigraph as ox
from kg.errors import KgError
from kg.graph.graph import Graph
graph = Graph.in_memory()
graph.add([ox.Quad(*[ox.NamedNode("http://e/a")] * 3)])
for name, sparql in json.load(sys.stdin).items():
    try:
        print(name, "answered", len(graph.select(sparql).rows), sep="|", flush=True)
    except KgError as error:
        print(name, error, sep="|", flush=True)
"""


def nest(name: str, depth: int) -> str:
    before, opening, within, closing, behind = NESTED[name]
    return before + opening * depth + within + closing * depth + behind


def ask(store: Path, question: str | Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Runs `kg query`; whatever happens, no stack trace is shown."""
    command = [KG, "query", str(question), "--store", str(store), *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert "Traceback" not in done.stderr
    assert "unexpected" not in done.stderr, done.stderr
    return done


def ask_each(questions: dict[str, str]) -> dict[str, str]:
    """Asks all questions in one Python program, and gives what was said to each."""
    done = subprocess.run(
        [sys.executable, "-c", ASK_EACH], input=json.dumps(questions), capture_output=True, text=True, check=False
    )
    said = dict(line.split("|", 1) for line in done.stdout.splitlines())
    assert (done.returncode, list(said)) == (0, list(questions)), done.stderr
    return said


# Nesting and length.


def test_five_thousand_brackets_in_each_other_are_an_error_and_not_a_crash() -> None:
    said = ask_each({name: nest(name, 5000) for name in NESTED})
    assert {name for name, words in said.items() if "brackets in each other" not in words} == set()


def test_brackets_as_people_write_them_are_answered() -> None:
    said = ask_each({name: nest(name, 5) for name in NESTED if name != "what is open"})
    assert {name for name, words in said.items() if not words.startswith("answered|")} == set()


def test_what_is_long_and_flat_has_the_room_it_needs() -> None:
    said = ask_each(LONG)
    assert {name for name, words in said.items() if not words.startswith("answered|")} == set()


def test_a_question_of_too_many_words_is_refused(seed_graph: Graph) -> None:
    with pytest.raises(QueryError, match="60008 words and signs, more than 50000"):
        seed_graph.ask("SELECT * { VALUES ?x {" + " 1" * 60_000 + "} }")


def test_a_thread_that_cannot_have_its_stack_is_an_error() -> None:
    code = """
import resource, sys
from pathlib import Path
from typing import ClassVar
from kg.errors import QueryError
from kg.graph.graph import Graph
graph = Graph.in_memory()
resource.setrlimit(resource.RLIMIT_AS, (400 * 1024**2,) * 2)
try:
    graph.ask("SELECT * { VALUES ?x {" + " 1" * 49000 + "} }")
except QueryError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "no memory for a question of this length" in done.stdout


def test_nested_brackets_on_the_command_line_are_one_line(store: Path) -> None:
    done = ask(store, nest("groups", 5000))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "kg: the question has more than 100 brackets in each other; write it flatter\n"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ('" + "x" * 1_000_000 + "' AS ?x) {}",
        "SELECT * {} #" + "x" * 1_000_000,
        "SELECT * { ?s <a:" + "x" * 1_000_000,
        "SELECT " + "\\" * 200_000,
        "SELECT " + "<" * 1_000_000,
        "SELECT " + "@a-" * 100_000,
        "SELECT * { ?s ?p " + "'" * 900_001,
        "SELECT * { ?s ?p '" + "service " * 100_000 + "' }",
        "SELECT * { ?s ?p ?o \0 }",
        "SELECT ('a\ud800' AS ?x) {}",
        "SELECT * { ?s ?p ?o }}}}}",
        "{",
    ],
    ids=lambda text: text[:24],
)
def test_a_question_of_a_megabyte_or_of_junk_is_answered_or_refused_in_few_words(seed_graph: Graph, text: str) -> None:
    try:
        assert len(seed_graph.select(text).rows) <= 1
    except QueryError as error:
        assert len(str(error)) < 1000


# Time, Ctrl-C, memory, rows.


@pytest.mark.parametrize("name", ENDLESS)
def test_a_question_without_end_is_given_up_in_time(store: Path, name: str) -> None:
    done = ask(store, ENDLESS[name], "--timeout", "1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "kg: no answer within 1 second; ask for less, or give it more time (--timeout)\n"


def list_children(process: int) -> list[int]:
    return [int(name) for name in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]


def has_ended(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_for_worker(process: subprocess.Popen[str]) -> int:
    """Gives the process that answers, once it does."""
    while not (children := list_children(process.pid)):
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(0.5)
    return children[0]


def start_endless(store: Path, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [KG, "query", ENDLESS[name], "--timeout", "0", "--store", str(store)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("name", ENDLESS)
def test_ctrl_c_ends_a_question_and_the_process_that_answers_it(store: Path, name: str) -> None:
    with start_endless(store, name) as process:
        worker = wait_for_worker(process)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err.strip()) == (130, "", "")
    assert has_ended(worker)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_answer_is_looked_for_when_nobody_waits(store: Path, how: signal.Signals) -> None:
    with start_endless(store, "a search for nothing") as process:
        worker = wait_for_worker(process)
        process.send_signal(how)
        process.wait(timeout=20)
    deadline = time.monotonic() + 20
    while not has_ended(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert has_ended(worker)


def test_a_question_that_would_fill_the_memory_is_given_up(store: Path) -> None:
    doubled = "".join(f"BIND (CONCAT(?x{number}, ?x{number}) AS ?x{number + 1}) " for number in range(40))
    done = ask(store, f"SELECT (?x40 AS ?long) {{ BIND ('0123456789' AS ?x0) {doubled} }}")
    assert (done.returncode, done.stdout) == (1, "")
    assert "more than 2 GB of memory" in done.stderr


def test_a_program_that_was_interrupted_in_a_question_ends(store: Path) -> None:
    """In Python too nobody waits for Oxigraph: not for the prompt, nor at the end."""
    code = f"""
import signal, sys
from pathlib import Path
from kg.graph.graph import Graph
graph = Graph.open(Path(sys.argv[1]))
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.alarm(1)
try:
    graph.select({ENDLESS["a search for nothing"]!r})
except KeyboardInterrupt:
    print("interrupted")
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(store)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "interrupted\n")


@pytest.mark.parametrize(
    "question", ["PREFIX x: <https://x/> DESCRIBE x:a", "\nDESCRIBE id:person/chris-sun", "SELECT ?x WHERE"]
)
def test_what_is_of_several_words_is_sparql(question: str, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["query", question, "--store", str(store)])
    assert "is not a question" not in capsys.readouterr().err
    assert code == (1 if question.startswith("SELECT") else 0)


def test_a_release_may_be_named_as_it_is_printed(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = set()
    for name in ("release/sample-20240108/en", "id:release/sample-20240108/en"):
        assert run(["query", "what-a-release-says", "--param", f"release={name}", "--store", str(store)]) == 0
        answers.add(capsys.readouterr().out)
    (answer,) = answers
    assert "Chan Kwok-ki" in answer


def test_a_process_that_cannot_even_start_is_an_error(
    store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(QueryError, match="exit code 1"):
        ask_worker(store, "SELECT * { ?s ?p ?o } # " + "x" * 1_000_000, {})


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_rows_beyond_the_limit_are_not_shown_and_that_is_said(store: Path, form: str) -> None:
    done = ask(store, f"SELECT ?a {{ {CROSS} }}", "--limit", "7", "--format", form)
    assert done.returncode == 0
    assert done.stdout.count("https://w3id.org/gba-kg/" if form != "table" else "id:") == 7
    assert done.stderr.endswith("there are more rows than the 7 shown; --limit 0 shows all\n")


@pytest.mark.parametrize("limit", [3, 4, None])
def test_a_limit_that_is_enough_cuts_nothing(store: Path, limit: int | None) -> None:
    table = ask_worker(store, "SELECT ?x { VALUES ?x { 1 2 3 } }", {}, limit=limit)
    assert (table.list_values(), table.is_cut) == ([("1",), ("2",), ("3",)], False)


def test_triples_beyond_the_limit_are_not_shown_either(store: Path) -> None:
    done = ask(store, "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "ttl", "--limit", "2")
    assert (done.returncode, done.stdout.count("\n")) == (0, 2)
    assert "more rows" in done.stderr


def test_no_more_rows_than_usual_are_shown_of_a_question_without_end(store: Path) -> None:
    done = ask(store, f"SELECT ?a {{ {CROSS} }}", "--format", "csv", "--timeout", "90")
    assert done.stdout.count("\n") == 100_001
    assert "the 100000 shown;" in done.stderr


def test_the_process_answers_as_the_graph_does(store: Path) -> None:
    graph = Graph.open(store)
    kinds = "SELECT ?s (BNODE() AS ?b) ?o ?none { ?s skos:prefLabel|gba:attestedOn ?o } ORDER BY ?s ?o"
    asked = [(question.sparql, question.fill_values()) for question in list_questions()[:2]]
    for sparql, values in [*asked, ("ASK { ?s ?p ?o }", {}), (kinds.replace("(BNODE() AS ?b)", ""), {})]:
        assert ask_worker(store, sparql, values) == graph.select(sparql, **values)
    cells = [cell for row in ask_worker(store, kinds, {}).rows for cell in row]
    assert {cell and cell.kind for cell in cells} == {"iri", "blank", "literal", None}
    assert {cell.lang for cell in cells if cell} >= {"en", "zh-Hant"}


def test_an_error_of_the_process_is_the_one_of_the_graph(store: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"line 1, column \d+"):
        ask_worker(store, "SELECT {", {})
    with pytest.raises(QueryError, match=r"\?who cannot be"):
        ask_worker(store, "SELECT * { ?who ?p ?o }", {"who": Iri("no scheme")})
    with pytest.raises(StoreError, match="kg build"):
        ask_worker(tmp_path, "SELECT * { ?s ?p ?o }", {})


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("latin.rq", "SELECT ('Caf\u00e9' AS ?x) {}".encode("latin-1"), "UTF-8"),
        ("cut.rq", b"SELECT ('a\xed\xa0\x80' AS ?x) {}", "UTF-8"),
        ("x" * 300 + ".rq", None, "too long"),
        ("x" * 300, None, "is not a question"),
        (".rq", None, "no such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    store: Path, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = ask(store, tmp_path / name if content is not None else name)
    assert done.returncode == 2
    assert said in done.stderr


# Nothing leaves the machine.


class Counter(BaseHTTPRequestHandler):
    """Counts who asks."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Counter) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"<http://127.0.0.1:{server.server_port}/>"
        server.shutdown()


@pytest.fixture(scope="module")
def small() -> ox.Store:
    """A store in which each question below comes to its SERVICE."""
    store = ox.Store()
    one = ox.NamedNode("http://e/a")
    for value in (
        ox.Literal(True),
        ox.Literal(1),
        ox.Literal("1.0", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        ox.Literal("x", language="en"),
        one,
    ):
        store.add(ox.Quad(one, one, value))
    return store


CALLS = [
    "SELECT * { SERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <HERE> { ?s ?p ?o } }",
    "SELECT * { ?s ?p true.SERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.SERVICE<HERE>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.0.SERVICE<HERE>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'@en.SERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { # here\rSERVICE <HERE> { ?s ?p ?o }\n }",
    "SELECT * { sErViCe <HERE> { ?s ?p ?o } }",
    "SELECT*{SERVICE<HERE>{?s ?p ?o}}",
    "SELECT*{SERVICESILENT<HERE>{?s ?p ?o}}",
    "SELECT*{BIND(1 AS ?x)SERVICE<HERE>{?s ?p ?o}}",
    "SELECT * { ?service ?SERVICE 1 SERVICE <HERE> { ?serviced ?p 'SERVICE' } }",
    "PREFIX service: <HERE> SELECT*{SERVICE service:{?s ?p ?o}}",
    "PREFIX service: <HERE> SELECT*{SERVICEservice:{?s ?p ?o}}",
    "PREFIX : <HERE> SELECT*{SERVICE:{?s ?p ?o}}",
    "PREFIX : <HERE> PREFIX SERVICE: <http://e/> SELECT*{SERVICE:{?s ?p ?o}}",
    "BASE <HERE> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "ASK { SERVICE <HERE> { ?s ?p ?o } }",
    "ASK { ?s ?p ?o FILTER EXISTS { SERVICE <HERE> { ?s ?p ?o } } }",
    "ASK { ?s ?p ?o MINUS { SERVICE <HERE> { ?s ?p ?o } } }",
    "DESCRIBE ?s { SERVICE <HERE> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } { { } UNION { SERVICE <HERE> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { ?s ?p ?o . SERVICE <HERE> { ?s ?p ?o } } } }",
    "SELECT * { OPTIONAL { SERVICE <HERE> { ?s ?p ?o } } }",
    "SELECT * { LATERAL { SERVICE <HERE> { ?s ?p ?o } } }",
]
# SPARQL allows some of them where Oxigraph does not.
NO_QUESTIONS = [
    "SELECT * { \\u0053ERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { SERV\\U00000049CE <HERE> { ?s ?p ?o } }",
    "SELECT * { \u017fERVICE <HERE> { ?s ?p ?o } }",
    "SELECT * { SERVICE <HERE> { ?s ?p ?o }",
    "LOAD <HERE>",
    "LOAD <HERE> INTO GRAPH <http://e/a>",
    "SELECT * { ?s ?p ?o } ; LOAD <HERE>",
]


def test_oxigraph_itself_would_ask_the_other_server(small: ox.Store, address: str) -> None:
    """Else the next test would show nothing."""
    silent = []
    for question in CALLS:
        Counter.asked.clear()
        with suppress(RuntimeError, OSError):
            answer = small.query(question.replace("<HERE>", address))
            assert isinstance(answer, ox.QueryBoolean) or list(answer)
        if not Counter.asked:
            silent.append(question)
    assert silent == []


@pytest.mark.parametrize("question", CALLS)
def test_no_question_asks_another_server(small: ox.Store, address: str, question: str) -> None:
    Counter.asked.clear()
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        Graph(small).ask(question.replace("<HERE>", address))
    assert Counter.asked == []


@pytest.mark.parametrize("question", NO_QUESTIONS)
def test_what_is_no_question_asks_no_server_either(small: ox.Store, address: str, question: str) -> None:
    Counter.asked.clear()
    with pytest.raises(QueryError, match=r"SERVICE is not allowed|line 1, column \d+: .* in: "):
        Graph(small).ask(question.replace("<HERE>", address))
    assert Counter.asked == []


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM <HERE> { ?s ?p ?o }",
        "SELECT * FROM NAMED <HERE> { GRAPH <HERE> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * { GRAPH <HERE> { ?s ?p ?o } }",
        "DESCRIBE <HERE>",
        "SELECT * { <HERE> (foaf:name|!foaf:name)* <HERE> }",
    ],
)
def test_the_address_of_a_graph_or_thing_is_only_a_name(small: ox.Store, address: str, question: str) -> None:
    Counter.asked.clear()
    Graph(small).ask(question.replace("<HERE>", address))
    assert Counter.asked == []


@pytest.mark.parametrize(
    "question",
    [
        "SELECT ?service { VALUES ?service { 'SERVICE' } }",
        'SELECT ("""SERVICE <http://e/> { ?s ?p ?o }""" AS ?x) {}',
        "SELECT (<http://service.example/SERVICE> AS ?x) {}",
        "SELECT * {} # SERVICE <http://e/> { ?s ?p ?o }",
        "PREFIX service: <http://e/> SELECT (service:service AS ?x) {}",
        "SELECT (gba:self.service AS ?x) {}",
        "SELECT ('x'@service AS ?x) {}",
        "SELECT * { OPTIONAL { _:service gba:serviceOf 'true.SERVICE' } }",
        "ASK { FILTER(REGEX('Civil Service', 'service', 'i')) }",
    ],
)
def test_a_word_that_only_looks_like_service_is_answered(seed_graph: Graph, question: str) -> None:
    assert len(seed_graph.select(question).rows) == 1


# Tokens.


@pytest.mark.parametrize("name", [*NESTED, *LONG])
def test_the_tokens_of_a_question_are_its_text(name: str) -> None:
    text = nest(name, 30) if name in NESTED else LONG[name]
    assert "".join(token.text for token in cut_question(text)) == text


@pytest.mark.parametrize(
    "sparql",
    [
        # `<?b&&?c>` is no IRI.
        "ASK { VALUES (?a ?c ?d) { ('a' 'd' 'c') } FILTER (?a<?b&&?c>?d) }",
        "ASK { VALUES (?a ?c ?d) { ('a' 'd' 'c') } FILTER xsd:boolean(?a<?b&&?c>?d) }",
        "ASK { { SELECT (?a<?b&&?c>?d AS ?x) { VALUES (?a ?c ?d) { ('a' 'd' 'c') } } } FILTER (?x) }",
        "ASK { VALUES ?a { 'a' } FILTER (?a IN (<http://e/?b>,?b) || ?a<?b) }",
        "ASK { VALUES ?a { 'a' } # here\rFILTER (?a<?b)\n }",
        "PREFIX : <http://e/> ASK { VALUES ?a { 'a' } OPTIONAL { ?a :select ?b } FILTER (?a<?b) }",
        "ASK { VALUES ?b\u0301 { 'a' } FILTER (?b\u0301<?b) }",
    ],
)
def test_a_value_is_put_wherever_its_variable_stands_and_nowhere_else(seed_graph: Graph, sparql: str) -> None:
    assert seed_graph.ask(sparql, b="b") == [("true",)]
    assert seed_graph.ask(sparql, b="A") == [("false",)]
