"""`kg draw`: the graph as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import lang_option, store_option
from kg.graph import Graph
from kg.views import picture
from kg.views.scene import make_scene
from kg.wording import say_count


@click.command()
@click.argument("name", required=False)
@click.option("--hops", type=click.IntRange(1, 4), default=1, show_default=True, help="How far around NAME.")
@click.option("--planned", is_flag=True, help="Draw planned and cancelled things too, dashed.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The HTML file to write.")
@store_option
@lang_option
def draw(name: str | None, *, hops: int, planned: bool, out: Path, store: Path, lang: str) -> None:
    """Draw the graph, or what lies around a name, as one HTML file.

    Without NAME: all that releases say, leaving out what only the reference tables know. The file needs no network.
    Choose a name or a line in it to read the sentences behind it.

    Example: kg draw "Chan Kwok-ki" --hops 2 --out chan.html
    """
    scene = make_scene(Graph.open(store), name, hops=hops, planned=planned, lang=lang)
    picture.draw(scene, out)
    shown = f"{say_count(len(scene.nodes), 'thing')}, {say_count(len(scene.edges), 'link')}"
    click.echo(f"{out}: {shown}, {scene.hidden} left out", err=True)
