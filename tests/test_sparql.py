"""What a typed query asks for is read from its tokens: nothing hides a SERVICE, and nothing harmless is taken for one."""

import random

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

from kg import sparql
from kg.project import ProjectError

NOWHERE = "http://127.0.0.1:9/"  # the engine refuses the port before it opens a connection
SERVICES = [
    f"SELECT * {{ SERVICE <{NOWHERE}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ SeRvIcE SILENT <{NOWHERE}> {{ ?s ?p ?o }} }}",
    "SELECT * { ?s ?p ?x . SERVICE ?x { ?s ?p ?o } }",
    f"SELECT * {{ \\u0053ERVICE <{NOWHERE}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ \\U00000053ERVICE<{NOWHERE}>{{}} }}",
    f"SELECT * {{ # a comment that ends here\rSERVICE <{NOWHERE}> {{ ?s ?p ?o }} }}",
    f"PREFIX : <{NOWHERE}> SELECT * {{ SERVICE:x{{ ?s ?p ?o }} }}",
    f"PREFIX ex: <{NOWHERE}> SELECT * {{ SERVICEex:x{{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?s ?p 1SERVICE<{NOWHERE}>{{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?s ?p trueSERVICE<{NOWHERE}>{{ ?s ?p ?o }} }}",
    f"PREFIX ex: <{NOWHERE}> SELECT * {{ ?s ex:a\\#b ?o . SERVICE <{NOWHERE}> {{ ?s ?p ?o }} }}",
    f"ASK {{ FILTER EXISTS {{ SERVICE <{NOWHERE}> {{}} }} }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE <{NOWHERE}> {{}} }} }} }}",
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ OPTIONAL {{ SERVICE <{NOWHERE}> {{ ?s ?p ?o }} }} }}",
    f"SELECT * {{ LATERAL {{ SERVICE <{NOWHERE}> {{ ?s ?p ?o }} }} }}",
]
HARMLESS = [
    'SELECT * { ?s ?p "SERVICE <http://a> { }" }',
    "SELECT * { ?s ?p 'SERVICE' , '''a 'SERVICE' <x> {''' , \"\"\"SERVICE \"\" {\"\"\" }",
    "# SERVICE <http://a> {}\nSELECT * { ?s ?p ?o }",
    "SELECT ?service { ?service <http://a/SERVICE> ?SERVICE }",
    "PREFIX service: <http://a/> SELECT * { ?s service:SERVICE ?o }",
    "PREFIX ex: <http://a/> SELECT * { ?s a ex:Service ; ex:service _:SERVICE }",
    'SELECT * { ?s ?p "a"@service }',
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_a_service_is_refused_however_it_is_written(query):
    with pytest.raises(ProjectError, match="asks another server"):
        sparql.check(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_in_a_string_a_comment_an_iri_or_a_name_is_no_service(query):
    assert sparql.check(query) == "SELECT"
    parseQuery(query)  # it is a query, indeed


def test_whatever_makes_the_engine_go_out_is_refused():
    store = ox.Store()
    store.update('INSERT DATA { <http://a> <http://p> 1, true, "a"@en }')
    pieces = [
        "SERVICE", "SeRvIcE", "SILENT", f"<{NOWHERE}>", ":x", "ex:x", "?s", ".", " ", "\r", "\n", "#", '"', "'", '"a"', "1", "true",
        "{", "}", "{?a ?b ?c}", "FILTER(", "EXISTS", "(", ")", "<", ">", "@en", "_:b", "OPTIONAL", "\\u0053", '"""', "\\", ":", ";", "?",
    ]  # fmt: skip
    draw = random.Random(11)
    went_out = 0
    for _ in range(30_000):
        some = "".join(draw.choices(pieces, k=draw.randint(0, 4)))
        query = (
            f"PREFIX : <{NOWHERE}> PREFIX ex: <{NOWHERE}> SELECT * {{{draw.choice(['', '?s ?p ?o', '?s ?p '])}{some}"
            f"{draw.choice(['SERVICE', 'service ', 'SERVICESILENT'])}{draw.choice([f'<{NOWHERE}>', ':x', 'ex:x', ' :x'])}"
            f"{draw.choice(['{}', '{?s ?p ?o}'])}{draw.choice(['}', ')}', '}}'])}"
        )
        try:
            list(store.query(query))
        except OSError:
            went_out += 1
            with pytest.raises(ProjectError):
                sparql.check(query)
        except SyntaxError:
            pass
    assert went_out > 100


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("base <http://a/> prefix x: <b> ask {}", "ASK"),
        ("#c\nCONSTRUCT WHERE {}", "CONSTRUCT"),
        ("describe <http://a>", "DESCRIBE"),
    ],
)
def test_the_form_of_a_query_is_told(query, form):
    assert sparql.check(query) == form


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "INSERT DATA { <a:a> <a:b> 1 }",
            "INSERT would change the graph, which is only read here: ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
        ),
        (
            "PREFIX a: <b> load <http://a>",
            "LOAD would change the graph, which is only read here: ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
        ),
        ("", "this is no SPARQL query: no SELECT, ASK, CONSTRUCT or DESCRIBE at its beginning"),
        ("hello", "this is no SPARQL query: no SELECT, ASK, CONSTRUCT or DESCRIBE at its beginning"),
        ("ASK\n" + "{" * 201, "line 2 of the query nests more than 200 brackets, too deep to be read"),
        ("ASK {}" + " " * 1_000_000, "the query has 1,000,006 characters; the most is 1,000,000"),
    ],
)
def test_what_is_no_question_is_refused_in_a_sentence(query, said):
    with pytest.raises(ProjectError) as error:
        sparql.check(query)
    assert str(error.value) == said


def test_prefixes_that_are_known_need_no_declaration():
    known = {"los": "http://los/", "rdfs": "http://rdfs/"}
    query = "PREFIX rdfs: <http://other/>\nSELECT * { ?s los:x rdfs:y , ex:z , 'los:q' }"
    assert sparql.with_prefixes(query, known) == f"PREFIX los: <http://los/> {query}"


def test_the_place_of_an_error_is_that_in_the_query_as_typed():
    query = "SELECT * {\n  ?s ?p\n}"
    assert sparql.explained("the query does not parse: line 3, column 1", query, 40) == (
        "the query does not parse: line 3, column 1, near '}'"
    )
    assert sparql.explained("the query does not parse: line 1, column 50", "SELECT * { ? }", 38) == (
        "the query does not parse: line 1, column 12, near '?'"
    )
    assert sparql.explained("the query does not parse: line 4, column 1", query, 0).endswith("at the end of the line")
    assert sparql.explained("something else", query, 0) == "something else"


@given(st.text(max_size=60))
def test_every_character_of_a_text_belongs_to_one_token_or_to_the_space_between(query):
    at = 0
    for token in sparql.tokens(query):
        assert query[token.start : token.start + len(token.text)] == token.text
        assert token.start >= at
        at = token.start + len(token.text)


@pytest.mark.parametrize("piece", ['"', "'", "<", '"""', "\\", "#", "{", "a:", "?a ", "<a", '"a', "'''", "1", "@a-", ".", "_:"])
def test_tokens_are_read_in_linear_time(piece):
    assert sum(1 for _ in sparql.tokens(piece * (100_000 // len(piece)))) >= 0
