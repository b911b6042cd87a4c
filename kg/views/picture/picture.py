"""pyvis with a page of our own: escaped, offline, at rest."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import minify
import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.errors import UsageError
from kg.files import AnyPath, write_whole
from kg.iframe import Frame
from kg.looks import read_palette
from kg.views.picture.data import Values, make_data
from kg.views.picture.headline import name_release, say_headline
from kg.views.picture.network import PlainNetwork
from kg.views.picture.wording import read_words
from kg.views.scene import Scene

_HERE = Path(__file__).resolve().parent
_LIBRARY = Path(pyvis.__file__).resolve().parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
# In the order in which they build on each other.
_SCRIPTS = (
    "model",
    "search",
    "shapes",
    "lines",
    "labels",
    "drawing",
    "export",
    "facts",
    "cite",
    "entries",
    "card",
    "tables",
    "time",
    "matrix",
    "sheet",
    "finder",
    "address",
    "controls",
    "legend",
    "page",
)
_LOOKS = frozenset({"shape", "arrows", "font"})


@dataclass(frozen=True, slots=True)
class Block:
    """A script or style as it stands in the page, and its hash for the page's security policy."""

    text: Markup
    hash: Markup


@dataclass(frozen=True, slots=True)
class Extension:
    """What makes of the page one that its own site answers: a script that ends the page's own, within it, with its
    style; what the script reads, as `page.extension`; the links of the page, each as an address and its words, and a
    hint beside them.

    `days` are those from the first to the last of which anything may be added.
    """

    script: str
    style: str
    data: Values
    links: tuple[tuple[str, str], ...]
    hint: str
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What our template needs beyond what pyvis hands to it."""

    library: Block
    script: Block
    style: Block
    lang: str
    title: str
    headline: str
    words: Values
    data: Values
    extension: Extension | None

    @property
    def policy(self) -> Markup:
        """What the page may load: its own blocks, by their hashes, and pictures that it makes itself; with an extension
        what its own site answers."""
        policy = Markup(
            "default-src 'none'; img-src data: blob:; script-src {scripts}; style-src {style}; base-uri 'none'; "
            "form-action 'none'"
        ).format(scripts=self.library.hash + Markup(" ") + self.script.hash, style=self.style.hash)
        return policy + Markup("; connect-src 'self'") if self.extension else policy


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole page of HTML, and its Content-Security-Policy."""

    html: str
    policy: str


class Picture(PlainNetwork):
    """pyvis' network with our own page, which is written as it stands: what would change it is refused."""

    def __init__(self, scene: Scene, extension: Extension | None = None) -> None:
        super().__init__(directed=True, cdn_resources="in_line", heading=say_title(scene))
        data = make_data(scene)
        self.path = "page.html.j2"
        self.templateEnv = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
        self.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
        page = _make_page(scene, data.page, extension)
        self.templateEnv.globals["page"] = page
        self.policy = page.policy
        self.options = {"physics": {"enabled": False}}
        numbers = {mark["label"]: index for index, mark in enumerate(data.marks)}
        for index, mark in enumerate(data.marks):
            # pyvis gives no colour of its own to what has a group.
            super().add_node(index, **mark)
        for index, (line, details) in enumerate(zip(scene.lines, data.lines, strict=True)):
            super().add_edge(numbers[line.start], numbers[line.end], id=index, **details)

    def get_network_data(self) -> tuple[Any, ...]:
        """Gives what pyvis gives, without the looks that our page draws by itself."""
        nodes, edges, *rest = super().get_network_data()
        plain = [[{key: one[key] for key in one if key not in _LOOKS} for one in part] for part in (nodes, edges)]
        return (*plain, *rest)

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise UsageError(
            "our page draws what its scene holds, at rest and in its own looks; "
            "kg.to_network(scene) gives pyvis' own page, on which each of its methods works"
        )

    add_node = add_nodes = add_edge = add_edges = from_nx = from_DOT = _refuse  # noqa: N815 - as pyvis calls it
    set_options = set_template = set_template_dir = prep_notebook = show_buttons = _refuse
    barnes_hut = force_atlas_2based = repulsion = hrepulsion = toggle_physics = toggle_stabilization = _refuse
    set_edge_smooth = inherit_edge_colors = toggle_drag_nodes = _refuse
    toggle_hide_edges_on_drag = toggle_hide_nodes_on_drag = _refuse


def draw(scene: Scene, path: AnyPath) -> None:
    """Writes the scene as one HTML file and nothing else. OutputError where that fails.

    >>> kg.draw(kg.make_scene(kg.open("gba.kg"), kg.Selection("Chan Kwok-ki")), "chan.html")
    """
    write_whole(path, draw_page(scene).html.encode("utf-8", "replace"))


def embed(scene: Scene, *, height: int = 640) -> Frame:
    """Gives the scene as something that a notebook shows, in a frame of a height in pixels.

    >>> kg.embed(kg.make_scene(kg.open("gba.kg"), kg.Selection("Chan Kwok-ki")), height=400).height
    400
    """
    return Frame(draw_page(scene).html, say_title(scene), height, "allow-scripts allow-downloads allow-popups")


def say_title(scene: Scene) -> str:
    """Gives the heading of a scene, in its language."""
    words = read_words(scene.selection.lang)
    if scene.selection.path:
        return str(words["between"].format(start=scene.ends[0].name, end=scene.ends[1].name))
    if scene.selection.release:
        return name_release(scene).say(scene.selection.lang)
    return str(words["around"].format(name=scene.ends[0].name) if scene.ends else words["title"])


def draw_page(scene: Scene, extension: Extension | None = None) -> Drawing:
    """Gives the scene as a page, with the security policy that its own scripts and style need and no more."""
    picture = Picture(scene, extension)
    return Drawing(str(picture.generate_html()), picture.policy)


def _make_page(scene: Scene, data: Values, extension: Extension | None) -> Page:
    headline = say_headline(scene).say(scene.selection.lang)
    script, style = _read_scripts(), read_palette() + _read("page.css")
    if extension is not None:
        script, style = script + extension.script, style + extension.style
        data = {**data, "extension": extension.data, "days": [*data["days"], *extension.days]}
    return Page(
        # Without its last line, by which a browser's tools would look for another file.
        library=_make_block(_LIBRARY.read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]),
        # As one function, so that nothing of it is left lying about in the page.
        script=_make_block(minify.string("application/javascript", f"(() => {{{script}}})();")),
        style=_make_block(minify.string("text/css", style)),
        lang=scene.selection.lang,
        title=say_title(scene) if scene.selection.release else headline,
        headline=headline,
        words=read_words(scene.selection.lang),
        data=data,
        extension=extension,
    )


def _read_scripts() -> str:
    return "".join(_read(f"script/{name}.js") for name in _SCRIPTS)


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _make_block(text: str) -> Block:
    """Takes a text of ours or of pyvis. ValueError for an end tag within it: that would close the block."""
    if "</script" in text.lower() or "</style" in text.lower():
        raise ValueError("a script or style of the page holds its own end tag")
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return Block(Markup(text), Markup(f"'sha256-{digest}'"))
