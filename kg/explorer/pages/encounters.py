"""The page of who met whom, and when: a table of people and bodies, each number of which leads to its meetings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.errors import UsageError
from kg.explorer.pages.downloads import Data, make_data, make_list
from kg.explorer.pages.viewpoint import find_home
from kg.explorer.pages.visit import Visit, make_route
from kg.graph.bindings import is_iri
from kg.languages.keys import make_key
from kg.phrases import say_phrase
from kg.views.directory import is_like, list_words
from kg.views.encounters import (
    COLUMNS,
    SIDES,
    Board,
    Crossing,
    Encounter,
    Talk,
    count_encounters,
    describe_encounters,
    find_sides,
    find_talks,
)
from kg.views.names import Names, Thing, to_iri
from kg.views.periods import read_period

_ACROSS, _ALL = "across", "all"
_FIELDS: Final = ("row", "row_id", "column", "column_id", "meetings", "event_ids")
_PAGE = 25
_MOST_COLUMNS = 14
_MOST_LISTED = 60
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for."""

    rows: str
    columns: str
    sides: str
    since: str
    until: str
    row_like: str
    column_like: str


def show_meetings(visit: Visit) -> Response:
    """Answers with the table; `row` and `column` choose a cell, whose meetings are listed."""
    asked = _Asked(
        _choose(visit, "rows", (*SIDES,)),
        _choose(visit, "columns", COLUMNS),
        _choose(visit, "sides", (_ACROSS, _ALL)),
        visit.get("from"),
        visit.get("to"),
        visit.get("who")[:_LONGEST],
        visit.get("whom")[:_LONGEST],
    )
    wrong, board = "", Board((), (), (), {}, 0)
    try:
        board = visit.recall(("meetings", asked, visit.lang), lambda: _count(visit, asked))
    except UsageError as error:
        wrong = str(error)
    last = max(1, -(-len(board.rows) // _PAGE))
    page = visit.get_number("page", 1, last)
    rows = board.rows[(page - 1) * _PAGE : page * _PAGE]
    numbers = {(one.row.id, _name_column(one)): len(one.events) for one in board.crossings}
    chosen = _find_chosen(visit, board)
    listed = _list_chosen(visit, chosen) if chosen else ()
    return visit.show(
        "encounters.html.j2",
        title=visit.say("way:meetings"),
        data=_make_data(visit, board, chosen, listed),
        code=400 if wrong else 200,
        asked=asked,
        row_like=_call(visit, asked.row_like),
        column_like=_call(visit, asked.column_like),
        sides=(_ACROSS, _ALL),
        row_kinds=(*SIDES,),
        column_kinds=COLUMNS,
        home=Names(visit.graph, visit.lang).get(find_home()).name,
        board=board,
        rows=rows,
        columns=_choose_columns(board, rows, numbers),
        numbers=numbers,
        chosen=chosen,
        listed=listed,
        wrong=wrong,
        page=page,
        last=last,
    )


def _choose(visit: Visit, name: str, known: tuple[str, ...]) -> str:
    """Gives a value of the query that is known; else the first there is."""
    return visit.get(name) if visit.get(name) in known else known[0]


def _count(visit: Visit, asked: _Asked) -> Board:
    period = read_period(asked.since or None, asked.until or None, visit.lang)
    talks: tuple[Talk, ...] = visit.recall("talks", lambda: find_talks(visit.graph))

    def find() -> dict[str, bool]:
        return find_sides(visit.graph, find_home(), {agent for talk in talks for agent in talk.agents})

    return count_encounters(
        talks,
        Names(visit.graph, visit.lang),
        rows=asked.rows,
        columns=asked.columns,
        period=period,
        sides=visit.recall("sides", find) if asked.sides == _ACROSS else None,
        is_row=_make_filter(visit, asked.row_like),
        is_column=_make_filter(visit, asked.column_like),
    )


def _make_filter(visit: Visit, like: str) -> Callable[[Thing], bool] | None:
    if not like:
        return None
    if _is_id(like):
        return lambda thing: thing.id == like
    if not make_key(like):
        raise UsageError(say_phrase(visit.lang, "no_word_in_like", like=like))
    words = list_words(like)
    return lambda thing: is_like(thing, words)


def _is_id(like: str) -> bool:
    """Whether a text is the id of somebody rather than a word of names."""
    return any(like.startswith(f"{kind}/") for kinds in SIDES.values() for kind in kinds)


def _call(visit: Visit, like: str) -> str:
    """Gives what an id is called; any other text as it was written."""
    return Names(visit.graph, visit.lang).get(like).name if _is_id(like) and is_iri(to_iri(like).value) else like


def _choose_columns(
    board: Board, rows: tuple[Thing, ...], numbers: Mapping[tuple[str, str], int]
) -> Sequence[Thing | str]:
    """Gives the columns in which the shown rows have anything, the first of them; of months and years the last."""
    shown = {row.id for row in rows}
    used = {_name_column(one) for one in board.crossings if one.row.id in shown}
    columns = [column for column in board.columns if (column if isinstance(column, str) else column.id) in used]
    if columns and isinstance(columns[0], str):
        return columns[-_MOST_COLUMNS:]
    sizes = {
        column: sum(numbers.get((row.id, column.id), 0) for row in rows)
        for column in columns
        if not isinstance(column, str)
    }
    return sorted(sizes, key=lambda column: -sizes[column])[:_MOST_COLUMNS]


def _name_column(crossing: Crossing) -> str:
    return crossing.column if isinstance(crossing.column, str) else crossing.column.id


def _find_chosen(visit: Visit, board: Board) -> Crossing | None:
    """Gives the crossing that the address names, if it is one."""
    ends = (visit.get("row"), visit.get("column"))
    return next((one for one in board.crossings if (one.row.id, _name_column(one)) == ends), None)


def _list_chosen(visit: Visit, chosen: Crossing) -> tuple[Encounter, ...]:
    """Gives the latest meetings of a crossing, the latest first."""
    agents = {chosen.row.id, _name_column(chosen)}
    names = Names(visit.graph, visit.lang)
    return describe_encounters(visit.graph, names, chosen.events[-_MOST_LISTED:][::-1], agents)


def _make_data(visit: Visit, board: Board, chosen: Crossing | None, listed: tuple[Encounter, ...]) -> Data:
    """Gives the meetings of what is chosen; else the whole table."""
    if chosen is None:
        return make_list("meetings", _FIELDS, map(_to_row, board.crossings))
    remarks = {"row": chosen.row.id, "column": _name_column(chosen), "meetings": len(chosen.events)}
    return make_data("meetings", listed, Encounter, lang=visit.lang, remarks=remarks)


def _to_row(crossing: Crossing) -> dict[str, object]:
    column = crossing.column
    side = (column, "") if isinstance(column, str) else (column.name, column.id)
    cells = (crossing.row.name, crossing.row.id, *side, len(crossing.events), "; ".join(crossing.events))
    return dict(zip(_FIELDS, cells, strict=True))


ROUTES: Final[list[BaseRoute]] = [make_route("/meetings", show_meetings)]
