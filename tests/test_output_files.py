"""A file that is asked for is written whole or not at all, and nothing but a file is ever replaced."""

from __future__ import annotations

import os
import resource
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.errors import OutputError
from kg.files import write_whole

KG = str(Path(sys.executable).with_name("kg"))
WRITERS = {
    "draw": ("draw", "Chan Kwok-ki", "--out"),
    "export": ("export", "--format", "nt", "--out"),
    "sqlite": ("export", "--format", "sqlite", "--out"),
    "xlsx": ("export", "--format", "xlsx", "--out"),
    "sentences": ("who", "Chan Kwok-ki", "--format", "csv", "--sentences"),
    "explain": ("explain", "Mr Bo Lin met with Ms Rosa Quill.", "--html"),
}
Ask = Callable[..., tuple[int, str, str]]
each_writer = pytest.mark.parametrize("writer", WRITERS)


def ask_limited(store: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs `kg` in a process that may write no large files."""
    command = [KG, *map(str, arguments), *(("--store", str(store)) if arguments[0] != "explain" else ())]
    return subprocess.run(command, capture_output=True, text=True, preexec_fn=limit_files, check=False)


def limit_files() -> None:
    """Lets no file grow past 200 bytes: what a full disk does, without a disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))


@pytest.fixture
def ask(store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Gives what `kg` answers, which is no stack trace."""
    monkeypatch.setenv("KG_STORE", str(store))

    def ask_kg(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "kg: unexpected" not in err
        return code, out, err

    return ask_kg


def make_socket(path: Path) -> None:
    """Makes a socket; its path must be short, so that it is bound from its own folder."""
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


# What is no file.


@each_writer
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_is_no_file_is_refused_and_stays(ask: Ask, tmp_path: Path, writer: str, kind: str) -> None:
    """The device is a terminal of our own: whatever a tool that fails here does to it, `/dev/null` is safe."""
    path, terminals = tmp_path / "out", os.openpty()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(os.ttyname(terminals[1]))
    before = path.lstat()
    code, out, err = ask(*WRITERS[writer], path)
    for terminal in terminals:
        os.close(terminal)
    assert (code in (1, 2), out) == (True, "")
    assert str(path) in err
    after = path.lstat()
    assert (stat.S_IFMT(after.st_mode), after.st_ino) == (stat.S_IFMT(before.st_mode), before.st_ino)
    assert list(tmp_path.iterdir()) == [path]


def test_a_socket_is_refused_and_stays(tmp_path: Path) -> None:
    make_socket(tmp_path / "out")
    with pytest.raises(OutputError, match="name a file to write"):
        write_whole(tmp_path / "out", b"new")
    assert (tmp_path / "out").is_socket()


def test_standard_output_is_refused_also_where_it_goes_to_a_file(store: Path, tmp_path: Path) -> None:
    """By a link of our own: as root, a tool that fails here would replace `/dev/stdout` for everybody."""
    answer, link = tmp_path / "answer", tmp_path / "stdout"
    link.symlink_to("/proc/self/fd/1")
    with answer.open("w") as stream:
        command = [KG, "export", "--format", "nt", "--store", str(store), "--out", str(link)]
        done = subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, str(link) in done.stderr) == (1, True)
    assert {path.name: path.is_symlink() for path in tmp_path.iterdir()} == {"answer": False, "stdout": True}
    assert answer.read_bytes() == b""


@pytest.mark.parametrize("name", ["people.csv", "."])
def test_a_folder_of_tables_is_refused_where_it_holds_no_file(ask: Ask, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "tables"
    if name == ".":
        folder.write_text("mine")
    else:
        folder.mkdir()
        os.mkfifo(folder / name)
    code, out, err = ask("export", "--format", "csv", "--out", folder)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert str(folder) in err


# Links.


@each_writer
def test_a_link_stays_and_what_it_points_to_is_written(ask: Ask, tmp_path: Path, writer: str) -> None:
    target, link = tmp_path / "there" / "target", tmp_path / "link"
    target.parent.mkdir()
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(Path("there") / "target")
    assert ask(*WRITERS[writer], link)[0] == 0
    assert link.is_symlink()
    assert b"old" != target.read_bytes() == link.read_bytes()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert {path.name for path in tmp_path.rglob("*")} == {"there", "target", "link"}


def test_a_link_to_what_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.symlink_to(second)
    second.symlink_to(tmp_path / "new" / "target")
    write_whole(first, b"new")
    assert (first.is_symlink(), second.is_symlink()) == (True, True)
    assert (tmp_path / "new" / "target").read_bytes() == b"new"


def test_links_in_a_circle_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OutputError, match=r"a: cannot be written"):
        write_whole(tmp_path / "a", b"new")
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}


# Whole or not at all.


@each_writer
def test_a_disk_that_takes_no_more_leaves_the_old_file(store: Path, tmp_path: Path, writer: str) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    done = ask_limited(store, *WRITERS[writer], path)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert f"{path}: cannot be written" in done.stderr
    assert [(entry.name, entry.read_text()) for entry in tmp_path.iterdir()] == [("out", "old")]


@each_writer
def test_a_place_where_nobody_may_write_is_an_error_that_names_it(ask: Ask, writer: str) -> None:
    if not Path("/proc/self").exists():
        pytest.skip("no /proc here")
    code, out, err = ask(*WRITERS[writer], "/proc/kg-out/file")
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "/proc/kg-out/file: cannot be written" in err


def test_a_file_that_is_for_reading_only_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        pytest.skip("root may write everything")
    with pytest.raises(OutputError, match="Permission denied"):
        write_whole(path, b"new")
    assert path.read_text() == "old"


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_may_be_read_by_whom_the_umask_allows_and_an_old_one_as_before(
    tmp_path: Path, umask: int, mode: int
) -> None:
    (tmp_path / "old").write_text("old")
    (tmp_path / "old").chmod(0o604)
    before = os.umask(umask)
    try:
        write_whole(tmp_path / "new", b"new")
        write_whole(tmp_path / "old", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == mode
    assert stat.S_IMODE((tmp_path / "old").stat().st_mode) == 0o604


@pytest.mark.parametrize("name", ["a" * 255, "廣" * 85, "é" * 127])
def test_the_longest_names_can_be_written(tmp_path: Path, name: str) -> None:
    write_whole(tmp_path / name, b"new")
    assert [path.name for path in tmp_path.iterdir()] == [name]
