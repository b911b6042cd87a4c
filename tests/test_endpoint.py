"""A server may refuse, fail, be slow, cut or lie: the error says where and what to do, and no answer is half of one."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from asking import Ask

import kg
from kg.errors import KgError, QueryError, StoreError, UsageError
from kg.graph.address import Address, read_address
from kg.graph.answers import Cell
from kg.graph.comparing import guard_dates
from kg.graph.endpoint import Endpoint
from kg.graph.remote import RemoteStore
from kg.graph.results import Row, order_rows
from kg.graph.shape import take_apart
from kg.graph.terms import PREFIXES

RESULTS = "application/sparql-results+json"
QUESTION = "SELECT ?name WHERE { ?who skos:prefLabel ?name }"
XSD = PREFIXES["xsd"]
SECRET = "open-sesame"


def write_rows(*names: str) -> bytes:
    bindings = [{"name": {"type": "literal", "value": name}} for name in names]
    return json.dumps({"head": {"vars": ["name"]}, "results": {"bindings": bindings}}).encode()


@dataclass
class Reply:
    """What the server answers to a question: `missing` bytes are announced and never sent, `pause` lies before each."""

    status: int = 200
    body: bytes = field(default_factory=lambda: write_rows("One"))
    headers: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    pause: float = 0.0
    kind: str = RESULTS


class Server(ThreadingHTTPServer):
    """A server that plays one of SPARQL: it gives its replies in turn, the last of them for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Player)
        self.replies = [Reply()]
        self.asked: list[str] = []
        self.sent: list[dict[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/query"

    def open(self, *replies: Reply, user: str = "", password: str = "", token: str = "") -> RemoteStore:
        """Gives the store that the server keeps, which will give these replies."""
        self.replies = list(replies)
        address = Address(self.address, user, password, token)
        return RemoteStore(Endpoint(address, patience=5, most_bytes=100_000))


class Player(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        question = form.get("query", form.get("update", [""]))[0]
        self.server.sent.append(dict(self.headers))
        is_probe = question.endswith("ASK {}") or "gba-kg/ns#writing> ?is" in question
        reply = Reply(body=b'{"head": {}, "boolean": ' + (b"true}" if question.endswith("ASK {}") else b"false}"))
        if not is_probe:
            self.server.asked.append(question)
            reply = self.server.replies.pop(0) if len(self.server.replies) > 1 else self.server.replies[0]
        self.send_response(reply.status)
        for name, value in {"Content-Type": reply.kind, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body) + reply.missing))
        self.end_headers()
        with suppress(OSError):
            for place in range(len(reply.body)) if reply.pause else ():
                time.sleep(reply.pause)
                self.wfile.write(reply.body[place : place + 1])
                self.wfile.flush()
            if not reply.pause:
                self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as started:
        thread = threading.Thread(target=started.serve_forever, args=(0.01,))
        thread.start()
        yield started
        started.shutdown()
        thread.join()


FAILURES = {
    "nobody said who asks": (Reply(401), StoreError, "set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN"),
    "it is not allowed": (Reply(403, b"no right", kind="text/plain"), StoreError, "does not allow that: no right;"),
    "nothing is there": (Reply(404, b"?"), StoreError, "the server takes no SPARQL there (404); see the address"),
    "the server cannot read it": (Reply(400, b"odd path", kind="text/plain"), QueryError, "cannot answer that: odd path"),
    "the server fails": (Reply(500, b"boom\n\nSPARQL query:", kind="text/plain"), StoreError, "has failed (500): boom;"),
    "the server fails with a page": (Reply(500, b"<html>", kind="text/html"), StoreError, "has failed (500); try again"),
    "a page for people": (Reply(body=b"<html>Welcome", kind="text/html"), StoreError, "a page for people (HTML)"),
    "broken JSON": (Reply(body=write_rows("One")[:-9]), StoreError, "the server's answer cannot be read"),
    "JSON nested without end": (Reply(body=b"[" * 90_000), StoreError, "nested too deep"),
    "other JSON": (Reply(body=b'{"results": 5}'), StoreError, "it holds no rows"),
    "a kind of value that there is not": (Reply(body=write_rows("x").replace(b"literal", b"number")), StoreError, "no rows"),
    "the connection is cut": (Reply(missing=7), StoreError, "broke off before the answer was whole"),
    "a huge answer": (Reply(body=b" " * 100_001), StoreError, "the answer has more than 100000 bytes; ask for less"),
    "it stopped in the middle": (Reply(headers={"X-SQL-State": "S1TAT"}), QueryError, "stopped before the answer was whole"),
    "it leads elsewhere": (
        Reply(307, headers={"Location": "http://other.example/query?a=b"}), StoreError, "leads to http://other.example/query;"
    ),
    "it leads in a circle": (Reply(307, headers={"Location": "/query"}), StoreError, "without an end"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAILURES)
def test_what_a_server_does_wrong_is_one_error_that_says_where_and_what_to_do(server: Server, case: str) -> None:
    reply, kind, said = FAILURES[case]
    with pytest.raises(kind) as caught:
        server.open(reply).answer(QUESTION, {})
    assert said in str(caught.value)
    assert str(caught.value).startswith(server.address)
    assert "\n" not in str(caught.value)


def test_no_server_is_one_error() -> None:
    with Server() as closed:
        address = closed.address
    with pytest.raises(StoreError, match=r"no connection .*; see that the server runs, and its address"):
        kg.open(address).ask(QUESTION)


@pytest.mark.parametrize("known", [{"user": "kg", "password": SECRET}, {"token": SECRET}])
def test_no_error_holds_a_password(server: Server, known: dict[str, str]) -> None:
    for status in (400, 401, 403, 500):
        with pytest.raises(KgError) as caught:
            server.open(Reply(status, f"bad {SECRET}".encode(), kind="text/plain"), **known).answer(QUESTION, {})
        assert SECRET not in str(caught.value)
    assert SECRET not in repr(Address(server.address, **known))


def test_a_token_is_sent_with_every_request(server: Server) -> None:
    server.open(Reply(), token=SECRET).answer(QUESTION, {})
    assert {sent["Authorization"] for sent in server.sent} == {f"Bearer {SECRET}"}


def test_a_password_is_sent_only_where_the_server_asks_for_it(server: Server) -> None:
    store = server.open(
        Reply(401, headers={"WWW-Authenticate": 'Basic realm="x"'}), Reply(), user="kg", password=SECRET
    )
    assert store.answer(QUESTION, {}).list_values() == [("One",)]
    assert ["Authorization" in sent for sent in server.sent] == [False, False, False, True]


def test_a_slow_server_is_given_up_in_time(server: Server) -> None:
    store = server.open(Reply(pause=0.2))
    start = time.monotonic()
    with pytest.raises(
        QueryError, match=r"no answer within 1 second; ask for less, or give it more time \(--timeout\)"
    ):
        store.answer(QUESTION, {}, timeout=1)
    assert time.monotonic() - start < 3


def test_a_question_is_asked_again_where_the_server_is_busy_or_cuts(server: Server) -> None:
    for first in (Reply(503), Reply(429), Reply(missing=5)):
        assert server.open(first, Reply()).answer(QUESTION, {}).list_values() == [("One",)]


def test_a_change_is_sent_again_only_where_it_may_be_made_twice(server: Server) -> None:
    endpoint = server.open(Reply(503), Reply()).endpoint
    with pytest.raises(StoreError, match="503"):
        endpoint.update("INSERT { ?a ?b 1 } WHERE { ?a ?b ?c }")
    server.open(Reply(503), Reply()).endpoint.update("CLEAR DEFAULT", is_repeatable=True)


def test_a_redirect_on_the_same_server_is_followed(server: Server) -> None:
    assert server.open(Reply(307, headers={"Location": "/there"}), Reply()).answer(QUESTION, {}).rows


def test_an_answer_that_a_server_cuts_is_fetched_page_by_page(server: Server) -> None:
    most = {"X-SPARQL-MaxRows": "2"}
    count = Reply(body=write_rows("3").replace(b'"name"', b'"kg__count"'))
    store = server.open(Reply(body=write_rows("a", "b"), headers=most), Reply(body=write_rows("c")), count)
    assert store.answer(QUESTION, {}).list_values() == [("a",), ("b",), ("c",)]


def test_a_part_of_an_answer_is_never_taken_for_the_whole(server: Server) -> None:
    most = {"X-SPARQL-MaxRows": "2"}
    count = Reply(body=write_rows("5").replace(b'"name"', b'"kg__count"'))
    part, end = Reply(body=write_rows("a", "b"), headers=most), Reply(body=write_rows("c"))
    with pytest.raises(QueryError, match="gave 3 rows of 5"):
        server.open(part, end, count, part, end).answer(QUESTION, {})


def test_no_more_rows_are_asked_for_than_are_wanted(server: Server) -> None:
    table = server.open(Reply(body=write_rows("a", "b", "c"))).answer(QUESTION, {}, limit=2)
    assert (len(table.rows), table.is_cut) == (2, True)
    assert server.asked[-1].endswith("LIMIT 3")


def test_a_question_that_is_wrong_is_not_sent(server: Server) -> None:
    for wrong in ("SELECT ?x WHERE { ?x }", "DROP ALL", "SELECT * { SERVICE <http://other.example/> { ?a ?b ?c } }"):
        with pytest.raises(QueryError):
            server.open(Reply()).answer(wrong, {})
    assert server.asked == []


def test_a_graph_that_is_being_written_answers_nothing(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Endpoint, "ask", lambda *_, **__: True)
    with pytest.raises(StoreError, match="is being written, or a build of it was broken off"):
        server.open(Reply()).answer(QUESTION, {})


REFUSED: dict[str, tuple[str, dict[str, str], str]] = {
    "a password in the address": (
        f"http://kg:{SECRET}@x.example/",
        {},
        "holds a name or a password, which others could",
    ),
    "a name without a password": ("http://x.example/", {"KG_STORE_USER": "kg"}, "belong together"),
    "a token beside a name": (
        "http://x.example/",
        {"KG_STORE_USER": "kg", "KG_STORE_PASSWORD": SECRET, "KG_STORE_TOKEN": SECRET},
        "are both set",
    ),
    "a token with a line break": ("http://x.example/", {"KG_STORE_TOKEN": f"{SECRET}\n"}, "holds a line break"),
    "no name of a server": ("http:///query", {}, "is not the address of a server"),
    "a port that there is not": ("http://x.example:99999/", {}, "cannot be read"),
    "a fragment": ("http://x.example/query#part", {}, "has no #part"),
    "a place for changes that is none": (
        "http://x.example/",
        {"KG_STORE_UPDATE": "/update"},
        "/update is not the address",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_address_that_cannot_be_is_refused_before_anything_is_sent(case: str) -> None:
    store, environment, said = REFUSED[case]
    with pytest.raises(UsageError) as caught:
        read_address(store, environment)
    assert said in str(caught.value)
    assert SECRET not in str(caught.value)


def test_the_command_line_asks_a_server(server: Server, ask: Ask) -> None:
    code, said, _ = ask("query", QUESTION, "--store", server.address, "--format", "csv")
    assert (code, said.split()) == (0, ["name", "One"])


def test_the_command_line_gives_up_in_time(server: Server, ask: Ask) -> None:
    server.replies = [Reply(pause=0.2)]
    code, said, error = ask("query", QUESTION, "--store", server.address, "--timeout", "1")
    assert (code, said) == (1, "")
    assert "no answer within 1 second" in error


def test_the_command_line_shows_no_password_of_an_address(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", f"https://kg:{SECRET}@store.example/query")
    code, said, error = ask("stats")
    assert (code, said) == (2, "")
    assert SECRET not in error


SHAPES: dict[str, tuple[str, ...]] = {
    "PREFIX a: <b:> SELECT ?x WHERE { ?x a:b ?y } ORDER BY ?x LIMIT 3": (
        "PREFIX a: <b:> ", "SELECT", "", " ?x WHERE { ?x a:b ?y } ", "ORDER BY ?x ", "LIMIT 3"
    ),
    "CONSTRUCT { ?a ?b 1 } { ?a ?b ?c } OFFSET 2": ("", "CONSTRUCT", " { ?a ?b 1 } ", "{ ?a ?b ?c } ", "", "OFFSET 2"),
    "CONSTRUCT WHERE { ?a ?b ?c }": ("", "CONSTRUCT", " ", "WHERE { ?a ?b ?c }", "", ""),
    "DESCRIBE ?a id:x { ?a ?b ?c }": ("", "DESCRIBE", " ?a id:x ", "{ ?a ?b ?c }", "", ""),
    "SELECT * { { SELECT ?x { ?x ?y ?z } ORDER BY ?x LIMIT 1 } }": (
        "", "SELECT", "", " * { { SELECT ?x { ?x ?y ?z } ORDER BY ?x LIMIT 1 } }", "", ""
    ),
}  # fmt: skip


@pytest.mark.parametrize("question", SHAPES)
def test_a_question_is_taken_apart_at_its_uppermost_level(question: str) -> None:
    shape = take_apart(question)
    parts = (shape.prologue, shape.form, shape.template, shape.pattern, shape.order, shape.bounds)
    assert parts == SHAPES[question]


def test_ids_are_sent_in_full(server: Server) -> None:
    server.open(Reply()).answer(
        'SELECT ?name WHERE { id:person/x-y skos:prefLabel ?name FILTER (?name != "id:a/b") }', {}
    )
    assert "{ <https://w3id.org/gba-kg/id/person/x-y> skos:prefLabel" in server.asked[-1]
    assert '"id:a/b"' in server.asked[-1]


GUARDED = {
    'FILTER (?day >= "2020-01-01"^^xsd:date)': (
        f'FILTER (IF(DATATYPE(?day) = <{XSD}date>, STR(?day), STR(?kg__nothing)) >= "2020-01-01")'
    ),
    'FILTER ("2020"^^xsd:gYear>?day)': (
        f'FILTER ("2020">IF(DATATYPE(?day) = <{XSD}gYear>, STR(?day), STR(?kg__nothing)))'
    ),
    f'FILTER (?day < "2020-01-01T00:00:00"^^<{XSD}dateTime>)': (
        f'FILTER (IF(DATATYPE(?day) = <{XSD}dateTime>, ?day, ?kg__nothing) < "2020-01-01T00:00:00"^^<{XSD}dateTime>)'
    ),
    'FILTER (?day != "2020"^^xsd:gYear)': f'FILTER (IF(DATATYPE(?day) = <{XSD}gYear>, STR(?day), "") != "2020")',
    '?what gba:signedOn "2020-01-01"^^xsd:date . ?day a ?day': '?what gba:signedOn "2020-01-01"^^xsd:date . ?day a ?day',
    "FILTER (?one < ?other)": "FILTER (?one < ?other)",
}


@pytest.mark.parametrize("written", GUARDED)
def test_a_date_is_compared_with_dates_of_its_type_only(written: str) -> None:
    assert guard_dates(written) == GUARDED[written]


def test_rows_are_ordered_as_in_a_folder_and_stay_where_numbers_and_words_are_mixed() -> None:
    shape = take_apart("SELECT ?x WHERE { ?a ?b ?x } ORDER BY DESC(?x)")
    words: list[Row] = [(Cell("literal", "b"),), (None,), (Cell("literal", "a", "en"),), (Cell("iri", "urn:x"),)]
    assert order_rows(words, ("x",), shape) == [words[0], words[2], words[3], words[1]]
    numbers: list[Row] = [(Cell("literal", number, None, f"{XSD}integer"),) for number in ("9", "10", "1")]
    assert [row[0].value for row in order_rows([*numbers], ("x",), shape) if row[0]] == ["10", "9", "1"]
    mixed = [*numbers, *words] * 30
    assert order_rows(mixed, ("x",), shape) == mixed


NOT_ORDERED = [
    "",
    "ORDER BY ?other",
    "ORDER BY DESC(COUNT(?x))",
    "ORDER BY xsd:integer(?x)",
    "ORDER BY IF(?x = 1, 2, 'a')",
]


@pytest.mark.parametrize("order", NOT_ORDERED)
def test_an_order_that_the_rows_do_not_tell_is_that_of_the_server(order: str) -> None:
    shape = take_apart(f"SELECT ?x WHERE {{ ?a ?b ?x }} {order}")
    rows: list[Row] = [(Cell("literal", "b"),), (Cell("literal", "a"),)]
    assert order_rows(rows, ("x",), shape) == rows


ORDERS = {
    "SELECT DISTINCT ?x WHERE { ?y ?p ?x } ORDER BY ?y ?x": "SELECT DISTINCT ?x ?y WHERE { ?y ?p ?x } ORDER BY ?y ?x",
    "SELECT ?x { ?y ?p ?x } ORDER BY DESC(?y) ?p LIMIT 3": "SELECT ?x ?p ?y { ?y ?p ?x } ORDER BY DESC(?y) ?p LIMIT 3",
    "SELECT ?x WHERE { ?y ?p ?x } ORDER BY ?x": None,
    "SELECT * WHERE { ?y ?p ?x } ORDER BY ?y": None,
    "SELECT ?x (1 AS ?n) WHERE { ?y ?p ?x } ORDER BY ?y": None,
}


@pytest.mark.parametrize("written", ORDERS)
def test_what_an_order_goes_by_is_shown_too_where_it_can_be(written: str) -> None:
    found = take_apart(written).show_order(("x", "y") if "*" in written else ("x",))
    assert (found and " ".join(f"{found[0].prologue}{found[0].body}".split())) == ORDERS[written]


def test_every_way_to_look_asks_without_knowing_where_the_graph_is(server: Server) -> None:
    looks: list[Callable[[kg.Graph], object]] = [
        len,
        lambda graph: graph.ask(QUESTION),
        lambda graph: list(graph.quads()),
    ]
    server.replies = [Reply(500)]
    for look in looks:
        with pytest.raises(StoreError):
            look(kg.open(server.address))
