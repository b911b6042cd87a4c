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
import yaml
from sample import EXTRACTIONS
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.building.corpus import extract_paths
from kg.cli.main import run
from kg.controls import show_controls
from kg.discourse.trace import Refusal, Trace
from kg.explain import Explanation, explain_text, write_page
from kg.explain.explanation import explain_extraction, explain_release
from kg.explain.page import make_page
from kg.explain.passages import Gap, Named, Passage
from kg.explain.stretches import Stretch, make_stretch
from kg.explain.tree import Told, Tree, Twig
from kg.extraction import read_extraction
from kg.files import find_shipped
from kg.frames import read_frames
from kg.grammar import read_grammar
from kg.looks import LOOKS, read_palette
from kg.mentions.entities import Entity, Label
from kg.phrases import read_rows
from kg.pipeline import extract_release, load_gazetteer
from kg.releases.dates import parse_date
from kg.sentences import Sentence
from kg.statements import Extraction

ROOT = Path(__file__).resolve().parent.parent
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
     *("table", "thead", "tbody", "tr", "th", "td"), *("dl", "dt", "dd"), *("svg", "symbol", "path", "use"))
)  # fmt: skip
TWO_MEN = "Mr Ho Kwok-wah met with Mr Ho Siu-ming today (May 3). Mr Ho visited the Pearl Tide Laboratory."
PLANNED = "The Secretary for Tides and Moons, Ms Wong Mei-fan, will visit the Lantern Bureau tomorrow (May 4)."
SIGNED = (
    "The memorandum of understanding on lantern oil was signed today (May 3) by Mr Ho Kwok-wah and Ms Rosa Quill, "
    "on behalf of the Tides Bureau and the Pearl Tide Laboratory respectively."
)
ACTING = "Mr Ho Kwok-wah met with the Acting Director of the Lantern Bureau, Ms Rosa Quill."
TITLES = (
    "Titles of office stand before the name of their holder; several share the holder, and the last one's body if they "
    "name none."
)
TRIP = (
    "Ms Wong Mei-fan visited Zhuhai today (May 3). She met the Mayor, Mr Qi Wenbo. "
    "Accompanying her on the visit was Mr Bo Lin."
)
FORUM = (
    "Ms Wong Mei-fan attended the Pearl Forum in Zhuhai on May 2. The forum was organised by the Lantern Bureau. "
    "Mr Bo Lin spoke at the forum."
)
GREETING = (
    "Following is the speech by the Secretary for Tides, Ms Wong Mei-fan, at the Pearl Summit today (May 3):\n"
    "Mr Ho Kwok-wah, ladies and gentlemen, good morning."
)
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
    trace = Trace()
    read_extraction(first.extraction.release, load_gazetteer(), trace)
    extraction = replace(first.extraction, release=release, entities=entities, statements=statements)
    made = explain_extraction(extraction, trace)
    trees = (_make_hostile_tree(attack) for attack in ATTACKS)
    return replace(made, passages=(*map(_plant, made.passages, trees), *made.passages[len(ATTACKS) :]))


def _make_hostile_tree(attack: str) -> Tree:
    told = Told(attack, attack, attack, attack, attack, 1, (attack,), ((attack, 1),), 2, attack)
    pairs = ((attack, attack),)
    return Tree((Twig(1, attack, attack, attack, attack, pairs, attack, attack, pairs, (told,), attack),), attack)


def _plant(passage: Passage, tree: Tree) -> Passage:
    return replace(passage, tree=tree)


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
        (
            TWO_MEN,
            "        role: participant; event: meeting; date: 2024-05-03; basis of the date: the year follows from "
            "the day of issue",
        ),
        (TWO_MEN, "        frame met: Somebody met somebody."),
        (TWO_MEN, "        from «Ho Kwok-wah», «Ho Siu-ming»"),
        (
            TWO_MEN,
            "    open: 'Ho': Ho Kwok-wah (person/ho-kwok-wah) or Ho Siu-ming (person/ho-siu-ming)",
        ),
        (PLANNED, "    * Wong Mei-fan  gba:visited  Lantern Bureau [planned]"),
        ("It rained.", "    (no statement)"),
        (ACTING, "        rule tenure-post-comma-name: " + TITLES),
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
        (SIGNED, "signed on: 2024-05-03; basis of the date: the year follows from the day of issue"),
        (ACTING, "capacity: acting; seen on: 2024-05-03"),
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


