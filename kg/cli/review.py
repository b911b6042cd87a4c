"""`kg review`: what only a reader can settle, one question after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
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
from kg.linking.questions import Reason
from kg.phrases import join_phrases, make_phrase, say_phrase
from kg.pipeline import load_gazetteer
from kg.views.datings import say_issue
from kg.views.deciding import Stamp
from kg.views.doubts import Ground, Question, ask_about, find_doubts
from kg.views.evidence import Evidence, say_text
from kg.views.history import list_disputed, say_history
from kg.views.meanings import Meaning, ask_meanings, decide_meaning, list_questions, part_words
from kg.views.names import Names, Thing
from kg.views.rows import say_name, to_json

_UNSURE, _LEAVE, _END = "u", "n", "q"
_ANSWERS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, _UNSURE: Verdict.UNSURE}
_MOST_SAID = 2
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
    """Settle which things are one, and who is meant: each question with the sentences about it.

    Asked is about people, offices, bodies, initiatives and agreements of one name or of names spelt much alike, about
    people whom sex, characters, place or office keep apart, and about events that may be one. Answer s (the same: the
    left id stays), d (different), u (unsure: not asked again), n (next, asked again another time) or q (quit). Then
    about words that may mean several people, such as "he": answer the number of who is meant, u, n or q. What is
    answered is written down at once, and heeded by the next `kg build`; `kg merge --undo` takes it back. --list also
    shows plans and reports that disagree, and words of whom nobody is known to be meant. Exit code 1: nothing is open.

    Example: kg review --list --limit 5
    """
    folder = choose_folder(store, decisions)
    graph = Graph.open(store)
    rulings = read_rulings([folder]).decisions
    kept_apart = read_questions(store, load_gazetteer()) if isinstance(store, Path) else ()
    doubts = find_doubts(graph, rulings, kept_apart, lang=lang)
    asked, others = part_words(read_open_words(store) if isinstance(store, Path) else (), rulings)
    total = len(doubts) + len(asked)
    shown = doubts[: limit or None]
    questions = ask_about(graph, shown)
    meanings = ask_meanings(graph, asked[: limit - len(shown) if limit else None], lang=lang)
    if form.name != "table":
        _write((*questions, *(question for meaning in meanings for question in list_questions(meaning))), form)
    else:
        asking = _Asking(total, None if only_list else folder, Stamp(name_editor(who), why), lang)
        both: Iterator[Question | Meaning] = chain(questions, meanings)
        all(asking.ask(number, one) for number, one in enumerate(both, 1))
        if only_list:
            _show_disputed(graph, lang)
            _show_open(Names(graph, lang), others[: limit or None], lang)
    if not total:
        echo(say_phrase(lang, "nothing_open"), err=True)
        ctx.exit(1)
    if limit and limit < total:
        echo(say_phrase(lang, "shown_of", total=total, limit=limit), err=True)


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


@dataclass(frozen=True, slots=True)
class _Asking:
    """Shows questions, of which there are so many, and asks them unless no folder is there for the answers."""

    total: int
    folder: Path | None
    stamp: Stamp
    lang: str

    def ask(self, number: int, question: Question | Meaning) -> bool:
        """Shows a question, asks it, and writes the answer; says whether to go on."""
        if isinstance(question, Meaning):
            return self._ask_meaning(number, question)
        doubt = question.doubt
        self._head(number, doubt.ground, f"  {doubt.score:g}")
        _show_side(doubt.left, question.left, self.lang)
        _show_side(doubt.right, question.right, self.lang)
        keys = (*_ANSWERS, _LEAVE, _END)
        key = self._read("same_or_not", keys, **{key: key for key in keys})
        if key in _ANSWERS:
            values = self.stamp.list_values()
            self._keep(Decision(doubt.left.id, doubt.right.id, _ANSWERS[key], *values, f"{doubt.score:g}"))
        return key != _END

    def _ask_meaning(self, number: int, meaning: Meaning) -> bool:
        self._head(number, Ground.OPEN_MENTION, "")
        echo(f"  {meaning.asked.words}  ({meaning.asked.name})")
        _show_said(meaning.said, self.lang)
        people = {str(at): candidate for at, candidate in enumerate(meaning.candidates, 1)}
        for at, candidate in people.items():
            echo(f"  {at}  {say_name(candidate.person)}  ({candidate.person.id})")
            _show_said(candidate.said[:_MOST_SAID], self.lang)
        keys = (_UNSURE, _LEAVE, _END)
        key = self._read("who_is_meant", (*people, *keys), most=len(people), **{key: key for key in keys})
        if key in people or key == _UNSURE:
            own = people[key].own if key in people else None
            self._keep(decide_meaning(meaning.asked, own, self.stamp))
        return key != _END

    def _head(self, number: int, ground: Ground | Reason, tail: str) -> None:
        echo(f"{number}/{self.total}  {make_phrase(f'doubt:{ground}').say(self.lang)}{tail}", bold=True)

    def _read(self, question: str, keys: Sequence[str], **values: object) -> str:
        if self.folder is None:
            return _LEAVE
        return ask(say_phrase(self.lang, question, **values), keys, default=_LEAVE)

    def _keep(self, row: Decision) -> None:
        if self.folder is not None:
            write_decisions(self.folder, [row])


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
    """Shows the words that a build left open and nobody is asked about: of these, nothing was stated."""
    if left_open:
        echo(say_phrase(lang, "open_words"), bold=True)
    for one in left_open:
        candidates = (f"{say_name(names.get(id))} ({id})" for id in one.candidates)
        echo(f"  {one.words}  {join_phrases(candidates, by='semicolon').say(lang)}")
        echo(f"      {one.release}: {one.sentence}")


def _show_side(thing: Thing, said: Iterable[Evidence], lang: str) -> None:
    echo(f"  {say_name(thing)}  ({thing.id})")
    _show_said(islice(said, _MOST_SAID), lang)


def _show_said(said: Iterable[Evidence], lang: str) -> None:
    for source in said:
        echo(f"      {say_issue(source).say(lang)}: {say_text(source, lang)}")
