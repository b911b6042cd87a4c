"""pyvis' own network and page with its faults mended: one file in UTF-8, offline, each method in any order."""

from __future__ import annotations

import json
import shutil
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader, Template
from pyvis.network import Network

from kg.errors import UsageError
from kg.files import AnyPath, write_whole

_ASSETS = Path(pyvis.__file__).resolve().parent / "templates" / "lib"
_HERE = Path(__file__).resolve().parent
# A word in place of an object of options (`"smooth": false`, `"color": "red"`) stands for this key of it.
_SHORT = {"color": "color", "configure": "filter"}
# What pyvis' template asks of the network even where all is in line: a style and a script.
_STYLE_START, _SCRIPT_END = '<link\n          href="https://cdn.jsdelivr.net/npm/bootstrap', "></script>\n"
_MENDED = (
    # The heading stands there twice.
    ("<center>\n<h1>{{heading}}</h1>\n</center>\n", ""),
    # A title pops up of an edge too, which is no node.
    ("var nodeData = nodes.get([nodeId]);", "var nodeData = nodes.get([nodeId]); if (!nodeData[0]) return;"),
    # The options are forgotten where nodes and edges come from a file of Graphviz.
    ("var options = parsedData.options;", "var options = {...parsedData.options, ...{{options|safe}}};"),
    ("options.nodes = {\n", "options.nodes = {...options.nodes,\n"),
)


class PlainNetwork(Network):  # type: ignore[misc]
    """A `pyvis.network.Network` on which each method works, before and after `set_options` too.

    What is given by name is that of pyvis; all is in line unless `cdn_resources` says otherwise. A solver that is
    chosen moves: physics goes on with it.
    """

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"cdn_resources": "in_line", **given})
        self.templateEnv = _make_environment(self.template_dir)
        self.template: Template | None = None  # it is read when a notebook asks for the page

    def set_template(self, path_to_template: AnyPath) -> None:
        """Takes a template of one's own; one without a folder is in the working directory."""
        path = Path(path_to_template)
        self.set_template_dir(str(path.parent), path.name)

    def set_template_dir(self, template_directory: str, template_file: str = "template.html") -> None:
        """Takes the folder and the name of a template of one's own. What it inserts is text unless marked as safe."""
        super().set_template_dir(template_directory, template_file)
        self.templateEnv = _make_environment(template_directory)

    def set_options(self, options: str) -> None:
        """Adds vis-network's options, in JSON, to those that there are; UsageError where it is none.

        As vis-network has it, physics is on where the options tell of it and do not say that it is off.
        """
        given = _read_options(options)
        physics = given.get("physics")
        if isinstance(physics, Mapping):
            given["physics"] = {"enabled": True, **physics}
        _merge(self.options, given)

    def barnes_hut(self, *given: Any, **named: Any) -> None:
        """Lets the nodes move, by vis-network's solver for most networks."""
        self._solve("barnesHut", super().barnes_hut, given, named)

    def force_atlas_2based(self, *given: Any, **named: Any) -> None:
        """Lets the nodes move, by the solver of Gephi."""
        self._solve("forceAtlas2Based", super().force_atlas_2based, given, named)

    def repulsion(self, *given: Any, **named: Any) -> None:
        """Lets the nodes move, each within a field of its own."""
        self._solve("repulsion", super().repulsion, given, named)

    def hrepulsion(self, *given: Any, **named: Any) -> None:
        """Lets the nodes move, by the solver for levels."""
        self._solve("hierarchicalRepulsion", super().hrepulsion, given, named)

    def _solve(self, solver: str, choose: Callable[..., None], given: tuple[Any, ...], named: dict[str, Any]) -> None:
        # pyvis keeps the values of a solver under the name of their class, and so can make them only once.
        vars(self.options.physics).pop(solver, None)
        choose(*given, **named)
        self.options.physics.solver = solver
        self.options.physics.enabled = True

    def inherit_edge_colors(self, status: bool | str) -> None:
        """Draws edges in the colour of a node in place of their own, or in their own again."""
        super().inherit_edge_colors(status)
        own, other = ("color", "own_color") if status else ("own_color", "color")
        for edge in self.edges:
            if own in edge:
                edge[other] = edge.pop(own)

    def get_adj_list(self) -> dict[str | int, set[str | int]]:
        """Gives the ids of the neighbours of each node, whichever way a line runs."""
        found: dict[str | int, set[str | int]] = {id: set() for id in self.node_ids}
        for edge in self.edges:
            found[edge["from"]].add(edge["to"])
            found[edge["to"]].add(edge["from"])
        return found

    def from_nx(self, nx_graph: Any, *given: Any, **named: Any) -> None:
        """Adds a graph of networkx, which stays as it is."""
        super().from_nx(nx_graph.copy(), *given, **named)

    def from_DOT(self, dot: AnyPath) -> None:  # noqa: N802 - as pyvis calls it
        """Takes a file in the language of Graphviz in place of the nodes and edges."""
        self.use_DOT = True
        self.dot_lang = json.dumps(Path(dot).read_text(encoding="utf-8"))[1:-1].replace("<", "\\u003c")

    def get_network_data(self) -> tuple[Any, ...]:
        """Gives nodes, edges, heading, height, width and the options in JSON, which closes no script."""
        *data, options = super().get_network_data()
        return (*data, options.replace("<", "\\u003c"))

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """Gives the page."""
        if notebook and self.template is None:
            self.template = self.templateEnv.get_template(self.path)
        return str(super().generate_html(name, local, notebook))

    def save_graph(self, name: AnyPath) -> None:
        """Writes the page, and nothing else unless `cdn_resources` is "local". OutputError where that fails."""
        self.write_html(name)

    def write_html(
        self,
        name: AnyPath,
        local: bool = True,
        notebook: bool = False,
        open_browser: bool = False,
    ) -> None:
        """Writes the page as `save_graph` does, and shows it in a browser if asked to."""
        write_whole(name, self.generate_html(local=local, notebook=notebook).encode("utf-8", "replace"))
        if self.cdn_resources == "local":
            shutil.copytree(_ASSETS, Path(name).parent / "lib", dirs_exist_ok=True)
        if open_browser:
            webbrowser.open(Path(name).resolve().as_uri())


