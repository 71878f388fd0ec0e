"""The index of words: what is found, in which order, and that nothing which is searched for does any harm."""

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.publishing import publish
from kg.search import FILE, Index, write
from kg.store import Store

BASE = "https://w3id.org/line-of-sight/"
LABEL, ALIAS = "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel"
EXACT, TYPE = "http://www.w3.org/ns/oa#exact", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def lines():
    def line(subject, predicate, thing):
        spelled = f"<{thing}>" if thing.startswith("https://") else f'"{thing}"'
        return f"<{BASE}{subject}> <{predicate}> {spelled} <{BASE}doc/report> .\n"

    return sorted(
        [
            line("id/body/northby-council", LABEL, "Northby Council"),
            line("id/body/northby-council", ALIAS, "NBC"),
            line("id/body/northby-health", LABEL, "The health board of Northby and of the county"),
            line("id/person/zoe", LABEL, "Zoë Müller"),
            line("id/finding/report/1", LABEL, "Northby is praised"),
            line("code/theme/early-help", LABEL, "Early help"),
            line(
                "id/passage/report/0-90",
                EXACT,
                "Visits to families in Northby were late. Three children waited for visiting times.",
            ),
            line("id/passage/report/0-40", EXACT, "Visits to families in Northby were late."),
            line("id/passage/report/100-140", EXACT, "The café was visited <b>once</b> by Ofsted."),
            line("id/finding/report/1", TYPE, f"{BASE}def/Finding"),
            line("id/finding/report/1", f"{BASE}def/evidence", f"{BASE}id/passage/report/0-40"),
        ]
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    path = tmp_path_factory.mktemp("index") / FILE
    write(lines(), path)
    return Index.open(path)


def texts(found):
    return [one.iri.rpartition("/")[2] for one in found.texts]


def test_a_name_is_found_by_any_of_its_names_and_the_nearest_comes_first(index):
    assert [one.iri for one in index.suggest("northby")] == [f"{BASE}id/body/northby-council", f"{BASE}id/body/northby-health"]
    (one,) = index.suggest("nbc")
    assert (one.kind, one.name, one.label) == ("body", "NBC", "Northby Council")
    assert [one.label for one in index.suggest("zoe mull")] == ["Zoë Müller"]


def test_what_is_no_thing_to_be_found_by_its_name_is_not(index):
    assert index.suggest("praised") == []


def test_a_passage_is_found_whatever_the_endings_and_accents_and_the_last_word_may_be_begun(index):
    assert texts(index.find("visit")) == texts(index.find("VISITING")) != []
    assert texts(index.find("cafe ofs")) == ["100-140"]
    assert not index.find("cafe ofs").loose
    assert index.find("ofs cafe").loose


def test_only_the_widest_passage_is_listed_with_the_kinds_of_all_in_it(index):
    found = index.find("late")
    assert texts(found) == ["0-90"]
    assert found.texts[0].kinds == ("finding",)
    assert (found.counts["text"], found.counts["finding"]) == (1, 1)
    assert texts(index.find("visited", "finding")) == ["0-90"]


def test_words_in_quotes_stand_together(index):
    assert texts(index.find('"three children"')) == ["0-90"]
    assert index.find('"children three"').counts == {}


def test_where_nothing_has_all_words_what_has_one_is_told_to_be_so(index):
    found = index.find("ofsted nonexistent")
    assert (found.loose, texts(found)) == (True, ["100-140"])
    assert not index.find("ofsted").loose


def test_what_was_found_is_marked_and_all_else_is_text(index):
    (one,) = index.find("ofsted").texts
    assert [piece for piece, marked in one.pieces if marked] == ["Ofsted"]
    assert "<b>once</b>" in "".join(piece for piece, _ in one.pieces)


def test_pages_of_hits_do_not_overlap(index):
    both = texts(index.find("visit", "text", 0, 2))
    assert [*texts(index.find("visit", "text", 0, 1)), *texts(index.find("visit", "text", 1, 1))] == both


@given(
    st.text() | st.text(alphabet="\"'()*:^-+{}~ ANDORNETab_\0\ud800", max_size=60) | st.just("x" * 10_000) | st.just("a " * 5000)
)
def test_nothing_that_is_searched_for_raises(index, words):
    index.find(words, "no kind", 10**6)
    index.find(words)
    index.suggest(words)


def test_a_published_store_has_its_index_and_an_older_one_gets_it_when_asked(tmp_path):
    publish(tmp_path / "store", lines(), {})
    current = tmp_path / "store" / "current"
    assert Index.of(Store.open(tmp_path / "store")).suggest("nbc")
    (current.resolve() / FILE).unlink()
    assert Index.of(Store.open(tmp_path / "store")).suggest("nbc")
    beside = tmp_path / "kept.sqlite"
    assert Index.of(Store.open(tmp_path / "store"), beside).suggest("nbc")
    assert beside.is_file()


def test_two_indexes_of_one_graph_say_the_same(index, tmp_path):
    write(reversed(lines()), tmp_path / "again")
    again = Index.open(tmp_path / "again")
    with closing(again._database):
        assert again.find("northby") == index.find("northby")
