"""Shows lines with their evidence on standard output: as text to read, JSON or CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from operator import attrgetter
from typing import Any, get_args, get_origin, get_type_hints

from kg.cells import write_csv
from kg.cli.forms import Form, show_csv, show_json
from kg.cli.terminal import echo, echo_lines
from kg.files import write_whole
from kg.phrases import ENGLISH, Phrase, join_phrases, make_phrase, mark_language, name_term, say_in, say_phrase
from kg.views.datings import Dating, say_issue
from kg.views.evidence import Evidence, rank_language, say_text
from kg.views.names import Thing
from kg.wording import say_count, say_number

_INDENT = " " * 6
# A date in CSV: which kind it is, then its first and last day, month or year.
DATE_COLUMNS = ("date_kind", "date_first", "date_last")
_SOURCE = ("id", *(field.name for field in fields(Evidence) if field.name != "id"))


def show_lines(  # noqa: PLR0913
    lines: Sequence[Any],
    form: Form,
    *,
    kind: type,
    about: Thing | None = None,
    note: str = "",
    remarks: Mapping[str, str] | None = None,
    say: Callable[[Any], Iterable[str]],
    by_section: bool = False,
    lang: str = "en",
    all_sentences: bool = False,
) -> None:
    """Shows dataclasses of one kind that each hold `evidence`.

    `about` is the thing asked for, `note` a remark to the reader; `remarks` are more of them, in JSON each in a field
    of its name. `say` gives the words of a line for a reader; with `by_section` lines stand below the names of their
    sections. The reader is spoken to in `lang`, and of several sentences sees the first in it, or else the first of
    all, unless `all_sentences` are asked for; JSON and CSV are in English but for the names of things.
    """
    if form.name == "json":
        shown = [to_json(line) for line in lines]
        show_json({"about": to_json(about), "note": note, **(remarks or {}), "lines": shown})
    elif form.name == "csv":
        _show_rows(lines, form, kind, about, lang)
    else:
        _show_head(about, say_in(lang, note))
        echo_lines(say_in(lang, remark) for remark in (remarks or {}).values())
        _show_said(lines, say, lang, by_section=by_section, all_sentences=all_sentences)


def to_json(value: object) -> object:
    """Gives a value in what JSON knows: things with their names, dataclasses as objects."""
    if isinstance(value, Thing):
        labels = [{"text": label.text, "lang": label.lang} for label in value.labels]
        name = {"name": value.name, "name_lang": value.other_lang or value.lang}
        return {"id": value.id, "kind": value.kind, **name, "labels": labels}
    if isinstance(value, Evidence):
        return asdict(value)
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: to_json(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _show_rows(lines: Sequence[Any], form: Form, kind: type, about: Thing | None, lang: str) -> None:
    """Writes CSV with a row for each line, and if it is asked for a second table with a row for each sentence."""
    if form.sentences:
        rows = [[str(fact), *_list_source(source)] for fact, line in enumerate(lines, 1) for source in line.evidence]
        content = write_csv(["fact", "source_id", *_SOURCE[1:]], rows)
        write_whole(form.sentences, content.encode("utf-8-sig" if form.has_mark else "utf-8"))
        echo(f"{form.sentences}: {say_count(len(rows), 'row')}", err=True)
    show_csv(*_flatten(lines, kind, about, lang), has_mark=form.has_mark)


def _flatten(lines: Sequence[Any], kind: type, about: Thing | None, lang: str) -> tuple[list[str], list[list[str]]]:
    """Gives the columns and the rows, one for each line: its number, the thing asked for, its values, the ids of its
    sentences, the first."""
    columns = _list_columns(kind)
    asked = {"about": about.name, "about_id": about.id} if about else {}
    rows = []
    for fact, line in enumerate(lines, 1):
        cells = [write(line) for write in columns.values()]
        ids = "; ".join(source.id for source in line.evidence)
        source = _list_source(_choose_source(line.evidence, lang)) if line.evidence else [""] * len(_SOURCE)
        rows.append([str(fact), *asked.values(), *cells, str(len(line.evidence)), ids, *source])
    return ["fact", *asked, *columns, "sources", "source_ids", *(f"source_{name}" for name in _SOURCE)], rows


def _list_columns(kind: type, *path: str) -> dict[str, Callable[[Any], str]]:
    """Gives the columns of a dataclass, each with what writes its cell: beside the names of things their ids, and for a
    dataclass inside it columns of its own. Evidence has none."""
    columns: dict[str, Callable[[Any], str]] = {}
    for name, hint in get_type_hints(kind).items():
        types, inner = _list_types(hint), (*path, name)
        nested = next((found for found in types if is_dataclass(found) and found not in (Thing, Evidence)), None)
        if isinstance(nested, type) and tuple not in types:
            columns |= _list_columns(nested, *inner)
        elif Evidence not in types:
            columns["_".join(inner)] = _make_writer(inner, attrgetter("name"))
        if Thing in types:
            columns["_".join((*inner, "ids" if tuple in types else "id"))] = _make_writer(inner, attrgetter("id"))
    return columns


def _list_types(hint: Any) -> list[Any]:
    """Gives a type and all that it is made of: of `tuple[Thing, ...]` both."""
    return [get_origin(hint) or hint, *(found for part in get_args(hint) for found in _list_types(part))]


def _make_writer(path: tuple[str, ...], say: Callable[[Thing], str]) -> Callable[[Any], str]:
    def write(line: Any) -> str:
        value = line
        for name in path:
            value = getattr(value, name, None)
        return say_cell(value, say)

    return write


def _list_source(source: Evidence) -> list[str]:
    return [say_cell(getattr(source, name)) for name in _SOURCE]


def _choose_source(evidence: tuple[Evidence, ...], lang: str) -> Evidence:
    """Gives the sentence that a reader sees: the first in a language, or else the first of all."""
    return min(evidence, key=lambda source: (not source.text, rank_language(source, lang)))


def list_date(date: Dating | None) -> tuple[str, str, str]:
    """Gives the cells of a date for `DATE_COLUMNS`."""
    return (date.kind, date.first or "", date.last or "") if date else ("", "", "")


def _show_head(about: Thing | None, note: str) -> None:
    if about:
        echo(name_in_full(about), bold=True)
    if note:
        echo(note)


def _show_said(
    lines: Sequence[Any], say: Callable[[Any], Iterable[str]], lang: str, *, by_section: bool, all_sentences: bool
) -> None:
    section = None
    for line in lines:
        if by_section and line.section != section:
            section = line.section
            echo_lines(["", say_phrase(lang, f"section:{section}")])
        echo("  " + "  ".join(filter(None, (say_in(lang, words) for words in say(line)))))
        _show_evidence(line.evidence, lang, all_sentences=all_sentences)


def name_in_full(thing: Thing) -> str:
    """Gives a thing's names in all languages, and its id."""
    names = dict.fromkeys(label.text for label in thing.labels if label.is_preferred)
    return f"{thing.name}  {'  '.join(name for name in names if name != thing.name)}  ({thing.id})".replace(
        "    ", "  "
    )


def say_cell(value: object, say: Callable[[Thing], str] | None = None) -> str:
    """Gives a value as one cell of a table or of CSV."""
    if value is None:
        return ""
    if isinstance(value, Thing):
        return (say or say_name)(value)
    if isinstance(value, tuple):
        return "; ".join(say_cell(part, say) for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    return say_number(value) if isinstance(value, float) else str(value)


def list_names(things: Iterable[Thing]) -> Phrase:
    """Gives the names of several things in one line."""
    return join_phrases(map(say_name, things), by="names")


def say_name(thing: Thing) -> str:
    """Gives the name of a thing, marked where it is not in the language asked for: "潮汐節 [zh-Hant]"."""
    return mark_name(thing.name, thing.other_lang, thing.lang)


def mark_name(name: str, own: str | None, lang: str) -> str:
    """Gives a name, marked by its `own` language where that is another than the one asked for."""
    if own is None or own == lang:
        return name
    return mark_language(name, own).say(lang)


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
    first = _choose_source(evidence, lang)
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
