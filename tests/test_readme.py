"""The README: every command it shows is run, and every sentence it quotes is what the command prints."""

from __future__ import annotations

import inspect
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith(("kg ", "make "))]
SESSIONS = re.findall(r"^```console\n\$ (kg [^\n]+)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
EXAMPLE_FILES = re.findall(r"`([^`]+)`:\n\n```text\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
PAGE = ROOT / "tests" / "fixtures" / "releases" / "P2024030100123.htm"
PYTHON = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives a working folder with the sample releases and the graph `gba.kg` built from them, and that of a page."""
    path = make_folder(tmp_path_factory.mktemp("readme"))
    for command in COMMANDS:
        if command.startswith("kg build"):
            assert call(command, path).returncode == 0
    return path


def make_folder(path: Path) -> Path:
    """Puts the sample releases there, and a page as it is saved."""
    (path / "data").symlink_to(ROOT / "data")
    (path / "P2022082500665.htm").write_bytes(PAGE.read_bytes())
    return path


def call(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    tool, *arguments = shlex.split(command)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(folder)}
    program = [str(Path(sys.executable).with_name("kg"))] if tool == "kg" else ["make", "-n", "-C", str(ROOT)]
    return subprocess.run(
        program + arguments, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_readme_shows_the_commands() -> None:
    assert "make demo" in COMMANDS
    assert "make test" in COMMANDS
    assert SESSIONS


@pytest.mark.parametrize("command", dict.fromkeys(COMMANDS))
def test_every_command_of_the_readme_works(folder: Path, tmp_path: Path, command: str) -> None:
    """A `make` target is only looked up (`make -n`): `make test` would run this test again. A build is a reader's first
    command: it begins where no graph is."""
    done = call(command, make_folder(tmp_path) if command.startswith("kg build") else folder)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("command", "expected"), SESSIONS)
def test_the_answers_in_the_readme_are_what_is_printed(folder: Path, command: str, expected: str) -> None:
    assert call(command, folder).stdout == expected


@pytest.mark.parametrize("code", PYTHON)
def test_the_python_in_the_readme_runs(folder: Path, code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("name", "beginning"), EXAMPLE_FILES)
def test_the_file_that_the_readme_shows_begins_so(name: str, beginning: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").startswith(beginning)


def test_the_readme_shows_a_file_and_python() -> None:
    assert EXAMPLE_FILES
    assert PYTHON


def test_every_function_and_error_of_the_library_is_listed() -> None:
    section = README.partition("\n## From Python\n")[2].partition("\n## ")[0]
    wanted = {name for name in kg.__all__ if inspect.isfunction(getattr(kg, name)) or name.endswith("Error")}
    named = set(re.findall(r"\bkg\.(\w+)", section)) | set(re.findall(r"`(\w+Error)`", section))
    assert wanted - named == {"list_questions"}
    assert named <= set(kg.__all__)


def test_every_command_of_the_tool_is_listed() -> None:
    done = call("kg --help", ROOT)
    names = re.findall(r"^  ([a-z]+)  ", done.stdout.partition("Commands:")[2], re.MULTILINE)
    assert [name for name in names if f"`kg {name}" not in README] == []
