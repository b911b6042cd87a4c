"""The page of what has no name, such as a tenure, a claim or a row of a reference table: its triples and sentences."""

from __future__ import annotations

from starlette.responses import Response

from kg.explorer.pages.downloads import Data
from kg.explorer.pages.visit import Visit
from kg.views.dossier import find_triples, open_dossier
from kg.views.rows import to_json


def show(visit: Visit, id: str) -> Response:
    """Answers with the page of a record."""
    dossier = open_dossier(visit.graph, id, lang=visit.lang)
    columns = ("property", "value", "name", "inward")
    data = Data(
        id,
        lambda: to_json(dossier),
        lambda: (
            columns,
            [
                [side.predicate, side.value, str(side.name), "true" if side.is_inward else "false"]
                for side in dossier.sides
            ],
        ),
        lambda graph: find_triples(graph, id, lang=visit.lang),
    )
    return visit.show("record.html.j2", title=id, data=data, dossier=dossier, id=id)
