"""Units: what was recognised in a text is read where a fact rests on its words, and otherwise unread with the reason."""

from dataclasses import replace
from decimal import Decimal

from timing import assert_linear

from kg import coverage
from kg.facts import AgendaItem, Concept, Coverage, Finding, Header, Observation, Ref, Unit, Unread
from kg.lexicon import Lexicon
from kg.reading.part import Opening, Part
from kg.text import Document
from kg.unitkinds import is_block

DOCUMENT = Document.from_text(
    "HEADING OF THE PART\n\n1. The first paragraph is read here.\n\n2. The second one is not.\n\n• A bullet with a reason.\n\nPlain words end it all, at last.\n"
)
PART = Part(
    span=DOCUMENT.span, family="minutes", slug="a", world=Lexicon({}), opening=Opening(DOCUMENT.span[:0], 0.9, "a test"),
    header=Header(title="Heading", evidence=(DOCUMENT.span[0:7],)),
)  # fmt: skip


def units(*facts):
    return [(unit.kind.name, unit.status, unit.reason) for unit in coverage.units(PART, [PART.header, *facts])]


def finding(words):
    return Finding(
        ref=Ref("finding", "a/1"),
        made_in=PART.ref,
        text=words,
        polarity=Concept("polarity", "neutral"),
        evidence=(DOCUMENT.span.find(words),),
    )


def test_a_unit_is_read_where_a_fact_rests_on_some_of_its_words():
    reason = Unread(
        kind=Concept("unit-kind", "bullet"), reason="it only points elsewhere", evidence=(DOCUMENT.span.find("A bullet"),)
    )
    assert units(finding("first paragraph"), reason) == [
        ("numbered-paragraph", "read", ""),
        ("numbered-paragraph", "unread", coverage.NOT_READ),
        ("bullet", "unread", "it only points elsewhere"),
        ("paragraph", "unread", coverage.NOT_READ),
    ]


def test_a_header_alone_reads_nothing_and_a_fact_may_read_several_units():
    assert {status for _, status, _ in units()} == {"unread"}
    assert [status for _, status, _ in units(finding("here.\n\n2. The second"))] == ["read", "read", "unread", "unread"]


def test_a_numbered_heading_is_no_unit_and_a_short_item_of_a_list_is_one():
    document = Document.from_text(
        "4.3 Workforce\n\nThe service has filled its posts.\n\nThe panel chose two topics.\n\n1. Locality working.\n2. Bed provision.\n\nIt ended.\n"
    )
    part = replace(PART, span=document.span)
    assert [str(unit.evidence[0]) for unit in coverage.units(part, ())] == [
        "The service has filled its posts.",
        "The panel chose two topics.",
        "The panel chose two topics.",  # a sentence with a figure, too
        "1. Locality working.",
        "2. Bed provision.",
        "It ended.",
    ]


def of(words, family="minutes", facts=lambda span: ()):
    document = Document.from_text(words)
    part = replace(PART, span=document.span, family=family, header=replace(PART.header, evidence=(document.span[:5],)))
    return coverage.covered(part, list(facts(document.span)))


def figure(span, words, value, printed="", where=None):
    return Observation(
        indicator=Concept("indicator", "children-looked-after"),
        value=value and Decimal(value),
        unit=Concept("unit", "count"),
        printed=printed or words,
        evidence=(span.find(where or words),),
    )


def sentences(facts):
    return [
        (str(one.evidence[0]), one.status, one.figures_printed, one.figures_read)
        for one in facts
        if isinstance(one, Unit) and one.kind.name == "sentence"
    ]


TWO = "There were 12 boys and 30 girls. All was well. Of these, 5 left.\n"


def test_a_sentence_with_a_figure_is_read_when_all_its_figures_are():
    made = of(
        TWO,
        facts=lambda span: [figure(span, "12", "12", where="There were 12 boys and 30 girls."), figure(span, "5", "5")],
    )
    assert sentences(made) == [("There were 12 boys and 30 girls.", "unread", 2, 1), ("Of these, 5 left.", "read", 1, 1)]
    assert [one.reason for one in made if isinstance(one, Unit) and one.status == "unread"] == ["not read as a figure: “30”"]
    (whole,) = (one for one in made if isinstance(one, Coverage))
    assert (whole.figures_printed, whole.figures_read) == (3, 2)


def test_a_figure_is_read_by_its_value_or_its_print_and_only_where_the_fact_rests_on_it():
    thousands = of("About 12 came, in thousands.\n", facts=lambda span: [figure(span, "12", "12000", where="About 12 came")])
    assert sentences(thousands)[0][1] == "read"
    elsewhere = of("There were 12. Then 12 left.\n", facts=lambda span: [figure(span, "12", "12", where="There were 12.")])
    assert [status for _, status, _, _ in sentences(elsewhere)] == ["read", "unread"]
    damaged = of("There were 91 2 cases.\n", facts=lambda span: [figure(span, "91 2", None)])
    assert sentences(damaged) == [("There were 91 2 cases.", "unread", 2, 0)]


def test_a_finding_reads_a_sentence_and_not_its_figure():
    made = of("We met 12 boys.\n", facts=lambda span: [replace(finding_of(span), evidence=(span.strip(),))])
    assert [(one.kind.name, one.status) for one in made if isinstance(one, Unit)] == [("paragraph", "read"), ("sentence", "unread")]


