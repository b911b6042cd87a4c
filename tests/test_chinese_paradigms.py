"""Every Chinese verb in every construction: the same filling, whatever the wording."""

from __future__ import annotations

from collections import defaultdict

import pytest
from chinese_paradigms import Cell, list_cells
from clause_facts import list_facts, read_text


def group_cells() -> dict[str, list[Cell]]:
    groups: dict[str, list[Cell]] = defaultdict(list)
    for cell in list_cells():
        frame, _, construction = cell.id.split("/")
        groups[f"{frame}: {construction}"].append(cell)
    return groups


CELLS = group_cells()


@pytest.mark.parametrize("group", CELLS)
def test_a_frame_is_read_alike_in_every_construction(group: str) -> None:
    failed = [
        f"{cell.text}\n    expected {cell.gives}\n    got      {found}"
        for cell in CELLS[group]
        if (found := list_facts(read_text(cell.text, lang="zh"))) != cell.gives
    ]
    assert not failed, "\n" + "\n".join(failed)


def test_a_paradigm_is_large() -> None:
    assert len(CELLS) > 100
    assert len(list_cells()) > 1000
