"""The Reconciliation Service API 0.2: what a client such as OpenRefine asks, and what a name may mean."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from explorer import open_explorer
from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    with open_explorer(store) as opened:
        yield opened


def match(client: TestClient, **query: Any) -> list[Any]:
    answer = client.post("/reconcile", data={"queries": json.dumps({"q0": query})})
    assert answer.status_code == 200
    found: list[Any] = answer.json()["q0"]["result"]
    return found


def test_the_service_says_what_there_is(client: TestClient) -> None:
    manifest = client.get("/reconcile").json()
    assert manifest["versions"] == ["0.1", "0.2"]
    assert manifest["name"]
    assert manifest["identifierSpace"] == "https://w3id.org/gba-kg/id/"
    assert manifest["schemaSpace"].startswith("https://")
    assert [each["id"] for each in manifest["defaultTypes"]] == ["person", "post", "body"]
    assert manifest["view"]["url"].replace("{{id}}", "person/x") == "http://testserver/id/person/x"
    for suggest in manifest["suggest"].values():
        address = suggest["service_url"] + suggest["service_path"]
        assert "result" in client.get(address, params={"prefix": "a"}).json()


def test_a_batch_is_asked_by_form_or_address(client: TestClient) -> None:
    batch = json.dumps({"q0": {"query": "Chris Sun"}, "other": {"query": "陳國基", "type": "person", "limit": 3}})
    answers = client.post("/reconcile", data={"queries": batch}), client.get("/reconcile", params={"queries": batch})
    for answer in answers:
        assert answer.headers["access-control-allow-origin"] == "*"
        found = answer.json()
        assert [each["id"] for each in found["q0"]["result"]] == ["person/chris-sun"]
        assert [each["id"] for each in found["other"]["result"]] == ["person/chan-kwok-ki"]


def test_a_match_has_all_that_the_standard_asks_for(client: TestClient) -> None:
    (found,) = match(client, query="Chris Sun")
    assert found == {
        "id": "person/chris-sun",
        "name": "Chris Sun",
        "type": [{"id": "person", "name": "person"}],
        "score": 100.0,
        "match": True,
        "features": [{"id": "name", "value": 100.0}],
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"query": "Chan Kwok-ki"}, [("person/chan-kwok-ki", 100.0, True)]),
        ({"query": "person/chan-kwok-ki"}, [("person/chan-kwok-ki", 100.0, True)]),
        ({"query": "陈国基"}, [("person/chan-kwok-ki", 100.0, True)]),
        ({"query": "CHAN KWOK KI"}, [("person/chan-kwok-ki", 95.0, True)]),
        ({"query": "Mr Chan Kwok-ki"}, [("person/chan-kwok-ki", 95.0, True)]),
        ({"query": "Chan Kwok-ki", "type": "body"}, []),
        ({"query": "Chan Kwok-ki", "type": "nothing-of-ours"}, []),
        ({"query": "Chan Kwok-ki", "type": ["body", "person"]}, [("person/chan-kwok-ki", 100.0, True)]),
        ({"query": "Chan Kwok-ki", "type": {"id": "person"}}, [("person/chan-kwok-ki", 100.0, True)]),
        ({"query": ""}, []),
        ({"query": "Somebody Else Entirely"}, []),
    ],
)
def test_a_name_means_what_it_names(client: TestClient, query: dict[str, Any], expected: list[Any]) -> None:
    assert [(each["id"], each["score"], each["match"]) for each in match(client, **query)] == expected


def test_of_several_of_one_name_none_is_sure(client: TestClient) -> None:
    found = match(client, query="Mayor", type="post")
    assert {each["id"] for each in found} == {"post/mayor-of-guangzhou", "post/mayor-of-elsewhere"}
    assert not any(each["match"] for each in found)


@pytest.mark.parametrize("body", ["People's Government of Elsewhere", {"id": "body/other-government"}])
def test_a_body_tells_offices_of_one_name_apart(client: TestClient, body: Any) -> None:
    first, second = match(client, query="Mayor", type="post", properties=[{"pid": "body", "v": body}])
    assert (first["id"], first["score"], first["match"]) == ("post/mayor-of-elsewhere", 100.0, True)
    assert first["features"] == [{"id": "name", "value": 100.0}, {"id": "body", "value": 100.0}]
    assert (second["match"], second["score"]) == (False, 70.0)


def test_a_clue_that_does_not_fit_makes_a_match_unsure(client: TestClient) -> None:
    fits = [{"pid": "office", "v": "Secretary for Labour and Welfare"}]
    assert match(client, query="Chris Sun", properties=fits)[0]["match"] is True
    other = [{"pid": "office", "v": "Mayor"}]
    found = match(client, query="Chris Sun", properties=other)[0]
    assert (found["match"], found["score"] < 100) == (False, True)
    unknown = [{"pid": "shoe size", "v": 42}, {"pid": "office", "v": None}]
    assert match(client, query="Chris Sun", properties=unknown)[0]["match"] is True


def test_what_is_spelt_alike_is_offered_and_never_sure(client: TestClient) -> None:
    found = match(client, query="Chan Kwok-kee", type="person")
    assert found[0]["id"] == "person/chan-kwok-ki"
    assert (found[0]["match"], found[0]["score"] < 90) == (False, True)


def test_no_more_are_given_than_are_asked_for(client: TestClient) -> None:
    assert len(match(client, query="Government", limit=1)) == 1
    assert len(match(client, query="Government", limit="many")) > 1


@pytest.mark.parametrize(
    "queries",
    [
        "",
        "{",
        "[]",
        "7",
        "[" * 100_000,
        '{"q0": 7}',
        '{"q0": {}}',
        '{"q0": {"query": 7}}',
        json.dumps({"q0": {"query": "x" * 501}}),
        '{"q0": {"properties": []}}',
    ],
)
def test_a_batch_that_makes_no_sense_is_refused(client: TestClient, queries: str) -> None:
    answer = client.post("/reconcile", data={"queries": queries})
    assert (answer.status_code, bool(answer.text)) == (400, True)


def test_a_batch_is_as_large_as_it_is_said_to_be(client: TestClient) -> None:
    most = client.get("/reconcile").json()["batchSize"]
    for size, status in ((most, 200), (most + 1, 413)):
        batch = json.dumps({f"q{number}": {"query": "x"} for number in range(size)})
        assert client.post("/reconcile", data={"queries": batch}).status_code == status


@pytest.mark.parametrize(
    "query",
    [
        {"query": "Chris Sun", "type": [[1]]},
        {"query": "Chris Sun", "type": {"id": []}},
        {"query": "Chris Sun", "type": [{"id": {}}, None, 7]},
        {"query": "Chris Sun", "limit": 1e300},
        {"query": "Chris Sun", "limit": float("nan")},
        {"query": "Chris Sun", "limit": float("inf")},
        {"query": "Chris Sun", "properties": [{"pid": []}, {"pid": {}, "v": 1}, 7, {"pid": "office"}]},
        {"query": "Chris Sun", "properties": {"pid": "office"}},
        {"query": "Chris \ud800 Sun", "properties": [{"pid": "office", "v": "\ud800"}]},
        {"query": "\x00"},
        {"query": "<", "type": "\ud800"},
    ],
)
def test_values_of_another_kind_than_the_standard_has_break_nothing(client: TestClient, query: Any) -> None:
    assert isinstance(match(client, **query), list)


def test_half_a_character_comes_back_as_it_was_sent(client: TestClient) -> None:
    answer = client.post("/reconcile", data={"queries": '{"\\ud800": {"query": "Chris Sun"}}'})
    assert list(answer.json()) == ["\ud800"]


def test_who_is_told_by_an_office_alone_is_never_sure(client: TestClient) -> None:
    office = [{"pid": "office", "v": "Secretary for Labour and Welfare"}]
    found = match(client, properties=office)
    assert [(each["id"], each["match"]) for each in found] == [("person/chris-sun", False)]
    assert match(client, properties=office, type="body") == []
    assert match(client, properties=[{"pid": "office", "v": "Minister of Nothing"}]) == []


def test_a_body_that_is_no_form_is_refused(client: TestClient) -> None:
    assert client.post("/reconcile", content="{}", headers={"Content-Type": "application/json"}).status_code == 415
    assert client.put("/reconcile").status_code == 405


def test_things_kinds_and_clues_are_suggested(client: TestClient) -> None:
    (found,) = client.get("/reconcile/suggest/entity", params={"prefix": "chan k"}).json()["result"]
    assert (found["id"], found["name"]) == ("person/chan-kwok-ki", "Chan Kwok-ki")
    assert "Chief Secretary for Administration" in found["description"]
    assert client.get("/reconcile/suggest/entity", params={"prefix": "chan k", "cursor": "1"}).json() == {"result": []}
    assert client.get("/reconcile/suggest/entity").json() == {"result": []}
    assert {"id": "post", "name": "office"} in client.get("/reconcile/suggest/type?prefix=OFF").json()["result"]
    (body,) = client.get("/reconcile/suggest/property?prefix=bo").json()["result"]
    assert (body["id"], body["name"], "belonged to" in body["description"]) == ("body", "body", True)


def test_a_thing_is_previewed_in_a_frame_of_another_site(client: TestClient) -> None:
    answer = client.get("/reconcile/preview", params={"id": "person/sun-zhiyang"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "x-frame-options" not in answer.headers
    assert "frame-ancestors" not in answer.headers["content-security-policy"]
    assert "Sun Zhiyang" in answer.text
    assert "<b>" not in answer.text
    assert client.get("/reconcile/preview", params={"id": "person/nobody"}).status_code == 404
    assert client.get("/reconcile/preview").status_code == 404
    assert client.get("/health").headers["x-frame-options"] == "DENY"
