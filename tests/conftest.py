"""What several tests stand on: the seed release read by hand, as a graph."""

from __future__ import annotations

import pytest

from kg.claims import make_quads
from kg.graph import Graph
from tests.seed import EXTRACTION


@pytest.fixture(scope="session")
def seed_graph() -> Graph:
    graph = Graph.in_memory()
    graph.add(make_quads([EXTRACTION]))
    return graph
