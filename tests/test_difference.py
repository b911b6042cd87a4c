"""`kg diff`: what is new, has changed or is gone between two graphs, in a reader's words, and as a patch that applies."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterable
from contextlib import chdir
from pathlib import Path

import pytest
from asking import Ask

from kg.building.builder import build_store
from kg.cli.main import run
from kg.errors import StoreError, UsageError
from kg.exports import export_graph
from kg.exports.markdown import write_markdown
from kg.files import write_whole
from kg.graph import difference
from kg.graph.difference import ChangedLine, Journal, compare_lines, sort_lines
from kg.graph.graph import Graph, write_store
from kg.graph.patches import read_patch
from kg.graph.settling import read_lines
from kg.graph.terms import make_thing
from kg.views.builds import list_builds
from kg.views.difference import Change, ChangeKind, Difference, Section, compare

HEAD = "id: {id}\nlang: en\ntitle: {title}\nissued: {day}T12:00+08:00\n\n{text}\n"
PLAN = "The Mayor of Kitetown, Mr Aldo Feng, will visit Guangzhou tomorrow (May 4)."
OTHER = "The Director of Lanterns, Ms Rosa Quill, visited Shenzhen today (May 2)."
REPORT = (
    "The Mayor of Kitetown, Mr Aldo Feng, visited Guangzhou today (May 4). "
    "He met with the Director of Lanterns, Ms Rosa Quill."
)


def write(folder: Path, id: str, day: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / f"{id}.txt"
    path.write_text(HEAD.format(id=id, title=f"Kites [{id}]", day=day, text=text), encoding="utf-8")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives a folder with a graph of two releases, `old.kg`, and that with one added, `new.kg`, and exports of both."""
    path = tmp_path_factory.mktemp("difference")
    write(path / "files", "plan", "2024-05-03", PLAN)
    write(path / "files", "other", "2024-05-02", OTHER)
    build_store([path / "files"], path / "old.kg")
    shutil.copytree(path / "old.kg", path / "new.kg")
    write(path / "files", "report", "2024-05-04", REPORT)
    build_store([path / "files"], path / "new.kg", add=True)
    for name, form in (("old", "nt"), ("new", "ttl")):
        write_whole(path / f"{name}.{form}", export_graph(Graph.open(path / f"{name}.kg"), form))
    return path


def read_triples(store: Path) -> list[bytes]:
    return Graph.open(store).triples_sorted_ntriples().splitlines(keepends=True)


def apply(patch: Iterable[bytes], lines: Iterable[bytes]) -> list[bytes]:
    """Does what a patch says, strictly: what it adds is not there yet, what it deletes is."""
    graph = set(lines)
    for change in read_patch(patch):
        assert (change.line in graph) is not change.is_added
        (graph.add if change.is_added else graph.remove)(change.line)
    return sorted(graph)


def find(found: Difference, section: Section, words: str) -> Change:
    (change,) = [change for change in found.list_section(section) if words in change.what]
    return change


def list_fields(change: Change) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {str(field.label): (field.old, field.new) for field in change.fields}


# What one release brings.


def test_adding_one_release_changes_only_what_it_says_something_of(stores: Path) -> None:
    old, new = read_triples(stores / "old.kg"), read_triples(stores / "new.kg")
    changed = {line.split(b" ")[0].decode() for line in set(old) ^ set(new)}
    rows = Graph.open(stores / "new.kg").ask(
        """SELECT DISTINCT ?node WHERE {
          ?release a gba:Release FILTER (CONTAINS(STR(?release), "/report/"))
          { ?node dct:isPartOf ?release } UNION { ?release schema:mentions ?node }
          UNION { ?node prov:wasDerivedFrom/dct:isPartOf ?release }
          UNION { ?claim prov:wasDerivedFrom/dct:isPartOf ?release ; rdf:subject|rdf:object|gba:elaboratedBy ?node }
        }"""
    )
    assert changed <= {f"<{make_thing('release/report/en').value}>", *(f"<{node}>" for (node,) in rows)}
    found = compare(stores / "old.kg", stores / "new.kg")
    assert {tuple(thing.id for thing in change.releases) for change in found.changes} == {("release/report/en",)}
    assert found.added == len(set(new) - set(old)) > found.removed == len(set(old) - set(new)) > 0


