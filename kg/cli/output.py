"""Shows lines with their evidence on standard output: as text to read, JSON or CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kg.cells import write_csv
from kg.cli.forms import Form, show_csv, show_json
from kg.cli.terminal import echo, echo_lines
from kg.files import write_whole
from kg.phrases import ENGLISH, join_phrases, make_phrase, name_term, say_in, say_phrase
from kg.views.datings import say_issue
from kg.views.evidence import Evidence, say_text
from kg.views.history import Stage, StageKind, say_history
from kg.views.names import Thing
from kg.views.rows import SOURCE_COLUMNS, choose_source, flatten, list_source, say_name, to_json
from kg.wording import say_count

_INDENT = " " * 6


def show_lines(  # noqa: PLR0913
    lines: Sequence[Any],
    form: Form,
    *,
    kind: type,
    about: Thing | None = None,
    note: str = "",
    remarks: Mapping[str, str] | None = None,
    say: Callable[[Any], Iterable[str]],
    get_history: Callable[[Any], Sequence[Stage]] | None = None,
    by_section: bool = False,
    is_bare: Callable[[Any], bool] = lambda _: False,
    lang: str = "en",
    all_sentences: bool = False,
) -> None:
    """Shows dataclasses of one kind that each hold `evidence`.

    `about` is the thing asked for, `note` a remark to the reader; `remarks` are more of them, in JSON each in a field
    of its name. `say` gives the words of a line for a reader, `get_history` what was announced and reported of it; with
    `by_section` lines stand below their headings. What `is_bare` needs no sentence. The reader is spoken to in `lang`,
    and of several sentences sees the first in it, or else the first of all, unless `all_sentences` are asked for; JSON
    and CSV are in English but for the names of things.
    """
    if form.name == "json":
        shown = [to_json(line) for line in lines]
        show_json({"about": to_json(about), "note": note, **(remarks or {}), "lines": shown})
    elif form.name == "csv":
        _show_rows(lines, form, kind, about, lang)
    else:
        _show_head(about, say_in(lang, note))
        echo_lines(say_in(lang, remark) for remark in (remarks or {}).values())
        _show_said(lines, say, is_bare, get_history, lang, by_section=by_section, all_sentences=all_sentences)


def _show_rows(lines: Sequence[Any], form: Form, kind: type, about: Thing | None, lang: str) -> None:
    """Writes CSV with a row for each line, and if it is asked for a second table with a row for each sentence."""
    if form.sentences:
        rows = [[str(fact), *list_source(source)] for fact, line in enumerate(lines, 1) for source in line.evidence]
        content = write_csv(["fact", "source_id", *SOURCE_COLUMNS[1:]], rows)
        write_whole(form.sentences, content.encode("utf-8-sig" if form.has_mark else "utf-8"))
        echo(f"{form.sentences}: {say_count(len(rows), 'row')}", err=True)
    show_csv(*flatten(lines, kind, about, lang), has_mark=form.has_mark)


def _show_head(about: Thing | None, note: str) -> None:
    if about:
        echo(name_in_full(about), bold=True)
    if note:
        echo(note)


def _show_said(  # noqa: PLR0913
    lines: Sequence[Any],
    say: Callable[[Any], Iterable[str]],
    is_bare: Callable[[Any], bool],
    get_history: Callable[[Any], Sequence[Stage]] | None,
    lang: str,
    *,
    by_section: bool,
    all_sentences: bool,
) -> None:
    section = None
    for line in lines:
        if by_section and line.heading != section:
            section = line.heading
            echo_lines(["", say_phrase(lang, f"section:{section}")])
        echo("  " + "  ".join(filter(None, (say_in(lang, words) for words in say(line)))))
        if not is_bare(line):
            _show_evidence(line.evidence, lang, all_sentences=all_sentences)
        history = get_history(line) if get_history is not None else ()
        if history:
            said = make_phrase("labelled", label=make_phrase("section:history"), text=say_history(history))
            echo(f"{_INDENT}{said.say(lang)}")
        for stage in history:
            if stage.kind is not StageKind.HELD:
                _show_evidence(stage.evidence, lang, all_sentences=all_sentences)


def name_in_full(thing: Thing) -> str:
    """Gives a thing's names in all languages, and its id."""
    names = dict.fromkeys(label.text for label in thing.labels if label.is_preferred)
    return f"{say_name(thing)}  {'  '.join(name for name in names if name != thing.name)}  ({thing.id})".replace(
        "    ", "  "
    )


def say_predicate(predicate: str, lang: str) -> str:
    """Gives a predicate as SPARQL has it (`gba:metWith`), in Chinese its label."""
    return predicate if lang == ENGLISH else name_term(predicate).say(lang)


def _show_evidence(evidence: tuple[Evidence, ...], lang: str, *, all_sentences: bool) -> None:
    if not evidence:
        echo(f"{_INDENT}{say_phrase(lang, 'no_sentence')}")
        return
    if all_sentences:
        for source in evidence:
            echo_source(source, lang, indent=_INDENT)
        return
    first = choose_source(evidence, lang)
    rest = f" {say_phrase(lang, 'more_sentences', n=len(evidence) - 1)}" if len(evidence) > 1 else ""
    echo_source(first, lang, indent=_INDENT, rest=rest)


def echo_source(source: Evidence, lang: str, *, indent: str = "", rest: str = "") -> None:
    """Writes a sentence, in quotation marks if it is a quotation, and below it where it stands."""
    if source.text:
        words = " ".join(say_text(source, lang).split())
        echo(f"{indent}{words if source.restated else say_phrase(lang, 'quotation', text=words)}")
    address = make_phrase("facts_from", address=source.url) if source.restated and source.url else source.url
    place = join_phrases([source.title, say_issue(source), address or source.release])
    echo(f"{_INDENT}- {place.say(lang)}{rest}", dim=True)
