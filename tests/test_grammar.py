"""The rules of `data/grammar`: each reads its examples, keeps silent at its `never`, and a broken one stops the run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.errors import DataError
from kg.files import find_shipped
from kg.grammar import Example, Rule, read_grammar, select_rules
from kg.pipeline import extract_release
from kg.releases import Release
from kg.statements import Event, Extraction, Statement

ISSUED = "2024-05-03T12:00+08:00"
LANGUAGES = ("en", "zh")
RELEASE_LANGUAGES = {"en": "en", "zh": "zh-Hant"}
RULES = [rule for lang in LANGUAGES for rule in read_grammar(lang)]
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
NEVERS = [(rule, example) for rule in RULES for example in rule.never]
PAIRS = frozenset({"participant", "status"})
VERB_PREFIXES = ("gba:", "org:")


def name_cases(cases: Iterable[tuple[Rule, Example]]) -> list[str]:
    return [f"{rule.id}: {example.text[:60]}" for rule, example in cases]


@cache
def read(example: Example) -> Extraction:
    lang = RELEASE_LANGUAGES[example.lang]
    return extract_release(Release("example", lang, "An example", datetime.fromisoformat(ISSUED), example.text))


def find_ids(extraction: Extraction, name: str) -> set[str]:
    """Gives the entities that bear a name, whatever its capitals."""
    wanted = name.casefold()
    return {
        entity.id for entity in extraction.entities if any(label.text.casefold() == wanted for label in entity.labels)
    }


def list_parts(extraction: Extraction) -> Iterator[tuple[str, str]]:
    for event in extraction.events:
        yield from ((part.agent, part.role.removeprefix("gba:")) for part in event.participations)


def list_statuses(extraction: Extraction) -> set[str]:
    nouns: list[Event | Statement] = [*extraction.events, *extraction.statements]
    return {noun.status.removeprefix("gba:") for noun in nouns}


def list_own(extraction: Extraction, rule: Rule) -> list[Statement]:
    return [statement for statement in extraction.statements if statement.rule == rule.id]


def has_fact(extraction: Extraction, fact: tuple[str, ...]) -> bool:
    """Says whether an entry of `gives` came out: (name, role), (status, "status") or a triple."""
    ids = find_ids(extraction, fact[0])
    if len(fact) == 3:
        targets = find_ids(extraction, fact[2])
        return any(s.subject in ids and s.predicate == fact[1] and s.object in targets for s in extraction.statements)
    if fact[1] == "status":
        return fact[0] in list_statuses(extraction)
    return any(agent in ids and role == fact[1] for agent, role in list_parts(extraction))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_an_example_that_gives_something_and_one_that_never_does(rule: Rule) -> None:
    assert rule.examples, f"rule {rule.id} has no example"
    assert rule.never, f"rule {rule.id} has no `never`"
    assert all(example.gives for example in rule.examples), f"rule {rule.id}: an example gives nothing"


def test_no_two_rules_have_the_same_id() -> None:
    for lang in LANGUAGES:
        ids = [rule.id for rule in read_grammar(lang)]
        assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name_cases(EXAMPLES))
def test_an_example_says_what_it_gives_in_words_that_can_be_checked(rule: Rule, example: Example) -> None:
    for fact in example.gives:
        is_triple = len(fact) == 3 and fact[1].startswith(VERB_PREFIXES)
        is_pair = len(fact) == 2 and fact[1] in PAIRS
        assert is_triple or is_pair, f"rule {rule.id}: cannot check {fact}"


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name_cases(EXAMPLES))
def test_a_rule_reads_all_that_its_example_gives(rule: Rule, example: Example) -> None:
    extraction = read(example)
    missing = [fact for fact in example.gives if not has_fact(extraction, fact)]
    found = [(s.subject, s.predicate, s.object, s.rule) for s in extraction.statements]
    assert not missing, f"rule {rule.id}: {missing} did not come out of {example.text!r}, but {found}"


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name_cases(EXAMPLES))
def test_a_rule_reads_its_example_itself(rule: Rule, example: Example) -> None:
    """Another rule that happens to read the same sentence proves nothing."""
    extraction = read(example)
    others = sorted({statement.rule for statement in extraction.statements})
    assert list_own(extraction, rule), f"rule {rule.id} says nothing about {example.text!r}; only {others} do"


@pytest.mark.parametrize(("rule", "example"), NEVERS, ids=name_cases(NEVERS))
def test_a_rule_never_reads_what_it_must_not(rule: Rule, example: Example) -> None:
    found = [(s.subject, s.predicate, s.object) for s in list_own(read(example), rule)]
    assert not found, f"rule {rule.id} says {found} of {example.text!r}"


@pytest.mark.parametrize(("rule", "example"), NEVERS, ids=name_cases(NEVERS))
def test_what_a_rule_must_not_read_still_holds_one_of_its_trigger_words(rule: Rule, example: Example) -> None:
    """A `never` without a trigger word would pass whatever the pattern."""
    assert rule in select_rules(example.text, example.lang), (
        f"rule {rule.id}: none of {list(rule.needs)} stands in {example.text!r}"
    )


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name_cases(EXAMPLES))
def test_examples_are_read_alike_twice(rule: Rule, example: Example) -> None:
    issued = datetime.fromisoformat(ISSUED)
    again = extract_release(Release("example", RELEASE_LANGUAGES[example.lang], "An example", issued, example.text))
    assert again == read(example), rule.id


# Broken rules.

GOOD_RULE = """\
- id: lit-up
  says: Somebody is called after the lights.
  patterns: {en: "{person:N} of (?:the )?{post:P*}"}
  needs: {en: [" of "]}
  keeps: N
  event: appointment
  examples:
    - {lang: en, text: "Ms Wong Mei-fan of the Chairman.", gives: [["Wong Mei-fan", participant]]}
  never:
    - {lang: en, text: "Ms Wong Mei-fan slept of late."}
