"""Hostile files: each is read between two good ones, which are never lost, and is itself either read or named."""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from hostile.asking import ask, load_commands
from hostile.children import run_each
from hostile.readings import read_samples
from hostile.row import Row, make_row
from hostile.signs import BIDI, BREAKS, CONTROLS, QUOTES, SEQUENCES, UNSEEN
from hostile.stores import make_folder

OF_EACH = 35
_ENGLISH = "The Secretary for Kites and Lanterns, Mr {name}, visited the Pearl Tide Laboratory today (May 3)."
_CHINESE = "風箏局局長陳大文今日（五月三日）訪問廣州，與市長王小明會面，並簽署《潮汐合作協議》。"
_GOOD = ("Aldo Feng", "Bela Kwan")
_HEAD = "id: {id}\nlang: en\ntitle: A visit\nissued: 2024-05-03T12:00+08:00\n\n"
_TEXT = _HEAD.format(id="hostile") + _ENGLISH.format(name="Cato Ng") + "\n"
_CHINESE_TEXT = f"id: hostile\nlang: zh-Hant\ntitle: 訪問\nissued: 2024-05-03\n\n{_CHINESE}\n"
_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>A visit</title></head><body><div id="pressrelease">'
    f"<p>{_ENGLISH.format(name='Cato Ng')}</p>%s<p>Ends/Friday, May 3, 2024</p></div></body></html>"
)
_RECORD = {"id": "r", "lang": "en", "title": "A visit", "issued": "2024-05-03", "text": _ENGLISH.format(name="Cato Ng")}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_SUFFIXES = (".txt", ".html", ".json", ".jsonl", ".csv")
_SHUT = "shut"
_DEVICES = (
    "/dev/zero",
    "/dev/full",
    "/dev/null",
    "/dev/random",
    "/dev/tty",
    "/dev/stdin",
    "/proc/self/mem",
    "/proc/kmsg",
)


@dataclass(frozen=True, slots=True)
class Thing:
    """What was put on the disk. What is no file that holds anything may be passed over in silence in a folder."""

    path: Path
    is_file: bool = True


Make = Callable[[Random, Path], Thing]
Case = tuple[str, int, Path]


def try_files(of_each: int = OF_EACH) -> Row:
    """Reads so many of each kind."""
    load_commands()
    read_samples()
    with make_folder("files") as folder:
        cases = [
            (kind, number, folder / str(place) / str(number))
            for place, kind in enumerate(KINDS)
            for number in range(of_each)
        ]
        outcomes = run_each(read_case, cases)
    names = (f"{kind} {number}" for kind, number, _ in cases)
    return make_row("files that are none, read with two good ones", zip(names, outcomes, strict=True))


def read_case(case: Case) -> str:
    """Extracts one hostile file with two good ones, every second time by their folder, and says what is wrong."""
    kind, number, folder = case
    (folder / "in").mkdir(parents=True)
    try:
        return _find_fault(kind, number, folder / "in", folder / "out")
    finally:
        for path in folder.glob(f"in/{_SHUT}"):
            path.chmod(0o700)  # or it cannot be removed
        shutil.rmtree(folder, ignore_errors=True)


def _find_fault(kind: str, number: int, inside: Path, out: Path) -> str:
    good = [_write_good(inside / name, who) for name, who in zip(("a-good.txt", "z-good.txt"), _GOOD, strict=True)]
    thing = KINDS[kind](Random(f"{kind} {number}"), inside)
    is_named = kind in _NAMED_ONLY or (number % 2 == 0 and kind not in _FOUND_ONLY)
    paths = [good[0], thing.path, good[1]] if is_named else [inside]
    answer = ask("extract", *paths, "--out", out)
    if crash := answer.find_crash():
        return crash
    written = [path.read_text(encoding="utf-8") for path in out.iterdir()] if out.exists() else []
    lost = [name for name in _GOOD if not any(_ENGLISH.format(name=name) in text for text in written)]
    if lost or answer.code:
        return f"exit code {answer.code}; lost: {', '.join(lost) or 'none'}; {answer.err[-200:]!r}"
    said = answer.err.startswith((b"kg: skipped: ", b"kg: note: ")) or b"\nkg: skipped: " in answer.err
    may_pass = not is_named and (not thing.is_file or _is_other_table(thing.path))
    return "" if said or len(written) > len(_GOOD) or may_pass else "neither read nor named"


