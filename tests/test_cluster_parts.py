"""Parts on a cluster: their order, what is kept of them, what is said where something is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import Ask
from distributed import LocalCluster

import kg
from kg.building.cluster import Cluster, open_cluster
from kg.errors import ClusterError, ReleaseError, UsageError

RELEASE = """\
id: lanterns
lang: en
title: A visit
issued: 2024-05-03

The Mayor, Mr Aldo Feng, visited Zhuhai today (May 3).
"""
done: list[int] = []


def square(number: int) -> int:
    done.append(number)
    return number * number


def refuse(number: int) -> int:
    raise ReleaseError(f"{number} is refused")


def time_out(number: int) -> int:
    raise TimeoutError(f"{number} takes too long")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler and two workers within this process."""
    with LocalCluster(
        n_workers=2, threads_per_worker=2, processes=False, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def cluster(address: str) -> Iterator[Cluster]:
    done.clear()
    with open_cluster(address) as opened:
        yield opened


def test_results_come_in_order_and_parts_are_taken_as_they_are_needed(cluster: Cluster) -> None:
    taken: list[int] = []

    def count() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    found = cluster.map(square, count())
    assert next(found) == 0
    assert len(taken) < 10
    assert list(found) == [number * number for number in range(1, 50)]
    assert sorted(done) == list(range(50))
    assert list(cluster.map(square, [])) == []


def test_an_error_comes_as_it_was_raised(cluster: Cluster) -> None:
    with pytest.raises(ReleaseError, match=r"^2 is refused$"):
        list(cluster.map(refuse, [2]))
    with pytest.raises(TimeoutError, match=r"^3 takes too long$"):
        list(cluster.map(time_out, [3]))


@pytest.mark.parametrize("folder", ["memory://cluster-parts", None])
def test_a_part_that_is_kept_is_not_done_again(address: str, folder: str | None, tmp_path: Path) -> None:
    for numbers, expected in (([1, 2, 3], [1, 2, 3]), ([2, 3, 4], [4]), ([2, 3, 4], [])):
        done.clear()
        with open_cluster(address, folder or str(tmp_path / "new" / "parts")) as cluster:
            assert list(cluster.map(square, numbers)) == [number * number for number in numbers]
        assert sorted(done) == expected


def test_a_part_that_is_torn_is_done_anew(address: str, tmp_path: Path) -> None:
    with open_cluster(address, str(tmp_path)) as cluster:
        list(cluster.map(square, [1, 2]))
        torn, _ = sorted(tmp_path.glob("*/*"))
        whole = torn.read_bytes()
        torn.write_bytes(whole[:-1])
        done.clear()
        assert list(cluster.map(square, [1, 2])) == [1, 4]
    assert len(done) == 1
    assert torn.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_named(address: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        open_cluster(address, str(tmp_path / "file")) as cluster,
        pytest.raises(ClusterError, match=f"{tmp_path}/file/.*: parts cannot be kept there"),
    ):
        list(cluster.map(square, [1]))


def test_an_address_without_a_scheduler_is_named() -> None:
    with pytest.raises(ClusterError, match=r"^tcp://127.0.0.1:9: no Dask scheduler answers there"):  # noqa: SIM117
        with open_cluster("tcp://127.0.0.1:9", timeout=0.3):
            pass


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"the package distributed is missing .*pip install 'gba-kg\[cluster\]'"):  # noqa: SIM117
        with open_cluster("tcp://127.0.0.1:9"):
            pass


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--cluster", "tcp://127.0.0.1:9", "--jobs", "2"), "--jobs are processes of this machine"),
        (("--parts", "parts"), "it needs --cluster"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    ask: Ask, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    code, _, err = ask("build", str(tmp_path), "--store", str(tmp_path / "x.kg"), *options)
    assert code == 2 and said in err


def test_a_build_on_a_cluster_is_the_same(address: str, tmp_path: Path) -> None:
    (tmp_path / "visit.txt").write_text(RELEASE)
    kg.build(tmp_path / "visit.txt", tmp_path / "alone.kg")
    kg.build(tmp_path / "visit.txt", tmp_path / "together.kg", cluster=address, parts="memory://parts-of-a-build")
    assert list_triples(tmp_path / "together.kg") == list_triples(tmp_path / "alone.kg")


def list_triples(store: Path) -> list[bytes]:
    return sorted(kg.export_graph(kg.open(store), "nt").splitlines())
