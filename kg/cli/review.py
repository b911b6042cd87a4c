"""`kg review`: what only a reader can settle, one question after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import click

from kg.building.open_questions import read_questions
from kg.building.texts import OpenWords, read_open_words
from kg.cli.decide import choose_folder, decisions_option, editor_options, name_editor
from kg.cli.forms import Form, show_csv, show_json
from kg.cli.options import Store, format_option, lang_option, store_option
from kg.cli.terminal import ask, echo
from kg.decisions import Decision, Verdict, read_rulings, write_decisions
from kg.graph.graph import Graph
from kg.phrases import join_phrases, make_phrase, say_phrase
from kg.pipeline import load_gazetteer
from kg.views.datings import say_issue
from kg.views.deciding import Stamp
from kg.views.doubts import Question, ask_about, find_doubts
from kg.views.evidence import Evidence, say_text
from kg.views.history import list_disputed, say_history
from kg.views.names import Names, Thing
from kg.views.rows import say_name, to_json

_ANSWERS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
_LEAVE, _END = "n", "q"
_COLUMNS = ("ground", "score", "left", "left_id", "left_sentence", "right", "right_id", "right_sentence")


@click.command()
@click.option("--list", "only_list", is_flag=True, help="Show the questions and ask nothing.")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="How many; 0 is all.")
@store_option
@decisions_option
@editor_options
@format_option("table", "json", "csv", about="json and csv ask nothing.")
@lang_option
@click.pass_context
def review(  # noqa: PLR0913
    ctx: click.Context,
    *,
    only_list: bool,
    limit: int,
    store: Store,
    decisions: Path | None,
    why: str,
    who: str | None,
    form: Form,
    lang: str,
) -> None:
    """Settle which things are one: each question with the sentences about both.

    Asked is about people, offices, bodies, initiatives and agreements of one name or of names spelt much alike, about
    people whom sex, characters, place or office keep apart, and about events that may be one. Answer s (the same: the
    left id stays), d (different), u (unsure: not asked again), n (next, asked again another time) or q (quit). What is
    answered is written down at once, and heeded by the next `kg build`. --list also shows plans and reports that
    disagree, and words that may mean several. Exit code 1: nothing is open.

    Example: kg review --list --limit 5
    """
    folder = choose_folder(store, decisions)
    graph = Graph.open(store)
    kept_apart = read_questions(store, load_gazetteer()) if isinstance(store, Path) else ()
    doubts = find_doubts(graph, read_rulings([folder]).decisions, kept_apart, lang=lang)
    shown = doubts[: limit or None]
    if form.name != "table":
        _write(ask_about(graph, shown), form)
    else:
        for number, question in enumerate(ask_about(graph, shown), 1):
            _show(number, len(doubts), question, lang)
            if not only_list and not _answer(question, folder, name_editor(who), why, lang):
                break
        if only_list:
            _show_disputed(graph, lang)
            _show_open(
                Names(graph, lang), read_open_words(store, limit or None) if isinstance(store, Path) else (), lang
            )
    if not doubts:
        echo(say_phrase(lang, "nothing_open"), err=True)
        ctx.exit(1)
    if len(shown) < len(doubts):
        echo(say_phrase(lang, "shown_of", total=len(doubts), limit=len(shown)), err=True)


def _write(questions: Iterable[Question], form: Form) -> None:
    if form.name == "json":
        show_json([to_json(question) for question in questions])
        return
    show_csv(_COLUMNS, map(_list_cells, questions), has_mark=form.has_mark)


def _list_cells(question: Question) -> list[str]:
    doubt = question.doubt
    sides = ((doubt.left, question.left), (doubt.right, question.right))
    cells = [cell for thing, said in sides for cell in (thing.name, thing.id, said[0].text if said else "")]
    return [doubt.ground.value, f"{doubt.score:g}", *cells]


def _show(number: int, total: int, question: Question, lang: str) -> None:
    doubt = question.doubt
    ground = make_phrase(f"doubt:{doubt.ground}").say(lang)
    echo(f"{number}/{total}  {ground}  {doubt.score:g}", bold=True)
    _show_side(doubt.left, question.left, lang)
    _show_side(doubt.right, question.right, lang)


def _show_disputed(graph: Graph, lang: str) -> None:
    """Shows the plans and the reports that disagree: what each says stays in the graph, nothing is to be decided."""
    disputed = list_disputed(graph)
    if disputed:
        echo(say_phrase(lang, "disputed_events", n=len(disputed)), bold=True)
    names = Names(graph, lang)
    for history in disputed:
        event = names.get(history.events[0])
        echo(f"  {say_name(event)}  ({event.id})  {say_history(history.stages).say(lang)}")
        _show_said((stage.evidence[0] for stage in history.stages), lang)


def _show_open(names: Names, left_open: Sequence[OpenWords], lang: str) -> None:
    """Shows the words that a build left open: of these, nothing was stated."""
    if left_open:
        echo(say_phrase(lang, "open_words"), bold=True)
    for one in left_open:
        candidates = (f"{say_name(names.get(id))} ({id})" for id in one.candidates)
        echo(f"  {one.words}  {join_phrases(candidates, by='semicolon').say(lang)}")
        echo(f"      {one.release}: {one.sentence}")


def _show_side(thing: Thing, said: Iterable[Evidence], lang: str) -> None:
    echo(f"  {say_name(thing)}  ({thing.id})")
    _show_said(islice(said, 2), lang)


def _show_said(said: Iterable[Evidence], lang: str) -> None:
    for source in said:
        echo(f"      {say_issue(source).say(lang)}: {say_text(source, lang)}")


def _answer(question: Question, folder: Path, who: str, why: str, lang: str) -> bool:
    """Asks, and writes the answer; says whether to go on."""
    keys = (*_ANSWERS, _LEAVE, _END)
    key = ask(say_phrase(lang, "same_or_not", **{key: key for key in keys}), keys, default=_LEAVE)
    if key in _ANSWERS:
        doubt = question.doubt
        values = Stamp(who, why).list_values()
        row = Decision(doubt.left.id, doubt.right.id, _ANSWERS[key], *values, f"{doubt.score:g}")
        write_decisions(folder, [row])
    return key != _END
