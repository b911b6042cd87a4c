"""What the page of a kind of thing shows: found in the graph, or before, for what is named most."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from kg.explorer.pages.downloads import FORMS, make_late_data, write_data
from kg.explorer.pages.links import link_thing
from kg.explorer.pages.memory import Packed
from kg.explorer.pages.visit import Visit
from kg.graph.graph import Graph
from kg.views.names import Names, Thing

# Portraits are found before they are asked for, and packed, as long as all of them take no more bytes.
PREPARED: Final = Packed(24 * 1024**2)
_MOST_PAGES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Portrait:
    """How a kind of thing is shown: `find` gives the values of the template for a page of its events, `list_lines` all
    lines, of type `line`, that its data hold, in a language."""

    template: str
    find: Callable[[Graph, Names, Thing, int], Mapping[str, Any]]
    list_lines: Callable[[Graph, Thing, str], Sequence[Any]]
    line: type

    def show(self, visit: Visit, names: Names, thing: Thing) -> Response:
        """Answers with the page of a thing, or with its data."""
        data = make_late_data(
            thing.id,
            lambda: self.list_lines(visit.graph, thing, visit.lang),
            self.line,
            about=thing,
            lang=visit.lang,
        )
        if (form := visit.get("format")) in FORMS:
            return write_data(data, form, visit.graph)
        page = visit.get_number("page", 1, _MOST_PAGES)
        packed = PREPARED.get(visit.name(thing.id, visit.lang)) if page == 1 else None
        values = _unpack(packed) if packed else self.find(visit.graph, names, thing, page)
        feed = f"{link_thing(thing.id)}/feed.atom"
        return visit.show(self.template, title=thing.name, data=data, feed=feed, thing=thing, **values)

    def pack(self, graph: Graph, id: str, lang: str) -> bytes:
        """Gives the values of the first page of a thing in few bytes."""
        names = Names(graph, lang)
        return zlib.compress(pickle.dumps(self.find(graph, names, names.get(id), 1)), 1)


def _unpack(packed: bytes) -> Mapping[str, Any]:
    values: Mapping[str, Any] = pickle.loads(zlib.decompress(packed))
    return values
