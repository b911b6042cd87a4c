"""What is printed where releases, arguments and names of files are full of sequences that a terminal obeys."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import sys
import termios
from collections.abc import Iterator
from functools import partial
from itertools import cycle
from pathlib import Path

from asking import read_terminal
from attacks import attack_sample
from sample import CHAN, CS, MAYOR, SUN

from hostile.asking import ask, find_crash, load_commands, open_streams, run_main
from hostile.children import call, run_each
from hostile.readings import read_samples
from hostile.row import Row, make_row
from hostile.signs import BIDI, SEQUENCES
from hostile.stores import make_folder
from kg.graph.claims import make_quads
from kg.graph.store import write_store

# What no output may hold; of the rest of a terminal's own signs only the line end and the tab are let through.
_FORBIDDEN = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{''.join(BIDI)}]")
_STYLE = re.compile(r"\x1b\[(?!35;7m)[\d;]*m")  # the tool's own; 35;7 is that of the attacks
# How far a long command is: a line of rich's that is written over and removed in the end; only its own words stand in it.
_BAR = re.compile(r"\x1b\[\?25l(\r\x1b\[2K[a-z ]*[━╸╺ \d%:/?,s-]*)+\n?\x1b\[\?25h\r\x1b\[1A\x1b\[2K")
_WIDE = struct.pack("HHHH", 50, 160, 0, 0)
_FORMATS = ("table", "json", "csv")
_ALL = "".join(SEQUENCES)
_TEXT = (
    "The Secretary for Kites and Lanterns,{0} Mr Aldo{0} Feng, visited the Pearl{0} Tide Laboratory today (May 3). "
    "Mr Feng met{0} with Ms Rosa Quill on “lantern{0} oil”.{0}"
)
_CHINESE = "風箏局局長{0}陳大文今日（五月三日）訪問{0}廣州，與市長{0}王小明會面，並簽署《潮汐{0}合作協議》{0}。"
_EVERYTHING = (
    "SELECT ?s ?text { ?s skos:prefLabel|skos:altLabel|dct:title|oa:exact|rdfs:label ?text } ORDER BY ?s ?text"
)
Command = tuple[str, ...]


def try_terminals() -> Row:
    """Runs each command on a terminal and into a pipe."""
    load_commands()
    read_samples()
    with make_folder("terminals") as folder:
        made = call(_write_material, folder, seconds=60)
        if made.fault:
            return Row(_KIND, 1, (made.fault,))
        commands = list(list_commands(folder))
        shown = run_each(partial(find_signs_on_terminal, folder), commands)
        piped = run_each(partial(find_signs_in_pipe, folder), commands, batch=1)
    names = [f"kg {' '.join(command)[:60]!a}" for command in commands]
    tried = [(f"{name} on a terminal", outcome) for name, outcome in zip(names, shown, strict=True)]
    return make_row(_KIND, tried + [(f"{name} in a pipe", outcome) for name, outcome in zip(names, piped, strict=True)])


_KIND = "commands asked about texts full of escape sequences"


def find_signs_on_terminal(folder: Path, command: Command) -> str:
    """Runs a command in the folder of the material and says which signs come through to a terminal, if any do."""
    os.chdir(folder)
    printed = _STYLE.sub("", run_on_terminal(command).decode(errors="surrogateescape")).replace("\r\n", "\n")
    return _find_signs(_BAR.sub("", printed))


def find_signs_in_pipe(folder: Path, command: Command) -> str:
    """Runs a command in the folder of the material and says which signs come through to a pipe, if any do."""
    os.chdir(folder)
    answer = ask(*command)
    return _find_signs((answer.out + answer.err).decode(errors="surrogateescape"))


def _find_signs(printed: str) -> str:
    if not printed:
        return "nothing is printed"
    if crash := find_crash(printed):
        return crash
    found = sorted(set(_FORBIDDEN.findall(printed)))
    return f"{len(found)} signs come through: {' '.join(map(ascii, found))}" if found else ""


def run_on_terminal(command: Command) -> bytes:
    """Runs a command in a child whose terminal is ours, and gives all that it prints."""
    pid, terminal = pty.fork()
    if pid == 0:
        try:
            fcntl.ioctl(1, termios.TIOCSWINSZ, _WIDE)
            os.environ["TERM"] = "xterm-256color"
            open_streams()
            code = run_main(*command)
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
        finally:
            os._exit(3)
    printed = read_terminal(terminal)
    os.close(terminal)
    os.waitpid(pid, 0)
    return printed


def list_commands(folder: Path) -> Iterator[Command]:
    """Gives the arguments of each command: answers, then what is written and said of files, then errors."""
    for store, (person, other, post, id) in {
        "read.kg": ("Aldo Feng", "Rosa Quill", "Secretary for Kites and Lanterns", "release/r0-en/en"),
        "made.kg": (CHAN, SUN, CS, CHAN),
    }.items():
        where = ("--store", store)
        for form in _FORMATS:
            yield "who", person, *where, "--format", form
            yield "who", person, *where, "--format", form, "--lang", "zh-Hant"
            yield "office", post, "--on", "2024-05-03", *where, "--format", form
            yield "events", "--with", person, "--planned", *where, "--format", form
            yield "path", person, other, *where, "--format", form
            yield "timeline", person, *where, "--format", form
            yield "rank", "--by", "degree", *where, "--format", form
            yield "query", _EVERYTHING, *where, "--format", form
            yield "stats", *where, "--format", form
            for kind in ("people", "offices", "bodies", "events", "agreements", "releases"):
                yield "list", kind, *where, "--format", form
            yield "search", "the", *where, "--format", form
        for form in ("table", "json", "ttl"):
            yield "show", id, *where, "--format", form
        yield "query", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", *where, "--format", "ttl"
        yield "check", *where
        yield "draw", "--out", f"{_ALL_NAME}.html", *where
        yield "export", "--format", "csv", "--out", _ALL_NAME, *where
        yield "export", "--format", "ttl", "--out", f"{_ALL_NAME}.ttl", *where
    yield "extract", "in", "--out", f"out{_ALL_NAME}"
    yield "build", "in", "--store", f"{_ALL_NAME}.kg"
    for path in sorted((folder / "in").iterdir()):
        yield "explain", str(path)
        yield "extract", str(path), "--out", "out", "--strict"
    for sequence in (*SEQUENCES, _ALL):
        yield "explain", _TEXT.format(sequence)
        yield "explain", _CHINESE.format(sequence)
        yield "who", sequence, "--store", "made.kg"
        yield "query", f"SELECT ?{sequence} {{", "--store", "made.kg"
    yield from (
        ("who", MAYOR, "--store", _ALL),
        ("who", CHAN, "--lang", _ALL),
        ("office", _ALL, "--on", "2024-05-03", "--store", "made.kg"),
        ("office", CS, "--on", _ALL),
        ("events", "--with", _ALL, "--store", "made.kg"),
        ("path", _ALL, CHAN, "--store", "made.kg"),
        ("timeline", _ALL, "--store", "made.kg"),
        ("list", _ALL, "--store", "made.kg"),
        ("list", "people", "--like", _ALL, "--store", "made.kg"),
        ("search", _ALL, "--store", "made.kg"),
        ("show", _ALL, "--store", "made.kg"),
        ("rank", "--by", _ALL),
        ("rank", "--by", "degree", "--from", _ALL, "--store", "made.kg"),
        ("rank", "--by", "degree", "--top", _ALL),
        ("query", _ALL, "--store", "made.kg"),
        ("query", f"{_ALL}.rq", "--store", "made.kg"),
        ("query", f"SELECT ?x {{ ?x a <{_ALL}> }}", "--store", "made.kg"),
        ("query", "SELECT ?x { ?x a ?y }", "--param", _ALL, "--store", "made.kg"),
        ("query", "SELECT ?x { ?x a ?y }", "--param", f"y=<{_ALL}>", "--store", "made.kg"),
        ("query", "SELECT ?x { ?x a ?y }", "--param", f"{_ALL}=1", "--store", "made.kg"),
        (
            "query",
            f'SELECT ("{_ALL}" AS ?x) {{}}'.replace("\n", " ").replace("\r", " ").replace("\\", ""),
            "--store",
            "made.kg",
        ),
        ("draw", _ALL, "--out", "x.html", "--store", "made.kg"),
        ("draw", "--kinds", _ALL, "--out", "x.html", "--store", "made.kg"),
        ("draw", "--release", _ALL, "--out", "x.html", "--store", "made.kg"),
        ("draw", "--out", f"in/{_ALL_NAME}/{_ALL_NAME}/x.html", "--store", "made.kg"),
        ("extract", _ALL, "--out", "out"),
        ("extract", "in", "--out", "out", "--format", _ALL),
        ("explain", "x", "--issued", _ALL),
        ("explain", "x", "--html", "in"),
        ("export", "--format", _ALL, "--out", "x"),
        ("serve", "--store", _ALL, "--port", "0"),
        ("serve", "--store", "made.kg", "--port", _ALL),
        ("serve", "--store", "made.kg", "--host", _ALL, "--port", "0"),
        (_ALL,),
        (f"--{_ALL}",),
        ("who", f"--{_ALL}"),
    )


_ALL_NAME = _ALL.replace("/", "")


def _write_material(folder: Path) -> None:
    """Writes hostile releases under hostile names, a store that was built from them, and one of an attacked sample."""
    inside = folder / "in"
    inside.mkdir()
    records = [
        {
            "id": f"r{number}-{lang}",
            "lang": lang,
            "title": f"A visit{sequence} of Mr Aldo Feng",
            "issued": f"2024-05-{number + 1:02}",
            "url": f"http://x.y/{sequence}{number}",
            "text": text.format(sequence),
        }
        for number, sequence in enumerate(SEQUENCES)
        for lang, text in (("en", _TEXT), ("zh-Hant", _CHINESE))
    ]
    (inside / "records.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    for sequence, text in zip((*SEQUENCES, _ALL, "\udc9b2J", "a\nb"), cycle(records), strict=False):
        contents = {
            "good": f"title: A visit\nissued: 2024-05-03\n\n{text['text']}",
            "bad": f"title: A visit\nissued: {_ALL}\n\nx",
            "worse": f"title: A visit\n{_ALL}\n\nx",
        }
        for kind, content in contents.items():
            (inside / f"{kind}{sequence.replace('/', '')[:100]}.txt").write_text(content, encoding="utf-8")
    answer = ask("build", inside, "--store", folder / "read.kg")
    assert answer.code == 0, answer.err[-300:]
    write_store(folder / "made.kg", make_quads([attack_sample(SEQUENCES)]))
