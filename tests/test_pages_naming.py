"""Where the cells of an answer lead: to the one thing that their words name, to the statement that they are, or nowhere."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from kg.pages import answers, naming
from kg.pages.asked import Asked
from kg.pages.desk import Desk
from kg.pages.showing import percentage, plainly
from kg.project import find
from kg.rdf import Iri, Literal, text
from kg.store import Store
from kg.vocab import LOS, RDF, RDFS, concept, thing
from tests.papers import DOC, WORDS, at, fact, said

FINDING, DUTY = at(WORDS, "It found"), at(WORDS, "one item of work")
ASH, ASH_WARD, ASH_HALL = thing("body", "ash"), thing("place", "ash"), thing("body", "ash-hall")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    lines = [
        *said(ASH, (RDF.type, LOS.Body), (RDFS.label, text("Ash", "en"))),
        *said(ASH_WARD, (RDF.type, LOS.Ward), (RDFS.label, text("Ash", "en"))),
        *said(ASH_HALL, (RDF.type, LOS.Body), (RDFS.label, text("Ash Hall"))),
        *said(concept("theme", "ash"), (RDFS.label, text("Ash keys", "en"))),
        *said(concept("polarity", "weakness"), (RDFS.label, text("weakness", "en"))),
        *fact("finding", "delay", "It found …", [FINDING], WORDS, (LOS.text, text("It found delay everywhere."))),
        *fact("finding", "work", "one item", [DUTY], WORDS, (LOS.text, text("one item of work"))),
        *fact("commitment", "work", "one item", [DUTY], WORDS, (LOS.text, text("one item of work"))),
    ]
    return Desk(Store.in_memory(sorted({*lines})), find(), tmp_path_factory.mktemp("naming"))


@pytest.mark.parametrize(
    ("column", "words", "meant"),
    [
        ("body_name", "Ash", ASH),
        ("place_name", "Ash", ASH_WARD),
        ("what", "Ash", None),  # a body and a place have that name
        ("what", "Ash Hall", ASH_HALL),  # just one has
        ("what", "Ash Hal", None),
        ("what", "ash hall", None),
        ("theme_name", "Ash keys", concept("theme", "ash")),
        ("what", "weakness", None),  # its page is worth no click
    ],
)
def test_a_cell_leads_to_the_one_thing_that_it_names(desk, column, words, meant):
    assert naming.named(desk, [(column, words)]) == ({} if meant is None else {(column, words): meant})


@pytest.mark.parametrize("column", ["printed", "printed2", "how_sure", "kind_name", "why"])
def test_columns_that_hold_no_names_lead_nowhere(column):
    assert not naming.may_name(column, "Ash Hall")
    assert naming.may_name("holder", "Ash Hall")
    assert not naming.may_name("holder", "6")


def test_what_a_statement_says_leads_to_it_where_it_rests_on_the_passage_of_the_row(desk):
    there, work = (thing("passage", f"a-paper/{start}-{end}") for start, end in (FINDING, DUTY))
    told = naming.stated(desk, [there, work])
    assert naming.meant(told[there, "It found delay everywhere."], "statement") == thing("finding", "delay")
    assert (work, "It found delay everywhere.") not in told
    both = told[work, "one item of work"]
    assert naming.meant(both, "commitment") == thing("commitment", "work")
    assert naming.meant(both, "finding") == thing("finding", "work")
    assert naming.meant(both, "statement") == ""


def test_cells_of_a_row_are_links_and_shares_are_told_in_per_cent(desk):
    row = {"body_name": text("Ash"), "sureness": Literal("0.6", "http://www.w3.org/2001/XMLSchema#decimal"), "what": Iri(ASH_HALL)}
    (line,) = answers.lines(desk, "/behind", [*row], [row])
    assert [(cell.words, cell.to) for cell in line.cells] == [
        ("Ash", "/behind/id/body/ash.html"),
        ("60%", ""),
        ("Ash Hall", "/behind/id/body/ash-hall.html"),
    ]
    assert line.cells[1].sort == "0.6"


def test_sentences_of_our_own_have_days_in_words_and_nothing_else_changed():
    assert plainly("From 2021-07-27 to 2021-08-01: 7.") == "From 27 July 2021 to 1 August 2021: 7."
    assert plainly("x-2021-07-27, 2021-13-01, 2011-12, 12021-07-27") == "x-2021-07-27, 2021-13-01, 2011-12, 12021-07-27"
    assert [percentage(one) for one in ("0.8", "1.0", "0", "1.5", "most")] == ["80%", "100%", "0%", "1.5", "most"]


def page(desk, address):
    made = desk.made(Asked("things.thing", {}, (), "text/html", "http://kg.test", "", address))
    assert made.status == 200
    return LexborHTMLParser(made.body.decode())


@pytest.mark.parametrize(
    ("label", "heading"),
    [("inspection, May 2031", "Hill Council: inspection, May 2031"), ("visit to Hill", "Visit to Hill")],
)
def test_the_heading_of_an_inspection_says_of_whom(tmp_path, label, heading):
    council, visit = thing("body", "hill"), thing("inspection", "hill-2031")
    lines = [
        *said(council, (RDFS.label, text("Hill Council", "en"))),
        *said(visit, (RDF.type, LOS.Inspection), (RDFS.label, text(label)), (LOS.inspects, council)),
    ]
    desk = Desk(Store.in_memory(sorted({*lines})), find(), tmp_path)
    assert page(desk, "/id/inspection/hill-2031.html").css_first("h1").text() == heading


def test_a_statement_of_few_words_is_its_own_heading_and_is_not_told_twice(desk):
    tree = page(desk, "/id/finding/work.html")
    assert tree.css_first("h1").text() == "one item of work"
    assert not tree.css("main blockquote")
    assert tree.css_first("main cite").text().startswith("Word for word")
    start, end = DUTY
    assert tree.css_first("main cite a").attributes["href"].endswith(f"#p{start}-{end}")
    assert page(desk, "/id/finding/delay.html").css("main blockquote")  # the passage has other words


def test_a_later_mention_is_listed_with_its_document_and_date(tmp_path):
    promise, mention = thing("commitment", "one"), thing("later-mention", "one")
    lines = [
        *said(
            DOC,
            (RDFS.label, text("A later paper")),
            (Iri("http://purl.org/dc/terms/issued"), Literal("2032-02-03", "http://www.w3.org/2001/XMLSchema#date")),
        ),
        *said(promise, (RDF.type, LOS.Commitment), (RDFS.label, text("We will")), (LOS.text, text("We will do it."))),
        *fact("later-mention", "one", "A later paper: the matter", [DUTY], WORDS, (LOS.mentionOf, Iri(promise))),
    ]
    desk = Desk(Store.in_memory(sorted({*lines})), find(), tmp_path)
    tree = page(desk, "/id/commitment/one.html")
    heads = [node.text().strip() for node in tree.css("section thead th")]
    assert heads[:3] == ["Date", "Document", "Speaks of"]
    cells = [node.text().strip() for node in tree.css("section tbody td")]
    assert cells[:3] == ["3 February 2032", "A later paper", "the matter"]
    assert mention.removeprefix("https://w3id.org/line-of-sight") + ".html" in [
        node.attributes["href"] for node in tree.css("section td a")
    ]
