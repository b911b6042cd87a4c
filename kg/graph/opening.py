"""Opens the store of a server, and loads what speaks to one only then: most questions are asked of a folder."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from kg.graph.remote import RemoteStore


def open_server(store: str) -> RemoteStore:
    """Opens the store of a server at an address, which is not asked before there is a question."""
    return cast("RemoteStore", import_module("kg.graph.remote").open_remote(store))
