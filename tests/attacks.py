"""Text that tries to become something else, in every field of a graph that a page shows."""

from __future__ import annotations

from dataclasses import replace

from sample import EXTRACTIONS, TALENT, make_graph, make_release, make_sentences

from kg.graph.graph import Graph
from kg.mentions.entities import Entity, Label

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


def make_hostile() -> Graph:
    """Gives the sample with attacks for names, other names, sentences, title and address."""
    first = EXTRACTIONS[0]
    texts = tuple(f"{HOSTILE[index % len(HOSTILE)]} {text}" for index, text in enumerate(TALENT))
    release = replace(
        make_release("hostile", "2024-01-08", texts),
        title=" ".join(HOSTILE),
        url="javascript:alert('owned')//https://x/?a=<b>\"'",
    )
    entities = tuple(_rename(entity, index) for index, entity in enumerate(first.entities))
    extraction = replace(first, release=release, sentences=make_sentences(texts), entities=entities)
    return make_graph(extraction)


def _rename(entity: Entity, index: int) -> Entity:
    attack, other = HOSTILE[index % len(HOSTILE)], HOSTILE[(index + 3) % len(HOSTILE)]
    labels = tuple(Label(f"{label.text} {attack}", label.lang, True) for label in entity.labels)
    return replace(entity, labels=(*labels, Label(other, "en")))
