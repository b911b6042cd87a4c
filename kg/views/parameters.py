"""Answers questions with the values of an asker, whose names become names that the graph has for these things."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kg.errors import UnknownNameError
from kg.graph.bindings import Text, Value
from kg.graph.graph import Graph, Table
from kg.graph.questions import Parameter, Question, find_question, read_text
from kg.isodates import check_day
from kg.views.names import Names


def ask_question(graph: Graph, question: Question | str, **given: str | date) -> Table:
    """Answers a question, or the shipped one of this name, with the values given for its parameters or its defaults.

    A name that is given may be written in every way that `describe_person` knows. UsageError if there is no such
    question or parameter, UnknownNameError if a name names nothing, or more than one thing.

    >>> table = kg.ask_question(kg.open("gba.kg"), "who-met-whom", person="陳國基司長")
    >>> table.columns
    ('other', 'otherName', 'date', 'exact', 'restated')
    >>> sorted({row[1] for row in table.list_values()})
    ['Sun Zhiyang', 'Zhang Xin', 'Zhong Nanshan']
    """
    asked = find_question(question) if isinstance(question, str) else question
    texts = {name: value if isinstance(value, str) else check_day(value) for name, value in given.items()}
    return graph.select(asked.sparql, **fill_names(graph, asked, texts))


def fill_names(graph: Graph, question: Question, given: Mapping[str, str]) -> dict[str, Value]:
    """Gives each parameter its value; a name that is given may be written in every way that `kg who` knows.

    UnknownNameError if it names nothing, or more than one thing.
    """
    values = question.fill_values(**given)
    names = Names(graph)
    named = [parameter for parameter in question.parameters if parameter.is_name and parameter.name in given]
    return {**values, **{each.name: _find_name(names, each, read_text(given[each.name])) for each in named}}


def _find_name(names: Names, parameter: Parameter, text: str) -> Text:
    """Gives a label that no other thing has: a question finds its thing by a name."""
    thing = names.resolve(text, *parameter.kinds)
    own = [label for label in thing.labels if [other.id for other in names.find_spelt(label)] == [thing.id]]
    if not own:
        raise UnknownNameError(f"every name of {thing.id} is also that of another thing; ask with its id, in SPARQL")
    return Text(own[0].text, own[0].lang)
