"""The reader: the text is all there and never markup, every cited word is marked, and the facts made of it are told."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from kg.pages import papers
from kg.pages.asked import Asked
from kg.pages.desk import Desk
from kg.pages.facts import facts
from kg.pages.papers import paper
from kg.pages.reader import coverage
from kg.project import find
from kg.rdf import text
from kg.store import Store
from kg.vocab import LOS
from tests import papers as made_up
from tests.papers import DOC, WORDS, at, some, unit

HERE = "/doc/a-paper.html"


def desk_of(lines, folder):
    return Desk(Store.in_memory(sorted({*lines})), find(), folder)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return desk_of(some(), tmp_path_factory.mktemp("desk"))


def asked(desk, address=HERE, **given):
    return desk.made(Asked("things.thing", {}, tuple(given.items()), "text/html", "http://kg.test", "", address))


def tree(desk, address=HERE, **given):
    made = asked(desk, address, **given)
    assert made.status == 200, made.body.decode()[-1500:]
    return LexborHTMLParser(made.body.decode())


def bare(page):
    """The words of the document on a page, without what the reader says between them."""
    for node in page.css("a.made, aside, .why, .leaf"):
        node.decompose()
    return "".join(page.css_first("article.reader").text(separator="").split())


def test_the_whole_text_is_there_and_never_markup(desk):
    page = tree(desk)
    assert not page.css("main script, main b, main i, [onclick], [style]")
    assert bare(page) == "".join(WORDS.split())


def test_cited_words_are_marked_where_passages_nest_and_overlap(desk):
    page = tree(desk)
    marked = [(node.text(), node.attributes["class"]) for node in page.css("article mark")]
    assert marked == [
        ("The ", "d1"),
        ("Hill Board", "d2"),
        (" ", "d1"),
        ("met on 3 May 2031.", "d2"),
        (" <b", "d1"),
    ]
    numbers = [(node.text(), node.attributes["href"]) for node in page.css("article a.made")]
    (a, b), (c, d), (e, f) = (
        at(WORDS, "Hill Board"),
        at(WORDS, "The Hill Board met on 3 May 2031."),
        at(WORDS, "met on 3 May 2031. <b"),
    )
    assert numbers == [("1", f"{HERE}?passage={start}-{end}#p{start}-{end}") for start, end in ((a, b), (c, d), (e, f))]
    ids = {node.attributes["id"] for node in page.css("article [id]")}
    assert {f"p{a}-{b}", f"p{c}-{d}", f"p{e}-{f}"} <= ids


def test_a_passage_is_marked_and_its_facts_are_told_with_those_that_overlap(desk):
    start, end = at(WORDS, "Hill Board")
    page = tree(desk, passage=f"{start}-{end}")
    assert [node.text() for node in page.css("mark.here")] == ["Hill Board"]
    panel = page.css_first("aside.made-here")
    assert [node.text() for node in panel.css("li > a")][:1] == ["The <Hill> Board"]
    assert "1 other passage overlaps it" in panel.text()


def test_words_that_no_fact_rests_on_can_be_pointed_to(desk):
    start, end = at(WORDS, "soon after")
    page = tree(desk, passage=f"{start}-{end}")
    assert [node.text() for node in page.css("mark.here")] == ["soon after"]
    assert "No fact rests on just these words" in page.css_first("aside").text()


@pytest.mark.parametrize(
    "given",
    [
        {"passage": "x"},
        {"passage": "9-3"},
        {"passage": "5-5"},
        {"passage": "0-999999"},
        {"passage": "٣-٤"},
        {"passage": "1-2 UNION"},
        {"passage": "99999999999-999999999999"},
        {"section": "0"},
        {"section": "1e3"},
        {"page": "-1"},
    ],
)
def test_what_cannot_be_shown_is_refused_in_a_sentence(desk, given):
    made = asked(desk, **given)
    assert made.status == 400
    assert next(iter(given)).encode() in made.body


def test_what_was_not_read_and_what_was_lost_is_told_where_it_stands(desk):
    page = tree(desk)
    unread = page.css("article .unread")
    assert [node.text() for node in unread] == ["The end came soon after that."]
    said = [node.text() for node in page.css("article .why")]
    assert said == ["picture: a picture, “x.png”", "Not read: too <odd> for it"]
    assert "1 lost or damaged" in page.css_first("main").text()


def long_words(pages, paragraphs=12):
    return "\n".join(
        f"{number} paragraph of page {page} tells of work done, and goes on for some time so that it has a length."
        for page in range(1, pages + 1)
        for number in range(1, paragraphs + 1)
    )


def test_a_long_document_is_shown_in_parts_that_make_it_up(tmp_path):
    words = long_words(60)
    lines, position = made_up.paper(words, "application/pdf"), 0
    for number, line in enumerate(words.split("\n")):
        lines += unit("paragraph", position, position + len(line), words, page=number // 12 + 1)
        position += len(line) + 1
    desk = desk_of(lines, tmp_path)
    whole = paper(desk, DOC)
    assert len(whole.sections) > 2
    assert "".join(bare(tree(desk, section=str(number + 1))) for number in range(len(whole.sections))) == "".join(words.split())
    fortieth = tree(desk, page="40")
    assert fortieth.css_first("#page40").text() == "page 40"
    assert len(fortieth.css("article p.leaf")) < 60
    start, end = at(words, "3 paragraph of page 55")
    assert tree(desk, passage=f"{start}-{end}").css_first("mark.here").text() == words[start:end]
    last = tree(desk, section="999")
    assert last.css_first("nav.pager a[aria-current]").text() == str(len(whole.sections))


def test_tables_and_lists_of_a_file_are_tables_and_lists(tmp_path):
    words = "A heading here\nname\tcount\nleeds\t12\n- an item\n- one more\nA paragraph."
    lines = made_up.paper(words, "text/html")
    for kind, piece in (
        ("table-row", "name\tcount"),
        ("table-row", "leeds\t12"),
        ("bullet", "- an item"),
        ("bullet", "- one more"),
        ("paragraph", "A paragraph."),
    ):
        lines += unit(kind, *at(words, piece), words)
    page = tree(desk_of(lines, tmp_path))
    assert [[cell.text() for cell in row.css("td")] for row in page.css("article tr")] == [["name", "count"], ["leeds", "12"]]
    assert [node.text().strip() for node in page.css("article li")] == ["- an item", "- one more"]
    assert [node.text() for node in page.css("article h3")] == ["A heading here"]


def test_a_document_of_which_nothing_was_read_says_why(tmp_path):
    lines = [line for line in made_up.paper() if "/text>" not in line]
    lines += made_up.said(DOC, (LOS.unreadReason, text("its pages are <pictures>")))
    page = tree(desk_of(lines, tmp_path))
    assert "its pages are <pictures>" in page.css_first("main").text()
    assert not page.css("article")


def test_every_word_of_the_seeds_is_shown_once(built):
    desk = Desk(Store.open(built.place), find(), built.place)
    rows = desk.store.select(
        f"SELECT ?d ?whole {{ ?d a <{LOS.Document}> . OPTIONAL {{ ?part <http://purl.org/dc/terms/isPartOf> ?d BIND(1 AS ?whole) }} }}"
    )
    single = sorted({str(row["d"]) for row in rows if "whole" not in row})
    assert len(single) > 5
    for iri in single:
        read = paper(desk, iri)
        address = f"/doc/{iri.partition('/doc/')[2]}.html"
        shown = "".join(bare(tree(desk, address, section=str(number + 1))) for number in range(len(read.sections)))
        wanted = "".join(read.text[read.start : read.end].split())
        # cells of a table stand apart: the marks that parted them are left out
        assert shown.replace("|", "") == wanted.replace("|", ""), iri


def test_coverage_is_what_the_stored_question_says(built):
    desk = Desk(Store.open(built.place), find(), built.place)
    rows = list(desk.graph.ask("share_read_of_documents"))
    assert len(rows) > 5
    for row in rows:
        iri = row["document"]
        told = coverage(facts(desk, [iri], quoted=0)[iri], paper(desk, iri).units)
        assert told == {name: str(row[name]) for name in told}


def test_a_pack_shows_its_parts_and_leads_to_the_one_with_the_passage(built):
    desk = Desk(Store.open(built.place), find(), built.place)
    pack = str(
        desk.store.select(
            "SELECT ?s { ?part <http://purl.org/dc/terms/isPartOf> ?s . ?s a ?k FILTER(STRENDS(STR(?k), '/Document')) } LIMIT 1"
        )[0]["s"]
    )
    address = f"/doc/{pack.partition('/doc/')[2]}"
    page = tree(desk, f"{address}.html")
    parts = [node.attributes["href"] for node in page.css("ol.cards a")]
    assert len(parts) > 1
    assert all(part.startswith(f"{address}/") for part in parts)
    made = asked(desk, f"{address}.html", passage="3000-3010")
    assert made.status == 303
    assert dict(made.headers)["Location"].endswith(".html?passage=3000-3010#p3000-3010")


def test_only_so_many_documents_are_kept_divided(desk):
    kept = desk.once("papers", dict)
    kept.clear()
    for _ in range(3):
        paper(desk, DOC)
    assert list(kept) == [DOC]
    assert papers._KEPT < 20
