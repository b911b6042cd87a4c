"""Explanations: as text each step is there, as a page no word becomes markup and nothing is asked of the network."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sample import EXTRACTIONS
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.build import extract_paths
from kg.cli.main import run
from kg.entities import Entity, Label
from kg.explain import Explanation, explain_text, write_page
from kg.explain.explanation import explain_extraction
from kg.explain.page import make_page
from kg.explain.passages import Gap, Named, Passage
from kg.explain.stretches import Stretch, make_stretch
from kg.files import find_shipped
from kg.releases.dates import parse_date
from kg.sentences import Sentence
from kg.statements import Extraction

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ATTACKS = (
    "</style></title></span><script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "' onfocus='alert(1)' x='<svg onload=alert(1)>",
    "{{ 7*7 }}{% raw %}<iframe src=//evil.example></iframe>&lt;b&gt;",
)
OURS = frozenset(
    (*("html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer", "div", "p", "h1", "h2"),
     *("a", "b", "i", "strong", "span", "code", "ul", "li", "details", "summary"),
     *("table", "thead", "tbody", "tr", "th", "td"))
)  # fmt: skip
TWO_MEN = "Mr Ho Kwok-wah met with Mr Ho Siu-ming today (May 3). Mr Ho visited the Pearl Tide Laboratory."
PLANNED = "The Secretary for Tides and Moons, Ms Wong Mei-fan, will visit the Lantern Bureau tomorrow (May 4)."
SIGNED = (
    "The memorandum of understanding on lantern oil was signed today (May 3) by Mr Ho Kwok-wah and Ms Rosa Quill, "
    "on behalf of the Tides Bureau and the Pearl Tide Laboratory respectively."
)
ACTING = "Mr Ho Kwok-wah met with the Acting Director of the Lantern Bureau, Ms Rosa Quill."
Ask = Callable[..., tuple[int, str, str]]


def get_day(written: str = "2024-05-03") -> datetime:
    day = parse_date(written)
    assert day
    return day


def explain(text: str) -> Explanation:
    return explain_text(text, issued=get_day())


def make_hostile() -> Explanation:
    """Gives a release whose title, id, address, text and names all attack the page."""
    first = explain(
        " ".join((TWO_MEN, PLANNED, SIGNED, *(f"Ms Rosa Quill said that {attack} ." for attack in ATTACKS)))
    )
    release = replace(first.extraction.release, title=ATTACKS[0], id=ATTACKS[1], url="javascript:alert(1)")
    entities = tuple(
        _rename(entity, ATTACKS[index % len(ATTACKS)]) for index, entity in enumerate(first.extraction.entities)
    )
    statements = tuple(
        replace(statement, rule=ATTACKS[2], stated_by=ATTACKS[1]) for statement in first.extraction.statements
    )
    return explain_extraction(replace(first.extraction, release=release, entities=entities, statements=statements))


def _rename(entity: Entity, attack: str) -> Entity:
    return replace(entity, labels=tuple(Label(f"{label.text} {attack}", label.lang, True) for label in entity.labels))


@pytest.fixture(scope="module")
def samples() -> list[Extraction]:
    found = extract_paths([find_shipped("data", "releases")])
    return [extraction for extraction in found if isinstance(extraction, Extraction)]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    monkeypatch.chdir(tmp_path)

    def ask_kg(*arguments: str) -> tuple[int, str, str]:
        code = run(("explain", *arguments))
        return (code, *capsys.readouterr())

    return ask_kg


# As text.


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (TWO_MEN, "    Mr Ho Kwok-wah -> Ho Kwok-wah (person/ho-kwok-wah, person, new)"),
        (TWO_MEN, "    * Ho Kwok-wah  gba:metWith  Ho Siu-ming"),
        (TWO_MEN, "        role: participant; event: meeting; date: 2024-05-03 (the year is that of the issue)"),
        (TWO_MEN, '        rule met-with: Somebody met with others; "A, and then B" is two meetings.'),
        (TWO_MEN, "        from «Ho Kwok-wah», «Ho Siu-ming»"),
        (
            TWO_MEN,
            "    open: 'Ho': Ho Kwok-wah (person/ho-kwok-wah) or Ho Siu-ming (person/ho-siu-ming)",
        ),
        (PLANNED, "    * Wong Mei-fan  gba:visited  Lantern Bureau [planned]"),
        ("It rained.", "    (no statement)"),
        ("Mr Bo Lin visited Guangzhou.", "    Guangzhou -> Guangzhou (place/guangzhou, place, known)"),
    ],
    ids=lambda value: value[:50],
)
def test_the_text_says_each_step(text: str, line: str) -> None:
    assert line in str(explain(text)).splitlines()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SIGNED, "role: signatory; on behalf of: Tides Bureau"),
        (SIGNED, "signed on: 2024-05-03 (the year is that of the issue)"),
        (ACTING, "capacity: acting; attested on: 2024-05-03"),
    ],
)
def test_the_text_gives_role_principal_day_and_capacity(text: str, words: str) -> None:
    assert words in str(explain(text))


def test_the_text_says_who_said_it() -> None:
    text = "Ms Rosa Quill said that the Lantern Bureau had established the Moon Data Centre."
    lines = str(explain(text)).splitlines()
    assert "        said by Rosa Quill" in lines


def test_every_rule_of_the_samples_says_what_it_says(samples: list[Extraction]) -> None:
    lines = [line for one in samples for passage in explain_extraction(one).passages for line in passage.lines]
    assert len(lines) > 100
    assert {line.rule for line in lines if not line.says} == set()


def test_a_chinese_text_is_explained_by_its_known_names() -> None:
    explanation = explain("行政長官今日到訪廣州及深圳，並與廣東省人民政府會面。")
    assert explanation.extraction.release.lang == "zh-Hant"
    assert "place/guangzhou" in str(explanation)


# Stretches.


def make_named(start: int, end: int, id: str = "body/x") -> Named:
    kind = id.partition("/")[0]
    return Named(start, end, "", Entity(id, kind, (Label(id, "en", True),)), id, False)


def show(stretch: Stretch) -> str:
    """Writes a stretch with brackets; "+" marks the rest of one that was cut, "?" an open one."""
    inner = "".join(part if isinstance(part, str) else show(part) for part in stretch.parts)
    if not stretch.named and not stretch.gap:
        return inner
    return f"[{'+' if stretch.is_rest else ''}{'?' if stretch.gap else ''}{inner}]"


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], "abcdefgh"),
        ([(0, 8)], "[abcdefgh]"),
        ([(1, 3), (5, 7)], "a[bc]de[fg]h"),
        ([(1, 3), (3, 5)], "a[bc][de]fgh"),
        ([(1, 7), (2, 6), (3, 4)], "a[b[c[d]ef]g]h"),
        ([(1, 4), (1, 6)], "a[[bcd]ef]gh"),
        ([(1, 5), (3, 7)], "a[bc[de]][+fg]h"),
        ([(1, 6), (2, 5), (4, 8)], "a[b[cd[e]][+f]][+gh]"),
        ([(2, 4), (2, 4)], "ab[cd]efgh"),
        ([(6, 12)], "abcdef[gh]"),
        ([(4, 4), (20, 30)], "abcdefgh"),
    ],
)
def test_nested_and_overlapping_mentions_become_a_tree(spans: list[tuple[int, int]], shown: str) -> None:
    named = tuple(make_named(*span, id=f"body/{at}") for at, span in enumerate(spans))
    assert show(make_stretch("abcdefgh and more", Passage(Sentence(1, 0, 8, "abcdefgh"), named, (), ()))) == shown


def test_words_that_name_two_are_one_stretch_with_both() -> None:
    named = (make_named(0, 4, "person/a"), make_named(0, 4, "person/b"))
    (they, *_) = make_stretch("They met.", Passage(Sentence(1, 0, 9, "They met."), named, (), ())).parts
    assert isinstance(they, Stretch)
    assert [one.entity.id for one in they.named] == ["person/a", "person/b"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mr Ho sat.", "Mr [?Ho] sat."),
        ("Mr Ho saw Mr Ho.", "Mr Ho saw Mr Ho."),  # which of the two is open?
        ("Mr Hogan sat.", "Mr Hogan sat."),
    ],
)
def test_open_words_are_marked_only_where_they_must_be_meant(text: str, shown: str) -> None:
    passage = Passage(Sentence(1, 0, len(text), text), (), (), (Gap("Ho", ()),))
    assert show(make_stretch(text, passage)) == shown


def test_no_letter_of_a_sentence_is_lost_or_told_twice(samples: list[Extraction]) -> None:
    for extraction in samples:
        text = extraction.release.text
        for passage in explain_extraction(extraction).passages:
            shown = re.sub(r"[\[\]+?]", "", show(make_stretch(text, passage)))
            assert shown == re.sub(r"[\[\]+?]", "", text[passage.sentence.start : passage.sentence.end])


# As a page.


def read_page(explanation: Explanation) -> LexborHTMLParser:
    return LexborHTMLParser(make_page(explanation))


def find(page: LexborHTMLParser, selector: str) -> LexborNode:
    node = page.css_first(selector)
    assert node is not None, selector
    return node


def test_a_page_has_sentences_mentions_statements_and_things() -> None:
    page = read_page(explain(f"{TWO_MEN} {PLANNED}"))
    assert [node.attributes["id"] for node in page.css("section")] == ["s1", "s2", "s3"]
    mention = find(page, "#s1 .mention.person.new")
    assert mention.text(deep=True).startswith("Mr Ho Kwok-wah")
    assert mention.attributes["title"] == "Ho Kwok-wah — person, new, person/ho-kwok-wah"
    assert page.css_first("#s2 .gap")
    assert page.css_first("#s2 .mention.open")
    assert "planned" in find(page, "#s3 .status").text()
    assert "met-with" in find(page, "#s1 details").text()
    assert "person/ho-siu-ming" in find(page, "footer table").text()


def test_a_mention_inside_a_mention_stands_inside_it_on_the_page() -> None:
    page = read_page(
        explain("Mr Bo Lin met with the Director of the Lantern Bureau of the Tides Department, Ms Rosa Quill.")
    )
    assert page.css_first(".mention.post .mention.body")


def test_attacks_stay_text() -> None:
    explanation = make_hostile()
    page = read_page(explanation)
    body = page.body
    assert body
    elements = [node for node in page.root.traverse() if node.tag not in ("-text", "-doctype")] if page.root else []
    assert {node.tag for node in elements} <= OURS
    names = {name for node in elements for name in node.attributes}
    assert not [name for name in names if name.startswith("on") or name in ("style", "src", "srcdoc")]
    assert find(page, "title").text() == ATTACKS[0]
    assert find(page, "h1").text() == ATTACKS[0]
    assert all(attack in body.text() for attack in ATTACKS)
    assert len(page.css("section")) == len(explanation.passages)


@pytest.mark.parametrize("make", [make_hostile, lambda: explain_extraction(EXTRACTIONS[0])], ids=["attacks", "sample"])
def test_the_page_loads_nothing_and_runs_nothing(make: Callable[[], Explanation]) -> None:
    html = make_page(make())
    page = LexborHTMLParser(html)
    policy = find(page, "meta[http-equiv]").attributes["content"] or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "script" not in policy
    style = find(page, "style").text()
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy
    assert not re.search(r"url\(|@import|expression", style)
    assert page.css("script, link, img, iframe, object, embed, form, base") == []


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://www.info.gov.hk/gia/x.htm", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_only_a_web_address_becomes_a_link(url: str | None, linked: bool) -> None:
    extraction = replace(EXTRACTIONS[0], release=replace(EXTRACTIONS[0].release, url=url))
    targets = {node.attributes["href"] or "" for node in read_page(explain_extraction(extraction)).css("a")}
    assert {target for target in targets if not target.startswith("#")} == ({url} if linked else set())


def test_the_same_release_gives_the_same_page() -> None:
    assert make_page(explain(TWO_MEN)) == make_page(explain(TWO_MEN))


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_a_browser_shows_attacks_as_text(tmp_path: Path) -> None:
    write_page(make_hostile(), tmp_path / "page.html")
    assert CHROMIUM
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
    command = [CHROMIUM, *options, (tmp_path / "page.html").as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    assert "<title>owned" not in shown
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'class="sentence' in shown


# The command.


def test_a_page_is_written_and_nothing_else(ask: Ask, tmp_path: Path) -> None:
    code, out, err = ask("Mr Bo Lin met with Ms Rosa Quill.", "--html", "out/page.html")
    assert (code, out) == (0, "")
    assert "page.html" in err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["page.html"]


def test_the_day_of_issue_is_what_today_means(ask: Ask) -> None:
    text = "Mr Bo Lin met with Ms Rosa Quill today (May 3)."
    assert "2019-05-03" in ask(text, "--issued", "2019-05-03")[1]
    seed = str(find_shipped("data", "releases", "seed-20240108.en.txt"))
    assert "issued 2024-01-08" in ask(seed)[1]
    assert "issued 2025-01-08" in ask(seed, "--issued", "2025-01-08")[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("It rained.", "--issued", "2024-13-45"), "2024-13-45"),
        (("nowhere.txt",), "nowhere.txt"),
        ((" ",), "no text"),
    ],
)
def test_wrong_usage_is_exit_code_2(ask: Ask, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = ask(*arguments)
    assert (code, out) == (2, "")
    assert words in err


def test_a_folder_is_not_a_release(ask: Ask, tmp_path: Path) -> None:
    code, _, err = ask(str(tmp_path))
    assert code == 1
    assert "a folder" in err


def test_a_page_that_cannot_be_written_is_an_error_in_one_line(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _, err = ask("It rained.", "--html", "file/page.html")
    assert code == 1
    assert "cannot be written" in err
