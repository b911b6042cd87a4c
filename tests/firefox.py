"""Firefox for the tests: pages from files in the browser that a Linux system packages, driven over WebDriver BiDi.

The few commands that are needed are sent over a WebSocket as https://w3c.github.io/webdriver-bidi/ writes them. No
geckodriver is packaged; Playwright 1.65 opens every page with a command that the long-term release of Firefox (153)
does not know, and its own build of Firefox is a download of another browser; puppeteer-core would bring Node, npm and
a second lock. What the protocol has no command for, the colour scheme and the medium, is set where Firefox's own
inspector sets it.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from browser import WIDE
from playwright.sync_api import ViewportSize
from websockets.sync.client import ClientConnection, connect

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PATIENCE = 20.0  # seconds for a start, an answer or a state of the page
# A proxy that nobody serves: neither a page nor Firefox itself reaches anything.
PREFERENCES: dict[str, str | int] = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}
EVENTS = ["browsingContext.userPromptOpened", "log.entryAdded", "network.beforeRequestSent"]
# The code points by which WebDriver names the keys that write nothing.
KEYS = {
    "ArrowDown": "\ue015",
    "ArrowUp": "\ue013",
    "Backspace": "\ue003",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Tab": "\ue004",
}
EMULATE = """(scheme, medium) => { const { browsingContext } = gBrowser.selectedBrowser;
  browsingContext.prefersColorSchemeOverride = scheme; browsingContext.mediumOverride = medium; }"""
FIND_MIDDLE = """(selector) => { const found = document.querySelector(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  found.scrollIntoView({ block: "nearest" });
  const { left, top, width, height } = found.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  if (!found.contains(document.elementFromPoint(x, y))) throw new Error(`${selector} is hidden or covered`);
  return [x, y]; }"""
PAINT = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))"


class FirefoxError(Exception):
    """A command that Firefox refused or did not answer, or code of ours that failed in the page."""


@dataclass(slots=True)
class Visit:
    """A page that is open, and what went on in it: requests beyond the file, dialogs, errors and refusals."""

    session: Session
    context: str
    file: str
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def wait(self) -> Visit:
        """Waits until the page can be used and is painted."""
        self.wait_for("() => document.documentElement.dataset.ready === 'yes'")
        self.settle()
        return self

    def wait_for(self, code: str, *arguments: Any) -> None:
        """Waits until a function gives something true in the page."""
        until = time.monotonic() + PATIENCE
        while not self.evaluate(code, *arguments):
            if time.monotonic() > until:
                raise FirefoxError(f"not so within {PATIENCE} s: {code} {arguments or ''}")
            time.sleep(0.02)

    def evaluate(self, code: str, *arguments: Any) -> Any:
        """Gives what a function, or what it promises, gives in the page, as JSON can hold it."""
        return self.session.evaluate(self.context, code, *arguments)

    def settle(self) -> None:
        """Waits until what was done is painted; what went on until then has been noted."""
        self.evaluate(PAINT)

    def click(self, selector: str) -> None:
        """Clicks in the middle of the first element that is called so and can be seen."""
        x, y = self.evaluate(FIND_MIDDLE, selector)
        self.click_at(x, y)

    def click_at(self, x: float, y: float) -> None:
        """Clicks at a place of the window."""
        self._act(
            "pointer",
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    def press(self, *keys: str) -> None:
        """Presses keys one after the other: characters, or names such as `Enter`."""
        values = [KEYS.get(key, key) for key in keys]
        self._act("key", *({"type": kind, "value": value} for value in values for kind in ("keyDown", "keyUp")))

    def _act(self, device: str, *actions: dict[str, Any]) -> None:
        source = {"type": device, "id": device, "actions": list(actions)}
        self.session.send("input.performActions", context=self.context, actions=[source])
        self.settle()

    def take_screenshot(self, path: Path) -> None:
        """Writes what is seen as PNG."""
        taken = self.session.send("browsingContext.captureScreenshot", context=self.context)
        path.write_bytes(base64.b64decode(taken["data"]))

    def print_page(self, path: Path) -> None:
        """Writes what a printer would get as PDF."""
        printed = self.session.send("browsingContext.print", context=self.context, background=True)
        path.write_bytes(base64.b64decode(printed["data"]))

    def note(self, event: str, told: dict[str, Any]) -> None:
        """Notes what Firefox reports of this page."""
        if event == "network.beforeRequestSent":
            address = told["request"]["url"]
            if address.partition("#")[0] != self.file and not address.startswith(("data:", "blob:")):
                self.requests.append(address)
        elif event == "browsingContext.userPromptOpened":
            self.dialogs.append(told["message"])
        elif event == "log.entryAdded" and told["level"] == "error":
            self.errors.append(told["text"])


@dataclass(slots=True)
class Session:
    """A Firefox that runs, and the pages open in it."""

    socket: ClientConnection
    visits: dict[str, Visit] = field(default_factory=dict)
    sent: int = 0

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Gives the answer to a command; what Firefox reports before it is noted first."""
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": parameters}))
        while True:
            try:
                told = json.loads(self.socket.recv(timeout=PATIENCE))
            except TimeoutError as error:
                raise FirefoxError(f"no answer to {method} within {PATIENCE} s") from error
            if told["type"] == "event":
                self._hear(told["method"], told["params"])
            elif told["id"] == self.sent:
                if told["type"] == "error":
                    raise FirefoxError(f"{method}: {told['error']}: {told['message']}")
                result: dict[str, Any] = told["result"]
                return result

    def _hear(self, event: str, told: dict[str, Any]) -> None:
        context = told.get("context") or told.get("source", {}).get("context")
        if context in self.visits:
            self.visits[context].note(event, told)

    def evaluate(self, context: str, code: str, *arguments: Any) -> Any:
        """Gives what a function gives in a page or in a window of Firefox, as JSON can hold it."""
        answer = self.send(
            "script.callFunction",
            target={"context": context},
            functionDeclaration=f"async (given) => JSON.stringify(await ({code})(...JSON.parse(given))) ?? 'null'",
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise FirefoxError(f"{answer['exceptionDetails']['text']}, in {code} {arguments or ''}")
        return json.loads(answer["result"]["value"])

    def emulate(self, scheme: str, medium: str) -> None:
        """Sets the colour scheme and the medium of the page in front; an empty medium is what it is."""
        [window] = self.send("browsingContext.getTree", **{"moz:scope": "chrome", "maxDepth": 0})["contexts"]
        self.evaluate(window["context"], EMULATE, scheme, medium)


@contextmanager
def start_firefox() -> Iterator[Session]:
    """Gives Firefox without a window and with a profile of its own, and ends it."""
    assert FIREFOX
    with TemporaryDirectory(prefix="firefox-") as home:
        profile, log = Path(home, "profile"), Path(home, "log")
        profile.mkdir()
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        options = ["--headless", "--remote-debugging-port=0", "--remote-allow-system-access", "--profile", str(profile)]
        with log.open("wb") as said:
            process = subprocess.Popen(
                [FIREFOX, *options],
                stdout=said,
                stderr=said,
                env={**os.environ, "HOME": home},
                start_new_session=True,  # a group of its own: its helper processes end with it
            )
        try:
            with connect(f"{_find_address(process, log)}/session", max_size=None) as socket:
                session = Session(socket)
                dismiss = {"unhandledPromptBehavior": {"default": "dismiss"}}
                session.send("session.new", capabilities={"alwaysMatch": dismiss})
                session.send("session.subscribe", events=EVENTS)
                yield session
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _find_address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Waits for the line that tells where Firefox listens; its port is one that was free."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        told = re.search(r"^WebDriver BiDi listening on (ws://\S+)\n", log.read_text("utf-8"), re.MULTILINE)
        if told:
            return told[1]
        time.sleep(0.02)
    raise FirefoxError(f"{FIREFOX} does not listen; it said:\n{log.read_text('utf-8')}")


@contextmanager
def visit(
    session: Session,
    path: Path,
    address: str = "",
    *,
    size: ViewportSize = WIDE,
    dark: bool = False,
    medium: str = "",
) -> Iterator[Visit]:
    """Opens a file in a tab that shares nothing with others; every request for anything else is refused."""
    user = session.send("browser.createUserContext")["userContext"]
    context = session.send("browsingContext.create", type="tab", userContext=user)["context"]
    visited = session.visits[context] = Visit(session, context, path.as_uri())
    try:
        session.send("browsingContext.setViewport", context=context, viewport=size)
        session.emulate("dark" if dark else "light", medium)
        session.send("browsingContext.navigate", context=context, url=path.as_uri() + address, wait="interactive")
        yield visited
    finally:
        session.send("browser.removeUserContext", userContext=user)
        del session.visits[context]
