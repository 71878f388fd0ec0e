"""Figures in tables: tabs, bars and runs of blanks; rows and columns that are places, dates or measures; damaged ones."""

from decimal import Decimal

import pytest

from kg.dates import When
from kg.facts import Concept, Header, Indicator, Observation, Ref, Unread
from kg.reading.blocks import blocks
from kg.reading.figures import figures
from kg.reading.part import Opening, Part
from kg.reading.tables import contents, find_tables
from kg.text import Document


@pytest.fixture(scope="module")
def read(world):
    def reading(text):
        document = Document.from_text(text)
        header = Header(
            title="t", issued=When("2022", "2022"), place=Ref("place", "E08000035"), evidence=(document.span.strip()[:10],)
        )
        part = Part(
            span=document.span,
            family="scrutiny-report",
            slug="d",
            world=world,
            opening=Opening(document.span[:0], 0.9, "a test"),
            header=header,
        )
        return list(figures(part))

    return reading


def dated(fact):
    if fact.date is not None:
        return fact.date.value
    return f"{fact.since.value if fact.since else ''}..{fact.until.value if fact.until else ''}".removesuffix("..") or ""


def rows(facts):
    """The observations as (printed, value, unit, indicator, place, date, basis, group)."""
    labels = {fact.ref: fact.label for fact in facts if isinstance(fact, Indicator)}
    return [
        (
            fact.printed,
            fact.value,
            fact.indicator.name if isinstance(fact.indicator, Concept) else f"~{labels[fact.indicator]}",
            fact.place.slug,
            dated(fact),
            fact.basis.name if fact.basis else "",
            fact.group,
        )
        for fact in facts
        if isinstance(fact, Observation)
    ]


def unread(facts):
    return [(fact.kind.name, fact.evidence[0].words, fact.reason) for fact in facts if isinstance(fact, Unread)]


CHANGES = (
    "The monitoring of LAC rates since 2013 showed the following.\n"
    "\n"
    "\t2013 (per 10,000)\t2014 – Provisional (per 10,000)\t% change from 2013\n"
    "Leeds\t91 2\t77\t-15.2%\n"
    "\n"
    " \n"
    "Bradford\t96\t89\t- 7.7%\n"
    "England\t60\t60\t0.3%\n"
)


def test_places_in_rows_and_years_in_columns(read):
    facts = read(CHANGES)
    rate, change = "children-looked-after-rate", "children-looked-after-change"
    assert rows(facts) == [
        ("91 2", None, rate, "E08000035", "2013", "", ""),
        ("77", Decimal(77), rate, "E08000035", "2014", "provisional", ""),
        ("-15.2%", Decimal("-15.2"), change, "E08000035", "2013..2014", "", ""),
        ("96", Decimal(96), rate, "E08000032", "2013", "", ""),
        ("89", Decimal(89), rate, "E08000032", "2014", "provisional", ""),
        ("- 7.7%", Decimal("-7.7"), change, "E08000032", "2013..2014", "", ""),
        ("60", Decimal(60), rate, "E92000001", "2013", "comparator", ""),
        ("60", Decimal(60), rate, "E92000001", "2014", "provisional", ""),
        ("0.3%", Decimal("0.3"), change, "E92000001", "2013..2014", "comparator", ""),
    ]


def test_a_damaged_cell_keeps_its_words_and_is_never_mended(read):
    facts = read(CHANGES)
    assert unread(facts) == [("figure", "91 2", "the cell prints “91 2”, which is no number")]


def test_a_figure_of_a_table_is_cited_by_its_row_its_header_and_what_names_it(read):
    figure = next(fact for fact in read(CHANGES) if isinstance(fact, Observation) and fact.printed == "96")
    assert [span.words for span in figure.evidence] == [
        "Bradford 96 89 - 7.7%",
        "2013 (per 10,000) 2014 – Provisional (per 10,000) % change from 2013",
        "The monitoring of LAC rates since 2013 showed the following.",
    ]


def test_a_headed_list_of_places_measures_what_its_heading_says(read):
    facts = read("#### Looked After Children % change from 2010\n\nBradford\t32.5 %\nWakefield\t30.1 %\nNational 2013\t5.3 %\n")
    assert rows(facts) == [
        ("32.5 %", Decimal("32.5"), "children-looked-after-change", "E08000032", "2010", "", ""),
        ("30.1 %", Decimal("30.1"), "children-looked-after-change", "E08000036", "2010", "", ""),
        ("5.3 %", Decimal("5.3"), "children-looked-after-change", "E92000001", "2010..2013", "comparator", ""),
    ]