def finding_of(span):
    return Finding(
        ref=Ref("finding", "a/1"), made_in=PART.ref, text="x", polarity=Concept("polarity", "neutral"), evidence=(span[:3],)
    )


def test_a_row_says_itself_how_many_figures_it_prints():
    made = of(
        "Place\t2013\t2014\nNorthby\t12\t13\nEastby\t14\t15\n",
        facts=lambda span: [figure(span, "12", "12", where="Northby\t12\t13")],
    )
    rows = [one for one in made if isinstance(one, Unit)]
    assert [(one.kind.name, one.figures_printed, one.figures_read) for one in rows][-2:] == [
        ("table-row", 2, 1),
        ("table-row", 2, 0),
    ]


def test_the_share_cited_is_of_letters():
    (whole,) = (
        one
        for one in of("abcd efgh\n", facts=lambda span: [replace(finding_of(span), evidence=(span[:4],))])
        if isinstance(one, Coverage)
    )
    assert whole.share_cited == Decimal("0.5")


def test_an_item_of_an_agenda_is_one_also_when_it_was_not_read_or_is_a_heading():
    units = [one for one in of("1. Apologies for absence\n\n2. Minutes of the last meeting\n", "agenda") if isinstance(one, Unit)]
    assert [(one.kind.name, one.status) for one in units] == [("agenda-item", "unread")] * 2
    headed = of(
        "3. EARLY HELP\n\nThe panel heard a report on it, at last.\n",
        facts=lambda span: [AgendaItem(ref=Ref("agenda-item", "a/3"), meeting=Ref("meeting", "a"), label="Early help", number="3", evidence=(span.find("3. EARLY HELP"),))],
    )  # fmt: skip
    assert ("agenda-item", "read") in [(one.kind.name, one.status) for one in headed if isinstance(one, Unit)]


def test_a_reason_that_a_unit_gives_is_not_said_twice():
    def reason(span):
        return [Unread(kind=Concept("unit-kind", "bullet"), reason="it points elsewhere", evidence=(span.find("See the plan"),))]

    units = [one for one in of("• See the plan\n", facts=reason) if not isinstance(one, Coverage)]
    assert [(type(one), one.reason, str(one.evidence[0])) for one in units] == [(Unit, "it points elsewhere", "• See the plan")]


def lost(words):
    document = Document.from_text(words)
    return [(one.kind.name, one.reason) for one in coverage.losses(replace(PART, span=document.span))]


def test_a_table_whose_rows_do_not_fit_is_damaged():
    assert lost("A\tB\tC\nx\t2\t3\ny\t5\t6\nz\t8\n") == [("damaged-table", "1 of its 4 rows have not the 3 cells of most")]
    assert lost("A\tB\tC\nx\t2\t3\ny\t5\t6\nz\t8\t9\t0\n") == [("damaged-table", "1 of its 4 rows have not the 3 cells of most")]


def test_a_table_without_a_cell_over_its_labels_or_with_a_title_is_whole():
    assert lost("2013\t2014\nNorthby\t1\t2\nEastby\t3\t4\n") == []
    assert lost("| Boys and girls |\n| A | 2 | 3 |\n| B | 5 | 6 |\n") == []
    assert lost("A\tB\nx\t2\t3\n") == []


def test_many_figures_take_linear_time():
    assert_linear(lambda text: of(text + "\n"), "There were 12 boys. ")


def test_what_a_reader_left_out_of_a_block_is_a_part_and_counts_no_second_time():
    words = (
        "Heading here\n\n• The first bullet is read.\n\n• The second is not, and says so.\n\nThe third is a paragraph of the end.\n"
    )

    def facts(span):
        return [
            Finding(ref=Ref("finding", "a/1"), made_in=PART.ref, text="x", polarity=Concept("polarity", "neutral"),
                    evidence=(span.find("The first bullet"),)),
            Unread(kind=Concept("unit-kind", "bullet"), reason="repeats another", evidence=(span.find("is read"),)),
            Unread(kind=Concept("unit-kind", "paragraph"), reason="an address", evidence=(span.find("The second"),)),
            Unread(kind=Concept("unit-kind", "picture"), reason="no picture", evidence=(span.find("third"),)),
        ]  # fmt: skip

    found = [(fact.kind.name, fact.reason) for fact in of(words, facts=facts) if isinstance(fact, Unit | Unread)]
    assert sorted(found) == [
        ("bullet", ""),
        ("bullet", "an address"),
        ("paragraph", "no picture"),
        ("part", "repeats another"),
        ("picture", "no picture"),
    ]
    assert [name for name, _ in found if is_block(name)] == ["bullet", "bullet", "paragraph"]


def test_rules_across_the_page_and_headings_with_a_slash_are_no_units():
    words = "Heading here\n\nThe chair spoke of it all at length.\n\n---------- item 2\n\n3/ Last minutes\n\nThe minutes were agreed by all.\n\n____________\n"
    assert [str(fact.evidence[0]) for fact in of(words) if isinstance(fact, Unit)] == [
        "The chair spoke of it all at length.",
        "The minutes were agreed by all.",
    ]