"""
BROKEN_RULES = {
    "unknown field": ("  keeps: N\n", "  keepz: N\n", ("lit-up", "keepz")),
    "no patterns": ('  patterns: {en: "{person:N} of (?:the )?{post:P*}"}\n', "", ("lit-up", "patterns")),
    "no examples": (GOOD_RULE[GOOD_RULE.index("  examples:") :], "", ("lit-up", "examples")),
    "no id": ("- id: lit-up\n  says", "- says", ("id",)),
    "bad pattern": ("{post:P*}", "(?:{post:P*}", ("lit-up", "pattern")),
    "unknown kind of slot": ("{person:N}", "{persan:N}", ("lit-up", "persan")),
    "no trigger words": ('  needs: {en: [" of "]}\n', "", ("lit-up", "needs")),
    "no trigger word of the language": ('needs: {en: [" of "]}', "needs: {zh: [的]}", ("lit-up", "needs")),
    "unknown event": ("event: appointment", "event: apointment", ("lit-up", "apointment")),
    "keeps another group": ("keeps: N", "keeps: X", ("lit-up", "keeps", "X")),
    "a person without a group": ("{person:N}", "{person:X}", ("lit-up", "N")),
    "a post without a group": ("{post:P*}", "{post:X*}", ("lit-up", "P")),
    "patterns without a language": ('patterns: {en: "{person:N} of (?:the )?{post:P*}"}', "patterns: 5", ("lit-up",)),
    "example without a language": (
        '- {lang: en, text: "Ms Wong Mei-fan of',
        '- {text: "Ms Wong Mei-fan of',
        ("lit-up",),
    ),
    "never without a text": ('{lang: en, text: "Ms Wong Mei-fan slept of late."}', "{lang: en}", ("lit-up",)),
    "examples that are no list": (GOOD_RULE[GOOD_RULE.index("  examples:") :], "  examples: 7\n", ("lit-up",)),
    "a rule that is a word": (GOOD_RULE, "- lit-up\n", ("rule 1",)),
}


def write_rules(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "7-lights.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def compile_patterns(rules: Iterable[Rule]) -> list[re.Pattern[str]]:
    return [pattern.compile() for rule in rules for pattern in rule.patterns]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_shipped_pattern_is_an_expression_with_the_groups_that_it_names(lang: str) -> None:
    patterns = [pattern for rule in read_grammar(lang) for pattern in rule.patterns]
    compiled = compile_patterns(read_grammar(lang))
    assert [pattern.groups for pattern in patterns] == [frozenset(regex.groupindex) for regex in compiled]


def test_a_good_rule_file_is_read(tmp_path: Path) -> None:
    write_rules(tmp_path, GOOD_RULE)
    (rule,) = read_grammar("en", tmp_path)
    assert (rule.id, rule.needs, rule.keeps, rule.event) == ("lit-up", (" of ",), "N", "appointment")
    assert [example.text for example in rule.never] == ["Ms Wong Mei-fan slept of late."]


@pytest.mark.parametrize("name", BROKEN_RULES)
def test_a_broken_rule_is_a_data_error_that_names_its_file_and_rule(tmp_path: Path, name: str) -> None:
    old, new, words = BROKEN_RULES[name]
    assert old in GOOD_RULE
    path = write_rules(tmp_path, GOOD_RULE.replace(old, new))
    with pytest.raises(DataError) as caught:
        compile_patterns(read_grammar("en", tmp_path))
    message = str(caught.value)
    assert str(path) in message
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize(
    "text",
    ["- id: [unclosed", "id: lit-up\nsays: no list\n", "", "- id: x\n\tsays: a tab\n"],
    ids=["bad YAML", "no list", "empty", "tab"],
)
def test_a_file_that_holds_no_rules_is_a_data_error_that_names_it(tmp_path: Path, text: str) -> None:
    path = write_rules(tmp_path, text)
    with pytest.raises(DataError, match="7-lights") as caught:
        read_grammar("en", tmp_path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_utf_8_is_a_data_error_that_names_it(tmp_path: Path) -> None:
    path = write_rules(tmp_path, "")
    path.write_bytes("- id: 點燈".encode("big5"))
    with pytest.raises(DataError, match="7-lights"):
        read_grammar("en", tmp_path)


def test_the_second_rule_of_a_file_is_named_by_its_own_id(tmp_path: Path) -> None:
    write_rules(tmp_path, GOOD_RULE + GOOD_RULE.replace("lit-up", "lit-again").replace("{post:", "{pozt:"))
    with pytest.raises(DataError) as caught:
        read_grammar("en", tmp_path)
    assert "lit-again" in str(caught.value)
    assert "lit-up" not in str(caught.value)


def test_two_rules_of_one_id_are_a_data_error(tmp_path: Path) -> None:
    write_rules(tmp_path, GOOD_RULE + GOOD_RULE)
    with pytest.raises(DataError, match="lit-up"):
        read_grammar("en", tmp_path)


def test_a_folder_without_rules_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=tmp_path.name):
        read_grammar("en", tmp_path)


def list_shipped_rows() -> list[tuple[str, dict[str, Any]]]:
    files = sorted(find_shipped("data", "grammar", "rules").glob("*.yaml"))
    return [(path.name, row) for path in files for row in yaml.safe_load(path.read_text(encoding="utf-8"))]


def test_every_shipped_rule_is_read_in_the_order_of_the_files() -> None:
    for lang in LANGUAGES:
        rows = [row["id"] for _, row in list_shipped_rows() if lang in row["patterns"]]
        assert [rule.id for rule in read_grammar(lang)] == rows
    assert len(rows) > 10
