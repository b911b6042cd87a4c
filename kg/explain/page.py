"""Turns an Explanation into one HTML page that asks nothing of the network, runs no script and escapes every word."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.explain.explanation import Explanation
from kg.explain.passages import Named, Passage
from kg.explain.stretches import Stretch, make_stretch
from kg.files import write_whole
from kg.iframe import Frame
from kg.mentions.entities import Entity
from kg.phrases import make_phrase

_HERE = Path(__file__).resolve().parent
_KINDS = ("person", "post", "body", "mechanism", "place", "initiative", "agreement")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A passage as the page shows it."""

    passage: Passage
    stretch: Stretch
    opens_paragraph: bool

    @property
    def class_name(self) -> str:
        """Tells the style sheet where a paragraph begins, and that a sentence states nothing, leaves nothing open and
        names nobody."""
        tree = self.passage.tree
        is_silent = not self.passage.lines and not self.passage.gaps and (tree is None or not tree.why)
        return f"sentence{' opens' if self.opens_paragraph else ''}{' silent' if is_silent else ''}"


@dataclass(frozen=True, slots=True)
class Row:
    """An entity with the sentences that name it."""

    entity: Entity
    name: str
    other_names: tuple[str, ...]
    is_known: bool
    sentences: tuple[int, ...]


def make_frame(explanation: Explanation, *, height: int = 600) -> Frame:
    """Gives the page to be shown inside a notebook."""
    return Frame(make_page(explanation), "How the release is read", height)


def write_page(explanation: Explanation, path: Path) -> None:
    """Writes the page as one file. OutputError where that fails."""
    write_whole(path, make_page(explanation).encode("utf-8", "replace"))


def make_page(explanation: Explanation) -> str:
    """Gives the page's HTML; the same explanation gives the same page."""
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals |= {"say_class": say_class, "say_title": say_title, "list_names": list_names}
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    extraction, passages = explanation.extraction, explanation.passages
    return environment.get_template("page.html.j2").render(
        release=extraction.release,
        restated=make_phrase("restated"),
        is_link=(extraction.release.url or "").startswith(("https://", "http://")),
        style=style,
        hash=_hash(style),
        kinds=_KINDS,
        parts=_make_parts(explanation),
        rows=_make_rows(explanation),
        statements=len(extraction.statements),
        gaps=sum(len(passage.gaps) for passage in passages),
    )


def _hash(text: str) -> str:
    assert "</style" not in text.lower()
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _make_parts(explanation: Explanation) -> list[Part]:
    paragraphs = [passage.sentence.paragraph for passage in explanation.passages]
    text = explanation.extraction.release.text
    return [
        Part(passage, make_stretch(text, passage), at == 0 or paragraphs[at] != paragraphs[at - 1])
        for at, passage in enumerate(explanation.passages)
    ]


def _make_rows(explanation: Explanation) -> list[Row]:
    lang = explanation.extraction.release.lang
    places: dict[str, list[int]] = {}
    known: set[str] = set()
    for passage in explanation.passages:
        for named in passage.named:
            places.setdefault(named.entity.id, []).append(passage.sentence.ordinal)
            known |= {named.entity.id} if named.is_known else set()
    rows = [
        Row(
            entity,
            entity.get_name(lang),
            _list_others(entity, lang),
            entity.id in known,
            tuple(dict.fromkeys(places.get(entity.id, ()))),
        )
        for entity in explanation.extraction.entities
    ]
    order = {kind: at for at, kind in enumerate(_KINDS)}
    return sorted(rows, key=lambda row: (order.get(row.entity.kind, len(order)), row.name))


def _list_others(entity: Entity, lang: str) -> tuple[str, ...]:
    names = dict.fromkeys(label.text for label in entity.labels)
    return tuple(name for name in names if name != entity.get_name(lang))


def say_class(stretch: Stretch) -> str:
    """Gives the style classes of a stretch: what it names, whether that is new, how much stands inside it."""
    height = f"h{min(stretch.height, _DEEPEST)}"
    if not stretch.named:
        return f"mention open {height}"
    is_new = not all(named.is_known for named in stretch.named)
    return f"mention {_find_kind(stretch.named[0].entity)} {height}{' new' if is_new and not stretch.is_rest else ''}"


def _find_kind(entity: Entity) -> str:
    return entity.kind if entity.kind in _KINDS else "other"


def say_title(stretch: Stretch) -> str:
    """Gives the words that appear over a stretch: names, kind and id of each entity, or the candidates."""
    if stretch.gap is not None:
        candidates = " or ".join(f"{name} ({id})" for name, id in stretch.gap.candidates)
        return f"open: {candidates or 'nobody of that name so far'}"
    return "\n".join(map(_say_named, stretch.named))


def _say_named(named: Named) -> str:
    entity = named.entity
    return f"{' · '.join(list_names(entity))} — {entity.kind}, {'known' if named.is_known else 'new'}, {entity.id}"


def list_names(entity: Entity) -> Sequence[str]:
    """Gives the names of an entity, the preferred ones first, each once."""
    labels = sorted(entity.labels, key=lambda label: not label.is_preferred)
    return list(dict.fromkeys(label.text for label in labels))
