"""Turns an address into the answer of its server, politely: paced, within robots.txt, with few tries."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

import httpx

from kg.errors import FetchError, UsageError
from kg.fetch.pace import Pace
from kg.fetch.robots import Robots, read_robots
from kg.wording import say_count

AGENT = "gba-kg"
LARGEST = 20_000_000  # bytes of one answer
_USER_AGENT = f"{AGENT}/{version('gba-kg')} (keeps press releases to build a knowledge graph of them; asks slowly)"
_OK, _NOT_MODIFIED = 200, 304
_GONE = frozenset({404, 410})
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})  # what may be otherwise in a while
_REFUSED = frozenset({401, 403})
_TRIES = 5
_FIRST_PAUSE = 1.0  # seconds before the second try; each next is twice as long
_LONGEST_REST = 600.0  # a server that wants to be left alone for longer is not asked again in this run
_LONGEST_ANSWER = 4  # times the timeout: an answer that comes in drops does not keep us for ever
_MOST_MOVES = 5
_FAILURES = 3  # pages one after another at which a host failed to the last try, or which it refused
_LONGEST_VALIDATOR = 500  # signs
_FAMILIES = {"html": ("text/html", "application/xhtml+xml"), "xml": ("xml",), "text": ("text/plain",)}


class HostClosedError(FetchError):
    """A host is not asked any more in this run."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: the content is None unless the status is 200, and what follows is None where it is silent."""

    status: int
    content: bytes | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def is_gone(self) -> bool:
        """Whether there is no such page, or none any more."""
        return self.status in _GONE


@dataclass(frozen=True, slots=True)
class _Reply:
    """What came back of one request."""

    status: int
    headers: httpx.Headers
    content: bytes


