"""What readers decided and corrected is heeded at every build, and undone when it is taken back."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from asking import Ask
from living import read_living
from test_growth import write

from kg.building.builder import build_store
from kg.building.report import BuildReport
from kg.building.texts import read_open_words
from kg.cli import main
from kg.decisions import (
    Correction,
    Decision,
    Verdict,
    find_folder,
    read_rulings,
    remove_decisions,
    write_correction,
    write_decisions,
)
from kg.errors import DataError
from kg.graph.checks import check
from kg.graph.graph import Graph

VISIT = (
    "Mr Aldo Feng, the Mayor of Kitetown, visited the Pearl Tide Laboratory in Guangzhou today. "
    "Mr Feng met the Mayor of Guangzhou, Mr Sun Zhiyang."
)
MEETING = "Mr Aldo Phang, the Mayor of Kitetown, met Ms Rosa Quill in Macao today (May 3)."
LATER = "The Mayor of Kitetown, Mr Aldo Phang, met Ms Rosa Quill in Shenzhen today (May 3)."
MERGE = Decision("person/aldo-feng", "person/aldo-phang", Verdict.SAME, "an editor", "2024-05-09", "his office")
SPLIT = [
    Decision("person/aldo-feng", "person/aldo-feng-2", Verdict.DIFFERENT),
    Decision("person/aldo-feng-2", "person/aldo-feng@meeting", Verdict.SAME),
]


@pytest.fixture
def built(tmp_path: Path) -> Path:
    write(tmp_path / "r" / "visit.txt", VISIT)
    write(tmp_path / "r" / "meeting.txt", MEETING)
    build_store([tmp_path / "r"], tmp_path / "x.kg")
    return tmp_path


def build_again(folder: Path) -> BuildReport:
    return build_store([folder / "r"], folder / "x.kg", add=True)


def read_anew(folder: Path) -> bytes:
    """Builds from nothing, beside the same decisions."""
    if find_folder(folder / "x.kg").exists() and not find_folder(folder / "y.kg").exists():
        find_folder(folder / "y.kg").symlink_to(find_folder(folder / "x.kg"))
    build_store([folder / "r"], folder / "y.kg", replace=True)
    return read_living(folder / "y.kg")


def read_triples(store: Path) -> bytes:
    return Graph.open(store).triples_sorted_ntriples()


def ask(folder: Path, sparql: str) -> list[tuple[str | None, ...]]:
    return list(Graph.open(folder / "x.kg").ask(sparql))


def list_claims(folder: Path) -> set[str | None]:
    return {claim for (claim,) in ask(folder, "SELECT ?claim WHERE { ?claim a gba:Claim }")}


# Two that are one.


def test_a_merge_leaves_a_stub_and_renames_no_claim(built: Path) -> None:
    claims = list_claims(built)
    write_decisions(find_folder(built / "x.kg"), [MERGE])
    assert build_again(built).idle == ()
    assert list_claims(built) == claims
    lines = [line for line in read_triples(built / "x.kg").decode().splitlines() if "/aldo-phang>" in line]
    assert [line.rpartition("/")[2] for line in lines] == ["aldo-feng> .", "ns#Retired> ."]
    names = ask(built, "SELECT ?name WHERE { id:person\\/aldo-feng skos:prefLabel|skos:altLabel ?name } ORDER BY ?name")
    assert names == [("Aldo Feng",), ("Aldo Phang",)]
    assert ask(built, "SELECT ?name WHERE { id:person\\/aldo-feng skos:prefLabel ?name }") == [("Aldo Feng",)]
    assert read_living(built / "x.kg") == read_anew(built)
    assert check_all(built) == []


def test_a_merge_that_is_taken_back_leaves_the_bytes_of_before(built: Path) -> None:
    before = read_triples(built / "x.kg")
    write_decisions(find_folder(built / "x.kg"), [MERGE])
    build_again(built)
    assert read_triples(built / "x.kg") != before
    assert remove_decisions(find_folder(built / "x.kg"), one=MERGE.left, other=MERGE.right) == 1
    build_again(built)
    assert read_triples(built / "x.kg") == before


def test_a_merge_holds_for_what_comes_later(built: Path) -> None:
    write_decisions(find_folder(built / "x.kg"), [MERGE])
    build_again(built)
    write(built / "r" / "later.txt", LATER)
    build_again(built)
    assert ask(built, "SELECT ?place WHERE { id:person\\/aldo-phang gba:metWith ?place }") == []
    assert read_living(built / "x.kg") == read_anew(built)


def check_all(folder: Path) -> list[object]:
    return [problem for problem in check(Graph.open(folder / "x.kg")) if problem.severity != "warning"]


# One that is two.


def test_a_split_gives_what_one_release_names_an_id_of_its_own(built: Path) -> None:
    write(built / "r" / "meeting.txt", MEETING.replace("Phang", "Feng"))
    build_again(built)
    before = read_living(built / "x.kg")
    write_decisions(find_folder(built / "x.kg"), SPLIT)
    assert build_again(built).idle == ()
    met = "SELECT ?who WHERE { ?who gba:metWith id:person\\/rosa-quill ; skos:prefLabel ?name }"
    assert ask(built, met) == [("https://w3id.org/gba-kg/id/person/aldo-feng-2",)]
    assert ask(built, "SELECT ?other WHERE { id:person\\/aldo-feng dct:isReplacedBy ?other }") == []
    assert read_living(built / "x.kg") == read_anew(built)
    remove_decisions(find_folder(built / "x.kg"), one="person/aldo-feng-2", other="person/aldo-feng")
    build_again(built)
    assert read_living(built / "x.kg") == before


def test_an_id_that_no_release_uses_any_more_lists_its_successors(built: Path) -> None:
    write(built / "r" / "meeting.txt", MEETING.replace("Phang", "Feng"))
    other = Decision("person/aldo-feng-3", "person/aldo-feng@visit", Verdict.SAME)
    write_decisions(find_folder(built / "x.kg"), [*SPLIT, other])
    build_again(built)
    found = ask(built, "SELECT ?to WHERE { id:person\\/aldo-feng a gba:Retired ; dct:isReplacedBy ?to } ORDER BY ?to")
    assert [str(to).rpartition("/")[2] for (to,) in found] == ["aldo-feng-2", "aldo-feng-3"]


def test_a_chain_of_merges_ends_at_one_id(built: Path) -> None:
    write(built / "r" / "later.txt", LATER.replace("Phang", "Pheng"))
    rows = [MERGE, Decision("person/aldo-phang", "person/aldo-pheng", Verdict.SAME)]
    write_decisions(find_folder(built / "x.kg"), rows)
    build_again(built)
    met = ask(built, "SELECT DISTINCT ?who WHERE { ?who gba:metWith id:person\\/rosa-quill }")
    assert met == [("https://w3id.org/gba-kg/id/person/aldo-feng",)]


# What is said wrongly.


def find_claim(folder: Path, subject: str, predicate: str, value: str) -> str:
    ((claim,),) = ask(
        folder,
        f"SELECT ?claim WHERE {{ ?claim rdf:subject id:{subject} ; rdf:predicate {predicate} ; rdf:object id:{value} }}",
    )
    return str(claim).partition("/id/")[2]


def correct_all(folder: Path) -> list[Correction]:
    """Six corrections and one whose old value is nowhere."""
    said = {
        "met": find_claim(folder, "person\\/aldo-feng", "gba:metWith", "person\\/sun-zhiyang"),
        "back": find_claim(folder, "person\\/sun-zhiyang", "gba:metWith", "person\\/aldo-feng"),
        "visited": find_claim(folder, "person\\/aldo-feng", "gba:visited", "body\\/pearl-tide-laboratory"),
        "holds": find_claim(folder, "person\\/aldo-phang", "org:holds", "post\\/mayor-of-kitetown"),
    }
    ((event,),) = ask(
        folder,
        "SELECT ?event WHERE { ?event gba:participation/gba:agent id:person\\/rosa-quill ; a schema:Event }",
    )
    meeting = str(event).partition("/id/")[2]
    why = ("misread", "https://example.org/notice")
    corrections = [
        Correction("person/aldo-feng", "skos:prefLabel@en", "Aldo Feng", "Aldo Fung", *why),
        Correction(meeting, "schema:startDate", "2024-05-03", "2024-05-02", *why),
        Correction(said["met"], "rdf:object", "person/sun-zhiyang", "", *why),
        Correction(said["visited"], "rdf:object", "body/pearl-tide-laboratory", "body/pearl-tide-academy", *why),
        Correction(said["holds"], "rdf:object", "post/mayor-of-kitetown", "post/vice-mayor-of-kitetown", *why),
        Correction("place/mo", "skos:prefLabel@en", "Macao", "Macau", *why),
        Correction("person/rosa-quill", "skos:prefLabel@en", "Rose Quill", "Rosa Quill", *why),
    ]
    for one in corrections:
        write_correction(find_folder(folder / "x.kg"), one)
    return corrections


def test_corrections_hold_after_a_new_release_and_a_stale_one_is_reported(built: Path) -> None:
    before = read_living(built / "x.kg")
    correct_all(built)
    write(built / "r" / "later.txt", LATER)
    report = build_again(built)
    assert len(report.idle) == 1
    assert "Rose Quill" in report.idle[0]
    assert len(ask(built, "SELECT DISTINCT ?record WHERE { ?record gba:corrects ?what }")) == 6
    assert read_living(built / "x.kg") == read_anew(built)
    assert check_all(built) == []
    names = ask(built, "SELECT ?name WHERE { id:person\\/aldo-feng skos:prefLabel|skos:altLabel ?name }")
    assert names == [("Aldo Fung",)]
    assert ask(built, "SELECT ?who WHERE { id:person\\/aldo-feng gba:metWith ?who }") == []
    assert ask(built, "SELECT ?what WHERE { id:person\\/aldo-feng gba:visited ?what }") == [
        ("https://w3id.org/gba-kg/id/body/pearl-tide-academy",)
    ]
    assert ("2024-05-02",) in ask(built, "SELECT ?date WHERE { ?event schema:startDate ?date }")
    posts = ask(
        built, "SELECT ?post WHERE { ?tenure org:member id:person\\/aldo-phang ; gba:post ?post } ORDER BY ?post"
    )
    assert [str(post).rpartition("/")[2] for (post,) in posts] == ["mayor-of-kitetown", "vice-mayor-of-kitetown"]
    (find_folder(built / "x.kg") / "corrections.csv").unlink()
    (built / "r" / "later.txt").unlink()
    build_again(built)
    assert read_living(built / "x.kg") == before


def test_what_was_only_planned_is_no_fact_once_it_is_corrected(built: Path) -> None:
    write(built / "r" / "plan.txt", "Ms Rosa Quill will visit the Pearl Tide Laboratory in Guangzhou tomorrow (May 4).")
    build_again(built)
    claim = find_claim(built, "person\\/rosa-quill", "gba:visited", "body\\/pearl-tide-laboratory")
    why = ("another body", "https://example.org/notice")
    new = Correction(claim, "rdf:object", "body/pearl-tide-laboratory", "body/pearl-tide-academy", *why)
    write_correction(find_folder(built / "x.kg"), new)
    assert build_again(built).idle == ()
    said = "SELECT ?status WHERE { ?claim rdf:object id:body\\/pearl-tide-academy ; gba:status ?status }"
    assert ask(built, said) == [("https://w3id.org/gba-kg/ns#planned",)]
    assert ask(built, "SELECT ?who WHERE { ?who gba:visited id:body\\/pearl-tide-academy ; a foaf:Person }") == []
    assert check_all(built) == []


def test_words_are_corrected_with_a_claim_of_their_own(built: Path) -> None:
    write(
        built / "r" / "matter.txt",
        "Mr Aldo Feng, the Mayor of Kitetown, met Ms Rosa Quill today (May 3) to discuss kites.",
    )
    build_again(built)
    ((claim, matter),) = ask(built, "SELECT ?c ?m WHERE { ?c rdf:predicate gba:matter ; rdf:object ?m }")
    about = str(claim).partition("/id/")[2]
    new = Correction(about, "rdf:object", str(matter), "paper kites", "misread", "https://example.org/notice")
    write_correction(find_folder(built / "x.kg"), new)
    assert build_again(built).idle == ()
    assert ask(built, "SELECT ?m WHERE { ?event gba:matter ?m }") == [("paper kites",)]
    assert check_all(built) == []


def test_what_was_corrected_still_says_so_with_its_sentence(built: Path) -> None:
    correct_all(built)
    build_again(built)
    said = ask(
        built,
        "SELECT ?exact ?row WHERE { ?claim gba:status gba:corrected ; rdf:predicate gba:metWith ;"
        " prov:wasDerivedFrom/oa:exact ?exact . ?record gba:corrects ?claim ; gba:row ?row }",
    )
    assert len(said) == 2
    exact, row = next(one for one in said if "person/sun-zhiyang is" in str(one[1]))
    assert exact is not None
    assert row is not None
    assert exact.startswith("Mr Feng met the Mayor of Guangzhou")
    assert "person/sun-zhiyang is wrong, right is nothing; misread" in row


# What cannot be heeded.


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (["person/a,person/b,perhaps,,,,"], "line 2: 'perhaps' is none of same, different, unsure"),
        (["person/a,body/b,same,,,,"], "line 2: 'body/b' is no id of the same kind as 'person/a'"),
        (["a,b,same,,,,"], "line 2: 'a' is no id of a person"),
        (["person/a,person/a,same,,,,"], "line 2: 'person/a' stands on both sides"),
        (["person/a,person/b,same,,,,", "person/b,person/a,different,,,,"], "line 3: .* the same and different"),
        (["person/a,mention/x/en/he,same,,,,"], "line 2: 'mention/x/en/he' names no words of a release"),
        (
            ["body/a,mention/x/en/1-3fa9c1/he,same,,,,"],
            "line 2: 'body/a' is no id of a person, whom mention/x/en/1-3fa9c1/he may mean",
        ),
        (
            ["person/a,mention/x/en/1-3fa9c1/he,different,,,,"],
            "line 2: of mention/x/en/1-3fa9c1/he only whom it means can be said",
        ),
        (
            ["person/a,mention/x/en/1-3fa9c1/he,same,,,,", "person/b,mention/x/en/1-3fa9c1/he,same,,,,"],
            "line 3: mention/x/en/1-3fa9c1/he is found to be two",
        ),
        (["person/a,person/b,same"], "line 2: 3 values for 7 columns"),
    ],
)
def test_a_decision_that_is_none_is_refused_with_its_place(rows: list[str], problem: str, tmp_path: Path) -> None:
    head = "left,right,verdict,who,when,why,score"
    (tmp_path / "decisions.csv").write_text("\n".join([head, *rows]))
    with pytest.raises(DataError, match=rf"decisions.csv, {problem}"):
        read_rulings([tmp_path])


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("nobody,a:b,x,y,r,s,,", "is no id of a claim or thing"),
        ("person/a,name,x,y,r,s,,", "is no field"),
        ("claim/a,gba:rule,x,y,r,s,,", "of a claim only rdf:object and rdf:subject"),
        ("person/a,gba:honorific,x,x,r,s,,", "needs the old value, and another new one"),
        ("person/a,gba:honorific,x,y,,s,,", "needs a reason and a source"),
    ],
)
def test_a_correction_that_is_none_is_refused_with_its_place(row: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_text(f"about,field,old,new,reason,source,who,when\n{row}\n")
    with pytest.raises(DataError, match=rf"corrections.csv, line 2: .*{problem}"):
        read_rulings([tmp_path])


def test_a_decision_against_another_is_not_written(tmp_path: Path) -> None:
    write_decisions(tmp_path, [MERGE])
    before = (tmp_path / "decisions.csv").read_bytes()
    with pytest.raises(DataError, match="the same and different"):
        write_decisions(tmp_path, [Decision(MERGE.right, MERGE.left, Verdict.DIFFERENT)])
    assert (tmp_path / "decisions.csv").read_bytes() == before


# At the command line.


@pytest.fixture
def run(built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setenv("KG_EDITOR", "an editor")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main.run([*arguments, *([] if arguments[0] == "build" else ["--store", str(built / "x.kg")])])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def build_by(run: Ask, folder: Path) -> str:
    code, _, err = run("build", str(folder / "r"), "--add", "--jobs", "1", "--store", str(folder / "x.kg"))
    assert code == 0
    return str(err)


def test_a_merge_and_its_undoing_by_name(built: Path, run: Ask) -> None:
    before = read_triples(built / "x.kg")
    assert run("merge", "Aldo Feng", "Aldo Phang", "--why", "his office")[0] == 0
    assert read_rulings([find_folder(built / "x.kg")]).decisions.rows[0].who == "an editor"
    build_by(run, built)
    assert "Aldo Feng" in run("who", "person/aldo-phang")[1]
    assert run("merge", "Aldo Phang", "Aldo Feng")[0] == 2  # they are one already
    assert run("merge", "person/aldo-feng", "person/aldo-phang", "--undo")[0] == 0
    build_by(run, built)
    assert read_triples(built / "x.kg") == before
    code, _, err = run("merge", "person/aldo-feng", "person/aldo-phang", "--undo")
    assert code == 2
    assert "nothing was decided on person/aldo-feng and person/aldo-phang" in err


def test_a_split_by_name(built: Path, run: Ask) -> None:
    write(built / "r" / "meeting.txt", MEETING.replace("Phang", "Feng"))
    build_by(run, built)
    code, _, err = run("split", "Aldo Feng", "--in", "later")
    assert (code, "no release later names person/aldo-feng; those that do: meeting, visit" in err) == (1, True)
    assert run("split", "Aldo Feng", "--in", "release/meeting/en")[0] == 0
    build_by(run, built)
    assert "person/aldo-feng-2" in run("who", "Aldo Feng")[2]
    assert run("split", "person/aldo-feng", "--as", "person/aldo-feng-2", "--undo")[0] == 0
    build_by(run, built)
    assert "person/aldo-feng-2" not in run("who", "Aldo Feng")[1]


def test_a_correction_by_name(built: Path, run: Ask) -> None:
    why = ("--why", "misprint", "--source", "https://example.org/notice")
    code, _, err = run("correct", "Rosa Quill", "skos:prefLabel@en", "--old", "Rose Quill", "--new", "R Quill", *why)
    assert (code, "is not 'Rose Quill'; it is Rosa Quill" in err) == (1, True)
    assert run("correct", "Rosa Quill", "skos:prefLabel@en", "--new", "Rosa Quille", *why)[0] == 0
    claim = find_claim(built, "person\\/aldo-phang", "gba:metWith", "person\\/rosa-quill")
    assert run("correct", claim, *why)[0] == 0
    assert "not applied" not in build_by(run, built)
    assert "\nmet\n" not in run("who", "Rosa Quille")[1]
    write(built / "r" / "meeting.txt", MEETING.replace("Rosa Quill", "Rosa Flint"))
    assert "kg: not applied: person/rosa-quill skos:prefLabel@en" in build_by(run, built)


def test_a_review_writes_each_answer_and_asks_no_more(built: Path, run: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    write(built / "r" / "third.txt", MEETING.replace("Phang", "Pheng"))
    build_by(run, built)
    code, listed, _ = run("review", "--format", "json")
    assert code == 0
    pairs = {(one["doubt"]["left"]["id"], one["doubt"]["right"]["id"]) for one in json.loads(listed)}
    assert ("person/aldo-phang", "person/aldo-pheng") in pairs
    monkeypatch.setattr("sys.stdin", io.StringIO("u\n" * len(pairs)))
    assert run("review")[0] == 0
    assert {row.verdict for row in read_rulings([find_folder(built / "x.kg")]).decisions.rows} == {Verdict.UNSURE}
    assert run("review")[0] == 1


def test_what_a_merge_retired_comes_and_goes_with_the_releases(built: Path) -> None:
    """The first names both at once, the others one each: what is left decides."""
    write(built / "r" / "meeting.txt", MEETING.replace("Phang", "Feng"))
    write(built / "r" / "later.txt", LATER.replace("Phang", "Feng"))
    build_again(built)
    write_decisions(find_folder(built / "x.kg"), SPLIT)
    stubs = "SELECT ?to WHERE { id:person\\/aldo-feng dct:isReplacedBy ?to }"
    for gone, stubbed in (("", 0), ("visit", 0), ("later", 1)):
        (built / "r" / f"{gone}.txt").unlink(missing_ok=True)
        build_again(built)
        assert len(ask(built, stubs)) == stubbed
        assert read_living(built / "x.kg") == read_anew(built)
    write(built / "r" / "visit.txt", VISIT)
    build_again(built)
    assert ask(built, stubs) == []
    assert read_living(built / "x.kg") == read_anew(built)


def test_a_review_lists_the_words_that_were_left_open(built: Path, run: Ask) -> None:
    text = "Mr Lo met Ms Rosa Quill in Macao today (May 3)."
    write(built / "r" / "open.txt", text)
    build_by(run, built)
    assert [(one.release, one.sentence, one.words) for one in read_open_words(built / "x.kg")] == [
        ("open/en", text, "Lo")
    ]
    assert read_open_words(built / "nowhere.kg") == ()
    assert f"open/en: {text}" in run("review", "--list")[1]


# Whom words mean.

PAIR = (
    "Mr Aldo Feng, the Mayor of Kitetown, and Mr Sun Zhiyang, the Mayor of Guangzhou, met Ms Rosa Quill today (May 3)."
)
OPEN = f"{PAIR} He visited the Pearl Tide Laboratory in Guangzhou. He then met Mr Bo Lin."
FIRST, SECOND = "mention/open/en/2-cb8139/He", "mention/open/en/3-7142f2/He"
HE = Decision("person/sun-zhiyang", FIRST, Verdict.SAME, "an editor", "2024-05-09", "the host")
VISITED = "SELECT ?who WHERE { ?who gba:visited id:body\\/pearl-tide-laboratory ; a foaf:Person } ORDER BY ?who"


def name_visitors(folder: Path) -> list[str]:
    return [str(who).rpartition("/")[2] for (who,) in ask(folder, VISITED)]


@pytest.fixture
def opened(built: Path) -> Path:
    write(built / "r" / "open.txt", OPEN)
    build_again(built)
    return built


def test_whom_words_mean_is_heeded_by_every_build_and_undone(opened: Path) -> None:
    before, claims = read_living(opened / "x.kg"), list_claims(opened)
    write_decisions(find_folder(opened / "x.kg"), [HE])
    report = build_again(opened)
    assert (report.idle, report.added, report.withdrawn) == ((), 1, 1)  # only the one release was read again
    assert name_visitors(opened) == ["aldo-feng", "sun-zhiyang"]
    assert claims < list_claims(opened)
    claim = find_claim(opened, "person\\/sun-zhiyang", "gba:visited", "body\\/pearl-tide-laboratory")
    sentence = f"SELECT ?text WHERE {{ <https://w3id.org/gba-kg/id/{claim}> prov:wasDerivedFrom/oa:exact ?text }}"
    assert ask(opened, sentence) == [("He visited the Pearl Tide Laboratory in Guangzhou.",)]
    assert read_living(opened / "x.kg") == read_anew(opened)
    assert build_again(opened).added == 0
    assert check_all(opened) == []
    assert remove_decisions(find_folder(opened / "x.kg"), one=HE.left, other=HE.right) == 1
    assert build_again(opened).added == 1
    assert read_living(opened / "x.kg") == before


def test_each_words_mean_who_was_said_whatever_is_said_of_others(opened: Path) -> None:
    """Once the first "He" is known, the second would be the same one, had nobody said otherwise."""
    met = "SELECT ?who WHERE { ?who gba:metWith id:person\\/bo-lin }"
    other = Decision("person/aldo-feng", SECOND, Verdict.SAME)
    for rows, meant in (([HE], "sun-zhiyang"), ([other], "aldo-feng")):
        write_decisions(find_folder(opened / "x.kg"), rows)
        assert build_again(opened).idle == ()
        assert [str(who).rpartition("/")[2] for (who,) in ask(opened, met)] == [meant]


def test_the_same_words_in_one_sentence_are_told_apart(opened: Path) -> None:
    write(
        opened / "r" / "open.txt",
        "Mr Lo Tai-man and Mr Lo Siu-ming met Ms Rosa Quill in Macao today (May 3). "
        "Mr Lo visited the Pearl Tide Laboratory in Guangzhou, and Mr Lo met Mr Bo Lin.",
    )
    build_again(opened)
    second = "mention/open/en/2-e63212.2/Lo"
    assert [one.name for one in read_open_words(opened / "x.kg")] == ["mention/open/en/2-e63212/Lo", second]
    write_decisions(find_folder(opened / "x.kg"), [Decision("person/lo-siu-ming", second, Verdict.SAME)])
    assert build_again(opened).idle == ()
    met = "SELECT ?who WHERE { ?who gba:metWith id:person\\/bo-lin }"
    assert ask(opened, met) == [("https://w3id.org/gba-kg/id/person/lo-siu-ming",)]
    assert name_visitors(opened) == ["aldo-feng"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (OPEN.replace("He visited", "Mr Feng visited"), FIRST),
        (OPEN.replace("Mr Sun Zhiyang", "Mr Sun Zhiming"), FIRST),
        (OPEN, FIRST.replace("2-", "7-")),
        (OPEN, FIRST.replace("open", "closed")),
        (OPEN.replace("He visited", "He visited Mr Bo Lin at"), FIRST),
    ],
)
def test_an_answer_of_which_words_or_candidate_are_gone_is_reported(opened: Path, text: str, name: str) -> None:
    write(opened / "r" / "open.txt", text)
    build_again(opened)
    before = read_triples(opened / "x.kg")
    write_decisions(find_folder(opened / "x.kg"), [Decision(HE.left, name, Verdict.SAME)])
    (idle,) = build_again(opened).idle
    assert name in idle
    assert read_triples(opened / "x.kg") == before


def test_of_two_texts_under_one_id_nobody_can_say_whom_words_mean(opened: Path) -> None:
    write(opened / "r" / "other.txt", f"{OPEN} It rained.", id="open")
    build_again(opened)
    assert [one.name for one in read_open_words(opened / "x.kg")] == [""] * 4
    write_decisions(find_folder(opened / "x.kg"), [HE])
    report = build_again(opened)
    assert (len(report.idle), name_visitors(opened)) == (1, ["aldo-feng"])
    (opened / "r" / "other.txt").unlink()
    assert build_again(opened).idle == ()
    assert name_visitors(opened) == ["aldo-feng", "sun-zhiyang"]
    assert read_living(opened / "x.kg") == read_anew(opened)


def test_a_review_asks_whom_words_mean(opened: Path, run: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = run("review", "--list")[1]
    assert f"He  ({FIRST})" in listed
    assert "2  Sun Zhiyang  (person/sun-zhiyang)" in listed
    assert PAIR in listed.partition(FIRST)[2].partition("He visited")[0]
    found = [one for one in json.loads(run("review", "--format", "json")[1]) if one["doubt"]["right"]["id"] == FIRST]
    assert [(one["doubt"]["ground"], one["doubt"]["left"]["id"]) for one in found] == [
        ("open-mention", "person/aldo-feng"),
        ("open-mention", "person/sun-zhiyang"),
    ]
    row = f"open-mention,0.5,Sun Zhiyang,person/sun-zhiyang,{json.dumps(PAIR)},He,{FIRST},He visited the Pearl Tide"
    assert row in run("review", "--format", "csv")[1]
    asked = int(listed.partition("/")[2].partition(" ")[0])
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n" * (asked - 2) + "2\nu\n"))
    assert run("review")[0] == 0
    rows = read_rulings([find_folder(opened / "x.kg")]).decisions.rows
    assert [(row.left, row.right, row.verdict, row.who) for row in rows] == [
        ("person/sun-zhiyang", FIRST, Verdict.SAME, "an editor"),
        ("person/aldo-feng", SECOND, Verdict.UNSURE, "an editor"),
    ]
    assert "open-mention" not in run("review", "--format", "csv")[1]
    build_by(run, opened)
    assert name_visitors(opened) == ["aldo-feng", "sun-zhiyang"]
    assert run("merge", HE.left, FIRST, "--undo")[0] == 0
    build_by(run, opened)
    assert name_visitors(opened) == ["aldo-feng"]
