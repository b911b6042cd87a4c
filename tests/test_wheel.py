"""The wheel: what `make wheel` compiles is what reads a release. That both write the same bytes, the target itself sees."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pathspec
import pytest

ROOT = Path(__file__).resolve().parent.parent
HOOK = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
    "wheel"
]["hooks"]["mypyc"]
MODULES = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "kg").rglob("*.py"))]


def select(patterns: list[str]) -> set[str]:
    return set(pathspec.GitIgnoreSpec.from_lines(patterns).match_files(MODULES))


@pytest.mark.parametrize("pattern", HOOK["include"] + HOOK["exclude"])
def test_every_pattern_names_a_module(pattern: str) -> None:
    assert select([pattern])


def test_what_a_build_runs_through_for_each_release_is_compiled_and_nothing_else() -> None:
    compiled = select(HOOK["include"]) - select(HOOK["exclude"])
    rooms = {module.split("/")[1].removesuffix(".py") for module in compiled}
    assert {"clauses", "discourse", "extraction", "frames", "languages", "linking", "mentions", "story"} <= rooms
    assert not rooms & {
        "building",
        "cli",
        "errors",
        "exports",
        "explain",
        "explorer",
        "releases",
        "statements",
        "views",
    }


def test_nothing_is_compiled_where_nobody_asks_for_it() -> None:
    """A stale compiled module in a checkout would hide every change of its source."""
    assert HOOK["enable-by-default"] is False
    assert not list((ROOT / "kg").rglob("*.so"))
