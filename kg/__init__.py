"""The knowledge graph of Greater Bay Area co-operation, each statement with its sentence.

`kg.read` gives what releases say, `kg.build` makes a graph of them on disk, `kg.open` opens it to be asked: by lookups
(`kg.describe_person(graph, "Chan Kwok-ki")`) or in SPARQL (`graph.select`). What they give are frozen dataclasses.
Every error is a `kg.KgError`. A path may be text or a `pathlib.Path`, a day text ("2024-01-08") or a `datetime.date`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.building.corpus import Corpus
    from kg.building.report import BuildReport
    from kg.errors import (
        ClusterError,
        DataError,
        FetchError,
        KgError,
        LedgerError,
        ListenError,
        NoPathError,
        OutputError,
        QueryError,
        ReleaseError,
        StoreError,
        UnknownNameError,
        UsageError,
    )
    from kg.explain.explanation import Explanation, explain_file, explain_text
    from kg.exports import export_graph
    from kg.exports.folder import export_tables
    from kg.graph.answers import Cell, Table
    from kg.graph.bindings import Iri, Text
    from kg.graph.bridge import to_rdflib
    from kg.graph.changelog import Build, Turnover
    from kg.graph.checks import Problem, check
    from kg.graph.graph import Graph
    from kg.graph.questions import Parameter, Question, list_questions
    from kg.library import build, open, read
    from kg.mentions.entities import Entity, Label
    from kg.phrases import Phrase
    from kg.releases.duplicates import Remark
    from kg.releases.release import Release
    from kg.sentences import Sentence
    from kg.statements import (
        Agreement,
        EntityMention,
        Event,
        Extraction,
        Indicator,
        OpenMention,
        Participation,
        Statement,
        Telling,
        Tenure,
    )
    from kg.views.builds import list_builds
    from kg.views.contents import Contents, Count, Span, count_contents
    from kg.views.datings import DateKind, Dating
    from kg.views.difference import Change, ChangeKind, Difference, FieldChange, Section, compare
    from kg.views.directory import Directory, Entry, list_directory
    from kg.views.dossier import Dossier, Side, open_dossier
    from kg.views.evidence import Evidence
    from kg.views.history import Stage, StageKind
    from kg.views.lookup import Line, Meeting, Portrait, describe_person, list_meetings
    from kg.views.names import Thing
    from kg.views.network import Rank, rank
    from kg.views.offices import Holder, OfficeAnswer, find_holders
    from kg.views.parameters import ask_question
    from kg.views.paths import Hop, find_path
    from kg.views.periods import Period
    from kg.views.picture.picture import draw, embed
    from kg.views.picture.plain import to_network
    from kg.views.scene import Scene, make_scene
    from kg.views.search import Findings, FoundSentence, FoundThing, search_words
    from kg.views.selection import Selection
    from kg.views.sheet import Sheet, tabulate
    from kg.views.timeline import Moment, Timeline, tell_timeline
    from kg.views.turns import Turn
    from kg.views.versions import make_patch
    from kg.views.watching import (
        Seen,
        Tidings,
        Watched,
        Watching,
        add_watched,
        list_watched,
        look_at_watched,
        remove_watched,
        write_feeds,
    )

__all__ = [
    "Agreement",
    "Build",
    "BuildReport",
    "Cell",
    "Change",
    "ChangeKind",
    "ClusterError",
    "Contents",
    "Corpus",
    "Count",
    "DataError",
    "DateKind",
    "Dating",
    "Difference",
    "Directory",
    "Dossier",
    "Entity",
    "EntityMention",
    "Entry",
    "Event",
    "Evidence",
    "Explanation",
    "Extraction",
    "FetchError",
    "FieldChange",
    "Findings",
    "FoundSentence",
    "FoundThing",
    "Graph",
    "Holder",
    "Hop",
    "Indicator",
    "Iri",
    "KgError",
    "Label",
    "LedgerError",
    "Line",
    "ListenError",
    "Meeting",
    "Moment",
    "NoPathError",
    "OfficeAnswer",
    "OpenMention",
    "OutputError",
    "Parameter",
    "Participation",
    "Period",
    "Phrase",
    "Portrait",
    "Problem",
    "QueryError",
    "Question",
    "Rank",
    "Release",
    "ReleaseError",
    "Remark",
    "Scene",
    "Section",
    "Seen",
    "Selection",
    "Sentence",
    "Sheet",
    "Side",
    "Span",
    "Stage",
    "StageKind",
    "Statement",
    "StoreError",
    "Table",
    "Telling",
    "Tenure",
    "Text",
    "Thing",
    "Tidings",
    "Timeline",
    "Turn",
    "Turnover",
    "UnknownNameError",
    "UsageError",
    "Watched",
    "Watching",
    "add_watched",
    "ask_question",
    "build",
    "check",
    "compare",
    "count_contents",
    "describe_person",
    "draw",
    "embed",
    "explain_file",
    "explain_text",
    "export_graph",
    "export_tables",
    "find_holders",
    "find_path",
    "list_builds",
    "list_directory",
    "list_meetings",
    "list_questions",
    "list_watched",
    "look_at_watched",
    "make_patch",
    "make_scene",
    "open",
    "open_dossier",
    "rank",
    "read",
    "remove_watched",
    "search_words",
    "tabulate",
    "tell_timeline",
    "to_network",
    "to_rdflib",
    "write_feeds",
]

# Where each name lives: it is imported when it is first asked for, since much of `kg` takes long to load.
_ROOMS = {
    "kg.errors": "ClusterError DataError FetchError KgError LedgerError ListenError NoPathError OutputError QueryError"
    " ReleaseError StoreError UnknownNameError UsageError",
    "kg.explain.explanation": "Explanation explain_file explain_text",
    "kg.exports": "export_graph",
    "kg.exports.folder": "export_tables",
    "kg.graph.answers": "Cell Table",
    "kg.graph.bindings": "Iri Text",
    "kg.graph.bridge": "to_rdflib",
    "kg.graph.changelog": "Build Turnover",
    "kg.graph.checks": "Problem check",
    "kg.graph.graph": "Graph",
    "kg.graph.questions": "Parameter Question list_questions",
    "kg.library": "build open read",
    "kg.mentions.entities": "Entity Label",
    "kg.phrases": "Phrase",
    "kg.building.corpus": "Corpus",
    "kg.building.report": "BuildReport",
    "kg.releases.duplicates": "Remark",
    "kg.releases.release": "Release",
    "kg.sentences": "Sentence",
    "kg.statements": (
        "Agreement EntityMention Event Extraction Indicator OpenMention Participation Statement Telling Tenure"
    ),
    "kg.views.builds": "list_builds",
    "kg.views.contents": "Contents Count Span count_contents",
    "kg.views.datings": "DateKind Dating",
    "kg.views.difference": "Change ChangeKind Difference FieldChange Section compare",
    "kg.views.directory": "Directory Entry list_directory",
    "kg.views.dossier": "Dossier Side open_dossier",
    "kg.views.evidence": "Evidence",
    "kg.views.history": "Stage StageKind",
    "kg.views.lookup": "Line Meeting Portrait describe_person list_meetings",
    "kg.views.names": "Thing",
    "kg.views.network": "Rank rank",
    "kg.views.offices": "Holder OfficeAnswer find_holders",
    "kg.views.parameters": "ask_question",
    "kg.views.paths": "Hop find_path",
    "kg.views.periods": "Period",
    "kg.views.picture.picture": "draw embed",
    "kg.views.picture.plain": "to_network",
    "kg.views.scene": "Scene make_scene",
    "kg.views.search": "Findings FoundSentence FoundThing search_words",
    "kg.views.selection": "Selection",
    "kg.views.sheet": "Sheet tabulate",
    "kg.views.timeline": "Moment Timeline tell_timeline",
    "kg.views.turns": "Turn",
    "kg.views.versions": "make_patch",
    "kg.views.watching": "Seen Tidings Watched Watching add_watched list_watched look_at_watched remove_watched"
    " write_feeds",
}
_PLACES = {name: room for room, names in _ROOMS.items() for name in names.split()}

if not TYPE_CHECKING:  # there what is not imported above is an error

    def __getattr__(name: str) -> Any:
        """Imports a public name."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(_PLACES[name]), name)
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