def test_who_is_new_and_what_has_become_of_the_others_is_said_in_words(stores: Path) -> None:
    found = compare(stores / "old.kg", stores / "new.kg")
    assert [change.thing.name for change in found.list_section(Section.RELEASE)] == ["Kites [report]"]
    assert {change.kind for change in found.list_section(Section.PERSON)} == {ChangeKind.CHANGED}
    feng = list_fields(find(found, Section.PERSON, "Aldo Feng"))
    assert feng["met with"] == ((), ("Rosa Quill",))
    visit = find(found, Section.EVENT, "visit to Guangzhou, on 2024-05-04")
    assert (visit.kind, list_fields(visit)["status"]) == (ChangeKind.CHANGED, (("planned",), ("done",)))
    tenure = find(found, Section.TENURE, "Aldo Feng, Mayor of Kitetown, seen on 2024-05-04")
    assert tenure.kind is ChangeKind.ADDED
    claim = find(found, Section.CLAIM, "Aldo Feng met Rosa Quill")
    assert [source.text for source in claim.evidence] == [REPORT.partition(". ")[2]]


def test_backwards_what_was_new_is_gone_and_has_the_names_that_it_had(stores: Path) -> None:
    there, back = (compare(stores / one, stores / other) for one, other in (("old.kg", "new.kg"), ("new.kg", "old.kg")))
    kinds = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.CHANGED: ChangeKind.CHANGED}
    assert {(one.thing, kinds[one.kind]) for one in there.changes} == {(one.thing, one.kind) for one in back.changes}
    assert find(back, Section.CLAIM, "Aldo Feng met Rosa Quill").evidence == (
        find(there, Section.CLAIM, "Aldo Feng met Rosa Quill").evidence
    )
    assert (back.added, back.removed) == (there.removed, there.added)


def test_a_part_in_an_event_that_has_changed_is_told_of_the_event(stores: Path, tmp_path: Path) -> None:
    lines = read_triples(stores / "old.kg")
    roles = [line for line in lines if b"ns#role> <https://w3id.org/gba-kg/ns#participant>" in line]
    changed = [line.replace(b"ns#participant>", b"ns#host>") if line == roles[0] else line for line in lines]
    write_store(tmp_path / "host.kg", read_lines(changed))
    (change,) = compare(stores / "old.kg", tmp_path / "host.kg").changes
    (field,) = change.fields
    (old,), (new,) = field.old, field.new
    assert (change.section, change.kind, str(field.label)) == (Section.EVENT, ChangeKind.CHANGED, "participation")
    assert (old.replace("(participant)", "(host)"), old.endswith("(participant)")) == (new, True)


# Whatever is compared.


@pytest.mark.parametrize(("old", "new"), [("old.kg", "new.ttl"), ("new.kg", "old.nt"), ("old.nt", "old.kg")])
def test_a_patch_makes_the_old_graph_the_new_one(
    stores: Path, old: str, new: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["diff", str(stores / old), str(stores / new), "--format", "patch"]) == 0
    patch = capsysbinary.readouterr().out.splitlines(keepends=True)
    assert (patch[0], patch[-1]) == (b"TX .\n", b"TC .\n")
    before, after = (read_triples(stores / f"{name.partition('.')[0]}.kg") for name in (old, new))
    assert apply(patch, before) == after


