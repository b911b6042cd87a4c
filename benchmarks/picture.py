"""Measures pictures in a real browser: how soon they stand, how smoothly they move, how fast a name is found.

python -m benchmarks.picture
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from benchmarks.scenes import make_big_scene
from kg.building.corpus import extract_paths
from kg.files import find_shipped
from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.views.picture import draw
from kg.views.scene import Scene, make_scene
from kg.views.selection import Selection

_RUNS = 3
_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_MARK = "(name) => performance.getEntriesByName(name)[0]?.startTime ?? null"
_FRAMES = """() => new Promise((resolve) => { let frames = 0; const start = performance.now();
  const count = () => { frames += 1; const time = performance.now() - start;
    time < 2000 ? requestAnimationFrame(count) : resolve(frames / time * 1000); }; requestAnimationFrame(count); })"""
_SEARCH = """() => { const names = [...picture.nodes.values()].flatMap((node) => node.names).slice(0, 300);
  const start = performance.now(); names.forEach((name) => picture.find(name.slice(0, 6)));
  return (performance.now() - start) / names.length; }"""


@dataclass(frozen=True, slots=True)
class Figures:
    """One run: milliseconds from opening the file, frames a second while it is dragged, milliseconds a search."""

    drawn: float
    ready: float
    frames: float
    search: float


def measure(browser: Browser, path: Path) -> Figures:
    """Opens the page once, drags it for two seconds and searches in it."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    page.wait_for_function("() => performance.getEntriesByName('drawn').length > 0")
    figures = Figures(page.evaluate(_MARK, "drawn"), page.evaluate(_MARK, "ready"), _pan(page), page.evaluate(_SEARCH))
    page.close()
    return figures


def _pan(page: Page) -> float:
    """Gives the frames a second while the mouse drags the page; drawing and counting go on in the browser."""
    page.evaluate(f"() => {{ window.frames_seen = ({_FRAMES})(); }}")
    page.mouse.move(450, 640)
    page.mouse.down()
    for step in range(120):
        page.mouse.move(450 + (step % 40) * 4, 640 - (step % 30) * 5)
    page.mouse.up()
    return float(page.evaluate("() => window.frames_seen"))


def make_table() -> Table:
    """Measures each picture three times; the medians count."""
    table = Table(title="Pictures in Chromium without a graphics card, 1280 x 800")
    for column in ("picture", "things", "lines", "kB", "gzip kB", "drawn ms", "ready ms", "frames/s", "search ms"):
        table.add_column(column, justify="right" if column != "picture" else "left")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for name, make in _SCENES.items():
            scene, path = make(), Path(folder) / f"{name}.html"
            draw(scene, path)
            runs = [measure(browser, path) for _ in range(_RUNS)]
            table.add_row(name, str(len(scene.nodes)), str(len(scene.edges)), *_say_size(path), *_say_medians(runs))
        browser.close()
    return table


def _say_size(path: Path) -> tuple[str, str]:
    content = path.read_bytes()
    return f"{len(content) / 1000:.0f}", f"{len(gzip.compress(content)) / 1000:.0f}"


def _say_medians(runs: list[Figures]) -> list[str]:
    middle = {name: statistics.median(getattr(run, name) for run in runs) for name in Figures.__slots__}
    return [f"{middle['drawn']:.0f}", f"{middle['ready']:.0f}", f"{middle['frames']:.0f}", f"{middle['search']:.1f}"]


def _make_seed() -> Scene:
    graph = Graph.in_memory()
    graph.add(make_quads(extract_paths([find_shipped("data", "releases")])))
    return make_scene(graph, Selection(release="seed-20240108"))


_SCENES: dict[str, Callable[[], Scene]] = {
    "seed release": _make_seed,
    "100 invented": lambda: make_big_scene(100),
    "500 invented": lambda: make_big_scene(500),
    "2000 invented": lambda: make_big_scene(2000),
}

if __name__ == "__main__":
    if _CHROMIUM is None:
        sys.exit("bench: there is no Chromium here")
    Console(width=None if sys.stdout.isatty() else 120).print(make_table())