class _Loader(FileSystemLoader):
    """Reads templates, and that of pyvis as it ought to be."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text, path, is_fresh = super().get_source(environment, template)
        return _mend(text), path, is_fresh


def _make_environment(folder: str) -> Environment:
    return Environment(loader=_Loader(folder), autoescape=True)


def _mend(text: str) -> str:
    """Gives pyvis' template without its faults, and where all is in line without bootstrap; any other as it is."""
    before, start, rest = text.partition(_STYLE_START)
    asked, end, after = rest.partition(_SCRIPT_END)
    if not end:
        return text
    style = (_HERE / "network.css").read_text(encoding="utf-8")
    own = f"<title>{{{{heading}}}}</title><script>var highlightActive, filterActive;</script><style>{style}</style>"
    linked = f'{{% if cdn_resources != "in_line" %}}{start}{asked}{end}{{% endif %}}'
    page = f"<!doctype html>\n{before}{linked}{own}{after}"
    for old, new in _MENDED:
        page = page.replace(old, new, 1)
    return page


def _read_options(text: str) -> dict[str, Any]:
    """Reads options as pyvis and the panel of its page write them: `var options = {...}`."""
    try:
        given = json.loads(text[text.index("{") : text.rindex("}") + 1])
    except ValueError as error:
        raise UsageError(f'set_options takes JSON, such as {{"physics": {{"enabled": true}}}}: {error}') from error
    return dict(given)


def _merge(target: object, given: Mapping[str, Any]) -> None:
    """Puts options into the objects in which pyvis keeps them, so that its setters still find these."""
    for key, value in given.items():
        own = vars(target).get(key)
        if not hasattr(own, "__dict__"):
            setattr(target, key, value)
        elif isinstance(value, Mapping):
            _merge(own, value)
        else:
            setattr(own, "enabled" if isinstance(value, bool) else _SHORT.get(key, key), value)
