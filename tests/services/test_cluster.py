"""A build on a cluster of real processes: what they are killed at is done by the others, byte for byte the same."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dask_processes import ROOT, Processes, start_cluster, wait_until
from distributed import Client

from kg.building.cluster import open_cluster
from kg.errors import ClusterError
from kg.exports import export_graph
from kg.files import find_shipped
from kg.graph.graph import Graph
from kg.library import build

COPIES = 12
NAMED = re.compile(r"^(id|counterpart|url): (.+)$", re.MULTILINE)
ISSUED = re.compile(r"^issued: (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives a folder with the sample releases many times, each time with ids and days of their own."""
    folder = tmp_path_factory.mktemp("releases")
    for path in sorted(find_shipped("data", "releases").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for copy in range(COPIES):
            stem, _, rest = path.name.partition(".")
            (folder / f"{stem}-{copy}.{rest}").write_text(make_copy(text, copy), encoding="utf-8")
    return folder


def make_copy(text: str, copy: int) -> str:
    header, blank, words = text.partition("\n\n")
    header = NAMED.sub(rf"\g<1>: \g<2>-{copy}", header)
    header = ISSUED.sub(lambda found: f"issued: {datetime.fromisoformat(found[1]) + timedelta(days=copy)}", header)
    return f"{header}{blank}{words}"


@pytest.fixture(scope="module")
def alone(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Gives what one process builds of them."""
    store = tmp_path_factory.mktemp("alone") / "x.kg"
    build(releases, store)
    return list_triples(store)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Processes]:
    """A scheduler and three workers."""
    with start_cluster(tmp_path / "cluster", workers=3) as processes:
        with Client(processes.address, set_as_default=False) as client:
            client.wait_for_workers(3, timeout=60)
        yield processes


def list_triples(store: Path) -> list[str]:
    """Gives the triples of a store as sorted lines of N-Triples."""
    return sorted(export_graph(Graph.open(store), "nt").decode().splitlines())


def count_done(client: Client) -> dict[int, int]:
    """Gives how many parts each worker has done, by its process."""

    def look(dask_worker: Any) -> tuple[int, int]:
        return os.getpid(), dask_worker.state.executed_count

    return dict(client.run(look).values())


def test_a_worker_that_is_killed_in_the_middle_costs_nothing(
    cluster: Processes, releases: Path, alone: list[str], tmp_path: Path
) -> None:
    writer = cluster.start_build(str(releases), "--store", str(tmp_path / "x.kg"))
    with Client(cluster.address, set_as_default=False) as client:
        wait_until(lambda: max(count_done(client).values()) >= 2)
        done = count_done(client)
        busiest = max(done, key=lambda process: done[process])
        os.kill(busiest, 9)
        assert writer.poll() is None
        assert writer.wait() == 0, cluster.read_log(writer)
        left = count_done(client)
    assert busiest not in left and len(left) == 2
    assert sum(left.values()) > sum(done.values())
    assert list_triples(tmp_path / "x.kg") == alone
    assert "distributed" not in cluster.read_log(writer)


def test_parts_that_are_done_are_not_done_again_after_the_client_was_killed(
    cluster: Processes, releases: Path, alone: list[str], tmp_path: Path
) -> None:
    parts = tmp_path / "parts"

    def list_parts() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in parts.glob("*/[!.]*")}

    order = (str(releases), "--parts", str(parts), "--store")
    writer = cluster.start_build(*order, str(tmp_path / "x.kg"))
    wait_until(lambda: len(list_parts()) >= 5)
    writer.kill()
    writer.wait()
    wait_until(lambda: is_idle(cluster))
    before = list_parts()
    again = cluster.start_build(*order, str(tmp_path / "x.kg"))
    assert again.wait() == 0, cluster.read_log(again)
    after = list_parts()
    assert len(after) > len(before)
    assert before.items() <= after.items()
    assert list_triples(tmp_path / "x.kg") == alone
    anew = cluster.start_build(*order, str(tmp_path / "y.kg"))
    assert anew.wait() == 0, cluster.read_log(anew)
    assert list_parts() == after
    assert list_triples(tmp_path / "y.kg") == alone


def is_idle(cluster: Processes) -> bool:
    with Client(cluster.address, set_as_default=False) as client:
        return not any(client.processing().values())


def test_a_build_whose_scheduler_has_gone_says_so_and_goes_on_with_another(
    cluster: Processes, releases: Path, alone: list[str], tmp_path: Path
) -> None:
    order = (str(releases), "--store", str(tmp_path / "x.kg"))
    writer = cluster.start_build(*order)
    with Client(cluster.address, set_as_default=False) as client:
        wait_until(lambda: sum(count_done(client).values()) >= 5)
    cluster.scheduler.kill()
    assert writer.wait() == 1
    said = cluster.read_log(writer)
    assert "the scheduler of the cluster is gone" in said and said.count("\n") == 1, said
    cluster.start_scheduler()
    cluster.start_worker()
    again = cluster.start_build(*order)
    assert again.wait() == 0, cluster.read_log(again)
    assert list_triples(tmp_path / "x.kg") == alone


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives a folder with another kg."""
    folder = tmp_path_factory.mktemp("other")
    for name in ("kg", "data", "ontology"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "kg" / "errors.py").open("a") as file:
        file.write("# another line\n")
    return folder


def test_a_worker_with_another_kg_is_refused(other: Path, tmp_path: Path) -> None:
    sample = str(find_shipped("data", "releases"))
    with start_cluster(tmp_path / "cluster", workers=1) as cluster:
        cluster.start_worker(other)
        with Client(cluster.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        writer = cluster.start_build(sample, "--store", str(tmp_path / "x.kg"))
        assert writer.wait() == 1
        said = cluster.read_log(writer)
    assert "reads otherwise than we do: the rules of kg there is" in said and said.count("\n") == 1, said


def test_a_worker_with_another_kg_that_comes_later_is_refused_too(other: Path, releases: Path, tmp_path: Path) -> None:
    with start_cluster(tmp_path / "cluster", workers=1) as cluster:
        writer = cluster.start_build(str(releases), "--store", str(tmp_path / "x.kg"))
        with Client(cluster.address, set_as_default=False) as client:
            wait_until(lambda: sum(count_done(client).values()) >= 1)
            cluster.start_worker(other)
        assert writer.wait() == 1
        said = cluster.read_log(writer)
    assert "reads otherwise than we do: the rules of kg there is" in said and said.count("\n") == 1, said


def test_a_part_that_ends_its_worker_each_time_is_an_error(cluster: Processes) -> None:
    with open_cluster(cluster.address) as pool, pytest.raises(ClusterError, match="ends each worker that is at it"):
        list(pool.map(os._exit, [1]))


def test_without_a_worker_a_build_ends(tmp_path: Path) -> None:
    with (
        start_cluster(tmp_path / "cluster", workers=0) as cluster,
        pytest.raises(ClusterError, match=r"no worker has been at the scheduler tcp://.* for 1 s"),
        open_cluster(cluster.address, patience=1),
    ):
        pass


def test_workers_that_all_go_end_a_build(cluster: Processes) -> None:
    with open_cluster(cluster.address, patience=1) as pool, Client(cluster.address, set_as_default=False) as client:
        found = pool.map(time.sleep, [0, 60])
        assert next(found) is None
        for process in count_done(client):
            os.kill(process, 9)
        # A part that goes from one to the next while they die looks like what ends them.
        with pytest.raises(ClusterError, match=r"no worker has been at the scheduler|ends each worker that is at it"):
            next(found)
