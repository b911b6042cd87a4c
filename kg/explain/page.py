"""Turns an Explanation into one HTML page that asks nothing of the network, runs no script and escapes every word."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.explain.explanation import Explanation
from kg.explain.passages import Gap, Line, Named, Passage
from kg.explain.stretches import Stretch, make_stretch
from kg.explain.words import say
from kg.files import write_whole
from kg.iframe import Frame
from kg.looks import LOOKS, read_palette
from kg.mentions.entities import Entity
from kg.phrases import Phrase, join_phrases, make_phrase, name_kind, say_in
from kg.vocabulary import Status

_HERE = Path(__file__).resolve().parent
_KINDS = ("person", "post", "body", "mechanism", "initiative", "agreement", "place")
_DEEPEST = 4
# A statement of these says the same from its object.
_MUTUAL = frozenset({"gba:metWith"})


@dataclass(frozen=True, slots=True)
class Part:
    """A passage as the page shows it; of two lines that say one thing from both its sides it has the first."""

    passage: Passage
    stretch: Stretch
    opens_paragraph: bool

    @property
    def is_silent(self) -> bool:
        """Whether the sentence states nothing, and leaves nothing open."""
        return not self.passage.lines and not self.passage.gaps


@dataclass(frozen=True, slots=True)
class Run:
    """Parts that follow each other: silent ones, which are folded, or others."""

    parts: tuple[Part, ...]
    is_silent: bool

    @property
    def title(self) -> Phrase:
        """What stands on the fold."""
        first, last = (self.parts[at].passage.sentence.ordinal for at in (0, -1))
        return say("silent", n=len(self.parts), first=first, last=last)


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
    title = say("frame_title").say(explanation.extraction.release.lang)
    return Frame(make_page(explanation), title, height)


def write_page(explanation: Explanation, path: Path) -> None:
    """Writes the page as one file. OutputError where that fails."""
    write_whole(path, make_page(explanation).encode("utf-8", "replace"))


def make_page(explanation: Explanation) -> str:
    """Gives the page's HTML, its own words in the language of the release; the same explanation gives the same page."""
    release = explanation.extraction.release
    parts = _make_parts(explanation)
    rows = _make_rows(explanation)
    lines = [len(part.passage.lines) for part in parts]
    own = (_HERE / "page.css").read_text(encoding="utf-8")
    style = read_palette() + own + _colour_kinds() + _light_lines(max(lines, default=0))
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["say"] = lambda text: say_in(release.lang, text)
    environment.globals |= {
        "say": lambda key, **values: say(key, **values).say(release.lang),
        "say_class": say_class,
        "say_card": say_card,
        "say_gap": say_gap,
        "say_kind": name_kind,
        "labelled": lambda label, text: make_phrase("labelled", label=label, text=text).say(release.lang),
    }
    return environment.get_template("page.html.j2").render(
        release=release,
        restated=make_phrase("restated"),
        read=say(
            "read",
            statements=make_phrase("statements", n=sum(lines)),
            m=sum(map(bool, lines)),
            sentences=make_phrase("sentences", n=len(parts)),
        ),
        is_link=(release.url or "").startswith(("https://", "http://")),
        style=style,
        hash=_hash(style),
        looks={kind: look["path"] for kind, look in LOOKS.items()},
        kinds=_list_kinds(parts),
        runs=_make_runs(parts),
        rows=rows,
        gaps=sum(len(part.passage.gaps) for part in parts),
        has_trees=any(part.passage.tree for part in parts),
        done=Status.DONE,
    )


def _hash(text: str) -> str:
    assert "</style" not in text.lower()
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _colour_kinds() -> str:
    """Gives the rules by which a kind has the colour that it has in the picture."""
    return "".join(f".{kind} {{ --hue: {look['fill']}; }}\n" for kind, look in LOOKS.items())


def _light_lines(most: int) -> str:
    """Gives the rules by which a statement lights its words and words light their statements, without a script."""
    numbers = range(1, most + 1)
    words = (f".sentence:has(.s{n}:is(:hover, :focus-within, :target)) .w{n}" for n in numbers)
    lines = (f".sentence:has(.w{n}:is(:hover, :focus)) .s{n}" for n in numbers)
    return "".join(
        (
            *(f"{selector} {{ background: var(--lit); box-shadow: 0 0 0 2px var(--accent); }}\n" for selector in words),
            *(f"{selector} {{ border-color: var(--accent); background: var(--lit); }}\n" for selector in lines),
        )
    )


def _make_parts(explanation: Explanation) -> list[Part]:
    passages = [replace(passage, lines=_fold_mutual(passage.lines)) for passage in explanation.passages]
    paragraphs = [passage.sentence.paragraph for passage in passages]
    text = explanation.extraction.release.text
    return [
        Part(passage, make_stretch(text, passage), at == 0 or paragraphs[at] != paragraphs[at - 1])
        for at, passage in enumerate(passages)
    ]


def _fold_mutual(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Leaves out the second of two lines that say one thing from both its sides."""
    kept: list[Line] = []
    for line in lines:
        other = replace(line, subject=line.object, object=line.subject, words=line.words[::-1], kinds=line.kinds[::-1])
        if line.predicate not in _MUTUAL or other not in kept:
            kept.append(line)
    return tuple(kept)


def _make_runs(parts: Iterable[Part]) -> Iterator[Run]:
    for is_silent, run in groupby(parts, key=lambda part: part.is_silent):
        yield Run(tuple(run), is_silent)


def _list_kinds(parts: Iterable[Part]) -> list[str]:
    """Gives the kinds that are marked on the page, in the order of the legend."""
    passages = [part.passage for part in parts]
    found = {_find_kind(named.entity) for passage in passages for named in passage.named}
    found |= {kind for passage in passages for line in passage.lines for kind in line.kinds}
    return [kind for kind in LOOKS if kind in found]


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
    """Gives the style classes of a stretch: what it names, how much stands inside it, which statements rest on it."""
    height = f"h{min(stretch.height, _DEEPEST)}"
    kind = f"mention {_find_kind(stretch.named[0].entity)}" if stretch.named else "mention open" if stretch.gap else ""
    grounds = ("ground", *(f"w{number}" for number in stretch.lines)) if stretch.lines else ()
    return " ".join(filter(None, (kind, height, *grounds)))


def _find_kind(entity: Entity) -> str:
    return entity.kind if entity.kind in _KINDS else "other"


def say_card(stretch: Stretch) -> tuple[Phrase, ...]:
    """Gives the words that appear below for a stretch: names, kind and id of each entity, or the candidates; none where
    its words name nothing."""
    return (say_gap(stretch.gap),) if stretch.gap is not None else tuple(map(_say_named, stretch.named))


def say_gap(gap: Gap) -> Phrase:
    """Says what is left open, and who it may be."""
    if not gap.candidates:
        return say("open_nobody", words=gap.words)
    candidates = join_phrases((f"{name} ({id})" for name, id in gap.candidates), "or")
    return say("open_candidates", words=gap.words, candidates=candidates)


def _say_named(named: Named) -> Phrase:
    entity = named.entity
    names = " · ".join(list_names(entity))
    known = say("known" if named.is_known else "new")
    return say("card", names=names, kind=name_kind(entity.kind), known=known, id=entity.id)


def list_names(entity: Entity) -> Sequence[str]:
    """Gives the names of an entity, the preferred ones first, each once."""
    labels = sorted(entity.labels, key=lambda label: not label.is_preferred)
    return list(dict.fromkeys(label.text for label in labels))
