"""Says from which day to which a graph reaches."""

from __future__ import annotations

from typing import Final

from kg.graph.graph import Graph
from kg.isodates import find_first_day, find_last_day, is_date

# Each property is read alone: together the store would go through all of them for every thing.
_PROPERTIES: Final = ("schema:startDate", "schema:endDate", "gba:signedOn", "gba:attestedOn", "gba:announcedOn")
_DAYS: Final = (
    "SELECT (MIN(?text) AS ?first) (MAX(?text) AS ?last) WHERE {{ ?thing {0} ?day BIND (STR(?day) AS ?text) }}"
)
_ISSUES: Final = _DAYS.format("dct:issued")


def find_reach(graph: Graph) -> tuple[str, ...]:
    """Gives the first and the last day of which a graph tells anything; none where it tells of none."""
    rows = [graph.ask(question)[0] for question in (*map(_DAYS.format, _PROPERTIES), _ISSUES)]
    dates = [value[:10] for row in rows for value in row if value and is_date(value[:10])]
    return (min(map(find_first_day, dates)), max(map(find_last_day, dates))) if dates else ()
