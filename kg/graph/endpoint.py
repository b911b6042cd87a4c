"""Speaks to a server of SPARQL 1.1: questions, changes and the graph store protocol, with whatever a network does.

What fails says the address and what to do, and never a password. An answer is read to its end or not at all: one that
the server cut, or that is larger than can be kept, is an error.
"""

from __future__ import annotations

import queue
import re
import threading
import time
import weakref
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar
from urllib.parse import quote, urljoin, urlsplit

import httpx

from kg.errors import KgError, QueryError, StoreError
from kg.graph.address import Address
from kg.graph.results import read_truth
from kg.graph.servers import NO_RIGHT, ROWS_HEADER, STOPPED_HEADER, TURTLE_HEAD, Server, recognise_server
from kg.graph.terms import PREFIXES
from kg.wording import say_count

_RESULTS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples"
_TURTLE: Final = "text/turtle"
_CONNECT: Final = 10.0
PATIENCE: Final = 600.0
MOST_BYTES: Final = 1024**3
_REDIRECTS: Final = 5
_TRIES: Final = 3
_PAUSE: Final = 0.2
_BUSY: Final = frozenset({429, 502, 503, 504})
# How much of what a server says of an error is shown.
_SHOWN: Final = 300
_PROLOGUE: Final = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in PREFIXES.items())
_MARK: Final = re.compile(r"<head>.*?</head>|<[^<>]*>", re.DOTALL)
_WHO_ASKS: Final = "KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN"
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: the body, how many rows it gives at most if it says so, and what it says it is."""

    content: bytes
    most_rows: int | None
    server: str


@dataclass(frozen=True, slots=True)
class _Call:
    """One request. `is_repeatable` says that it may be sent again: it changes nothing, or the same when done twice."""

    method: str
    address: str
    accept: str = "*/*"
    data: Mapping[str, str] | None = None
    content: bytes | None = None
    is_repeatable: bool = True


class Endpoint:
    """A server at an address; what it is, it is asked once, when that must be known."""

    def __init__(self, address: Address, *, patience: float = PATIENCE, most_bytes: int = MOST_BYTES) -> None:
        self._address = address
        self._patience = patience
        self._most_bytes = most_bytes
        self._client = httpx.Client(
            auth=_Credentials(address), timeout=httpx.Timeout(patience, connect=_CONNECT), follow_redirects=False
        )
        # A graph is not closed by who reads it: its connections end with it.
        weakref.finalize(self, self._client.close)

    def __str__(self) -> str:
        return str(self._address)

    @cached_property
    def server(self) -> Server:
        """Gives the kind of the server; StoreError if there is none at the address, or it wants to know who asks."""
        call = _Call("POST", self._address.query, _RESULTS, {"query": "ASK {}"})
        if urlsplit(self._address.query).path == "/":
            call = _Call("GET", self._address.query)
        reply = self._send(call, None)
        server = recognise_server(reply.server)
        if call.method == "GET" and not server.query:
            raise StoreError(
                f"{self}: {reply.server or 'the server'} does not say where it takes questions; write the whole "
                "address, such as http://localhost:7878/query"
            )
        if call.method == "POST":
            self._read(reply, read_truth)
        return server

    @property
    def graph(self) -> str:
        """Gives the name of the graph that is ours; empty for the default graph."""
        return self._address.graph or self.server.graph

    def query(self, question: str, *, timeout: float | None = None) -> Reply:
        """Asks a SELECT or ASK question, in at most `timeout` seconds; the answer is in JSON."""
        data = {"query": _PROLOGUE + question, **({"default-graph-uri": self.graph} if self.graph else {})}
        return self._send(_Call("POST", self._questions, _RESULTS, data), timeout)

    def ask(self, question: str, *, timeout: float | None = None) -> bool:
        """Gives the answer to an ASK question."""
        return self._read(self.query(question, timeout=timeout), read_truth)

    def update(self, change: str, *, is_repeatable: bool = False) -> None:
        """Has a change made; sent again after a failure only where it `is_repeatable`."""
        place = self._address.update or self.server.find_update(self._questions, has_user=bool(self._address.user))
        self._send(_Call("POST", place, data={"update": _PROLOGUE + change}, is_repeatable=is_repeatable), None)

    @property
    def has_data(self) -> bool:
        """Says whether the server is known to take and give whole graphs."""
        return bool(self._data)

    def get(self) -> bytes:
        """Gives our graph as N-Triples."""
        return self._send(self._call_data("GET", accept=_TRIPLES), None).content

    def put(self, triples: bytes) -> None:
        """Has N-Triples take the place of our graph."""
        self._send(self._call_data("PUT", content=TURTLE_HEAD + triples), None)

    def post(self, triples: bytes) -> None:
        """Adds N-Triples to our graph; none of them has a blank node, so that the same may be added twice."""
        self._send(self._call_data("POST", content=TURTLE_HEAD + triples), None)

    def delete(self) -> None:
        """Removes our graph, if it is there."""
        self._send(self._call_data("DELETE"), None, accepted=frozenset({404}))

    def fail(self, why: object) -> StoreError:
        """Gives the error that names the address and says what is wrong with what came from there."""
        return StoreError(f"{self}: the server's answer cannot be read: {why}; see that this is where it takes SPARQL")

    @property
    def _questions(self) -> str:
        if urlsplit(self._address.query).path == "/":
            return urljoin(self._address.query, self.server.query)
        return self._address.query

    @property
    def _data(self) -> str:
        return self._address.data or self.server.find_data(self._questions, has_user=bool(self._address.user))

    def _call_data(self, method: str, *, accept: str = "*/*", content: bytes | None = None) -> _Call:
        if not self._data:
            raise StoreError(f"{self}: where this server takes whole graphs is not known; set KG_STORE_DATA")
        which = f"graph={quote(self.graph, safe='')}" if self.graph else "default"
        sign = "&" if "?" in self._data else "?"
        return _Call(method, f"{self._data}{sign}{which}", accept, content=content)

    def _read(self, reply: Reply, read: Callable[[bytes], _Read]) -> _Read:
        try:
            return read(reply.content)
        except ValueError as error:
            raise self.fail(error) from error

    def _send(self, call: _Call, timeout: float | None, *, accepted: frozenset[int] = frozenset()) -> Reply:
        """Gives the reply to a call, tried again for a short while where that does no harm."""
        end = time.monotonic() + (timeout or self._patience)
        for left in reversed(range(_TRIES if call.is_repeatable else 1)):
            try:
                response = self._send_once(call, end, timeout)
            except _NoAnswerError as error:
                if not left:
                    raise StoreError(f"{self}: {error}") from error
            else:
                if response.status_code not in _BUSY or not left:
                    return self._see_through(call, response, accepted)
            time.sleep(max(0.0, min(_PAUSE * 2 ** (_TRIES - left), end - time.monotonic())))
        raise AssertionError("the last try gives an answer or an error")

    def _send_once(self, call: _Call, end: float, timeout: float | None) -> httpx.Response:
        """Gives the response to one request; another thread waits for it: a server that dribbles must not stop us."""
        answers: queue.SimpleQueue[httpx.Response | Exception] = queue.SimpleQueue()
        is_over = threading.Event()

        def exchange() -> None:
            try:
                answers.put(self._exchange(call, is_over))
            except (httpx.HTTPError, httpx.InvalidURL, KgError) as error:
                answers.put(error)

        threading.Thread(target=exchange, daemon=True).start()
        try:
            outcome = answers.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            outcome = httpx.ReadTimeout("")
        finally:
            is_over.set()
        if isinstance(outcome, httpx.ConnectTimeout):
            raise _NoAnswerError(f"no server answers there within {_CONNECT:.0f} seconds; see the address")
        if isinstance(outcome, httpx.TimeoutException):
            within = say_count(round(timeout or self._patience), "second")
            raise QueryError(f"{self}: no answer within {within}; ask for less, or give it more time (--timeout)")
        if isinstance(outcome, httpx.ConnectError):
            raise _NoAnswerError(f"no connection ({outcome}); see that the server runs, and its address")
        if isinstance(outcome, httpx.HTTPError | httpx.InvalidURL):
            raise _NoAnswerError(f"the connection broke off before the answer was whole ({outcome}); try again")
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _exchange(self, call: _Call, is_over: threading.Event) -> httpx.Response:
        """Gives a response that is read to its end, behind redirects that stay on the same server."""
        address = call.address
        headers = {"Accept": call.accept, **({"Content-Type": _TURTLE} if call.content is not None else {})}
        for _ in range(_REDIRECTS):
            request = self._client.build_request(
                call.method, address, headers=headers, data=call.data, content=call.content
            )
            response = self._client.send(request, stream=True)
            try:
                if not response.has_redirect_location:
                    self._read_body(response, is_over)
                    return response
                address = self._follow(address, response)
            finally:
                response.close()
        raise StoreError(f"{self}: the server leads from one address to another without an end; see the address")

    def _follow(self, address: str, response: httpx.Response) -> str:
        there = urljoin(address, response.headers["location"])
        old, new = urlsplit(address), urlsplit(there)
        if (old.scheme, old.netloc) != (new.scheme, new.netloc) or response.status_code == httpx.codes.SEE_OTHER:
            where = f"{new.scheme}://{new.hostname}{f':{new.port}' if new.port else ''}{new.path}"
            raise StoreError(f"{self}: the server leads to {where}; if you trust that address, write it instead")
        return there

    def _read_body(self, response: httpx.Response, is_over: threading.Event) -> None:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if is_over.is_set():
                return
            if len(body) > self._most_bytes:
                most = say_count(self._most_bytes, "byte")
                raise StoreError(f"{self}: the answer has more than {most}; ask for less at once")
        response._content = bytes(body)

    def _see_through(self, call: _Call, response: httpx.Response, accepted: frozenset[int]) -> Reply:
        """Gives what a response holds; an error says what the server did not like, or what is not whole."""
        status = response.status_code
        if status >= httpx.codes.BAD_REQUEST and status not in accepted:
            raise self._explain(call, response)
        if stopped := response.headers.get(STOPPED_HEADER):
            raise QueryError(
                f"{self}: the server stopped before the answer was whole ({stopped}); ask for less at once"
            )
        if call.accept == _RESULTS and "html" in response.headers.get("content-type", ""):
            raise self.fail("it is a page for people (HTML)")
        rows = response.headers.get(ROWS_HEADER, "")
        return Reply(response.content, int(rows) if rows.isdecimal() else None, response.headers.get("server", ""))

    def _explain(self, call: _Call, response: httpx.Response) -> KgError:
        status, said = response.status_code, self._quote_error(response)
        is_known = bool(self._address.user or self._address.token)
        if status == httpx.codes.UNAUTHORIZED:
            wrong = "does not accept who asks; see" if is_known else "wants to know who asks; set"
            return StoreError(f"{self}: the server {wrong} {_WHO_ASKS}")
        if status == httpx.codes.FORBIDDEN or NO_RIGHT in said:
            return StoreError(
                f"{self}: the server does not allow that{said}; ask who runs it for the right to, or set {_WHO_ASKS}"
            )
        if status in (httpx.codes.NOT_FOUND, httpx.codes.METHOD_NOT_ALLOWED):
            return StoreError(
                f"{call.address}: the server takes no SPARQL there ({status}); see the address, which for questions is "
                "such as http://localhost:7878/query"
            )
        if status == httpx.codes.BAD_REQUEST:
            return QueryError(f"{self}: the server cannot answer that{said}")
        return StoreError(f"{self}: the server has failed ({status}){said}; try again later, or see its log")

    def _quote_error(self, response: httpx.Response) -> str:
        """Quotes the first lines of what a server says is wrong, in one line and without the marks of a page."""
        is_page = "html" in response.headers.get("content-type", "")
        text = _MARK.sub(" ", response.text) if is_page else response.text.strip().split("\n\n")[0]
        for secret in (self._address.password, self._address.token):
            text = text.replace(secret, "***") if secret else text
        words = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
        return f": {words[:_SHOWN]}" if words else ""


class _NoAnswerError(Exception):
    """A request that has no answer, or only a part of one."""


class _Credentials(httpx.Auth):
    """Says who asks: a token at once; a name and a password as the server wants them, Digest or else Basic."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._scheme: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Gives each request as it is to be sent."""
        if self._address.token:
            request.headers["Authorization"] = f"Bearer {self._address.token}"
        if not self._address.user:
            yield request
            return
        if self._scheme is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            challenges = response.headers.get("www-authenticate", "").lower()
            kind = httpx.DigestAuth if "digest" in challenges else httpx.BasicAuth
            self._scheme = kind(self._address.user, self._address.password)
        yield from self._scheme.auth_flow(request)
