"""The pages of questions, of search and of SPARQL, asked as a browser does."""

import re
from html import unescape
from urllib.parse import quote

import pytest

from kg.pages.questions import MOST
from kg.serving.limits import Limits
from tests.serving import serving

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(built):
    with serving(built.place, Limits()) as client:
        yield client


@pytest.fixture
def page(client):
    def asked(address, status=200):
        answer = client.get(address, headers=HTML)
        assert answer.status_code == status, answer.text[:500]
        assert answer.headers["content-type"].startswith("text/html")
        return answer.text

    return asked


def test_the_gallery_has_every_question_and_filters_by_words(page, graph):
    whole = page("/questions")
    assert all(f'href="/questions/{name}"' in whole for name in graph.questions)
    few = page("/questions?words=VACANT")
    assert 'href="/questions/vacant_posts"' in few
    assert 'href="/questions/terms"' not in few
    assert "none has all of these words" in page("/questions?words=zzzz")


def test_every_question_has_a_page_that_answers_its_example(page, graph):
    for name, question in graph.questions.items():
        text = page(f"/questions/{name}")
        assert f'<h2 id="answer-head">{len(graph.ask(name)):,} row' in text or "No rows" in text, name
        assert all(f'id="field-{one}"' in text for one in question.parameters), name


def test_every_row_has_its_words_with_a_link_into_the_reader(page, graph):
    text = page("/questions/recommendations_by_theme?theme=early-help")
    rows = graph.ask("recommendations_by_theme", theme="early-help")
    assert text.count('<td role="cell" class="quotes"') == len(rows)
    plain = unescape(text)
    for row in rows:
        assert row["quote"] in plain
        here = row["passage"].rpartition("/")[2]
        assert f"?passage={here}#p{here}" in plain


def test_a_question_that_cannot_be_asked_so_says_why_beside_its_form(page):
    text = page("/questions/findings_by_theme?theme=%3Cscript%3E&since=2019", 400)
    assert "It cannot be asked so" in text
    assert "<script>" not in text.replace('<script type="module"', "")
    assert 'value="&lt;script&gt;"' in text
    assert "has no parameter" in page("/questions/findings_by_theme?nonsense=1", 400)


def test_an_unknown_question_is_not_found(client):
    assert client.get("/questions/no_such_question", headers=HTML).status_code in {400, 404}


def test_what_was_asked_is_told_and_can_be_cited_and_linked_to(page):
    text = unescape(page("/questions/findings_by_theme?theme=early-help&polarity=weakness"))
    assert 'href="/questions/findings_by_theme.csv?polarity=weakness&theme=early-help"' in text
    citation = re.search(r'id="citation">(.*?)</span>', text)[1]
    assert "theme: early-help; polarity: weakness" in citation
    assert "/questions/findings_by_theme?polarity=weakness&theme=early-help" in citation
    assert re.search(r"version [0-9a-f]{16} of the graph", citation)


def test_many_rows_come_in_parts(page):
    whole = page("/questions/finding_counts_by_theme")
    rows = int(re.search(r'id="answer-head">([\d,]+) rows', whole)[1].replace(",", ""))
    assert whole.count('<td role="cell" class="quotes"') == min(rows, MOST)
    beyond = page("/questions/finding_counts_by_theme?rows_from=99999999")
    assert beyond.count('<td role="cell" class="quotes"') > 0


def test_a_chart_names_columns_that_the_table_has(page):
    text = page("/questions/figures_of_indicator")
    chart = dict(re.findall(r' data-(chart|x|y|series|facet)="([^"]+)"', text))
    assert chart["chart"] == "line"
    columns = set(re.findall(r'data-column="([^"]+)"', text))
    assert {one for name in ("x", "y", "series", "facet") for one in chart.get(name, "").split()} <= columns


def test_the_search_finds_names_and_words_and_marks_them(page):
    text = page("/search?words=early+help")
    assert "<mark>" in text
    assert re.search(r'<a href="/code/theme/early-help\.html">', text)
    assert 'aria-current="page">findings' in page("/search?words=early+help&kind=finding")
    assert "Nothing has" in page("/search?words=zzzzqqqq")
    page("/search?words=" + quote('"' * 50 + "(" * 3000))
    assert "none called &#39;&lt;b&gt;&#39;" in page("/search?words=help&kind=%3Cb%3E", 400)


def test_a_page_of_a_search_that_is_not_there_is_told(client):
    beyond = client.get("/search?words=help&page=999999", headers={"Accept": "text/html"})
    assert beyond.status_code == 404
    assert re.search(r"There are \d+ pages of this\.", beyond.text)


def test_suggestions_are_things_with_addresses(client):
    found = client.get("/search/suggest?words=middlesbrough+cou").json()
    assert {"value": "Middlesbrough Council", "to": "/id/body/middlesbrough-council.html"}.items() <= found[0].items()
    assert client.get("/search/suggest").json() == []


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("SELECT ?one WHERE { ?one a los:Council } LIMIT 2", '<h2 id="answer-head">2 rows</h2>'),
        ("ASK { ?one a los:Council }", '<h2 id="answer-head">Yes</h2>'),
        ("CONSTRUCT { ?one a los:Council } WHERE { ?one a los:Council } LIMIT 3", '<h2 id="answer-head">3 triples</h2>'),
    ],
)
def test_the_sparql_page_answers_each_form_of_query(page, query, shown):
    assert shown in page(f"/query?query={quote(query)}")


def test_the_sparql_page_says_where_a_query_is_wrong_and_refuses_what_is_not_done(page):
    assert 'data-line="2" data-column="' in page(f"/query?query={quote('SELECT * WHERE {' + chr(10) + ' ?s ?p ; ; }')}", 400)
    assert "SERVICE" in page(f"/query?query={quote('SELECT * { SERVICE <http://a> { ?s ?p ?o } }')}", 400)
    assert "answer-head" not in page(f"/query?query={quote('DELETE WHERE { ?s ?p ?o }')}", 400)


def test_a_page_shows_so_many_rows_and_a_file_has_them_all(client, page):
    query = quote("SELECT ?s ?p WHERE { ?s ?p ?o } LIMIT 1500")
    text = page(f"/query?query={query}")
    assert "The first 1,000 rows" in text
    assert text.count('<tr role="row">') == 1001
    answer = client.get(f"/query?query={query}&form=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(answer.text.splitlines()) == 1501


def test_every_stored_question_is_an_example_that_runs(client, graph):
    text = unescape(client.get("/query?example=findings_by_theme", headers=HTML).text)
    query = re.search(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)[1]
    assert "#+" not in query
    assert client.get(f"/query?query={quote(query)}", headers=HTML).status_code == 200


def test_the_vocabulary_for_editors_has_declared_terms_with_labels(client):
    told = client.get("/query/vocabulary").json()
    terms = {one["name"]: one for one in told["terms"]}
    assert terms["los:ScrutinyPanel"]["kind"] == "class"
    assert terms["los:heldBy"]["label"]
    assert told["prefixes"]["los"] == "https://w3id.org/line-of-sight/def/"