def _is_other_table(path: Path) -> bool:
    """Tells a table in a folder whose first line names no columns of a release: it is somebody else's."""
    if path.suffix != ".csv":
        return False
    with path.open("rb") as file:
        cells = file.readline(1_000).decode("utf-8-sig", "replace").casefold().split(",")
    names = {cell.strip(' \r\n"') for cell in cells}
    return names.isdisjoint(("title", "headline")) or names.isdisjoint(("text", "body", "content"))


def _write_good(path: Path, name: str) -> Path:
    path.write_text(_HEAD.format(id=path.stem) + _ENGLISH.format(name=name) + "\n", encoding="utf-8")
    return path


# Bytes.


def _put(folder: Path, content: bytes | str, suffix: str = ".txt") -> Thing:
    path = folder / f"hostile{suffix}"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Thing(path)


def _choose_text(random: Random) -> str:
    return random.choice((_TEXT, _CHINESE_TEXT, _PAGE % "", json.dumps(_RECORD, ensure_ascii=False)))


def _choose_file(random: Random) -> tuple[str, str]:
    """Gives a good file of each format as text, with its ending."""
    table = 'title,issued,lang,text\n"A visit",2024-05-03,en,"' + _ENGLISH.format(name="Cato Ng") + '"\n'
    record = json.dumps(_RECORD, ensure_ascii=False)
    return random.choice(
        (
            (_TEXT, ".txt"),
            (_CHINESE_TEXT, ".txt"),
            (_PAGE % "", ".html"),
            (record, ".json"),
            (record, ".jsonl"),
            (table, ".csv"),
        )
    )


def _make_empty(random: Random, folder: Path) -> Thing:
    return _put(folder, random.choice((b"", b" ", b"\n\n", b"\r\n\t")), random.choice(_SUFFIXES))


def _make_mark_only(random: Random, folder: Path) -> Thing:
    return _put(folder, random.choice(_BOMS) * random.randint(1, 2), random.choice(_SUFFIXES))


def _make_nul(random: Random, folder: Path) -> Thing:
    text, suffix = _choose_file(random)
    content, place = text.encode(), random.randrange(len(text))
    return _put(folder, content[:place] + b"\0" * random.choice((1, 2, 5_000)) + content[place:], suffix)


def _make_random(random: Random, folder: Path) -> Thing:
    return _put(folder, random.randbytes(random.choice((1, 7, 300, 20_000))), random.choice(_SUFFIXES))


def _make_wide(random: Random, folder: Path) -> Thing:
    """UTF-16 and UTF-32, with a byte order mark and without."""
    text, suffix = _choose_file(random)
    coding = random.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"))
    return _put(folder, text.encode(coding), suffix)


def _make_foreign(coding: str) -> Make:
    def make(random: Random, folder: Path) -> Thing:
        text = random.choice((_CHINESE_TEXT, _CHINESE_TEXT * 9, f"{_CHINESE_TEXT}é ñ ü £", _TEXT + "café – “Ñandú”"))
        return _put(folder, text.encode(coding, "ignore"), random.choice(_SUFFIXES))

    return make


def _make_cut(random: Random, folder: Path) -> Thing:
    """UTF-8 that ends in the middle of a character, or lacks the first byte of one."""
    content = (_CHINESE_TEXT + _CHINESE * random.randrange(3)).encode()
    places = [place for place, byte in enumerate(content) if byte & 0xC0 == 0x80]
    place = random.choice(places)
    return _put(folder, random.choice((content[:place], content[:place] + content[place + 1 :])))


