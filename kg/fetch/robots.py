"""Turns a robots.txt into what it lets us ask, as RFC 9309 reads it: the longest rule that fits decides."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Rule:
    """A beginning of paths, in which "*" stands for anything and "$" for the end, and whether it may be asked."""

    pattern: str
    allows: bool

    def fits(self, path: str) -> bool:
        """Says whether it speaks of a path."""
        first, *others = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        place = len(first)
        for part in others[:-1] if self._has_end else others:
            place = path.find(part, place)
            if place < 0:
                return False
            place += len(part)
        if not self._has_end:
            return True
        return path.endswith(others[-1]) and len(path) - len(others[-1]) >= place if others else path == first

    @property
    def _has_end(self) -> bool:
        return self.pattern.endswith("$")


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host lets one reader ask, and how many seconds it wants between two requests."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allow(self, address: str) -> bool:
        """Says whether an address may be asked; where an Allow and a Disallow are as long, it may."""
        parts = urlsplit(address)
        path = _normalise(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")
        fitting = [(len(rule.pattern), rule.allows) for rule in self.rules if rule.fits(path)]
        return max(fitting, default=(0, True))[1]


def read_robots(content: str, agent: str) -> Robots:
    """Gives the rules of all groups for an agent ("gba-kg"), or where there are none of those for every agent."""
    groups: dict[str, tuple[list[Rule], list[float]]] = {}
    agents: list[str] = []
    is_open = False  # a line of User-agent joins those just before it
    for key, value in _list_lines(content):
        if key == "user-agent":
            agents = [*agents, value.casefold()] if is_open else [value.casefold()]
            groups.setdefault(agents[-1], ([], []))
            is_open = True
            continue
        if key not in ("allow", "disallow", "crawl-delay"):
            continue
        is_open = False
        for rules, delays in (groups[name] for name in agents):
            if key == "crawl-delay":
                delays.append(_read_seconds(value))
            elif value:
                rules.append(Rule(_normalise(value), key == "allow"))
    rules, delays = groups.get(agent.casefold()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), max(delays, default=0.0))


def _list_lines(content: str) -> Iterator[tuple[str, str]]:
    for line in content.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().casefold(), value.strip()


def _read_seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        return 0.0
    return seconds if math.isfinite(seconds) and seconds > 0 else 0.0


def _normalise(path: str) -> str:
    """Writes a path in one way, whether or not its signs are written as "%7E"."""
    return quote(unquote(path), safe="/*$?&=~-._:;,@+!'()")