# Clauses.


def show_tree(text: str, sentence: int = 1) -> list[str]:
    """Gives the lines of a sentence's clauses, without its names and statements."""
    (block,) = [part for part in str(explain(text)).split("\n\n") if part.startswith(f"[{sentence}] ")]
    lines = block.splitlines()[1:]
    kept = [line for line in lines if " -> " not in line]
    return [line[4:] for line in kept[: next((at for at, line in enumerate(kept) if line[4] in "*(o"), None)]]


def test_a_clause_is_shown_with_its_frame_its_slots_and_what_was_told() -> None:
    assert show_tree("After a meeting with Mr Bo Lin, Ms Wong Mei-fan called on Mr Qi Wenbo today (May 3).") == [
        "clause «call on» (call-on, main clause, done)",
        "    subject: Wong Mei-fan",
        "    after: meeting",
        "    object: Qi Wenbo",
        "    time: «today (May 3)» = 2024-05-03",
        "    frame called-on (Somebody called on somebody.) one = Wong Mei-fan; other = Qi Wenbo",
        "    => done meeting «call on Qi Wenbo»; date: 2024-05-03, in its own words «today (May 3)»; "
        "Wong Mei-fan (participant), Qi Wenbo (participant)",
        "  clause «meeting» (meet, noun, done)",
        "      subject: Wong Mei-fan (that of the clause it depends on)",
        "      with: Bo Lin",
        "      frame met (Somebody met somebody.) one = Wong Mei-fan; other = Bo Lin",
        "      => done meeting «meeting with Bo Lin»; date: 2024-05-03, from «call on … today (May 3)»; "
        "Wong Mei-fan (participant), Bo Lin (participant)",
    ]