def test_measures_in_rows_and_quarters_and_targets_in_columns(read):
    facts = read(
        "Table 4\n\nIndicator\tQ1 2021/22\tQ2 2021/22\tTarget\n% of assessments completed within 45 days\t82.1%\t84.0%\t90%\n"
        "Number of children looked after\t1,402\t-\tn/a\nWidgets made\t7\t8\t9\n"
    )
    first, second = "2021-04-01..2021-06-30", "2021-07-01..2021-09-30"
    assert rows(facts) == [
        ("82.1%", Decimal("82.1"), "assessments-in-time", "E08000035", first, "", ""),
        ("84.0%", Decimal("84.0"), "assessments-in-time", "E08000035", second, "", ""),
        ("90%", Decimal(90), "assessments-in-time", "E08000035", "", "target", ""),
        ("1,402", Decimal(1402), "children-looked-after", "E08000035", first, "", ""),
        ("7", Decimal(7), "~Widgets made", "E08000035", first, "", ""),
        ("8", Decimal(8), "~Widgets made", "E08000035", second, "", ""),
        ("9", Decimal(9), "~Widgets made", "E08000035", "", "target", ""),
    ]


def test_dates_in_rows_and_measures_in_columns(read):
    facts = read("Demand\n\nYear\tReferrals\tSpend (£000)\n2018/19\t4,321\t1,200\n2019/20\t4,502\t(30)\n2020/21\t4,117\n")
    assert rows(facts) == [
        ("4,321", Decimal(4321), "referrals", "E08000035", "2018-04-01..2019-03-31", "", ""),
        ("1,200", Decimal(1200000), "~Demand: Spend (£000)", "E08000035", "2018-04-01..2019-03-31", "", ""),
        ("4,502", Decimal(4502), "referrals", "E08000035", "2019-04-01..2020-03-31", "", ""),
        ("(30)", Decimal(-30000), "~Demand: Spend (£000)", "E08000035", "2019-04-01..2020-03-31", "", ""),
    ]
    assert unread(facts) == [("table-row", "2020/21 4,117", "the row has 2 cells, its header names 3")]


def test_a_table_between_bars_with_places_in_its_header(read):
    facts = read(
        "| Measure | 2019/20 | England 2019/20 |\n|---|---|---|\n| Care leavers in suitable accommodation | 86% | 85% |\n| Foster carers | 455 | |\n"
    )
    assert rows(facts) == [
        ("86%", Decimal(86), "care-leavers-suitable-accommodation", "E08000035", "2019-04-01..2020-03-31", "", ""),
        ("85%", Decimal(85), "care-leavers-suitable-accommodation", "E92000001", "2019-04-01..2020-03-31", "comparator", ""),
        ("455", Decimal(455), "foster-carers", "E08000035", "2019-04-01..2020-03-31", "", ""),
    ]


def test_a_table_between_blanks_whose_rows_are_groups(read):
    facts = read(
        "Children looked after by placement type at 31 March 2021\n\n"
        "Placement type      Number      %\nFoster care            702    50.1\nPlaced with parents     88     6.3\n\n"
        "Both counts rose.\n"
    )
    label = "~Children looked after by placement type at 31 March 2021"
    assert rows(facts) == [
        ("702", Decimal(702), "children-looked-after", "E08000035", "2021-03-31", "", "Foster care"),
        ("50.1", Decimal("50.1"), label, "E08000035", "2021-03-31", "", "Foster care"),
        ("88", Decimal(88), "children-looked-after", "E08000035", "2021-03-31", "", "Placed with parents"),
        ("6.3", Decimal("6.3"), label, "E08000035", "2021-03-31", "", "Placed with parents"),
    ]


def test_two_tables_in_a_row_have_each_their_header(read):
    facts = read(
        "Numbers\n\n\t2019\t2020\nChildren looked after\t60\t61\nChild protection plans\t40\t41\n\n\t2021\t2022\nChildren looked after\t62\t63\nChild protection plans\t42\t43\n"
    )
    assert [(printed, date) for printed, _, _, _, date, *_ in rows(facts)] == [
        ("60", "2019"), ("61", "2020"), ("40", "2019"), ("41", "2020"), ("62", "2021"), ("63", "2022"), ("42", "2021"), ("43", "2022"),
    ]  # fmt: skip


