"""The stored questions over HTTP: their forms, their values, and what describes them."""

import csv
import io
import json
import re

import pytest
import rdflib

from kg.pages.asked import Asked
from kg.pages.desk import Desk
from kg.query import load
from kg.sparql import check
from tests.serving import serving

ASKED = {"theme": "early-help"}
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture(scope="module")
def client(built):
    with serving(built.place) as client:
        yield client


@pytest.fixture(scope="module")
def desk(graph, project, tmp_path_factory):
    return Desk(graph.store, project, tmp_path_factory.mktemp("api"))


def test_all_questions_are_listed_with_what_they_take(client, project):
    listed = client.get("/questions").json()
    assert client.get("/questions.json").json() == listed
    assert [one["name"] for one in listed] == list(load(project))
    themes = next(one for one in listed if one["name"] == "recommendations_by_theme")
    assert themes["address"] == "http://kg.test/questions/recommendations_by_theme"
    assert themes["parameters"][0] == {
        "name": "theme",
        "type": "concept theme",
        "description": "the theme",
        "example": "early-help",
        "optional": False,
    }


def test_an_answer_has_its_rows_and_all_that_is_known_of_how_it_was_made(client, graph):
    told = client.get("/questions/recommendations_by_theme", params=ASKED).json()
    rows = graph.ask("recommendations_by_theme", **ASKED)
    assert len(told["rows"]) == len(rows) > 0
    assert [row["quote"] for row in told["rows"]] == [row["quote"] for row in rows]
    assert told["given"] == {"theme": ["https://w3id.org/line-of-sight/code/theme/early-help"]}
    assert told["answerability"] == rows.answerability
    assert "code/theme/early-help> } #+ slot" in told["sparql"]
    assert (told["notes"], told["variables"]) == ([], list(rows.columns))


def test_a_question_asked_without_a_value_says_which_example_it_took(client):
    told = client.get("/questions/recommendations_by_theme").json()
    assert told["notes"] == ["theme: none was given, so the example was taken, early-help"]
    assert client.get("/questions/recommendations_by_theme?theme=").json()["notes"] == told["notes"]


def test_figures_are_numbers_in_json(client):
    rows = client.get("/questions/figures_of_indicator").json()["rows"]
    assert any(isinstance(row["value"], float | int) for row in rows)


@pytest.mark.parametrize(
    ("ending", "media"),
    [
        ("json", "application/json"),
        ("csv", "text/csv"),
        ("jsonl", "application/jsonl"),
        ("srj", "application/sparql-results+json"),
        ("rq", "application/sparql-query"),
    ],
)
def test_the_ending_and_the_header_name_the_same_forms(client, ending, media):
    address = "/questions/recommendations_by_theme"
    by_ending = client.get(f"{address}.{ending}", params=ASKED, headers={"Accept": "text/html"})
    by_header = client.get(address, params=ASKED, headers={"Accept": media})
    assert by_ending.status_code == by_header.status_code == 200
    assert by_ending.content == by_header.content
    assert by_header.headers["content-type"].partition(";")[0] == media
    assert by_header.headers["vary"] == "Accept"


def test_csv_is_what_the_command_line_writes(client, graph):
    answer = client.get("/questions/recommendations_by_theme.csv", params=ASKED)
    assert answer.text == graph.ask("recommendations_by_theme", **ASKED).text("csv")
    assert len(list(csv.DictReader(io.StringIO(answer.text)))) == len(graph.ask("recommendations_by_theme", **ASKED))


