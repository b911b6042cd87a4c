"""Turns a Scene into one HTML file that asks nothing of the network, and in which no text can become script."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kg.files import write_whole
from kg.views.scene import Edge, Node, Scene

_HERE = Path(__file__).resolve().parent
_LIBRARY = Path(pyvis.__file__).resolve().parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
_LINE = 24
# Okabe and Ito's colours, and a shape for each kind, so that nobody needs to see the colours.
_LOOKS = {
    "person": ("dot", "#56b4e9"),
    "post": ("diamond", "#e69f00"),
    "body": ("square", "#009e73"),
    "mechanism": ("hexagon", "#009e73"),
    "event": ("triangle", "#cc79a7"),
    "agreement": ("star", "#f0e442"),
    "initiative": ("triangleDown", "#d55e00"),
}
_OTHER_LOOK = ("dot", "#999999")
_INK = "#1d2530"
_FONT = '"Noto Sans", "Noto Sans CJK HK", "PingFang HK", "Microsoft JhengHei", sans-serif'
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hideEdgesOnDrag": True, "multiselect": False},
    "nodes": {"borderWidth": 2, "size": 16},
    "edges": {
        "color": {"color": "#8a94a3", "highlight": "#d55e00"},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
    },
}


@dataclass(frozen=True, slots=True)
class Block:
    """A script or style as it stands in the page, and its hash for the page's security policy."""

    text: Markup
    hash: Markup


@dataclass(frozen=True, slots=True)
class Page:
    """What our template needs beyond what pyvis hands to it."""

    library: Block
    script: Block
    style: Block
    note: str
    focus: str | None
    sentences: list[dict[str, str]]
    options: dict[str, object]
    font: str


class Picture(Network):  # type: ignore[misc]
    """pyvis's network with our own page: escaped, offline, at rest."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(directed=True, cdn_resources="in_line", heading=_make_heading(scene))
        self.path = "picture.html.j2"
        self.templateEnv = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
        self.templateEnv.globals["page"] = _make_page(scene)
        self.options = _OPTIONS
        for node in scene.nodes:
            self._draw_node(node)
        for index, edge in enumerate(scene.edges):
            self._draw_edge(index, edge)

    def _draw_node(self, node: Node) -> None:
        shape, color = _LOOKS.get(node.thing.kind, _OTHER_LOOK)
        names = dict.fromkeys(label.text for label in node.thing.labels if label.is_preferred)
        self.add_node(
            node.thing.id,
            label=_wrap(node.thing.name),
            shape=shape,
            color={"background": color, "border": _INK},
            x=node.x,
            y=node.y,
            name=node.thing.name,
            names=" · ".join(name for name in names if name != node.thing.name),
            kind=node.thing.kind,
        )

    def _draw_edge(self, index: int, edge: Edge) -> None:
        beside = sum(1 for other in self.edges if {other["from"], other["to"]} == {edge.start, edge.end})
        smooth = {"enabled": beside > 0, "type": "curvedCW", "roundness": 0.15 * beside}
        details = {"verb": edge.verb, "evidence": list(edge.evidence), "dashes": not edge.is_done}
        self.add_edge(edge.start, edge.end, id=f"edge{index}", smooth=smooth, **details)


def draw(scene: Scene, path: Path) -> None:
    """Writes the scene as one HTML file and nothing else."""
    write_whole(path, Picture(scene).generate_html().encode("utf-8"))


def _make_page(scene: Scene) -> Page:
    return Page(
        library=_read_block(_LIBRARY),
        script=_read_block(_HERE / "picture.js"),
        style=_read_block(_HERE / "picture.css"),
        note=_make_note(scene),
        focus=scene.focus.id if scene.focus else None,
        sentences=[asdict(sentence) for sentence in scene.sentences],
        options=_OPTIONS,
        font=_FONT,
    )


def _read_block(path: Path) -> Block:
    """Reads a file of ours or of pyvis; an end tag within it would close the block, so there must be none."""
    text = path.read_text(encoding="utf-8")
    assert "</script" not in text.lower() and "</style" not in text.lower(), path
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return Block(Markup(text), Markup(f"'sha256-{digest}'"))


def _make_heading(scene: Scene) -> str:
    return f"Around {scene.focus.name}" if scene.focus else "Who works with whom in the Greater Bay Area"


def _make_note(scene: Scene) -> str:
    total = len(scene.nodes) + scene.hidden
    hidden = f" ({scene.hidden} with fewer links are left out)" if scene.hidden else ""
    return f"{len(scene.nodes)} of {total} things shown{hidden}; dashed lines are planned or cancelled."


def _wrap(name: str) -> str:
    """Breaks a long name into lines, at spaces where it has any."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
