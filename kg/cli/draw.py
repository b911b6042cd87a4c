"""`kg draw`: the graph as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.options import Store, lang_option, period_options, store_option
from kg.cli.terminal import echo
from kg.errors import UsageError
from kg.graph.graph import Graph
from kg.views import picture
from kg.views.names import KINDS
from kg.views.scene import Scene, make_scene
from kg.views.selection import MOST_NODES, Selection
from kg.wording import say_count


class KindList(click.ParamType[frozenset[str]]):
    """Kinds of things, with commas between them."""

    name = "kinds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """Gives the kinds; fails on one that there is not."""
        kinds = frozenset(part.strip() for part in str(value).split(",") if part.strip())
        if not kinds or kinds - set(KINDS):
            self.fail(f"{value!r}: the kinds are {', '.join(KINDS)}, with commas between them", param, ctx)
        return kinds


@click.command()
@click.argument("name", required=False)
@click.option("--path", nargs=2, metavar="A B", help="Draw all shortest ways between two things.")
@click.option("--release", metavar="ID", help="Draw what a release says: seed-20240108, or seed-20240108/en.")
@click.option("--all", "everything", is_flag=True, help="Draw all that releases say; so too without any of the others.")
@click.option("--hops", type=click.IntRange(1, 4), default=1, show_default=True, help="How far around NAME.")
@click.option("--kinds", type=KindList(), metavar="KIND,...", help=f"Draw only these: {', '.join(KINDS)}.")
@period_options
@click.option("--planned", is_flag=True, help="Show planned and cancelled things from the start, dashed.")
@click.option(
    "--limit",
    type=click.IntRange(2, MOST_NODES),
    default=300,
    show_default=True,
    help="How many things to draw at first; the page says how many there are.",
)
@click.option(
    "--plain",
    is_flag=True,
    help="Write pyvis' own page instead, offline too: what is drawn at first, with its sentences under the mouse.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The HTML file to write.")
@store_option
@lang_option
def draw(name: str | None, *, everything: bool, plain: bool, out: Path, store: Store, **asked: Any) -> None:
    """Draw the graph, or a part of it, as one HTML file.

    The part is what lies around NAME, the ways between two things, or what a release says. Behind every line stands the
    sentence that says so; what only the reference tables know is not drawn. The file needs no network: search in it,
    choose a name or a line, open what else a thing is linked to, or look at it as a table, or at who met when.

    Example: kg draw "Chan Kwok-ki" --hops 2 --out chan.html
    """
    kinds = asked.pop("kinds") or frozenset()
    selection = Selection(name, kinds=kinds, **asked)
    if everything and not selection.is_all:
        raise UsageError("--all draws everything: leave out NAME, --path and --release, or leave out --all")
    scene = make_scene(Graph.open(store), selection)
    if plain:
        picture.to_network(scene).save_graph(out)
    else:
        picture.draw(scene, out)
    echo(f"{out}: {_say_size(scene)}", err=True)


def _say_size(scene: Scene) -> str:
    """Counts as the page does when it is opened: planned things only if they are asked for."""
    nodes, lines = scene.list_drawn()
    asks = scene.selection.planned
    total = scene.total - (0 if asks else scene.planned)
    planned = f"; {say_count(scene.planned, 'more mark')} planned" if scene.planned and not asks else ""
    return f"{len(nodes)} of {say_count(total, 'mark')}, {say_count(len(lines), 'line')}{planned}"