def test_several_values_ask_of_each(client, graph):
    both = client.get("/questions/recommendations_by_theme?theme=early-help&theme=leadership").json()
    assert len(both["given"]["theme"]) == 2
    assert len(both["rows"]) == len(graph.ask("recommendations_by_theme", theme=["early-help", "leadership"]))


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        (
            "/questions/recommendations_by_them",
            404,
            "no question is called 'recommendations_by_them'; near it are recommendations_by_theme, ",
        ),
        ("/questions/recommendations_by_theme.exe", 404, "There is no form of the ending .exe"),
        ("/questions/recommendations_by_theme?theme=nonsense", 400, "theme: 'nonsense' is no theme in the graph"),
        ("/questions/recommendations_by_theme?them=x", 400, "recommendations_by_theme has no parameter 'them'"),
        ("/questions/recommendations_by_theme?theme=%00", 400, "the address has a null byte"),
        ("/questions/recommendations_by_theme/values/nothing", 404, "recommendations_by_theme has no parameter 'nothing'"),
        ("/questions/none/values/nothing", 404, "no question is called 'none'"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(client, address, status, said):
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert answer.text.startswith(said)
    assert answer.text.count("\n") == 1


def test_a_reader_of_pages_gets_the_sentence_on_a_page(client):
    answer = client.get("/questions/recommendations_by_theme.csv?theme=<b>", headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "&lt;b&gt;" in answer.text
    assert "<b>" not in answer.text


def test_no_form_that_is_taken_is_offered(client):
    answer = client.get("/questions/recommendations_by_theme", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/csv" in answer.text


def test_a_very_long_value_or_name_is_not_said_again(client):
    assert len(client.get("/questions/" + "x" * 4000).text) < 300


def test_values_are_found_by_the_beginning_of_any_word_of_a_name(client):
    found = client.get("/questions/recommendations_by_theme/values/theme?prefix=help").json()
    assert {"value": "early-help", "label": "Early help", "iri": "https://w3id.org/line-of-sight/code/theme/early-help"} in found
    assert client.get("/questions/recommendations_by_theme/values/theme?prefix=xyzzy").json() == []
    assert client.get("/questions/recommendations_by_theme/values/since?prefix=2").json() == []
    every = client.get("/questions/recommendations_of_body/values/body").json()
    assert len(every) == 50


def test_what_is_suggested_is_a_value(client, desk):
    for one in client.get("/questions/recommendations_of_body/values/body?prefix=mid").json():
        assert desk.made(Asked("api.question", {"name": "recommendations_of_body"}, (("body", one["value"]),))).status == 200


def test_the_description_has_every_question_and_the_concepts_of_the_graph(client, project):
    told = client.get("/openapi.json").json()
    assert told["openapi"].startswith("3.1.")
    assert {
        path.removeprefix("/questions/") for path in told["paths"] if path.startswith("/questions/") and "{" not in path
    } == set(load(project))
    theme, since, _ = told["paths"]["/questions/recommendations_by_theme"]["get"]["parameters"]
    assert "early-help" in theme["schema"]["items"]["enum"]
    for value, fits in (("2021-07-27", True), ("", True), ("2021-07", False), ("0000-01-01", False)):
        assert bool(re.search(since["schema"]["items"]["pattern"], value)) == fits
    ids = [operation["get"]["operationId"] for operation in told["paths"].values()]
    assert len(ids) == len(set(ids))
    text = json.dumps(told)
    for name in text.split('"#/components/schemas/')[1:]:
        assert name.partition('"')[0] in told["components"]["schemas"]


def test_every_address_that_is_described_answers(client):
    for path in client.get("/openapi.json").json()["paths"]:
        if "{" not in path:
            assert client.get(path, params={"query": "ASK {}"} if path == "/sparql" else {}).status_code == 200, path


def test_the_examples_are_executables_that_run(client, project):
    told = rdflib.Graph().parse(data=client.get("/.well-known/sparql-examples").text)
    found = set(told.subjects(rdflib.RDF.type, SH.SPARQLSelectExecutable))
    assert len(found) == len(load(project)) > 0
    for one in found:
        query = str(told.value(one, SH.select))
        assert check(query) == "SELECT"
        assert (one, SH.prefixes, None) in told
        assert client.get(str(one).removeprefix("http://kg.test")).status_code == 200
    assert not [one for one in told.all_nodes() if isinstance(one, rdflib.BNode)]


@pytest.mark.parametrize(
    ("accept", "media"),
    [("application/ld+json", "application/ld+json"), ("application/trig", "application/trig"), ("text/html", "text/turtle")],
)
def test_the_examples_are_told_in_many_forms(client, accept, media):
    answer = client.get("/.well-known/sparql-examples", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)
    assert client.get("/.well-known/sparql-examples", headers={"Accept": "image/png"}).status_code == 406


def test_the_page_for_programmers_names_every_question_and_form(client, project):
    page = client.get("/api", headers={"Accept": "text/html"}).text
    for name in load(project):
        assert f"/questions/{name}" in page
    for ending in (".json", ".csv", ".jsonl", ".srj", ".rq"):
        assert ending in page