def _make_false_bytes(random: Random, folder: Path) -> Thing:
    text, suffix = _choose_file(random)
    content, place = text.encode(), random.randrange(len(text))
    false = random.choice(
        (b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xff", b"\x80", b"\xe0\x80\xaf", b"\xfe\xfe")
    )
    return _put(folder, content[:place] + false + content[place:], suffix)


# Texts.


def _make_long_line(random: Random, folder: Path) -> Thing:
    unit = random.choice(("a", "=", "a ", "，", "中", "A.", "1,", "<p>", "&amp;", '"', "\t", "\x1b[1m", "\u200b"))
    text, suffix = _choose_file(random)
    return _put(folder, text.rstrip('\n"}') + unit * (random.randint(5_000, 30_000) // len(unit)), suffix)


def _make_broken_head(random: Random, folder: Path) -> Thing:
    lines = ["id: x", "lang: en", "title: A visit", "issued: 2024-05-03"]
    line = random.choice(
        ("id", "title", ": x", "id: y", "lang: tlh", "a: b: c", "  id: z", "url:", "\x1b[2J: x", "title:\u2028")
    )
    lines.insert(random.randint(1, len(lines)), line)
    gap = random.choice(("\n\n", "\n", "\r\n\r\n", "\n \t\n", "\r\r", ""))
    return _put(folder, "\n".join(random.sample(lines, random.randint(1, len(lines)))) + gap + _TEXT[-90:])


def _make_line_ends(random: Random, folder: Path) -> Thing:
    text, suffix = _choose_file(random)
    return _put(folder, "".join(random.choice(BREAKS) if sign in " \n" else sign for sign in text), suffix)


def _make_controls(random: Random, folder: Path) -> Thing:
    text, suffix = _choose_file(random)
    signs = [random.choice((*CONTROLS, *BIDI, *UNSEEN, *QUOTES, *SEQUENCES)) for _ in range(random.randint(1, 30))]
    for sign in signs:
        place = random.randrange(len(text))
        text = text[:place] + sign + text[place:]
    return _put(folder, text, suffix)


# Pages.


def _make_deep_page(random: Random, folder: Path) -> Thing:
    tag, depth = (
        random.choice(("div", "b", "span", "ul><li", "table><tr><td", "blockquote", "p", "a")),
        random.randint(500, 4_000),
    )
    return _put(
        folder,
        _PAGE % (f"<{tag}>" * depth + "deep" + f"</{tag.partition('>')[0]}>" * random.choice((0, depth))),
        ".html",
    )


def _make_open_page(random: Random, folder: Path) -> Thing:
    opened = random.choice(
        (
            "<!--",
            "<p",
            '<a href="',
            "<script>",
            "<style>",
            "<textarea>",
            "<title>",
            "<![CDATA[",
            "<svg><p>",
            "</div></div></div>",
            "<template>",
        )
    )
    page = _PAGE % f"{opened}{_CHINESE}"
    return _put(folder, page[: random.choice((len(page), random.randrange(len(page))))], ".html")


def _make_entities(random: Random, folder: Path) -> Thing:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    unit = random.choice(
        ("&b;&c;", "&lt;", "&#0;", "&#xD800;", "&#x110000;", "&#99999999999;", "&", "&#x1b;[2J", "&nosuch", "&#x85;")
    )
    return _put(
        folder,
        random.choice((bomb, "")) + _PAGE % (unit * random.randint(1, 3_000)),
        random.choice((".html", ".xhtml", ".htm")),
    )


# Tables.


def _make_table(random: Random, folder: Path, header: str, *rows: str) -> Thing:
    end = random.choice(("\n", "\r\n", "\r"))
    return _put(folder, end.join((header, *rows)) + random.choice((end, "")), ".csv")


def _list_rows(random: Random, count: int) -> list[str]:
    return [f'A visit,2024-05-03,en,"{_ENGLISH.format(name="Cato Ng")}",{random.random()}' for _ in range(count)]


def _make_open_quote(random: Random, folder: Path) -> Thing:
    rows = _list_rows(random, 5)
    place = random.randrange(len(rows))
    rows[place] = random.choice(
        (rows[place].replace('."', "."), f'"{rows[place]}', f'{rows[place]}"', rows[place].replace(",en", ',"en"x'))
    )
    return _make_table(random, folder, "title,issued,lang,text,id", *rows)


def _make_wrong_columns(random: Random, folder: Path) -> Thing:
    rows = _list_rows(random, 4)
    rows[random.randrange(4)] += "," * random.randint(1, 2_000)
    rows[random.randrange(4)] = random.choice(("", ",", "A visit", "A visit,2024-05-03", ",,,,"))
    return _make_table(random, folder, "title,issued,lang,text,id", *rows)


def _make_wrong_header(random: Random, folder: Path) -> Thing:
    header = random.choice(
        ("title,title,lang,text,text", "Title ,ISSUED, lang,TEXT,id", "\ufefftitle,issued,lang,text,id", "title,text", "text,title,,,", "", ",,,,",
         '"title","text"', "title;issued;lang;text;id", "title\tissued\tlang\ttext\tid", "headline,date,language,body,\x1b[2J", "title,\ntext")
    )  # fmt: skip
    return _make_table(random, folder, header, *_list_rows(random, random.randrange(4)))


def _make_odd_cells(random: Random, folder: Path) -> Thing:
    cell = random.choice(("\0", "\r", "x" * 200_000, '""""', "\ud7ff", "=cmd|' /C calc'!A0", "\x1a", "\u2028"))
    rows = _list_rows(random, 3)
    rows[1] = rows[1].replace("Cato", cell)
    return _make_table(random, folder, "title,issued,lang,text,id", *rows)


# Records.


def _put_record(random: Random, folder: Path, **changes: object) -> Thing:
    record = json.dumps(_RECORD | changes, ensure_ascii=random.random() < 0.5)
    ending = random.choice((".json", ".jsonl", ".ndjson"))
    return _put(folder, record.encode("utf-8", "backslashreplace"), ending)


def _make_half_characters(random: Random, folder: Path) -> Thing:
    half = random.choice(("\ud800", "\udfff", "\udc00\ud800", "\ud83d", "\ud800" * 500))
    return _put_record(random, folder, **{random.choice((*_RECORD, "url", "counterpart")): f"x{half}y"})


def _make_broken_record(random: Random, folder: Path) -> Thing:
    good = json.dumps(_RECORD)
    bad = random.choice(
        (good[: random.randrange(len(good))], good[:-1] + ",}", good.replace('"', "'"), good * 2, f"[{good}", f"{good},", "NaN", "null", "0", '""',
         "{}", "[]", "[[]]", '{"title": }', '{"title": "a", "title": "b"}', "\x1b[2J", "//x", good.replace("visit", "vi\nsit"), '{"text": "\\ud8"}')
    )  # fmt: skip
    return _put(folder, f"{bad}\n{good}\n" if random.random() < 0.5 else bad, random.choice((".json", ".jsonl")))


def _make_deep_record(random: Random, folder: Path) -> Thing:
    depth, (left, right) = random.choice((10, 900, 100_000)), random.choice((("[", "]"), ('{"title":', "}")))
    return _put(folder, left * depth + "1" + right * random.choice((0, depth)), random.choice((".json", ".jsonl")))


def _make_huge_number(random: Random, folder: Path) -> Thing:
    number = random.choice(
        ("1e999", "-1e999", "9" * 5_000, "1" + "0" * 400, "-0", "0.1e-999", "Infinity", "1E+2", "1_000")
    )
    record = json.dumps(_RECORD | {random.choice((*_RECORD, "url")): "@"})
    return _put(folder, record.replace('"@"', number), random.choice((".json", ".jsonl")))


def _make_wrong_type(random: Random, folder: Path) -> Thing:
    value = random.choice((None, True, 0, -1, 1.5, [], {}, ["x"], {"x": "y"}, [[["x"]]], "", " ", "\n"))
    return _put_record(random, folder, **{random.choice((*_RECORD, "url", "counterpart")): value})


def _make_odd_date(random: Random, folder: Path) -> Thing:
    date = random.choice(
        ("0000-00-00", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00+23:59", "2024-02-30", "2023-02-29", "10000-01-01",
         "-2024-01-01", "2024-13-01", "2024-W53-7", "20240503T246060", "May 32, 2024", "Friday, May 3, 0000", "二○二四年十三月三日", "2024-05-03T12:00+99:99",
         "2024-05-03T12:00:00.1234567890Z", "١٩٩٩-٠١-٠١", "1899-12-31", "2101-01-01", "2024-05-03\x1b[2J", "0", "1e9", "now", "2024-05-03" * 900)
    )  # fmt: skip
    if random.random() < 0.5:
        return _put_record(random, folder, issued=date)
    return _put(folder, _TEXT.replace("2024-05-03T12:00+08:00", date))


def _make_odd_field(*fields: str) -> Make:
    def make(random: Random, folder: Path) -> Thing:
        value = random.choice(
            (*SEQUENCES, "../../../x", "/etc/passwd", "a/b", "..", ".", "a-good", "A-GOOD", "con", "x" * 5_000, "x" * 300 + "陳", "%00", "%2e%2e%2f", "\\\\x\\y",
             "<script>alert(1)</script>", "javascript:alert(1)", "http://[link]/x", "http://x.y/ \t<>\"{}|^`\\", "http://x.y:99999/", "file:///dev/zero",
             "urn:x", "://", "http://x.y/#" + "é" * 900, "data:text/html,x", "' OR 1=1 --", '"} DROP ALL', "${HOME}", "$(touch x)", "\u202etxt.exe", "\ufffe\uffff", "\U0010ffff")
        )  # fmt: skip
        field = random.choice(fields)
        if random.random() < 0.5:
            return _put_record(random, folder, **{field: value})
        head = "\n".join(line for line in _TEXT.partition("\n\n")[0].splitlines() if not line.startswith(f"{field}:"))
        return _put(folder, f"{head}\n{field}: {value}\n\n{_ENGLISH.format(name='Cato Ng')}\n")

    return make


# Names of files, and what is no file.


def _make_odd_name(random: Random, folder: Path) -> Thing:
    name = random.choice(
        (b"new\nline.txt", b"\x1b[2Jx.txt", b" x .txt", b"-x.txt", b"--out.txt", b"x\xff\xfe.txt", b"\x9b31m.txt", b"x.txt ", b"x.", b"x", b".x.txt",
         b"x.TXT", b"x\r.txt", b"\xe2\x80\xaetxt.exe.txt", b"x" * 251 + b".txt", "陳".encode() * 80 + b".txt", b"x.en.txt", b"x.zh-Hant.txt", b"x..txt", b"~x.txt",
         b"*.txt", b"?.txt", b"$(touch owned).txt", b"`x`.txt", b"a'b\"c.txt", b"x;y|z&.txt", b"\\x.txt", b"%s%n.txt", b"CON.txt", b"README.txt", b"x\x7f.txt", b"\xc2\x85.txt",
         b"x.html.txt", b"99999999.txt", b"20240230.txt")
    )  # fmt: skip
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
    path.write_text(random.choice((_TEXT, _TEXT.partition("\n")[2], _CHINESE_TEXT)), encoding="utf-8")
    return Thing(path)


def _make_pipe(random: Random, folder: Path) -> Thing:
    path = folder / f"pipe{random.choice((*_SUFFIXES, ''))}"
    os.mkfifo(path)
    return Thing(path, is_file=False)


def _make_socket(random: Random, folder: Path) -> Thing:
    name = f"socket{random.choice((*_SUFFIXES, ''))}"
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(folder)  # the path of a socket may not be long
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(name)
    finally:
        os.fchdir(here)
        os.close(here)
    return Thing(folder / name, is_file=False)


def _make_loop(random: Random, folder: Path) -> Thing:
    path = folder / random.choice(("loop", "loop.txt", "loop.html"))
    match random.randrange(4):
        case 0:
            path.symlink_to(path)
        case 1:
            path.symlink_to(folder)
        case 2:
            path.symlink_to(folder.parent)
        case 3:
            other = folder / "other.txt"
            path.symlink_to(other)
            other.symlink_to(path)
    return Thing(path, is_file=False)


def _make_dangling(random: Random, folder: Path) -> Thing:
    path = folder / f"gone{random.choice(_SUFFIXES)}"
    path.symlink_to(
        random.choice(("nowhere.txt", "/nowhere/at/all", "../" * 90, "x" * 255, folder / "a-good.txt" / "x"))
    )
    return Thing(path, is_file=False)


def _make_shut(random: Random, folder: Path) -> Thing:
    """A file or folder that may not be read, unless by root."""
    path = folder / _SHUT
    path.mkdir()
    inside = _put(path, _TEXT).path
    match random.randrange(3):
        case 0:
            path.chmod(0)
        case 1:
            inside.chmod(0)
        case 2:
            path.chmod(0o444)
    return Thing(path)


def _make_deep_folder(random: Random, folder: Path) -> Thing:
    path = folder.joinpath(*["d"] * random.randint(50, 500))
    path.mkdir(parents=True)
    _put(path, _TEXT)
    return Thing(folder / "d")


def _make_device(random: Random, folder: Path) -> Thing:
    path = folder / f"device{random.choice((*_SUFFIXES, ''))}"
    path.symlink_to(random.choice([device for device in _DEVICES if Path(device).exists()]))
    return Thing(path, is_file=False)


def _make_vast(random: Random, folder: Path) -> Thing:
    """A file of which nearly all is a hole."""
    path = folder / f"vast{random.choice(_SUFFIXES)}"
    with path.open("wb") as file:
        file.write(random.choice((b"", _TEXT.encode(), b'{"title": "', b'title,text\n"')))
        file.truncate(random.choice((50_000_001, 200_000_000)))
    return Thing(path)


KINDS: dict[str, Make] = {
    "empty": _make_empty,
    "nothing but a byte order mark": _make_mark_only,
    "NUL": _make_nul,
    "random bytes": _make_random,
    "UTF-16 or UTF-32": _make_wide,
    "GBK": _make_foreign("gb18030"),
    "Big5": _make_foreign("big5hkscs"),
    "Latin-1": _make_foreign("latin-1"),
    "cut UTF-8": _make_cut,
    "bytes that are no UTF-8": _make_false_bytes,
    "a very long line": _make_long_line,
    "a broken header": _make_broken_head,
    "line ends of all kinds": _make_line_ends,
    "controls": _make_controls,
    "a page nested deep": _make_deep_page,
    "a page with something open": _make_open_page,
    "entities": _make_entities,
    "a table with a quote open": _make_open_quote,
    "a table with wrong columns": _make_wrong_columns,
    "a table with a wrong header": _make_wrong_header,
    "a table with odd cells": _make_odd_cells,
    "half a character": _make_half_characters,
    "a broken record": _make_broken_record,
    "a record nested deep": _make_deep_record,
    "a huge number": _make_huge_number,
    "a wrong type": _make_wrong_type,
    "a date out of range": _make_odd_date,
    "a hostile id": _make_odd_field("id"),
    "a hostile address": _make_odd_field("url"),
    "a hostile title": _make_odd_field("title"),
    "a hostile language or counterpart": _make_odd_field("lang", "counterpart"),
    "an odd name": _make_odd_name,
    "a pipe": _make_pipe,
    "a socket": _make_socket,
    "links in a loop": _make_loop,
    "a link to nothing": _make_dangling,
    "something shut": _make_shut,
    "folders nested deep": _make_deep_folder,
    "a device": _make_device,
    "a file without end": _make_vast,
}
# A hidden name or one without a known ending is for nobody in a folder; a path to nothing is wrong usage.
_NAMED_ONLY = frozenset({"an odd name"})
_FOUND_ONLY = frozenset({"links in a loop", "a link to nothing"})