def test_a_label_with_its_value_takes_the_date_of_the_line_above(read):
    facts = read(
        "As of 28th February 2018:-\n\nCurrent Children Looked After (LAC):\t454 (141.1 per 10,000)\nCurrent Child Protection (CP):\t285\n"
    )
    assert rows(facts) == [
        ("454", Decimal(454), "children-looked-after", "E08000035", "2018-02-28", "", ""),
        ("141.1 per 10,000", Decimal("141.1"), "children-looked-after-rate", "E08000035", "2018-02-28", "", ""),
        ("285", Decimal(285), "child-protection-plans", "E08000035", "2018-02-28", "", ""),
    ]


def test_rows_of_words_are_no_table_of_figures_and_their_cells_are_read_as_sentences(read):
    facts = read(
        "Benefit\tDescription\nStronger communities\tThe 2 localities share services and 40% of families take part.\nMS1\tTake proposals to CMT\n"
    )
    assert [(printed, place) for printed, _, _, place, *_ in rows(facts)] == [("2", "E08000035"), ("40%", "E08000035")]


def test_a_cell_with_more_than_a_figure_is_unread(read):
    facts = read("\t2019\t2020\nPlacements\t60\t61 and 62 more\nPlans\t40\t41\n")
    assert unread(facts) == [("figure", "61 and 62 more", "the cell “61 and 62 more” of a table holds more than a figure")]


def test_a_table_without_heading_or_known_words_keeps_a_plain_label(read):
    facts = read("Leeds\t5\t6\nBradford\t7\t8\n")
    assert {label for _, _, label, *_ in rows(facts)} == {"~figures of the table"}


def test_titles_with_page_numbers_are_contents_and_no_table():
    document = Document.from_text("Summary\t2\nThe local authority\t5\nRecommendations\t7\n")
    assert find_tables(document.span, blocks(document.span)) == []
    assert contents(document.span) is None
    listed = Document.from_text(
        "Contents\nSummary ........ 2\nA long title that\ngoes on   5\n\nNext words.\nMore.\nMore.\nMore.\n"
    )
    assert str(contents(listed.span)).endswith("goes on   5")


def test_thousands_in_the_caption_a_day_for_all_years_and_a_measure_in_its_own_column(read):
    facts = read("Table 3: Spend by service (£000)\nService\t2020/21\t2021/22\nFostering\t8,300\t8,120\nTotal\t22,510\t25,000\n")
    found = [one for one in facts if isinstance(one, Observation)]
    assert [(one.printed, one.value, one.unit.name) for one in found] == [
        ("8,300", Decimal(8300000), "gbp"),
        ("8,120", Decimal(8120000), "gbp"),
        ("22,510", Decimal(22510000), "gbp"),
        ("25,000", Decimal(25000000), "gbp"),
    ]
    facts = read("Table 1: Children looked after at 31 March\nYear\tLeeds\tEngland\n2020\t1,346\t80,080\n2021\t1,408\t80,850\n")
    found = [one for one in facts if isinstance(one, Observation)]
    assert [(one.printed, one.date.value) for one in found] == [
        ("1,346", "2020-03-31"),
        ("80,080", "2020-03-31"),
        ("1,408", "2021-03-31"),
        ("80,850", "2021-03-31"),
    ]
    facts = read(
        "Benefits\n\nBenefit\tMeasure\tBaseline (2020/21)\tTarget (2023/24)\nFewer\tReferrals to social care\t3,412\t2,900\n"
    )
    found = [one for one in facts if isinstance(one, Observation)]
    assert {one.indicator.name for one in found} == {"referrals"}


def test_a_table_has_no_date_of_the_caption_of_the_one_before(read):
    facts = read(
        "Table 4: Reasons, 2021/22\nCategory\tNumber\nNeglect\t210\n\nTable 5: Ratings of homes\nRating\tNumber of homes\nGood\t14\nPoor\t1\n"
    )
    found = [one for one in facts if isinstance(one, Observation)]
    assert [(one.printed, one.since.value if one.since else "") for one in found] == [("210", "2021-04-01"), ("14", ""), ("1", "")]
