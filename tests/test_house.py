"""The house rules, read from the code itself: names, rooms, languages."""

from __future__ import annotations

import ast
import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "kg").rglob("*.py"))
CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
FORBIDDEN = {"models.py", "utils.py", "helpers.py", "common.py"}
GRAPH_ROOM = ("kg.graph", "kg.exports")  # all that knows what a triple is
ROOMS = {
    "ahocorasick_rs": ("kg.scanner",),
    "click": ("kg.cli",),
    "dask": ("kg.building.cluster",),
    "distributed": ("kg.building.cluster",),
    "fastapi": ("kg.explorer.api",),
    "fsspec": ("kg.addresses",),
    "httpx": ("kg.fetch.client", "kg.graph.endpoint"),
    "jinja2": ("kg.views.picture", "kg.explain", "kg.explorer.pages"),
    "markupsafe": ("kg.views.picture", "kg.explorer.pages"),
    "minify": ("kg.views.picture",),
    "networkx": ("kg.views.centrality", "kg.views.network", "kg.views.layout", "kg.views.multigraph"),
    "numpy": ("kg.views.centrality", "kg.views.layout"),
    "opencc": ("kg.languages.scripts",),
    "oxrdflib": GRAPH_ROOM,
    "pydantic": ("kg.explorer.schemas",),
    "pyoxigraph": GRAPH_ROOM,
    "pyshacl": GRAPH_ROOM,
    "pyvis": ("kg.views.picture",),
    "rapidfuzz": ("kg.views.doubts", "kg.views.guesses"),
    "rdflib": GRAPH_ROOM,
    "rich": ("kg.cli.grid", "kg.cli.progress"),
    "selectolax": ("kg.fetch.links", "kg.releases"),
    "starlette": ("kg.explorer",),
    "tantivy": ("kg.graph.index", "kg.graph.index_reader"),
    "uvicorn": ("kg.explorer",),
    "xlsxwriter": ("kg.exports.workbook",),
    "yaml": ("kg.clauses", "kg.fetch.sources", "kg.frames", "kg.grammar", "kg.languages", "kg.releases", "kg.topics"),
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def get_module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def find_functions() -> Iterator[tuple[str, Function]]:
    for path in FILES:
        for node in ast.walk(parse(path)):
            if isinstance(node, Function):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def find_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "load_extra":
            assert isinstance(node.args[0], ast.Constant), ast.unparse(node)
            yield str(node.args[0].value).split(".")[0]


def find_strings(path: Path) -> Iterator[str]:
    """Gives the string literals of a module that are not docstrings."""
    tree = parse(path)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | Function) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def read_person_names() -> set[str]:
    """Gives the names of people that cannot be a common word: of two words, or of three Chinese characters."""
    with (ROOT / "data" / "gazetteer" / "names.csv").open(encoding="utf-8", newline="") as file:
        names = {row["name"] for row in csv.DictReader(file) if row["id"].startswith("person/")}
    return {name for name in names if " " in name or (CJK.search(name) and len(name) > 2)}


def test_no_import_stands_in_a_function() -> None:
    inside = [
        name
        for name, node in find_functions()
        for part in ast.walk(node)
        if isinstance(part, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_no_module_is_a_drawer_for_everything() -> None:
    assert [path for path in FILES if path.name in FORBIDDEN] == []


@pytest.mark.parametrize("path", FILES, ids=get_module)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(parse(path))


def test_each_foreign_library_stays_in_its_room() -> None:
    strays = [
        (get_module(path), library)
        for path in FILES
        for library in find_imports(path)
        if library in ROOMS and not any(is_within(get_module(path), room) for room in ROOMS[library])
    ]
    assert strays == []


def is_within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def test_each_foreign_library_has_a_room() -> None:
    known = {"kg", *sys.stdlib_module_names, *ROOMS}
    assert {library for path in FILES for library in find_imports(path)} - known == set()


def test_every_room_of_a_library_is_there() -> None:
    modules = {get_module(path) for path in FILES}
    assert {room for rooms in ROOMS.values() for room in rooms} - modules == set()


def test_names_in_chinese_stand_in_data_and_not_in_python() -> None:
    strays = [
        (get_module(path), text)
        for path in FILES
        if not get_module(path).startswith("kg.languages")
        for text in find_strings(path)
        if CJK.search(text)
    ]
    assert strays == []


def test_names_of_people_stand_in_data_and_not_in_python() -> None:
    names = read_person_names()
    assert len(names) > 100
    strays = [
        (get_module(path), text) for path in FILES for text in find_strings(path) if any(n in text for n in names)
    ]
    assert strays == []


def test_imports_point_to_rooms_that_stand_before() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
