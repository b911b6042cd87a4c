"""The page on which a reader settles what is one, and corrects: only where whoever runs the explorer allows it.

What is sent must come from this very page: it bears the token of the process, and names no other site as its origin.
The page may be read by no other site, and answers at no other name than that which it is served at.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from secrets import compare_digest
from typing import Final
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.building.open_questions import read_questions
from kg.building.texts import OpenWords, read_open_words
from kg.decisions import Decisions, Verdict, read_rulings, write_correction, write_decisions
from kg.errors import KgError, UsageError
from kg.explorer.bodies import read_body, read_parameters
from kg.explorer.pages.visit import Visit, open_visit
from kg.explorer.settings import Editing
from kg.graph.graph import Graph
from kg.linking.questions import Reason
from kg.phrases import make_phrase
from kg.pipeline import load_gazetteer
from kg.views.deciding import Stamp, decide_correction, decide_pair, decide_split
from kg.views.doubts import Doubt, Ground, ask_about, find_doubts
from kg.views.meanings import ask_meanings, decide_meaning, part_words

_PAGE: Final = "/review"
_SHOWN: Final = 20
_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(slots=True)
class _Sent:
    """What was sent, by the names of its fields."""

    what: str = ""
    left: str = ""
    right: str = ""
    verdict: str = ""
    score: str = ""
    thing: str = ""
    releases: str = ""
    about: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    source: str = ""
    why: str = ""
    token: str = ""


def show_review(request: Request) -> Response:
    """Answers with what is open, and with forms for what nobody asks."""
    visit, editing = _open(request)
    return _show(visit, editing, _Sent(about=visit.get("about")))


async def take_review(request: Request) -> Response:
    """Writes down what is sent, and leads back to the page."""
    visit, editing = _open(request)
    fields = dict(read_parameters(await read_body(request)))
    sent = _Sent(**{name: value.strip() for name, value in fields.items() if name in _Sent.__dataclass_fields__})
    _refuse_strangers(request, editing, sent)
    return await run_in_threadpool(_take, visit, editing, sent)


def _take(visit: Visit, editing: Editing, sent: _Sent) -> Response:
    try:
        _write(visit, editing, sent)
    except KgError as error:
        return _show(visit, editing, sent, wrong=str(error))
    return _close(visit, RedirectResponse(f"{_PAGE}?done={sent.what}", 303))


def _write(visit: Visit, editing: Editing, sent: _Sent) -> None:
    stamp = Stamp(editing.who, sent.why)
    match sent.what:
        case "pair":
            verdict = Verdict(sent.verdict) if sent.verdict in tuple(Verdict) else None
            if verdict is None:
                raise UsageError(f"{sent.verdict!r} is none of {', '.join(Verdict)}")
            row = decide_pair(visit.graph, sent.left, sent.right, verdict, stamp)
            write_decisions(editing.folder, [replace(row, score=sent.score)])
        case "mention":
            answer = None if sent.verdict == Verdict.UNSURE else sent.verdict
            asked = _find_words(visit, editing, sent.right)
            write_decisions(editing.folder, [decide_meaning(asked, answer, stamp)])
        case "split":
            releases = sent.releases.replace(",", " ").split()
            write_decisions(editing.folder, decide_split(visit.graph, sent.thing, releases, None, stamp))
        case "correction":
            ask = partial(decide_correction, visit.graph, sent.about, sent.field, old=sent.old or None, new=sent.new)
            write_correction(editing.folder, ask(source=sent.source, stamp=stamp))
        case _:
            raise UsageError(f"{sent.what!r} is nothing that can be decided")


def _find_words(visit: Visit, editing: Editing, name: str) -> OpenWords:
    """Gives the words of a name about which somebody is still to be asked; UsageError where there are none."""
    found = next((one for one in _look_up_words(visit, _read_decisions(editing)) if one.name == name), None)
    if found is None:
        raise UsageError(f"{name!r} names no words of which it is open whom they mean")
    return found


def _read_decisions(editing: Editing) -> Decisions:
    return read_rulings([editing.folder]).decisions


def _look_up_words(visit: Visit, decisions: Decisions) -> tuple[OpenWords, ...]:
    find = partial(_find_open, visit.request.app.state.snapshots.store)
    asked, _ = part_words(visit.look_up("open words", find), decisions)
    return tuple(asked)


def _find_open(store: Path | str, _: Graph) -> tuple[OpenWords, ...]:
    return read_open_words(store) if isinstance(store, Path) else ()


def _show(visit: Visit, editing: Editing, sent: _Sent, *, wrong: str = "") -> Response:
    decisions = _read_decisions(editing)
    find = partial(_find_doubts, visit.request.app.state.snapshots.store, decisions, visit.lang)
    doubts = visit.look_up(("doubts", decisions.rows, visit.lang), find)
    words = _look_up_words(visit, decisions)
    return _close(
        visit,
        visit.show(
            "review.html.j2",
            title=visit.say("way:review"),
            code=400 if wrong else 200,
            questions=tuple(ask_about(visit.graph, doubts[:_SHOWN])),
            meanings=tuple(ask_meanings(visit.graph, words[:_SHOWN], lang=visit.lang)),
            rest=max(0, len(doubts) - _SHOWN) + max(0, len(words) - _SHOWN),
            grounds={ground.value: make_phrase(f"doubt:{ground}") for ground in (*Ground, *Reason)},
            verdicts=tuple(verdict.value for verdict in Verdict),
            sent=asdict(sent),
            token=editing.token,
            folder=str(editing.folder),
            wrong=wrong,
            is_done=bool(visit.get("done")) and not wrong,
        ),
    )


def _find_doubts(store: Path | str, decisions: Decisions, lang: str, graph: Graph) -> tuple[Doubt, ...]:
    kept_apart = read_questions(store, load_gazetteer()) if isinstance(store, Path) else ()
    return find_doubts(graph, decisions, kept_apart, lang=lang)


def _open(request: Request) -> tuple[Visit, Editing]:
    editing: Editing | None = request.app.state.settings.editing
    if editing is None:
        raise HTTPException(404, "this explorer only shows; kg serve --edit lets readers decide")
    base = request.app.state.settings.base
    if request.url.hostname not in {*_HERE, editing.host, urlsplit(base).hostname}:
        raise HTTPException(403, "nothing is decided at an address of another name")
    return open_visit(request), editing


def _refuse_strangers(request: Request, editing: Editing, sent: _Sent) -> None:
    origin = request.headers.get("origin")
    own = {request.headers["host"], urlsplit(request.app.state.settings.base).netloc}
    if (origin is not None and urlsplit(origin).netloc not in own) or not compare_digest(
        sent.token.encode(), editing.token.encode()
    ):
        raise HTTPException(403, "this was not sent by the page of this explorer; open it anew")


def _close(visit: Visit, response: Response) -> Response:
    """No other site may read the page, and nobody keeps it."""
    response.headers["Access-Control-Allow-Origin"] = visit.base
    response.headers["Cache-Control"] = "no-store"
    return response


ROUTES: Final[list[BaseRoute]] = [
    Route(_PAGE, show_review, name=_PAGE),
    Route(_PAGE, take_review, methods=["POST"]),
]
