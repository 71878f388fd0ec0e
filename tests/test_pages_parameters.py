"""What a page does not know is refused with what it knows: nothing that was asked is passed over in silence."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linkages import Wanted
from kg.pages.addresses import ADDRESSES, HERE
from kg.pages.asked import Asked
from kg.pages.desk import Desk
from kg.pages.parameters import KNOWN, NARROWING, check, paged
from kg.project import ProjectError, find
from kg.store import Store
from tests.papers import some
from tests.serving import LINES, serving, stored

FIXED = sorted((path, page) for path, page in ADDRESSES.items() if "{" not in path and page in KNOWN)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(Store.in_memory(sorted({*some()})), find(), tmp_path_factory.mktemp("desk"))


@pytest.mark.parametrize(("path", "page"), FIXED)
def test_a_page_refuses_what_it_does_not_know_in_a_sentence(desk, path, page):
    made = desk.made(Asked(page, {}, (("bogus", "1"),), "text/plain", at=path))
    assert made.status == 400
    assert made.body.decode().startswith(f"{path} has no parameter 'bogus'; it")
    assert all(name in made.body.decode() for name in KNOWN[page])


def test_every_page_knows_its_parameters_or_looks_at_them_itself():
    assert {*ADDRESSES.values()} - {*KNOWN} == {"api.question"}
    assert {*NARROWING} == {*Wanted.__dataclass_fields__} - {"kinds", "documents"} | {"kind", "document"}


def test_whatever_a_page_reads_it_knows():
    read = {name for file in HERE.glob("*.py") for name in re.findall(r'asked\.(?:one|all)\("(\w+)"', file.read_text())}
    assert read <= {name for known in KNOWN.values() for name in known}
    written = {
        name
        for file in HERE.glob("templates/*.html")
        for name in re.findall(r'(?:input|select|textarea)[^>]* name="(\w+)"', file.read_text())
    }
    assert {"words", "query", "as_of"} <= written <= {name for known in KNOWN.values() for name in known}


@given(st.text(max_size=80), st.text(min_size=1, max_size=5))
def test_a_strange_name_is_one_sentence(name, value):
    asked = Asked("searching.search", {}, ((name, value),), at="/search")
    if name in KNOWN["searching.search"] or not value.strip():
        check(asked)
    else:
        with pytest.raises(ProjectError, match="its parameters are words, kind, page") as told:
            check(asked)
        assert len(str(told.value)) < 500


@pytest.mark.parametrize("given", ["0", "-1", "x", "1.5", "²", "1" * 10])
def test_a_page_has_a_number_from_one(given):
    with pytest.raises(ProjectError, match="page: the pages are numbered from 1"):
        paged(Asked("searching.search", {}, (("page", given),)), "page")


def test_what_others_add_to_a_link_to_follow_who_comes_asks_for_nothing(tmp_path):
    with serving(stored(tmp_path, LINES)) as client:
        for name in ("utm_source", "fbclid", "gclid", "mc_cid"):
            assert client.get(f"/documents?{name}=x", headers={"Accept": "text/html"}).status_code == 200
            assert name not in client.get(f"/questions/terms?{name}=x", headers={"Accept": "text/html"}).text
        assert client.get("/documents?page=-1").status_code == 400
        assert client.get("/questions/terms.csv?utm_source=x").status_code == 200
