"""A real browser for the tests: pages from files, every request seen, the network off or hanging."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Route, ViewportSize, sync_playwright

from kg.views.picture import draw
from kg.views.scene import Scene

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(slots=True)
class Visit:
    """A page that is open, and what went on in it: requests beyond the file, dialogs, errors, refusals."""

    page: Page
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def wait(self) -> Page:
        """Waits until the page can be used and stands still: what observes its own size has seen it."""
        self.page.wait_for_selector("html[data-ready=yes]")
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return self.page


def draw_once(make: Callable[[], Scene], path: Path) -> Path:
    """Draws a scene into a file that is not there yet; gives the file."""
    if not path.exists():
        draw(make(), path)
    return path


def write_frame(page: Path, outer: Path, width: int, height: int) -> Path:
    """Writes a page that holds another one as a notebook does: in a frame without rights, of a size in pixels."""
    text = json.dumps(page.read_text(encoding="utf-8")).replace("</", "<\\/")
    html = f"""<html data-ready="yes"><body><iframe id="f" sandbox="allow-scripts" width="{width}" height="{height}"></iframe>
      <script>document.getElementById("f").srcdoc = {text};</script></body></html>"""
    outer.write_text(html, encoding="utf-8")
    return outer


def read_address(page: Page) -> str:
    """Gives what stands behind # in the page's address now; `page.url` follows a little later."""
    address: str = page.evaluate("() => location.hash.slice(1)")
    return address


@contextmanager
def start_browser() -> Iterator[Browser]:
    """Gives Chromium without a window, and ends it."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def visit(
    browser: Browser,
    path: Path,
    address: str = "",
    *,
    size: ViewportSize = WIDE,
    network: str = "off",
    dark: bool = False,
) -> Iterator[Visit]:
    """Opens a file; every request for anything else is refused (`off`) or never answered (`hanging`)."""
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light", accept_downloads=True)
    visited = Visit(context.new_page())

    def handle(route: Route) -> None:
        if route.request.url.partition("#")[0] == path.as_uri():
            route.continue_()
            return
        visited.requests.append(route.request.url)
        if network == "off":
            route.abort()

    context.route("**/*", handle)

    def dismiss(dialog: Dialog) -> None:
        visited.dialogs.append(dialog.message)
        dialog.dismiss()

    def note(said: ConsoleMessage) -> None:
        if said.type == "error":
            visited.errors.append(said.text)

    visited.page.on("dialog", dismiss)
    visited.page.on("pageerror", lambda error: visited.errors.append(str(error)))
    visited.page.on("console", note)
    visited.page.goto(path.as_uri() + address, wait_until="commit")
    try:
        yield visited
    finally:
        context.unroute_all(behavior="ignoreErrors")
        context.close()


@contextmanager
def visit_site(  # noqa: PLR0913
    browser: Browser,
    base: str,
    path: str,
    *,
    size: ViewportSize = WIDE,
    dark: bool = False,
    scripts: bool = True,
    told: str = "status of 404",
) -> Iterator[Visit]:
    """Opens a page of a site. At the end nothing was asked of another one, no dialog was opened, and nothing failed but
    requests that the browser notes with words of `told`, a pattern: they are told on the page as well."""
    context = browser.new_context(
        viewport=size, color_scheme="dark" if dark else "light", java_script_enabled=scripts, locale="en-GB"
    )
    visited = Visit(context.new_page())

    def handle(route: Route) -> None:
        if route.request.url.startswith(base):
            route.continue_()
        else:
            visited.requests.append(route.request.url)
            route.abort()

    def note(said: ConsoleMessage) -> None:
        if said.type == "error" and not re.search(told, said.text):
            visited.errors.append(said.text)

    def dismiss(dialog: Dialog) -> None:
        visited.dialogs.append(dialog.message)
        dialog.dismiss()

    context.route("**/*", handle)
    visited.page.on("console", note)
    visited.page.on("pageerror", lambda error: visited.errors.append(str(error)))
    visited.page.on("dialog", dismiss)
    visited.page.goto(base + path)
    try:
        yield visited
        assert (visited.requests, visited.errors, visited.dialogs) == ([], [], [])
    finally:
        context.close()