def test_of_two_days_the_changelog_tells_what_their_builds_have_changed(
    stores: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("KG_STORE", str(stores / "new.kg"))
    first, last = (build.day for build in list_builds(stores / "new.kg"))
    whole = compare(stores / "old.kg", stores / "new.kg")
    assert compare(first, store=stores / "new.kg") == compare(first, last, store=stores / "new.kg") == whole
    assert run(["diff", first, "--format", "patch"]) == 0
    patch = capsysbinary.readouterr().out.splitlines(keepends=True)
    assert apply(patch, read_triples(stores / "old.kg")) == read_triples(stores / "new.kg")


def test_what_a_later_build_took_out_again_is_no_difference_and_what_it_put_back_neither(
    stores: Path, tmp_path: Path
) -> None:
    files, store = (
        shutil.copytree(stores / "files", tmp_path / "files"),
        shutil.copytree(stores / "new.kg", tmp_path / "a.kg"),
    )
    (files / "report.txt").unlink()
    build_store([files], store, replace=True)
    first = list_builds(store)[0].day
    assert compare(first, store=store).changes == ()
    (files / "plan.txt").unlink()
    build_store([files], store, add=True)
    gone = find(compare(first, store=store), Section.RELEASE, "Kites [plan]")
    assert (gone.kind, gone.thing.name) == (ChangeKind.REMOVED, "Kites [plan]")
    assert find(compare(first, store=store), Section.PERSON, "Aldo Feng").kind is ChangeKind.REMOVED


@pytest.mark.parametrize(
    ("old", "new", "store", "error", "words"),
    [
        ("2024-01-08", None, "new.kg", StoreError, "its changelog begins on"),
        ("2024-01-08", "old.kg", "new.kg", UsageError, "2024-01-08 is a date, .*old.kg is none"),
        ("2999", "2024", "new.kg", UsageError, "2999 is after 2024"),
        ("2024-13", None, "new.kg", UsageError, "is no store, no export and no date"),
        ("2024", None, "http://127.0.0.1:9/query", StoreError, "a server keeps no changelog"),
        ("files/plan.txt", None, "new.kg", UsageError, "plan.txt: line 1: "),
        ("files", None, "new.kg", StoreError, "no store here"),
    ],
)
def test_what_cannot_be_compared_is_said(
    stores: Path, old: str, new: str | None, store: str, error: type[Exception], words: str
) -> None:
    with chdir(stores), pytest.raises(error, match=words):
        compare(old, new, store=store)


def test_what_others_have_written_is_compared_by_its_names(tmp_path: Path) -> None:
    for name, text in (("one", "x:a x:b x:c ; x:d 'e', 7 ."), ("other", "x:a x:b x:c, _:f ."), ("third", "[] x:b 3 .")):
        (tmp_path / f"{name}.ttl").write_text(f"@prefix x: <http://e.invalid/> . {text}")
    (change,) = compare(tmp_path / "one.ttl", tmp_path / "other.ttl").changes
    assert (change.section, change.thing.id) == (Section.OTHER, "http://e.invalid/a")
    assert list_fields(change)["http://e.invalid/d"] == (("7", "e"), ())
    with pytest.raises(UsageError, match="is a blank node"):
        compare(tmp_path / "one.ttl", tmp_path / "third.ttl")


NAMELESS = """
@prefix id: <https://w3id.org/gba-kg/id/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix gba: <https://w3id.org/gba-kg/ns#> .
@prefix schema: <https://schema.org/> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
id:body\\/kites a org:FormalOrganization ; skos:prefLabel "Kite Bureau"@en .
id:body\\/wind a org:FormalOrganization ; skos:prefLabel "Wind Bureau"@en .
"""
TOLD = """
id:change\\/1 a org:ChangeEvent ; org:originalOrganization id:body\\/kites ; org:resultingOrganization id:body\\/wind ;
  dct:date "2022-07-01"^^xsd:date .
id:naming\\/1 a gba:Naming ; schema:name "Kite Office"@en, "紙鳶處"@zh-Hant ; schema:endDate "2007"^^xsd:gYear .
id:indicator\\/1 a gba:Indicator ; schema:about id:body\\/wind ; schema:minValue 40 ; schema:unitText "kites"@en .
id:claim\\/1 a gba:Claim ; rdf:subject id:indicator\\/1 ; rdf:predicate schema:about ; rdf:object id:body\\/wind .
id:body\\/wind gba:naming id:naming\\/1 .
"""


def test_what_has_no_name_is_told_by_what_it_says(tmp_path: Path) -> None:
    for name, text in (("one", NAMELESS), ("other", NAMELESS + TOLD)):
        (tmp_path / f"{name}.ttl").write_text(text, encoding="utf-8")
    found = compare(tmp_path / "one.ttl", tmp_path / "other.ttl")
    assert {change.thing.id: str(change.what) for change in found.changes} == {
        "change/1": "change of a body: Kite Bureau → Wind Bureau, on 2022-07-01",
        "naming/1": "Kite Office, until 2007",
        "indicator/1": "Wind Bureau: at least 40, kites",
        "claim/1": "Wind Bureau: at least 40, kites about Wind Bureau",
        "body/wind": "Wind Bureau",
    }
    (field,) = next(change for change in found.changes if change.kind is ChangeKind.CHANGED).fields
    assert field.new == ("Kite Office, until 2007",)


# Without memory.


def test_lines_are_sorted_and_compared_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(difference, "_SORTED_AT_ONCE", 50)
    numbers = [(7 * number) % 1000 for number in range(1000)]
    old, new = ([b"<a> <b> %03d .\n" % one for one in numbers if one % part] for part in (10, 15))
    with sort_lines(io.BytesIO(b"".join(old))) as before, sort_lines(io.BytesIO(b"".join(new))) as after:
        found = list(compare_lines(before, after))
    expected = [ChangedLine(line, line in new) for line in sorted(set(old) ^ set(new))]
    assert found == expected


def test_what_comes_and_goes_again_is_no_change() -> None:
    journal = Journal()
    steps: list[tuple[list[bytes], list[bytes]]] = [
        ([b"a\n"], [b"b\n", b"c\n"]),
        ([b"c\n"], [b"a\n"]),
        ([b"b\n", b"d\n"], []),
        ([], [b"b\n"]),
    ]
    for removed, added in steps:
        journal.note(removed, added)
    with journal.sum_up() as changes:
        assert list(changes) == [ChangedLine(b"b\n", is_added=True), ChangedLine(b"d\n", is_added=False)]
    journal.close()


# How it is shown.


def test_a_table_shows_what_changed_and_by_which_release(stores: Path, ask: Ask) -> None:
    code, out, err = ask("diff", str(stores / "old.kg"), str(stores / "new.kg"), "--limit", "2")
    assert (code, "there is more than the 2 shown" in err) == (0, True)
    assert "People: 2 changed" in out
    assert re.search(r"changed +visit to Guangzhou, on 2024-05-04 +event/\w+ .*status: planned → done.* report/en", out)
    assert "活動：" in ask("diff", str(stores / "old.kg"), str(stores / "new.kg"), "--lang", "zh-Hant")[1]


def test_json_holds_all_of_it(stores: Path, ask: Ask) -> None:
    shown = json.loads(ask("diff", str(stores / "old.kg"), str(stores / "new.kg"), "--format", "json")[1])
    found = compare(stores / "old.kg", stores / "new.kg")
    assert (shown["added"], shown["removed"], len(shown["changes"])) == (found.added, found.removed, len(found.changes))
    visit = next(change for change in shown["changes"] if change["what"] == "visit to Guangzhou, on 2024-05-04")
    assert {"property": "gba:status", "label": "status", "old": ["planned"], "new": ["done"]} in visit["fields"]
    assert [release["id"] for release in visit["releases"]] == ["release/report/en"]
    assert visit["evidence"][0]["text"] == REPORT.partition(". ")[0] + "."


def test_markdown_takes_no_name_for_a_sign(stores: Path) -> None:
    lines = list(write_markdown(compare(stores / "old.kg", stores / "new.kg")))
    assert lines[:3] == ["## Releases", "", "- **added** Kites \\[report\\] (`release/report/en`): `release/report/en`"]
    assert "  - status: planned → done" in lines
    assert f'  - "{REPORT.partition(". ")[2]}" (Kites \\[report\\], 2024-05-04)' in lines


def test_the_exit_code_tells_of_a_difference_only_where_it_is_asked_to(stores: Path, ask: Ask) -> None:
    same, other = ((str(stores / "old.kg"), str(stores / name)) for name in ("old.nt", "new.kg"))
    assert [ask("diff", *sides)[0] for sides in (same, other)] == [0, 0]
    for form in ("table", "patch"):
        codes = [ask("diff", *sides, "--exit-code", "--format", form)[0] for sides in (same, other)]
        assert codes == [0, 1]
    assert ask("diff", *same)[1:] == ("", "nothing differs\n")
