"""The notebooks: stored clean, without logic, and every cell of them runs."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from notebook_files import NOTEBOOKS, clean

LOGIC = (ast.While, ast.If, ast.FunctionDef, ast.ClassDef, ast.Try, ast.comprehension, ast.Lambda)
NAMES = ["1-read-a-release", "2-from-text-to-graph", "3-who-is-central"]


def list_code(path: Path) -> list[str]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def test_there_are_three_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == NAMES


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs_and_with_numbered_cells(path: Path) -> None:
    """If this fails, run `.venv/bin/python tests/notebook_files.py`."""
    written = path.read_text(encoding="utf-8")
    assert written == clean(written)
    nbformat.validate(json.loads(written))


def test_cleaning_takes_away_what_a_run_leaves() -> None:
    ran = {"cell_type": "code", "id": "x", "metadata": {"tags": ["a"]}, "execution_count": 3, "outputs": [1]}
    cells = [{"cell_type": "markdown", "source": "Words.\n"}, ran | {"source": ["a = 1\n", "a"]}]
    cleaned = json.loads(clean(json.dumps({"cells": cells, "metadata": {"widgets": {}}})))
    assert cleaned["cells"][1] == {
        "cell_type": "code",
        "id": "cell-02",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": ["a = 1\n", "a"],
    }
    assert set(cleaned["metadata"]) == {"kernelspec", "language_info"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_no_logic_of_its_own(path: Path) -> None:
    """A loop may only draw, one line or bar after the other."""
    nodes = [node for code in list_code(path) for node in ast.walk(ast.parse(code))]
    assert [ast.unparse(node) for node in nodes if isinstance(node, LOGIC)] == []
    loops = [step for node in nodes if isinstance(node, ast.For) for step in node.body]
    assert [ast.unparse(step) for step in loops if not ast.unparse(step).startswith("plot.")] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, with the Python that runs this test and nothing of the user's own settings."""
    for name in ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "work").mkdir()
    notebook = nbformat.NotebookNode(nbformat.v4.reads(path.read_text(encoding="utf-8")))  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path / "work")}}).execute()
    assert [cell for cell in notebook.cells if cell.cell_type == "code" and cell.execution_count is None] == []
