"""What a request asks is read strictly."""

import pytest
from starlette.requests import Request

from kg.serving.request import MediaType, Parameters, RefusedError, address, is_iri, parameters


def request(headers=(), **scope):
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]
    return Request(
        {"type": "http", "method": "GET", "path": "/sparql", "query_string": b"", "headers": raw, "scheme": "http", **scope}
    )


def test_parameters_are_decoded_in_their_order():
    given = parameters(b"query=ASK+%7B%7D&a=%C3%A9&a=&b&&c=1=2", "the address")
    assert given == (("query", "ASK {}"), ("a", "é"), ("a", ""), ("b", ""), ("c", "1=2"))
    assert given.all("a") == ("é", "")
    assert (given.one("query"), given.one("none")) == ("ASK {}", None)


@pytest.mark.parametrize(
    ("encoded", "said"),
    [
        (b"query=%ZZ", "a percent sign in the form is not followed by two hexadecimal digits"),
        (b"query=ASK%7", "a percent sign in the form is not followed by two hexadecimal digits"),
        (b"%", "a percent sign in the form is not followed by two hexadecimal digits"),
        (b"query=%ff%fe", "the form is not UTF-8"),
        (b"query=\xff", "the form is not UTF-8"),
        (b"query=ASK%00", "the form has a null byte"),
    ],
)
def test_what_is_malformed_is_refused_with_its_reason(encoded, said):
    with pytest.raises(RefusedError) as error:
        parameters(encoded, "the form")
    assert (error.value.status, error.value.said) == (400, said)


def test_a_parameter_that_is_given_twice_is_refused():
    with pytest.raises(RefusedError, match="the parameter query is given 2 times"):
        Parameters((("query", "ASK {}"), ("query", "ASK {}"))).one("query")


@pytest.mark.parametrize(
    "iri", ["http://g/1", "urn:x:y", "http://example.org/é", "http://[::1]:80/g", "tag:a,2021:b", "http://u@h:1/?q#f"]
)
def test_names_of_graphs(iri):
    assert is_iri(iri)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "g",
        "../g",
        "<x>",
        "a b",
        "http://a b/",
        "http://[bad",
        "http://[zz]/",
        "file:///etc/passwd",
        "FILE:/x",
        "urn:a}",
        "é:a",
        "urn:\x00",
    ],
)
def test_what_is_no_name_of_a_graph(text):
    assert not is_iri(text)
    with pytest.raises(RefusedError, match="the value of graph is no absolute IRI"):
        Parameters((("graph", text),)).graphs("graph")


def test_a_graph_that_is_named_twice_is_one():
    assert Parameters((("graph", "urn:a"), ("graph", "urn:b"), ("graph", "urn:a"))).graphs("graph") == ("urn:a", "urn:b")


def test_the_media_type_of_a_body():
    assert MediaType.of(request([("Content-Type", 'Application/SPARQL-Query; Charset="UTF-8"')])) == (
        "application/sparql-query",
        "utf-8",
    )
    assert MediaType.of(request()) == ("", "")


def test_the_address_is_what_the_client_knows():
    assert address(request([("Host", "kg.example:81")])) == "http://kg.example:81"
    assert address(request([("Host", "[::1]:81")], scheme="https")) == "https://[::1]:81"
    assert address(request([("Host", "kg.example")]), "https://data.example/kg/") == "https://data.example/kg"


@pytest.mark.parametrize("host", ["a b", "x/../y", 'x"><script>', "é", "", "a:b:c"])
def test_a_host_that_is_none_is_not_repeated(host):
    assert address(request([("Host", host)], server=("127.0.0.1", 80))) == "http://127.0.0.1:80"
    assert address(request([("Host", host)], server=("::1", 80))) == "http://[::1]:80"
    assert address(request([("Host", host)], server=None)) == "http://localhost"
