"""Where things of the graph stand on the server."""

from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pages.links import address, batches, href, label, labels
from kg.store import Store
from kg.vocab import BASE

NAME = "<http://www.w3.org/2000/01/rdf-schema#label>"


@pytest.mark.parametrize(
    ("iri", "wanted"),
    [
        (f"{BASE}id/body/a-council", "/r/id/body/a-council.html"),
        (f"{BASE}id/membership/doc/1-agenda/x", "/r/id/membership/doc/1-agenda/x.html"),
        (f"{BASE}code/grade/sif/good", "/r/code/grade/sif/good.html"),
        (f"{BASE}doc/pack/2-minutes", "/r/doc/pack/2-minutes.html"),
        (f"{BASE}def/Body", "/r/ontology#Body"),
        (f"{BASE}id/passage/a-file/12-340", "/r/doc/a-file.html?passage=12-340#p12-340"),
        (f"{BASE}id/passage/set/a-file/0-9", "/r/doc/set/a-file.html?passage=0-9#p0-9"),
        (f"{BASE}id/passage/a-file/nowhere", "/r/id/passage/a-file/nowhere.html"),
        (f"{BASE}ontology/prefixes#los", "/r/ontology/prefixes#los"),
        ("http://www.w3.org/ns/org#role", "http://www.w3.org/ns/org#role"),
        ("javascript:alert(1)", "#"),
    ],
)
def test_a_thing_has_its_page_here(iri, wanted):
    assert href("/r", iri) == wanted


@given(st.text(st.characters(exclude_characters="#", exclude_categories=["Cs"]), min_size=1))
def test_an_address_gives_its_iri_back(rest):
    here = address("", BASE + rest)
    assert not {*here} & {*' "<>?\n'}
    assert unquote(urlsplit(f"http://e{here}").path) == f"/{rest}"


def test_a_thing_is_called_by_its_label_and_else_by_its_end():
    desk = SimpleNamespace(store=Store.in_memory([f'<{BASE}id/body/a> {NAME} "The A"@en <http://g> .\n']))
    assert label(desk, f"{BASE}id/body/a") == "The A"
    assert label(desk, f"{BASE}id/body/some-board") == "some board"
    assert labels(desk, ["x> } DROP ALL {", "_:b", f"{BASE}id/body/a"]) == {f"{BASE}id/body/a": "The A"}


@pytest.mark.parametrize("count", [0, 1, 400, 401, 1000])
def test_many_things_are_asked_of_in_several_queries(count):
    terms = [f"<x{number}>" for number in range(count)]
    parts = list(batches(iter(terms)))
    assert [term for part in parts for term in part.split(" ")] == terms
    assert len(parts) == -(-count // 400)
