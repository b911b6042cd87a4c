"""Text that tries to become something else, in every field of a graph that a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sample import EXTRACTIONS, TALENT, make_graph, make_release, make_sentences

from kg.graph.graph import Graph
from kg.mentions.entities import Entity, Label
from kg.statements import Extraction

HOSTILE = (
    "</script><script>alert('owned')</script>",
    '"><img src=x onerror="alert(\'owned\')">',
    "<b>href</b> & {{ 7*7 }} {% raw %}",
    "<svg onload=alert('owned')>",
    "javascript:alert('owned')",
    "]]><!--<iframe srcdoc='<script>alert(1)</script>'>",
    "${alert('owned')} `alert('owned')` \\u003cscript\\u003e",
    "'; alert('owned'); //\u2028alert('owned')\u2029",
    "</style><style>*{display:none}</style>",
    "{n} {name} __proto__ constructor",
)


def make_hostile(attacks: Sequence[str] = HOSTILE) -> Graph:
    """Gives the sample with attacks for names, other names, sentences, title and address."""
    return make_graph(attack_sample(attacks))


def attack_sample(attacks: Sequence[str]) -> Extraction:
    """Gives what the first release of the sample says, with attacks in every field that a page shows."""
    first = EXTRACTIONS[0]
    texts = tuple(f"{attacks[index % len(attacks)]} {text}" for index, text in enumerate(TALENT))
    release = replace(
        make_release("hostile", "2024-01-08", texts),
        title=" ".join(attacks),
        url="javascript:alert('owned')//https://x/?a=<b>\"'",
    )
    entities = tuple(_rename(entity, index, attacks) for index, entity in enumerate(first.entities))
    return replace(first, release=release, sentences=make_sentences(texts), entities=entities)


def _rename(entity: Entity, index: int, attacks: Sequence[str]) -> Entity:
    attack, other = attacks[index % len(attacks)], attacks[(index + 3) % len(attacks)]
    labels = tuple(Label(f"{label.text} {attack}", label.lang, True) for label in entity.labels)
    return replace(entity, labels=(*labels, Label(other, "en")))
