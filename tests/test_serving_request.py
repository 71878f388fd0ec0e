"""What a request asks is read strictly."""

import asyncio
import contextlib
import time

import pytest
from starlette.requests import Request

from kg.negotiation import RESULTS, choose
from kg.serving.limits import Limits
from kg.serving.request import Bodies, MediaType, Parameters, RefusedError, address, is_iri, parameters
from tests.timing import assert_linear


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


def posted(*messages, **headers):
    """A request whose body comes in messages; None is one that does not come."""
    coming = iter(messages)

    async def receive():
        if (message := next(coming, None)) is None:
            await asyncio.sleep(60)
        return message

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "path": "/sparql", "query_string": b"", "headers": raw}, receive)


def piece(body, more=True):
    return {"type": "http.request", "body": body, "more_body": more}


def read(request, limits=Limits(upload=0.2, body=200_000)):  # noqa: B008 - it is frozen
    async def reading():
        async with Bodies(limits).read(request) as body:
            return body

    return asyncio.run(reading())


def test_a_body_is_put_together():
    assert read(posted(piece(b"ASK"), piece(b" {"), piece(b"}", more=False))) == b"ASK {}"


@pytest.mark.parametrize(
    ("messages", "status", "said"),
    [
        ([piece(b"ASK"), None], 408, "the body did not come in time"),
        ([piece(b"ASK"), {"type": "http.disconnect"}], 400, "the body ended before it was complete"),
        (
            [piece(b"x" * 150_000), piece(b"x" * 150_000), piece(b"x", more=False)],
            413,
            "the body has more than the 0 MB that it may have",
        ),
        ([piece(b"x" * 300_000, more=False)], 413, "the body has more than the 0 MB that it may have"),
    ],
)
def test_a_body_that_does_not_come_or_does_not_end_is_refused(messages, status, said):
    with pytest.raises(RefusedError) as error:
        read(posted(*messages))
    assert (error.value.status, error.value.said) == (status, said)


def test_a_body_that_says_it_is_too_long_is_refused_before_it_comes():
    start = time.monotonic()
    with pytest.raises(RefusedError, match="more than"):
        read(posted(None, content_length="99999999999", expect="100-continue"))
    assert time.monotonic() - start < 2


def test_so_many_long_bodies_are_there_at_once():
    async def reading():
        bodies = Bodies(Limits(upload=0.4, large=1))
        long = [piece(b"x" * 100_000, more=False)]
        async with bodies.read(posted(*long)), bodies.read(posted(piece(b"short", more=False))):
            with pytest.raises(RefusedError) as error:
                async with bodies.read(posted(*long)):
                    pass
            assert error.value.status == 503
        async with bodies.read(posted(*long)) as body:
            assert len(body) == 100_000

    asyncio.run(reading())


def test_the_address_is_what_the_client_knows():
    assert address(request([("Host", "kg.example:81")])) == "http://kg.example:81"
    assert address(request([("Host", "[::1]:81")], scheme="https")) == "https://[::1]:81"
    assert address(request([("Host", "kg.example")]), "https://data.example/kg/") == "https://data.example/kg"


@pytest.mark.parametrize("host", ["a b", "x/../y", 'x"><script>', "é", "", "a:b:c"])
def test_a_host_that_is_none_is_not_repeated(host):
    assert address(request([("Host", host)], server=("127.0.0.1", 80))) == "http://127.0.0.1:80"
    assert address(request([("Host", host)], server=("::1", 80))) == "http://[::1]:80"
    assert address(request([("Host", host)], server=None)) == "http://localhost"


@pytest.mark.parametrize("run", ["%", "%41", "a=", "&", "+", "="])
def test_parameters_without_end_are_read_at_once(run):
    def reading(text):
        with contextlib.suppress(RefusedError):
            parameters(text.encode(), "the form").all("a")

    assert_linear(reading, run, length=100_000)


@pytest.mark.parametrize("run", ["a", ":", "@", "/", "[", "]", "1", ":1", "#", "%"])
def test_names_without_end_are_read_at_once(run):
    for before in ("", "http://", "http://[", "a:"):
        assert_linear(is_iri, run, before, "[", length=100_000)


@pytest.mark.parametrize("run", ["a", ",", ";", "=", "a/b,", ";q=0.", "*/", " "])
def test_wishes_without_end_are_read_at_once(run):
    assert_linear(lambda text: choose(text, RESULTS), run, "text/csv;q=0.", "1", length=100_000)