@pytest.mark.parametrize(
    ("text", "sentence", "line"),
    [
        (
            TRIP,
            1,
            "    => done visit «visit to Zhuhai»; date: 2024-05-03, in its own words «today (May 3)»; place: Zhuhai; "
            "Wong Mei-fan (participant); also Bo Lin (participant) [3]",
        ),
        (TRIP, 2, "    subject: She"),
        (TRIP, 2, "    frame met (Somebody met somebody.) one = Wong Mei-fan; other = Qi Wenbo"),
        (
            TRIP,
            2,
            "    => done meeting «meeting with Qi Wenbo»; date: 2024-05-03, the story's day, from sentence 1 "
            "«today (May 3)»; place: Zhuhai (from the story, sentence 1); Wong Mei-fan (participant), "
            "Qi Wenbo (participant)",
        ),
        (TRIP, 3, "    subject: Bo Lin (it stands behind the verb)"),
        (
            TRIP,
            3,
            "    => done visit «visit to Zhuhai»; told before, in sentence 1; date: 2024-05-03, from sentence 1 "
            "«today (May 3)»; place: Zhuhai (from the story, sentence 1); Bo Lin (participant); "
            "also Wong Mei-fan (participant) [1]",
        ),
        (FORUM, 2, "clause «organise» (organise, main clause, passive, done)"),
        (FORUM, 2, "    subject: Lantern Bureau"),
        (
            FORUM,
            3,
            "    => done conference «Pearl Forum»; told before, in sentence 1; date: 2024-05-02, from sentence 1 "
            "«on May 2»; place: Zhuhai (from the story, sentence 1); Bo Lin (speaker); "
            "also Wong Mei-fan (participant) [1], Lantern Bureau (organiser) [2]",
        ),
        (PLANNED, 1, "clause «visit» (visit, main clause, planned)"),
        (PLANNED, 1, "    time: «tomorrow (May 4)» = 2024-05-04"),
        (SIGNED, 1, "    behalf: Tides Bureau, Pearl Tide Laboratory"),
        (
            SIGNED,
            1,
            "    => done signing «memorandum of understanding on lantern oil»; date: 2024-05-03, in its own words "
            "«today (May 3)»; Ho Kwok-wah (signatory for Tides Bureau), "
            "Rosa Quill (signatory for Pearl Tide Laboratory), Tides Bureau (party), Pearl Tide Laboratory (party)",
        ),
        (
            "The Lantern Bureau established the Moon Data Centre.",
            1,
            "    => done statement «Lantern Bureau establishes Moon Data Centre»",
        ),
        ("Mr Bo Lin met Ms Rosa Quill recently.", 1, "    time: «recently» = no day is known"),
        ("Mr Bo Lin will go to Porto to meet Ms Quill.", 1, "  clause «meet» (meet, hangs on the verb before, planned)"),
        ("Mr Bo Lin met Ms Rosa Quill, who visited Porto.", 1, "      subject: Rosa Quill (the name it hangs on)"),
        (GREETING, 2, "    frame greeted (Whom a speech greets at its beginning is there.)"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_the_tree_says_who_when_where_and_what_was_told_before(text: str, sentence: int, line: str) -> None:
    assert line in [shown.rstrip() for shown in show_tree(text, sentence)]


def explain_tree(text: str) -> Tree:
    tree = explain(text).passages[-1].tree
    assert tree is not None
    return tree


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ms Rosa Quill likes the Lantern Bureau.", "no word in it calls a frame, and it names no event and no time"),
        ("Ms Rosa Quill of the Lantern Bureau.", "no verb was found in it"),
        ("Ms Rosa Quill likes the Pearl Forum.", "no frame is called by «likes»"),
        ("The plan met Ms Rosa Quill.", "«meet»: slot “one” of frame met (Somebody met somebody.) stayed empty: it "
         "takes body or person as subject"),
        ("Mr Bo Lin did not visit Zhuhai.", f"«visit», frame visited: {Refusal.UNREAL}"),
        ("Mr Bo Lin hoped to visit Zhuhai.", f"«visit», frame visited: {Refusal.UNREAL}"),
        ("If Mr Bo Lin visits Zhuhai, it will rain.", f"«visit», frame visited: {Refusal.UNREAL}"),
        ("Ms Rosa Quill said that Mr Bo Lin had met Mr Qi Wenbo.", f"«meet», frame met: {Refusal.SPEECH}"),
        ("Ms Rosa Quill met the needs of the Lantern Bureau.", f"«meet», frame met-each-other: {Refusal.NO_SIDES}"),
        ("Ms Rosa Quill will meet Mr Bo Lin on May 1, 2020.", f"«meet», frame met: {Refusal.LATE_PLAN}"),
        ("Ms Rosa Quill meets Mr Bo Lin.", f"«meet», frame met: {Refusal.HABIT}"),
        ("Ms Rosa Quill called on the Lantern Bureau to keep lamps.", f"«call on», frame called-on: {Refusal.APPEAL}"),
        ("The meeting was attended by Ms Rosa Quill.", f"«attend», frame attended: {Refusal.NOT_FOUND}"),
        ("Ms Rosa Quill witnessed the signing of the agreement.", "«witness», frame witnessed: no signing is known that "
         "was witnessed"),
        ("The Pearl Forum was held in Zhuhai on May 2.", "«hold», frame took-place: nobody who is named takes part in "
         "it"),
        (TWO_MEN, f"«visit», frame visited: {Refusal.NOBODY}"),
    ],
    ids=lambda value: value[:40],
)  # fmt: skip
def test_a_sentence_that_names_somebody_and_gives_nothing_says_why(text: str, why: str) -> None:
    tree = explain_tree(text)
    assert tree.why == why
    assert str(explain(text)).splitlines()[-1] == f"    (no statement: {why})"


@pytest.mark.parametrize("text", ["It rained.", TRIP, FORUM, PLANNED, "Mr Bo Lin met Ms Rosa Quill."])
def test_what_gives_something_or_names_nobody_needs_no_reason(text: str) -> None:
    assert explain_tree(text).why == ""


def test_each_frame_that_states_something_stands_in_the_tree(samples: list[Extraction]) -> None:
    found = 0
    for extraction in samples:
        if extraction.release.lang != "en":
            continue
        for passage in explain_release(extraction.release).passages:
            assert passage.tree is not None
            told = {twig.frame for twig in passage.tree.twigs if twig.told}
            stating = {line.rule for line in passage.lines if line.source == "frame"}
            assert stating <= told, passage.sentence.text
            found += len(stating)
            reasons = [bool(twig.told) != bool(twig.why) for twig in passage.tree.twigs if twig.frame]
            assert all(reasons), passage.sentence.text
            if (passage.named or passage.gaps) and not passage.lines:
                kept = [told for twig in passage.tree.twigs for told in twig.told if not told.dropped]
                assert bool(kept) != bool(passage.tree.why), passage.sentence.text
    assert found > 50


def test_a_trace_changes_nothing_that_is_read(samples: list[Extraction]) -> None:
    for extraction in samples:
        assert read_extraction(extraction.release, load_gazetteer(), Trace()) == extract_release(extraction.release)


def test_without_a_trace_there_are_no_clauses() -> None:
    made = explain_extraction(explain(TRIP).extraction)
    assert {passage.tree for passage in made.passages} == {None}
    assert "clause" not in str(made)


def test_a_chinese_sentence_shows_its_clauses() -> None:
    (passage,) = explain("行政長官李家超今日到訪廣州。").passages
    assert passage.tree is not None
    assert [twig.words for twig in passage.tree.twigs] == ["到訪"]


def test_many_clauses_inside_each_other_are_no_deep_tree() -> None:
    text = "Mr Bo Lin met Ms Rosa Quill" + ", who met Ms Rosa Quill" * 40 + "."
    explanation = explain(text)
    (passage,) = explanation.passages
    assert passage.tree is not None
    assert max(twig.depth for twig in passage.tree.twigs) <= 6
    assert len(passage.tree.twigs) > 40
    assert "clause" in str(explanation)
    assert "twig d6" in make_page(explanation)


# Letters that a terminal obeys.


@pytest.mark.parametrize(
    ("letter", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("\x07", "\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("\u202e", "\\u202e"),
        ("\u2028", "\\u2028"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("a\tb", "a\\x09b"),
        ("Ñandú 廣州 “–” é", "Ñandú 廣州 “–” é"),
    ],
)
def test_control_characters_are_written_out(letter: str, shown: str) -> None:
    assert show_controls(letter) == shown


@pytest.mark.parametrize("letter", ["\x1b]0;owned\x07", "\x9b2J", "\u202e", "\x08"])
def test_no_control_character_of_a_release_reaches_the_terminal(ask: Ask, letter: str) -> None:
    code, out, _ = ask(f"{letter} Mr Bo Lin met with Ms Rosa Quill{letter} today{letter}.")
    assert code == 0
    assert show_controls(letter) in out
    assert [sign for sign in out if not sign.isprintable() and sign != "\n"] == []


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


# The words that a statement rests on.


def list_grounds(text: str) -> list[tuple[str, str, list[str]]]:
    """Gives verb, object and grounds of each statement of a text."""
    explanation = explain(text)
    stored = explanation.extraction.release.text
    return [
        (line.verb, line.object, [stored[start:end] for start, end in line.grounds])
        for passage in explanation.passages
        for line in passage.lines
    ]


@pytest.mark.parametrize(
    ("text", "verb", "grounds"),
    [
        ("Mr Bo Lin met Ms Rosa Quill today (May 3).", "met", ["Mr Bo Lin", "met", "Ms Rosa Quill"]),
        (
            "Mr Bo Lin met Ms Rosa Quill today (May 3).",
            "took part in",
            ["Mr Bo Lin", "met", "today (May 3)"],
        ),
        (f"{TRIP}", "visited", ["Ms Wong Mei-fan", "visited", "Zhuhai"]),
        ("Mr Bo Lin will be visiting Zhuhai on May 9.", "visited", ["Mr Bo Lin", "will be visiting", "Zhuhai"]),
        ("Ms Rosa Quill called on Mr Bo Lin today.", "met", ["Ms Rosa Quill", "called on", "Mr Bo Lin"]),
        (
            ACTING,
            "was acting",
            ["Acting Director of the Lantern Bureau", "Lantern Bureau", "Ms Rosa Quill"],
        ),
        ("潮汐局局長黃美芬今日到訪廣州。", "visited", ["黃美芬", "到訪", "廣州"]),
    ],
)
def test_a_statement_knows_the_words_that_it_rests_on(text: str, verb: str, grounds: list[str]) -> None:
    assert grounds in [found for said, _, found in list_grounds(text) if said == verb]


def test_each_of_two_meetings_rests_on_its_own_verb() -> None:
    found = list_grounds("Mr Bo Lin met Ms Rosa Quill and later talked with Ms Wong Mei-fan today (May 3).")
    by_object = {name: grounds for verb, name, grounds in found if verb == "met"}
    assert "met" in by_object["Rosa Quill"]
    assert "talked" not in by_object["Rosa Quill"]
    assert "talked" in by_object["Wong Mei-fan"]
    assert "met" not in by_object["Wong Mei-fan"]


def test_grounds_lie_in_their_sentence_and_nearly_every_statement_has_some(samples: list[Extraction]) -> None:
    lines = 0
    bare = 0
    for extraction in samples:
        for passage in explain_release(extraction.release).passages:
            for line in passage.lines:
                lines += 1
                bare += not line.grounds
                for start, end in line.grounds:
                    assert passage.sentence.start <= start < end <= passage.sentence.end
    assert lines > 300
    assert bare <= lines // 50


# As a page.


def read_page(explanation: Explanation) -> LexborHTMLParser:
    return LexborHTMLParser(make_page(explanation))


def find(page: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    node = page.css_first(selector)
    assert node is not None, selector
    return node


def test_a_page_has_sentences_mentions_statements_and_things() -> None:
    page = read_page(explain(f"{TWO_MEN} {PLANNED}"))
    assert [node.attributes["id"] for node in page.css("section")] == ["s1", "s2", "s3"]
    mention = find(page, "#s1 .mention.person")
    assert mention.text(deep=True).startswith("Mr Ho Kwok-wah")
    assert find(mention, ".card").text() == "Ho Kwok-wah: person, first met here, person/ho-kwok-wah"
    assert page.css_first("#s2 .gap")
    assert page.css_first("#s2 .mention.open")
    assert "planned" in find(page, "#s3 .badge").text()
    assert "Somebody met somebody. met" in find(page, "#s1 .statement dl").text()
    assert "person/ho-siu-ming" in find(page, "footer table").text()


def test_a_mention_inside_a_mention_stands_inside_it_on_the_page() -> None:
    page = read_page(
        explain("Mr Bo Lin met with the Director of the Lantern Bureau of the Tides Department, Ms Rosa Quill.")
    )
    assert page.css_first(".mention.post .mention.body")


def test_a_page_shows_the_clauses_and_why_there_is_no_statement() -> None:
    page = read_page(explain(f"{TRIP} Ms Rosa Quill likes the Lantern Bureau. It rained."))
    assert "How it was read: meet" in find(page, "#s2 details.tree summary").text()
    cells = [node.text().strip() for node in page.css("#s2 .twig dt, #s2 .twig dd")]
    pairs = dict(zip(cells[::2], cells[1::2], strict=True))
    assert pairs["subject"] == "She"
    assert pairs["frame"] == "Somebody met somebody. met"
    assert pairs["one"] == "Wong Mei-fan"
    assert pairs["told"] == "done meeting «meeting with Qi Wenbo»"
    assert pairs["date"] == "2024-05-03, the story's day, from sentence 1 «today (May 3)»"
    assert pairs["place"] == "Zhuhai (from the story, sentence 1)"
    assert find(page, "#s3 .twig a").attributes["href"] == "#s1"
    assert "no word in it calls a frame" in find(page, "#s4 .why").text()
    assert page.css("#s5 .why") == []
    assert "silent" in (find(page, "#s5").attributes["class"] or "")
    assert "silent" in (find(page, "#s4").attributes["class"] or "")
    assert "silent" not in (find(page, "#s2").attributes["class"] or "")


def test_attacks_stay_text() -> None:
    explanation = make_hostile()
    page = read_page(explanation)
    body = page.body
    assert body
    elements = [node for node in page.root.traverse() if node.tag not in ("-text", "-doctype")] if page.root else []
    assert {node.tag for node in elements} <= OURS
    names = {name for node in elements for name in node.attributes}
    assert not [name for name in names if name.startswith("on") or name in ("style", "src", "srcdoc", "xlink:href")]
    assert {node.attributes["href"] for node in page.css("use")} <= {f"#mark-{kind}" for kind in LOOKS}
    assert find(page, "title").text() == ATTACKS[0]
    assert find(page, "h1").text() == ATTACKS[0]
    assert all(attack in body.text() for attack in ATTACKS)
    assert len(page.css("section")) == len(explanation.passages)
    for attack, twig, why in zip(ATTACKS, page.css(".twig"), page.css(".why"), strict=False):
        assert twig.text().count(attack) == 18  # all its words but the entry
        assert attack in why.text()


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


# Words and looks.


def test_what_two_sides_say_of_one_meeting_is_one_line() -> None:
    page = read_page(explain("Mr Bo Lin met Ms Rosa Quill today (May 3)."))
    verbs = [node.text() for node in page.css(".statement .verb")]
    assert verbs.count("met") == 1
    assert verbs.count("took part in") == 2


def test_words_and_statements_carry_the_same_number() -> None:
    page = read_page(explain("Mr Bo Lin met Ms Rosa Quill and visited Zhuhai today (May 3)."))
    style = find(page, "style").text()
    for node in page.css("#s1 .statement"):
        number = (node.attributes["id"] or "").rpartition("-")[2]
        assert f"s{number}" in (node.attributes["class"] or "").split()
        assert page.css(f"#s1 .w{number}")
        assert f".sentence:has(.s{number}:is(:hover, :focus-within, :target)) .w{number} " in style
        assert f".sentence:has(.w{number}:is(:hover, :focus)) .s{number} " in style


def test_silent_sentences_are_folded_together_and_keep_their_reason() -> None:
    page = read_page(explain(f"It rained. Ms Rosa Quill likes the Pearl Forum. {PLANNED} It rained."))
    assert [node.text() for node in page.css(".fold > summary")] == [
        "2 sentences that state nothing (1 to 2)",
        "Sentence 4 states nothing",
    ]
    assert [node.attributes["id"] for node in page.css(".fold section")] == ["s1", "s2", "s4"]
    assert "no frame is called by «likes»" in find(page, "#s2 .why").text()


def test_a_sentence_that_leaves_a_name_open_is_not_folded() -> None:
    page = read_page(explain(TWO_MEN))
    assert page.css(".fold") == []
    assert "It is open who “Ho” is: Ho Kwok-wah (person/ho-kwok-wah) or Ho Siu-ming" in find(page, "#s2 .gap").text()


def test_the_marks_and_colours_are_those_of_the_picture() -> None:
    page = read_page(explain("Mr Bo Lin met Ms Rosa Quill today (May 3)."))
    style = find(page, "style").text()
    for kind, look in LOOKS.items():
        assert find(page, f"#mark-{kind} path").attributes["d"] == look["path"]
        assert f".{kind} {{ --hue: {look['fill']}; }}" in style
    assert style.startswith(read_palette())
    own = (ROOT / "kg" / "explain" / "page.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-f]{6}\b|--warn", own) == []
    assert [node.text().strip() for node in page.css(".legend li")] == ["person", "event"]


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        (
            "潮汐局局長黃美芬今日到訪廣州。天下雨。",
            "zh-Hant",
            ("擔任", "訪問", "第 2 句沒有陳述", "某人訪問某地或某機構"),
        ),
        (
            "潮汐局局长黄美芬今日到访广州。天下雨。",
            "zh-Hans",
            ("担任", "访问", "第 2 句没有陈述", "某人访问某地或某机构"),
        ),
    ],
)
def test_a_chinese_release_has_a_chinese_frame(text: str, lang: str, said: tuple[str, ...]) -> None:
    page = read_page(explain(text))
    assert find(page, "html").attributes["lang"] == lang
    body = page.body
    assert body
    assert [words for words in said if words not in body.text()] == []
    for node in body.css("code, svg, .card, td:nth-child(4)"):
        node.decompose()
    left = re.sub(r"text", "", body.text())  # the id of a text that has none
    assert re.findall("[A-Za-z]+", left) == []


def test_a_chinese_sample_has_no_english_words_but_names(samples: list[Extraction]) -> None:
    """Of every sentence of the frame, English or not: what is said of frames, rules and refusals is all translated."""
    for extraction in samples:
        if extraction.release.lang != "zh-Hant":
            continue
        page = read_page(explain_release(extraction.release))
        for node in page.css("code"):
            node.decompose()
        for node in page.css("dt, .why, .badge, .verb, .fold > summary, th"):
            assert not re.search("[a-z]{3}", re.sub(r"框架 [a-z-]+|「[^」]*」", "", node.text())), node.text()


def test_what_frames_rules_and_refusals_say_is_said_in_chinese_too() -> None:
    frames = [(f"frame:{frame.id}", frame.says) for lang in ("en", "zh") for frame in read_frames(lang)]
    rules = [(f"rule:{rule.id}", rule.says) for lang in ("en", "zh") for rule in read_grammar(lang)]
    refusals = [(f"refusal:{refusal.name}", refusal.value) for refusal in Refusal]
    said = {says for _, says in (*frames, *rules, *refusals)}
    rows = read_rows("readings")
    assert sorted(said - {row["en"] for row in rows.values()}) == []  # give it a row in data/wording/readings.json
    assert [key for key, row in rows.items() if (key, row["en"]) not in {*frames, *rules, *refusals}] == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_marker_of_clauses_has_words(lang: str) -> None:
    words = yaml.safe_load(find_shipped("data", "words", f"{lang}.yaml").read_text(encoding="utf-8"))
    markers = {"subject", "object", "object2", "governor", "time", *words["markers"]}
    assert {marker for marker in markers if f"marker:{marker}" not in read_rows("explain")} == set()


def test_no_word_of_the_page_is_left_over() -> None:
    folder = ROOT / "kg" / "explain"
    code = "".join(path.read_text(encoding="utf-8") for path in (*folder.glob("*.py"), folder / "page.html.j2"))
    families = {
        *re.findall(r'f"(\w+):\{', code),
        *re.findall(r'"(\w+):" ~', code),
        *re.findall(r'say_if_known\("(\w+)"', code),
    }
    families |= set(re.findall(r'_join\("(\w+)"', code))
    left = [key for key in read_rows("explain") if f'"{key}"' not in code and key.partition(":")[0] not in families]
    assert left == []


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
