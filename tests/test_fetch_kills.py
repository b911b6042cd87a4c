"""A fetch that is killed at any moment loses nothing and leaves nothing by halves: the next run ends at the same folder."""

from __future__ import annotations

import json
import os
import pty
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import read_terminal
from press_site import GIA, Reply, Site, make_list, serve

from kg.errors import FetchError, OutputError
from kg.fetch.archive import open_archive
from kg.fetch.client import Answer

ADDRESS = f"https://{GIA}/general/202401/08/P2024010800573.htm"
FILE = f"{GIA}/general/202401/08/P2024010800573.htm"
PAGES = 12


@pytest.fixture
def site() -> Iterator[Site]:
    """One day with a dozen pages of 200 kB, for which each answer takes a little."""
    site = Site()
    links = [(f"/gia/general/202401/08/P20240108{number:05}.htm", f"Title {number}") for number in range(PAGES)]
    site.put(f"{GIA}/general/202401/08.htm", make_list(*links))
    for number, (link, _) in enumerate(links):
        site.put(f"www.info.gov.hk{link}", Reply(f"<p>{number}</p>" * 25_000, slow=0.01))
    with serve(site):
        yield site


def start(site: Site, out: Path, *options: str) -> subprocess.Popen[bytes]:
    given = ["--from", "2024-01-08", "--to", "2024-01-08", "--lang", "en", "--rate", "1000", "--mirror", site.address]
    command = [sys.executable, "-m", "kg", "fetch", *given, "--out", str(out), *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(program: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, said = program.communicate(timeout=120)
    return program.returncode, said.decode()


def list_files(out: Path) -> dict[str, bytes]:
    """Gives all that lies in a folder but the records, which have their times."""
    files = [path for path in sorted(out.rglob("*")) if path.is_file() and path.name != "records.jsonl"]
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def read_records(out: Path) -> dict[str, str]:
    lines = (out / ".fetch" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["address"]: record["sha256"] for record in map(json.loads, lines)}


def test_a_fetch_that_is_killed_again_and_again_ends_at_the_same_folder(site: Site, tmp_path: Path) -> None:
    assert finish(start(site, tmp_path / "whole"))[0] == 0
    whole, records = list_files(tmp_path / "whole"), read_records(tmp_path / "whole")
    out = tmp_path / "killed"
    chance, kills = random.Random(16), 0
    for _ in range(12):
        program = start(site, out)
        before = len(site.asked)
        deadline = time.monotonic() + 60
        while program.poll() is None and len(site.asked) == before and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(chance.uniform(0.0, 0.06))
        program.send_signal(signal.SIGKILL)
        kills += finish(program)[0] == -signal.SIGKILL
        kept = {name: content for name, content in list_files(out).items() if not name.startswith(".")}
        assert kept.items() <= whole.items()  # what `kg build` would read is never half a page
    assert kills > 0
    assert finish(start(site, out))[0] == 0
    assert (list_files(out), read_records(out)) == (whole, records)


@pytest.mark.parametrize("step", ["part", "record", "version", "all"])
def test_a_changed_page_is_whole_wherever_a_kill_comes(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step of keeping a page is the last one that is done."""
    with open_archive(tmp_path) as archive:
        archive.keep(ADDRESS, Answer(200, b"old", '"1"'))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, open_archive(tmp_path) as archive:
        if step == "part":
            patch.setattr(archive, "_note", stop)
        elif step == "record":
            patch.setattr(archive, "_put", stop)
        elif step == "version":
            patch.setattr(Path, "replace", stop)
        try:
            archive.keep(ADDRESS, Answer(200, b"new", '"2"'))
        except KeyboardInterrupt:
            assert step != "all"
    assert (tmp_path / FILE).read_bytes() == (b"new" if step == "all" else b"old")
    with open_archive(tmp_path) as archive:
        record = archive.get_record(ADDRESS)
        assert record is not None
        assert archive.read(record) == (b"old" if step == "part" else b"new")
        assert record.etag == ('"1"' if step == "part" else '"2"')
        if step == "part":
            archive.keep(ADDRESS, Answer(200, b"new", '"2"'))
    versions = [path.read_bytes() for path in (tmp_path / ".fetch" / "versions").rglob("*") if path.is_file()]
    assert (versions, list((tmp_path / ".fetch" / "parts").iterdir())) == ([b"old"], [])


def test_half_a_record_at_the_end_is_cut_off_and_a_damaged_one_is_named(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        archive.keep(ADDRESS, Answer(200, b"page"))
    records = tmp_path / ".fetch" / "records.jsonl"
    whole = records.read_bytes()
    records.write_bytes(whole + whole[:40])
    with open_archive(tmp_path) as archive:
        assert archive.get_record(ADDRESS) is not None
    assert records.read_bytes() == whole
    for damaged in (b"{}\n", b"no JSON\n", b"[1]\n", whole.replace(b"+00:00", b""), b"\xff\n"):
        records.write_bytes(whole + damaged)
        with pytest.raises(FetchError, match=r"records\.jsonl, line 2: "), open_archive(tmp_path):
            pass


def test_two_fetches_into_one_folder_do_not_mix(site: Site, tmp_path: Path) -> None:
    with open_archive(tmp_path / "a"):
        code, said = finish(start(site, tmp_path / "a"))
    assert (code, "another kg fetch is writing this folder" in said) == (1, True)
    assert site.asked == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file")
    with pytest.raises(OutputError, match=r"a.* cannot be written"), open_archive(tmp_path / "a"):
        pass
    (tmp_path / "b" / GIA.split("/")[0]).mkdir(parents=True)
    (tmp_path / "b" / GIA).write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"), open_archive(tmp_path / "b") as archive:
        archive.keep(ADDRESS, Answer(200, b"page"))


def test_who_stops_it_by_hand_goes_on_with_the_same_command(site: Site, tmp_path: Path) -> None:
    program = start(site, tmp_path / "a", "--rate", "4")
    while program.poll() is None and len(site.asked) < 5:
        time.sleep(0.01)
    program.send_signal(signal.SIGINT)
    code, said = finish(program)
    assert (code, "Traceback" in said) == (130, False)
    done = len(list_files(tmp_path / "a"))
    assert 0 < done < PAGES
    assert finish(start(site, tmp_path / "a"))[1].count("there already") == 1
    assert max(site.count().values()) <= 2


def test_a_terminal_shows_how_far_it_is_and_a_file_does_not(site: Site, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    given = ["--from", "2024-01-08", "--to", "2024-01-08", "--lang", "en", "--rate", "50", "--mirror", site.address]
    command = [sys.executable, "-m", "kg", "fetch", *given, "--out", str(tmp_path / "a")]
    program = subprocess.Popen(command, stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "100"})
    os.close(theirs)
    shown = read_terminal(ours).decode()
    os.close(ours)
    assert (program.wait(timeout=60), "fetching pages" in shown, f"{PAGES} new" in shown) == (0, True, True)
    _, said = finish(start(site, tmp_path / "b"))
    assert ("fetching pages" in said, f"{PAGES} new" in said) == (False, True)


def test_an_archive_knows_the_latest_answer_of_each_address(tmp_path: Path) -> None:
    answers = [Answer(200, b"one"), Answer(200, b"two"), Answer(304), Answer(404), Answer(200, b"two"), Answer(410)]
    with open_archive(tmp_path) as archive:
        changes = [archive.keep(ADDRESS, answer).change for answer in answers]
        assert changes == ["new", "changed", "same", "withdrawn", "same", "withdrawn"]
    with open_archive(tmp_path) as archive:
        record = archive.get_record(ADDRESS)
        assert record is not None
        assert (record.change, record.status, archive.read(record)) == ("withdrawn", 410, b"two")
