"""Turns the address of a server and what the environment says of it into the way to reach it.

A password has no place in an address: addresses stand in lists of processes, in histories and in messages. So it comes
by the environment, and no message holds it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeGuard
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.files import AnyPath

_SCHEMES = ("http://", "https://")
_USER, _PASSWORD, _TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"
_UPDATE, _DATA, _GRAPH = "KG_STORE_UPDATE", "KG_STORE_DATA", "KG_STORE_GRAPH"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server takes questions, and whatever is known of it beyond that; empty where nothing is said.

    `update` and `data` are where it takes changes and whole graphs, `graph` is the name of the graph that is ours.
    """

    query: str
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    update: str = ""
    data: str = ""
    graph: str = ""

    def __str__(self) -> str:
        return self.query


def is_address(store: AnyPath) -> TypeGuard[str]:
    """Says whether a store is a server, and not a folder."""
    return isinstance(store, str) and store.lower().startswith(_SCHEMES)


def read_address(store: str, environment: Mapping[str, str] = os.environ) -> Address:
    """Reads the address of a server, and the variables KG_STORE_... beside it; UsageError says what is wrong."""
    query = _check_address(store)
    user, password, token = (environment.get(name, "") for name in (_USER, _PASSWORD, _TOKEN))
    if token and (user or password):
        raise UsageError(f"{_TOKEN} and {_USER} are both set; a server wants one or the other")
    if bool(user) != bool(password):
        raise UsageError(f"{_USER} and {_PASSWORD} belong together; only one of them is set")
    if not (user + password + token).isprintable():
        raise UsageError(f"{_USER}, {_PASSWORD} or {_TOKEN} holds a line break or another sign that cannot be sent")
    update, data = (_check_address(environment[name]) if environment.get(name) else "" for name in (_UPDATE, _DATA))
    return Address(query, user, password, token, update, data, environment.get(_GRAPH, ""))


def _check_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise UsageError(f"the address of the server cannot be read ({error})") from None
    if "@" in parts.netloc:
        raise UsageError(
            f"the address of {parts.hostname} holds a name or a password, which others could see; "
            f"set {_USER} and {_PASSWORD}, or {_TOKEN}, instead"
        )
    if not text.lower().startswith(_SCHEMES) or not parts.hostname or port == 0:
        raise UsageError(f"{text} is not the address of a server, such as http://localhost:7878/query")
    if parts.fragment:
        raise UsageError(f"{text}: an address of a server has no #{parts.fragment}")
    return text if parts.path else f"{text}/"
