"""Which media type a client gets, by what it says it takes."""

import pytest

from kg.negotiation import DATASETS, GRAPHS, RESULTS, Chosen, choose
from tests.serving import CSV, JSON, JSONLD, NQUADS, NTRIPLES, RDFXML, TRIG, TSV, TURTLE, XML

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", CSV),
        (XML, XML),
        (TSV, TSV),
        ("TEXT/CSV", CSV),
        (f"{XML};q=0.2, {JSON};q=0.9", JSON),
        (f"{XML};q=0.9, {JSON};q=0.2", XML),
        (f"{JSON};q=0, {XML};q=0.1", XML),
        (f"{JSON};q=0, */*", XML),
        (f"{CSV}, */*", CSV),
        (f"{CSV};q=0.5, */*", JSON),
        (f"{CSV} ; charset=utf-8 ; q=0.5", CSV),
        ("application/json", "application/json"),
        ("application/*;q=0.5, application/json", "application/json"),
        (f"{CSV};q=1.5", CSV),  # no quality, so it is wanted
        (f"{CSV};q=", CSV),
        (BROWSER, "application/xml"),
        (f"nonsense, ;;q=, {TSV}", TSV),
        ("text/csv;q=0.001", CSV),
    ],
)
def test_rows_and_truths(accept, media):
    assert choose(accept, RESULTS).media == media


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", f"{JSON};q=0", "nonsense", ",", "*/csv", "a" * 4000, "*/*;q=0"])
def test_what_is_not_offered_is_not_given(accept):
    assert choose(accept, RESULTS) is None


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, (TURTLE, "turtle")),
        ("application/*", (NTRIPLES, "ntriples")),
        (RDFXML, (RDFXML, "rdfxml")),
        ("application/json", ("application/json", "jsonld")),
        ("text/plain", ("text/plain", "ntriples")),
        (TRIG, (TRIG, "trig")),
        (f"{NQUADS};q=0.3, {JSONLD};q=0.4", (JSONLD, "jsonld")),
    ],
)
def test_graphs(accept, chosen):
    assert choose(accept, GRAPHS) == Chosen(*chosen)


def test_datasets_keep_graphs_apart():
    assert choose(None, DATASETS) == (TRIG, "trig")
    assert choose(TURTLE, DATASETS) is None


def test_text_is_told_to_be_utf_8():
    assert Chosen(CSV, "csv").header == "text/csv; charset=utf-8"
    assert Chosen(JSON, "json").header == JSON


def test_a_header_without_end_is_read_at_once():
    assert choose("text/csv;q=0.1," * 100_000 + "*/*", RESULTS).media == CSV
