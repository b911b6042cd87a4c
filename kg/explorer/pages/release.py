"""The page of a release: its text with the names in it marked, and beside its sentences what they state."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.building.texts import read_text
from kg.explorer.pages.downloads import Data
from kg.explorer.pages.failures import tell_unknown
from kg.explorer.pages.visit import Visit, make_route
from kg.graph.bindings import is_iri
from kg.views.dossier import find_statements
from kg.views.fulltext import Paragraph, read_paragraphs
from kg.views.names import Thing, to_iri
from kg.views.reading import Reading, Said, read_release_page
from kg.views.rows import to_json

_COLUMNS: Final = ("sentence", "text", "subject", "subject_id", "verb", "object", "object_id", "status", "said_by")


def show_release(visit: Visit) -> Response:
    """Answers with the page of one language version of a release; without a language the first there is."""
    id = visit.request.path_params["id"]
    if not is_iri(to_iri(f"release/{id}").value):
        return tell_unknown(visit, "", f"release/{id}")
    reading = read_release_page(visit.graph, id, lang=visit.lang)
    return visit.show(
        "release.html.j2",
        title=reading.release.name,
        data=_make_data(id, reading),
        reading=reading,
        passages={passage.ordinal: passage for passage in reading.passages},
        paragraphs=_read_paragraphs(visit, id, reading),
        id=id,
    )


def _read_paragraphs(visit: Visit, id: str, reading: Reading) -> tuple[Paragraph, ...]:
    """Gives the whole text, where it lies beside the store."""
    store = visit.request.app.state.snapshots.store
    text = read_text(store, id) if isinstance(store, Path) else None
    return read_paragraphs(visit.graph, id, reading.release.name, text, lang=visit.lang)


def _make_data(id: str, reading: Reading) -> Data:
    return Data(
        id,
        lambda: to_json(reading),
        lambda: (
            _COLUMNS,
            [
                [str(passage.ordinal), passage.evidence.text, *_list_cells(said)]
                for passage in reading.passages
                for said in passage.said
            ],
        ),
        lambda graph: find_statements(graph, (passage.evidence.id for passage in reading.passages)),
    )


def _list_cells(said: Said) -> list[str]:
    other = (said.object.name, said.object.id) if isinstance(said.object, Thing) else (said.object, "")
    speaker = said.speaker.name if said.speaker else ""
    return [said.subject.name, said.subject.id, str(said.verb), *other, said.status, speaker]


ROUTES: Final[list[BaseRoute]] = [make_route("/release/{id:path}", show_release)]
