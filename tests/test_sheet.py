"""Tables and pages as a notebook shows them: every word escaped, a sentence beside each line."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from sample import BRIEFING, CHAN, CHRIS, EXTRACTIONS, SUN, TALENT

from kg.explain import explain_text, make_frame
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, Iri
from kg.views.network import rank
from kg.views.paths import find_path
from kg.views.sheet import tabulate


@pytest.fixture(scope="module")
def graph() -> Graph:
    made = Graph.in_memory()
    made.add(make_quads(EXTRACTIONS))
    return made


def test_lines_stand_with_their_first_sentence(graph: Graph) -> None:
    sheet = tabulate(rank(graph, by="degree"), "rank", "thing", "score")
    assert sheet.columns == ("rank", "thing", "score", "sentence", "release")
    assert sheet.rows[0] == ("1", "Chan Kwok-ki", "3", BRIEFING[0], "Release of 2025-03-03, issued on 2025-03-03")


def test_all_fields_but_the_evidence_are_columns_unless_some_are_named(graph: Graph) -> None:
    sheet = tabulate(find_path(graph, "Sun Zhiyang", "Chris Sun"))
    assert sheet.columns == ("start", "verb", "end", "date", "sentence", "release")
    assert sheet.rows[0][:3] == ("Sun Zhiyang", "met", "Chris Sun")


def test_an_answer_is_written_short(graph: Graph) -> None:
    table = graph.select("SELECT ?who ?gone WHERE { ?who gba:metWith ?one } ORDER BY ?who", one=Iri(f"id:{CHRIS}"))
    assert tabulate(table).rows == ((CHAN, ""), (SUN, ""))


def test_what_is_beyond_the_limit_is_counted(graph: Graph) -> None:
    sheet = tabulate(rank(graph, by="degree"), limit=1)
    assert (len(sheet.rows), sheet.left_out, "and 3 more" in sheet._repr_html_()) == (1, 3, True)


def test_nothing_found_is_an_empty_sheet() -> None:
    assert tabulate([], "date", "text").rows == ()


def test_every_word_of_a_sheet_is_escaped(graph: Graph) -> None:
    html = tabulate(find_path(graph, "Sun Zhiyang", "Chris Sun"))._repr_html_()
    assert "<b>" in TALENT[4]
    assert ("<b>" in html, "&lt;b&gt;joined by" in html) == (False, True)


class Frames(HTMLParser):
    """Gathers the tags of a page and the pages within its frames."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.pages: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.pages.append(dict(attrs).get("srcdoc"))


def test_the_page_of_a_reading_stands_in_a_frame_of_its_own() -> None:
    found = make_frame(explain_text('He said "<script>alert(1)</script>" & left.'), height=300)
    frames = Frames()
    frames.feed(found._repr_html_())
    assert (frames.tags, frames.pages) == (["iframe"], [found.page])
    assert "height: 300px" in found._repr_html_()
