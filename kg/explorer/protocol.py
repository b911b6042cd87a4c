"""Answers questions at /sparql as the SPARQL 1.1 Protocol says."""

from __future__ import annotations

from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []
