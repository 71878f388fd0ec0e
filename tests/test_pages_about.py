"""The pages on the ontology and on the data."""

import re
from html import unescape

import pytest

from kg.pages.about import citation
from kg.pages.asked import Asked
from kg.pages.desk import Desk
from kg.store import Store
from kg.terms import TERMS
from tests.serving import LINES


@pytest.fixture(scope="module")
def desk(graph, project, tmp_path_factory):
    return Desk(graph.store, project, graph.store.folder, tmp_path_factory.mktemp("about"))


def text(desk, page, **given):
    made = desk.made(Asked(page, accept="text/html", origin="http://kg.test", at="/" + page.partition(".")[0], **given))
    assert made.status == 200
    return made.body.decode()


def test_every_declared_term_has_its_place_and_meaning(desk):
    page = text(desk, "ontology.ontology")
    declared = {name for names in TERMS["los"].values() for name in names.split()}
    assert declared
    assert declared <= set(re.findall(r'<div class="term" id="(\w+)"', page))
    assert not re.search(r"<p></p>", page)
    assert page.count('class="term"') == page.count("in the graph</dt>")


def test_a_term_says_how_often_it_is_used(desk, graph):
    page = text(desk, "ontology.ontology")
    section = page.partition('<div class="term" id="Recommendation"')[2].partition("</div>")[0]
    (row,) = graph.store.select("SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a <https://w3id.org/line-of-sight/def/Recommendation> }")
    assert f"<dd>{int(row['n'].lexical):,} things</dd>" in section
    assert 'href="#addressedTo"' in section


def test_every_scheme_is_listed_with_its_number_of_concepts(desk, graph):
    page = text(desk, "ontology.ontology")
    assert re.search(r'href="/code/polarity\.html">Polarity of findings</a></td><td class="number">4</td>', page)


def test_the_figures_about_the_data_are_those_of_the_questions(desk, graph):
    page = unescape(text(desk, "about.about"))
    for row in graph.ask("share_read_of_documents"):
        assert f"{row['units_read']} of {row['units']}</td>" in page
        assert f"{row['figures_read']} of {row['figures_printed']}</td>" in page
    for name, digest in graph.store.manifest["sources"].items():
        assert name in page
        assert digest in page
    assert f"{graph.store.manifest['statements']:,} statements" in page


def test_a_citation_names_the_version_and_where_it_was_seen(desk):
    told = citation(desk, Asked("about.about", origin="https://kg.test", at="/about"), "What was recommended?")
    assert re.fullmatch(
        r"What was recommended\?\. In: Line of Sight \S+, version [0-9a-f]{16} of the graph\. https://kg\.test/about \(seen \d+ \w+ \d{4}\)\.",
        told,
    )


def test_a_graph_without_documents_has_the_same_pages(project, tmp_path):
    desk = Desk(Store.in_memory(LINES), project, tmp_path)
    assert "0 files with 0 documents, and what they state: 0 statements" in text(desk, "about.about")
    assert "The ontology" in text(desk, "ontology.ontology")
