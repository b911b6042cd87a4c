"""What several tests stand on: the seed release read by hand, as a graph."""

from __future__ import annotations

import pytest
from seed import EXTRACTION

from kg.files import find_shipped
from kg.graph.claims import make_quads
from kg.graph.graph import Graph


@pytest.fixture(scope="session")
def seed_graph() -> Graph:
    graph = Graph.in_memory()
    graph.add(make_quads([EXTRACTION]))
    return graph


@pytest.fixture(scope="session")
def sample_graph() -> Graph:
    """The graph of the shipped sample releases, as the extractor reads them."""
    build = pytest.importorskip("kg.build", reason="kg.build is not written yet")
    graph = Graph.in_memory()
    graph.add(make_quads(build.extract_paths([find_shipped("data", "releases")])))
    return graph