class Client:
    """Asks servers one request at a time. To be closed when it is no longer needed."""

    def __init__(self, pace: Pace, *, timeout: float, mirror: str | None, note: Callable[[str], None]) -> None:
        """Takes the seconds to wait for a server, and where a copy of the sites stands that is asked in their place:
        `http://localhost:8000` for what would be asked of `https://HOST/PATH` at `http://localhost:8000/HOST/PATH`.

        `note` is told what is tried again, and why. Raises UsageError for proxies of the environment that are none.
        """
        self._pace = pace
        self._timeout = timeout
        self._mirror = mirror.rstrip("/") if mirror else None
        self._note = note
        self._robots: dict[str, Robots] = {}
        self._failures: dict[str, int] = {}
        self._closed: dict[str, str] = {}
        try:
            self._http = httpx.Client(headers={"User-Agent": _USER_AGENT}, timeout=timeout)
        except (ImportError, ValueError, httpx.InvalidURL) as error:
            raise UsageError(f"the proxies that the environment names cannot be used ({error})") from error

    def close(self) -> None:
        """Ends all connections."""
        self._http.close()

    def get(self, address: str, family: str = "html", validators: Mapping[str, str] | None = None) -> Answer:
        """Asks for an address: status 200 with its content, 304 where `validators` say that it is known, 404 or 410.

        `family` is what the answer must be: html, xml or text. Raises FetchError for any other answer, and
        HostClosedError where the host wants to be left alone or does not answer.
        """
        start = address
        for _ in range(_MOST_MOVES):
            host = _get_host(address)
            self._refuse_closed(host)
            robots = self._get_robots(address)
            if not robots.allow(address):
                raise FetchError(f"{address}: the robots.txt of {host} forbids to ask for it")
            reply = self._try(address, validators or {}, robots.delay)
            if reply.status == _NOT_MODIFIED and not validators:
                raise FetchError(f"{start}: the server says that it has not changed, but it is not there yet")
            if reply.status not in _MOVED:
                return _read_reply(reply, start, family)
            address = self._follow(start, address, reply.headers.get("Location"))
        raise FetchError(f"{start}: leads on more than {_MOST_MOVES} times")

    def _get_robots(self, address: str) -> Robots:
        """Gives what the host of an address allows; asked once. One that has no robots.txt allows all, one that fails
        to say allows nothing."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            robots = self._robots[origin] = self._ask_robots(f"{origin}/robots.txt")
            if robots.delay:
                self._note(f"{parts.netloc} wants {robots.delay:g} s between two requests (its robots.txt)")
        return self._robots[origin]

    def _ask_robots(self, address: str) -> Robots:
        host = _get_host(address)
        try:
            reply = self._try(address, {}, 0.0)
            for _ in range(_MOST_MOVES):
                if reply.status not in _MOVED:
                    break
                address = self._follow(address, address, reply.headers.get("Location"))
                reply = self._try(address, {}, 0.0)
        except HostClosedError:
            raise
        except FetchError as error:
            raise self._close(host, f"may not be asked without its robots.txt ({error})") from error
        if reply.status != _OK:
            return Robots()
        robots = read_robots(reply.content.decode("utf-8", "replace"), AGENT)
        if robots.delay > _LONGEST_REST:
            raise self._close(host, f"wants {robots.delay:,.0f} seconds between two requests (its robots.txt)")
        return robots

    def _follow(self, start: str, address: str, location: str | None) -> str:
        """Gives where an answer leads, if that is the same page of the same host. Raises FetchError."""
        try:
            target = urljoin(self._translate(address), location or "")
            if self._mirror and target.startswith(f"{self._mirror}/"):
                target = f"{urlsplit(start).scheme}://{target.removeprefix(self._mirror).lstrip('/')}"
            parts = urlsplit(target)
            is_same = parts.netloc == urlsplit(start).netloc and parts.scheme in ("https", urlsplit(start).scheme)
        except ValueError:
            is_same = False
        if not location or not is_same:
            raise FetchError(f"{start}: leads to another host, which is not asked ({(location or 'nowhere')[:200]})")
        if not PurePosixPath(parts.path).stem.startswith(PurePosixPath(urlsplit(start).path).stem):
            raise FetchError(f"{start}: leads to another page ({target[:200]})")
        return target

    def _try(self, address: str, headers: Mapping[str, str], delay: float) -> _Reply:
        host = _get_host(address)
        reason = ""
        for number in range(1, _TRIES + 1):
            self._pace.wait(host, delay)
            pause = _FIRST_PAUSE * 2 ** (number - 1)
            try:
                reply = self._ask(address, headers)
            except (httpx.InvalidURL, UnicodeError) as error:  # httpx looks at where an answer leads
                raise FetchError(f"{address}: leads to what is no address ({error})") from error
            except httpx.RequestError as error:
                reason = str(error) or type(error).__name__
            else:
                if reply.status not in _BUSY:
                    self._count_failure(host, f"the server answers {reply.status}", failed=reply.status in _REFUSED)
                    return reply
                reason = f"the server answers {reply.status}"
                pause = max(pause, _read_retry_after(reply.headers.get("Retry-After")))
            if pause > _LONGEST_REST:
                raise self._close(host, f"wants to be left alone for {pause:,.0f} seconds")
            if number < _TRIES:
                self._note(f"{address}: {reason}; asked again in {pause:.0f} s")
            self._pace.rest(pause)
        self._count_failure(host, reason, failed=True)
        raise FetchError(f"{address}: {reason}, at {_TRIES} tries")

    def _count_failure(self, host: str, reason: str, *, failed: bool) -> None:
        """Counts the pages one after another that a host fails to give, and closes it where they are too many."""
        self._failures[host] = self._failures.get(host, 0) + 1 if failed else 0
        if self._failures[host] >= _FAILURES:
            raise self._close(host, f"failed at {say_count(_FAILURES, 'page')} one after another ({reason})")

    def _ask(self, address: str, headers: Mapping[str, str]) -> _Reply:
        deadline = time.monotonic() + self._timeout * _LONGEST_ANSWER
        content = bytearray()
        with self._http.stream("GET", self._translate(address), headers=dict(headers)) as response:
            for part in response.iter_bytes():
                content += part
                if len(content) > LARGEST:
                    raise FetchError(f"{address}: more than {LARGEST // 1_000_000} MB, which no page of a release has")
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout(f"its answer takes more than {self._timeout * _LONGEST_ANSWER:.0f} s")
        return _Reply(response.status_code, response.headers, bytes(content))

    def _translate(self, address: str) -> str:
        return f"{self._mirror}/{address.partition('://')[2]}" if self._mirror else address

    def _refuse_closed(self, host: str) -> None:
        if host in self._closed:
            raise HostClosedError(f"{host}: {self._closed[host]}")

    def _close(self, host: str, reason: str) -> HostClosedError:
        self._closed[host] = reason
        return HostClosedError(f"{host}: {reason}")


@contextmanager
def open_client(rate: float, *, timeout: float, mirror: str | None, note: Callable[[str], None]) -> Iterator[Client]:
    """Opens a client that asks at most `rate` times a second, and closes it at the end."""
    client = Client(Pace(rate), timeout=timeout, mirror=mirror, note=note)
    try:
        yield client
    finally:
        client.close()


def _get_host(address: str) -> str:
    return urlsplit(address).netloc


def _read_reply(reply: _Reply, address: str, family: str) -> Answer:
    if reply.status == _NOT_MODIFIED or reply.status in _GONE:
        return Answer(reply.status)
    if reply.status != _OK:
        raise FetchError(f"{address}: the server answers {reply.status}")
    kind = reply.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
    if not any(kind.endswith(known) for known in _FAMILIES[family]):
        raise FetchError(f"{address}: the server answers with {kind or 'content of no kind'}, not with {family}")
    if not reply.content.strip():
        raise FetchError(f"{address}: the server answers with nothing")
    validators = (_read_validator(reply.headers.get(name)) for name in ("ETag", "Last-Modified"))
    return Answer(reply.status, reply.content, *validators)


def _read_validator(written: str | None) -> str | None:
    """Gives what can be sent back to a server as it was written; None for anything else."""
    if written is None or len(written) > _LONGEST_VALIDATOR:
        return None
    return written if written.isascii() and written.isprintable() else None


def _read_retry_after(written: str | None) -> float:
    """Gives the seconds that a server wants to be left alone, which it writes as such or as a moment; 0 where it says
    nothing that can be read."""
    if not written:
        return 0.0
    try:
        seconds = float(written)
    except ValueError:
        try:
            moment = parsedate_to_datetime(written)
        except ValueError:
            return 0.0
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = (moment - datetime.now(UTC)).total_seconds()
    return max(seconds, 0.0) if math.isfinite(seconds) else 0.0
