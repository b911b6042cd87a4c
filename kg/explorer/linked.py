"""Gives each thing of the graph at its own address, and the ontology, in the form that is asked for."""

from __future__ import annotations

from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []
