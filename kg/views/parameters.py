"""Turns the names that an asker gives to a question's parameters into names that the graph has for these things."""

from __future__ import annotations

from collections.abc import Mapping

from kg.graph.bindings import Text, Value
from kg.graph.graph import Graph
from kg.graph.questions import Parameter, Question, read_text
from kg.views.names import KINDS, Names, UnknownNameError

# What a question calls a kind of thing, where the graph calls it otherwise.
_CALLED = {"office": ("post",), "body": ("body", "mechanism")}


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
    thing = names.resolve(text, *_list_kinds(parameter))
    own = [label for label in thing.labels if [other.id for other in names.find_spelt(label)] == [thing.id]]
    if not own:
        raise UnknownNameError(f"every name of {thing.id} is also that of another thing; ask with its id, in SPARQL")
    return Text(own[0].text, own[0].lang)


def _list_kinds(parameter: Parameter) -> tuple[str, ...]:
    """Gives the kinds that its meaning speaks of ("a name of the place or body"); none means any."""
    words = [word for word in parameter.meaning.split() if word in KINDS or word in _CALLED]
    return tuple(kind for word in words for kind in _CALLED.get(word, (word,)))
