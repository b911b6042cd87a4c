"""Notebooks as they are stored: no outputs, no counts, cells numbered. Run it to put all of them into this form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def clean(written: str) -> str:
    """Gives the stored form of a notebook; the same cells always give the same bytes."""
    cells = [_clean_cell(number, cell) for number, cell in enumerate(json.loads(written)["cells"], start=1)]
    notebook = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _clean_cell(number: int, cell: dict[str, Any]) -> dict[str, Any]:
    code: dict[str, Any] = {"execution_count": None, "outputs": []} if cell["cell_type"] == "code" else {}
    source = "".join(cell["source"]).strip("\n").splitlines(keepends=True)
    return {"cell_type": cell["cell_type"], "id": f"cell-{number:02}", "metadata": {}, **code, "source": source}


if __name__ == "__main__":
    for path in NOTEBOOKS:
        path.write_text(clean(path.read_text(encoding="utf-8")), encoding="utf-8")
