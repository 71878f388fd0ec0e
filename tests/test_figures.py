"""Figures in sentences and lists: what is measured, where, when, of how many, and how the source hedges it."""

from decimal import Decimal

import pytest

from kg.dates import When
from kg.facts import Body, Concept, Header, Indicator, Observation, Place, Ref, Unread
from kg.reading.figures import figures, read_figures
from kg.reading.part import Opening, Part
from kg.text import Document
from tests.timing import assert_linear

LEEDS = Ref("place", "E08000035")
ISSUED = When("2022-11-08", "8 November 2022")


@pytest.fixture(scope="module")
def read(world):
    """Reads a text as a document about Leeds: its facts."""

    def reading(text, *, family="scrutiny-report", issued=ISSUED, place=LEEDS, about=None):
        document = Document.from_text(text)
        header = Header(title="t", issued=issued, place=place, about=about, evidence=(document.span.strip()[:10],))
        opening = Opening(document.span[:0], 0.9, "a test")
        part = Part(span=document.span, family=family, slug="d", world=world, opening=opening, header=header)
        return list(figures(part))

    return reading


def shown(facts):
    """The observations as (printed, indicator, place, date)."""
    labels = {fact.ref: fact.label for fact in facts if isinstance(fact, Indicator)}
    return [
        (
            fact.printed,
            fact.indicator.name if isinstance(fact.indicator, Concept) else f"~{labels[fact.indicator]}",
            fact.place.slug if fact.place else "",
            dated(fact),
        )
        for fact in facts
        if isinstance(fact, Observation)
    ]


def dated(fact):
    if fact.date is not None:
        return fact.date.value or fact.date.printed
    if fact.since is None and fact.until is None:
        return ""
    return f"{fact.since.value if fact.since else ''}..{(fact.until.value or fact.until.printed) if fact.until else ''}"


def observations(facts):
    return [fact for fact in facts if isinstance(fact, Observation)]


def test_a_number_its_rate_and_its_change_have_each_their_own_date_and_measure(read):
    facts = read(
        "At 30 June 2017, 412 children are being looked after by the local authority (a rate of 66 per 10,000 children). "
        "This is an increase from 398 (64 per 10,000 children) at 31 March 2017."
    )
    assert shown(facts) == [
        ("412", "children-looked-after", "E08000035", "2017-06-30"),
        ("66 per 10,000", "children-looked-after-rate", "E08000035", "2017-06-30"),
        ("398", "children-looked-after", "E08000035", "2017-03-31"),
        ("64 per 10,000", "children-looked-after-rate", "E08000035", "2017-03-31"),
    ]
    first, rate = observations(facts)[:2]
    assert (first.value, first.unit, first.basis, first.qualifier) == (Decimal(412), Concept("unit", "count"), None, "")
    assert rate.unit == Concept("unit", "per-10000")
    assert [str(span) for span in first.evidence] == [
        "At 30 June 2017, 412 children are being looked after by the local authority (a rate of 66 per 10,000 children)."
    ]
    assert len(observations(facts)[2].evidence) == 2  # "This is an increase" rests on the sentence before too


def test_parts_of_a_list_are_parts_of_what_introduces_it(read):
    facts = read(
        "- At 30 June 2017, 200 children were being looked after. Of this number:\n"
        "  - 80 (or 40%) live outside the local authority area\n"
        "  - 20 live in residential children’s homes, of whom 75% live out of the authority area\n"
        "  - one child is an unaccompanied asylum-seeking child.\n"
        "- In the last 12 months:\n"
        "  - there have been 12 adoptions\n"
        "  - 60 children ceased to be looked after, of whom 5% subsequently returned to be looked after\n"
    )
    assert shown(facts)[1:] == [
        ("80", "looked-after-outside-area", "E08000035", "2017-06-30"),
        ("40%", "looked-after-outside-area-share", "E08000035", "2017-06-30"),
        ("20", "looked-after-residential-homes", "E08000035", "2017-06-30"),
        ("75%", "looked-after-outside-area-share", "E08000035", "2017-06-30"),
        ("one", "unaccompanied-asylum-seeking-children", "E08000035", "2017-06-30"),
        ("12", "adoptions", "E08000035", ""),
        ("60", "ceased-to-be-looked-after", "E08000035", ""),
        ("5%", "returned-to-care", "E08000035", ""),
    ]
    assert [fact.denominator for fact in observations(facts)] == [None, 200, 200, 200, 20, 200, None, None, 60]
    assert [fact.qualifier for fact in observations(facts)][6:] == ["In the last 12 months"] * 3


def test_a_list_that_a_page_cuts_off_goes_on(read):
    facts = read(
        "- The proportion of children entitled to free school meals:\n"
        "  - in primary schools is 27% (the national average is 16%)\n\n"
        "The local authority was given the opportunity to review this section of the report.\n\n"
        "  - in secondary schools is 28% (the national average is 14%).\n"
    )
    assert [(fact.printed, fact.indicator.name, fact.group, fact.place.slug) for fact in observations(facts)] == [
        ("27%", "free-school-meals", "primary schools", "E08000035"),
        ("16%", "free-school-meals", "primary schools", "E92000001"),
        ("28%", "free-school-meals", "secondary schools", "E08000035"),
        ("14%", "free-school-meals", "secondary schools", "E92000001"),
    ]
    assert [fact.basis for fact in observations(facts)] == [None, Concept("basis", "comparator")] * 2


def test_a_list_without_an_introduction_counts_parts_of_the_bullet_before(read):
    facts = read(
        "- At 30 June 2017, 90 children were being looked after.\n- Of this number, 30 (33%) live outside the local authority area.\n"
        "- 12 live with parents.\n"
    )
    assert [(fact.printed, fact.denominator, dated(fact)) for fact in observations(facts)[1:]] == [
        ("30", 90, "2017-06-30"),
        ("33%", 90, "2017-06-30"),
        ("12", 90, "2017-06-30"),
    ]


def test_places_compared_with_are_comparators_with_bodies_of_their_own(read):
    facts = read(
        "97% of initial child protection conferences were held within 15 working days, compared to 75% in similar local authorities.",
        about=Ref("body", "leeds-council"),
    )
    assert shown(facts) == [
        ("97%", "initial-conferences-in-time", "E08000035", ""),
        ("75%", "initial-conferences-in-time", "leeds-similar-local-authorities", ""),
    ]
    body = next(fact for fact in facts if isinstance(fact, Body))
    assert (body.ref.slug, body.name) == ("leeds-similar-local-authorities", "Similar local authorities")


def test_one_figure_for_two_comparators_is_two_observations(read):
    facts = read(
        "In 2014–15, 10% of children looked after had three or more placements, compared to 11% for both similar authorities and nationally (2013–14)."
    )
    assert shown(facts) == [
        ("10%", "placement-stability-short", "E08000035", "2014-04-01..2015-03-31"),
        ("11%", "placement-stability-short", "d-similar-local-authorities", "2013-04-01..2014-03-31"),
        ("11%", "placement-stability-short", "E92000001", "2013-04-01..2014-03-31"),
    ]


def test_comparators_in_order_are_paired_respectively(read):
    facts = read("The vacancy rate was 12%, against statistical neighbours and England averages of 19% and 14% respectively.")
    assert [(fact.printed, fact.place.slug) for fact in observations(facts)] == [
        ("12%", "E08000035"),
        ("19%", "d-statistical-neighbours"),
        ("14%", "E92000001"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The number of children looked after fell from 702 in August 2019 to 531 in July 2020.",
            [("702", "2019-08"), ("531", "2020-07")],
        ),
        ("There were 25 staff isolating in September 2020, rising to 144 by July 2021.", [("25", "2020-09"), ("144", "2021-07")]),
        (
            "The numbers of children looked after for 31 March 2016 and 31 March 2017 were 20 and 30.",
            [("20", "2016-03-31"), ("30", "2017-03-31")],
        ),
        ("Conceptions fell between 2010 and 2013, from 65 to 40 per 10,000.", [("65", "2010"), ("40 per 10,000", "2013")]),
        ("At March 2016 there were 9 in foster care and 11 with parents.", [("9", "2016-03"), ("11", "2016-03")]),
        (
            "There were 9 care leavers at university and 11 in custody at 31 March 2017.",
            [("9", "2017-03-31"), ("11", "2017-03-31")],
        ),
        ("The re-referral rate fell from 12% to 9% between March 2017 and May 2018.", [("12%", "2017-03"), ("9%", "2018-05")]),
        (
            "In Q1 2021/22 there were 12 adoptions, up from 9 in Quarter 4.",
            [("12", "2021-04-01..2021-06-30"), ("9", "2022-01-01..2022-03-31")],
        ),
        ("It was 71% in April, 76% in May and 82% in June 2022.", [("71%", "2022-04"), ("76%", "2022-05"), ("82%", "2022-06")]),
        (
            "There were 290 pupils isolating in September 2020 and 40 in October 2020, and 12 again in September.",
            [("290", "2020-09"), ("40", "2020-10"), ("12", "2020-09")],
        ),
        ("The figure for the year up to 31 September 2015 is 4%.", [("4%", "..31 September 2015")]),
        ("In the week commencing 17 July 2021 there were 90 cases of Covid.", [("90", "2021-07-17")]),
        ("Some 30 children have been adopted since 1 April 2014.", [("30", "2014-04-01..")]),
        ("There are currently 29 children being home educated.", [("29", "2022-11-08")]),
        ("The rate rose to 20% in 2021 compared with 18% a year earlier.", [("20%", "2021"), ("18%", "")]),
    ],
)
def test_each_figure_has_the_date_of_its_own_clause(read, sentence, expected):
    assert [(fact.printed, dated(fact)) for fact in observations(read(sentence))] == expected


def test_the_time_of_an_inspection_is_what_its_report_prints(read):
    facts = read(
        "Inspection dates: 5 July 2016 to 27 July 2016\n\nReport published: 20 September 2016\n\n"
        "At the time of the inspection, 219 children were the subject of a child protection plan. There are currently 60 children in need.",
        family="inspection-report",
    )
    assert [dated(fact) for fact in observations(facts)] == ["2016-07-05..2016-07-27"] * 2
    assert "5 July 2016 to 27 July 2016" in {
        str(span) for fact in observations(facts) for span in fact.evidence if len(span) < 60
    } or any("Inspection dates" in str(span) for span in observations(facts)[0].evidence)


def test_a_report_that_prints_no_time_of_inspection_gives_none(read):
    facts = read("At the time of the inspection, 219 children were looked after.", family="inspection-report")
    assert dated(observations(facts)[0]) == ""


def test_a_visit_of_one_day_is_a_date(read):
    facts = read(
        "This letter is about the monitoring visit on 14 December 2021.\n\nCurrently, 20% of audits are inadequate.",
        family="ofsted-letter",
    )
    assert shown(facts) == [("20%", "audits-inadequate", "E08000035", "2021-12-14")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The proportion rose from 20% to 30%.", [("20%", None, ""), ("30%", None, "")]),
        ("This does not meet the national threshold of 487 days.", [("487 days", "threshold", "E92000001")]),
        ("The current target of 12 weeks was missed.", [("12 weeks", "target", "E08000035")]),
        ("Provisional figures show a 16% increase in child protection plans.", [("16%", "provisional", "E08000035")]),
        ("The mid-year population estimate of 32,180 children is used.", [("32,180", "estimate", "E08000035")]),
        ("The council expects a forecast overspend of £3m.", [("£3m", "forecast", "E08000035")]),
        ("The average caseload was 17.6 (target 16).", [("17.6", None, "E08000035"), ("16", "target", "E08000035")]),
    ],
)
def test_the_basis_of_a_figure_is_what_its_clause_says(read, sentence, expected):
    found = observations(read(sentence))
    assert [(fact.printed, fact.basis.name if fact.basis else None) for fact in found] == [one[:2] for one in expected]
    assert [place for _, _, place in expected if place] == [
        fact.place.slug for fact, one in zip(found, expected, strict=True) if one[2]
    ]


@pytest.mark.parametrize(
    ("sentence", "printed", "whole"),
    [
        ("Of the 85 care leavers, 71 (84%) were in touch with the service.", ["85", "71", "84%"], [None, 85, 85]),
        ("In 2015, this has reduced to 6% (11 of 176) of children looked after.", ["6%", "11"], [176, 176]),
        ("Contact is maintained with 95% of the 123 current care leavers.", ["95%", "123"], [123, None]),
        ("There were 60 referrals to the designated officer, 93% of which were resolved.", ["60", "93%"], [None, 60]),
        ("46 (12%) of 380 assessments were late.", ["46", "12%"], [380, 380]),
        ("Nine out of 10 young people felt safe.", ["Nine"], [10]),
        ("The borough is the 15th most deprived of 317 local authority areas.", ["15th"], [317]),
        ("There are 30 children in alternative provision. Of these, three are on reduced hours.", ["30", "three"], [None, 30]),
        ("The authority runs four children’s homes. Two were judged to be good.", ["four", "Two"], [None, 4]),
        ("SGOs were 3% of those leaving care after 10 adoptions.", ["3%", "10"], [None, None]),
    ],
)
def test_the_whole_that_a_figure_is_part_of_is_its_denominator(read, sentence, printed, whole):
    found = observations(read(sentence))
    assert [fact.printed for fact in found] == printed
    assert [fact.denominator for fact in found] == whole


def test_a_population_printed_for_rates_is_their_denominator(read):
    facts = read(
        "Performance\n\nCurrent Children Looked After (LAC):\t454 (141.1 per 10,000)\n\n"
        "The rate per 10,000 is now being calculated using the mid 2016 population estimate of 32,180.\n"
    )
    count, rate, population = observations(facts)
    assert (count.denominator, rate.denominator) == (None, Decimal(32180))
    assert (population.indicator.name, dated(population)) == ("population-under-18", "2016")
    assert str(rate.evidence[-1]).startswith("The rate per 10,000")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("There have been no decisions to cancel an adoption plan in the last year.", ("adoption-plan-cancellations", 0)),
        (
            "No children have been permanently excluded from school since 2019, and all children looked after attend.",
            ("permanent-exclusions-looked-after", 0),
        ),
    ],
)
def test_a_plainly_stated_none_is_nought(read, sentence, value):
    found = observations(read(sentence))
    assert [(fact.indicator.name, fact.value) for fact in found] == [(value[0], Decimal(value[1]))]
    assert found[0].printed.lower() == "no"


def test_no_is_not_nought_without_a_time(read):
    assert observations(read("No children were left at immediate risk of harm. There are no reasons to delay.")) == []


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        (
            "The virtual school has 30 children looked after in mainstream and special classes.",
            "children looked after in mainstream and special classes",
        ),
        ("Eight of the children looked after had been looked after before.", "children looked after had been looked after before"),
        ("Inspectors saw the commencement of a further three assessments.", "assessments"),
        (
            "It adds 60 children to the cohort who are not placed with foster carers.",
            "children to the cohort who are not placed with foster carers",
        ),
        ("The expected budget reduction of over five million pounds is large.", "expected budget reduction is large"),
        ("Care leavers have a health assessment in 96% of cases, which is 4% higher than for similar authorities.", None),
    ],
)
def test_what_goes_beyond_a_measure_is_an_indicator_of_its_own(read, sentence, label):
    found = [one for one in shown(read(sentence)) if one[1].startswith("~")]
    assert len(found) == 1
    if label is not None:
        assert found[0][1] == f"~{label}"
    else:
        assert "higher than for similar authorities" in found[0][1]


def test_a_range_is_two_observations(read):
    facts = read("IRO caseloads average 100–120, which exceeds the statutory guidance recommendation of 50–70.")
    assert [(fact.value, fact.qualifier, fact.printed, fact.basis.name if fact.basis else "") for fact in observations(facts)] == [
        (100, "from", "100–120", ""),
        (120, "to", "100–120", ""),
        (50, "from", "50–70", "threshold"),
        (70, "to", "50–70", "threshold"),
    ]


def test_a_word_that_changes_a_number_has_no_value(read):
    facts = read("The number of days missed by children looked after has halved in the last year.")
    assert [(fact.printed, fact.value, fact.qualifier) for fact in observations(facts)] == [("halved", None, "in the last year")]


def test_changes_and_differences_are_not_the_measure_itself(read):
    facts = read(
        "There was a 17% increase in looked after children since 2010. The re-referral rate fell from 12.5% to 9.8%, a fall of 2.7 "
        "percentage points. There were 1,250 referrals in March 2022, 15% higher than in March 2021. Life expectancy is 13 years lower for men."
    )
    assert shown(facts) == [
        ("17%", "children-looked-after-change", "E08000035", "2010.."),
        ("12.5%", "re-referrals", "E08000035", ""),
        ("9.8%", "re-referrals", "E08000035", ""),
        ("2.7 percentage points", "~fall: re-referral rate", "E08000035", ""),
        ("1,250", "referrals", "E08000035", "2022-03"),
        ("15%", "~referrals, higher than in March 2021", "E08000035", "2022-03"),
        ("13 years", "life-expectancy-gap", "E08000035", ""),
    ]


def test_a_share_that_stands_in_brackets_takes_the_words_around_them(read):
    facts = read(
        "There are still areas (20%) where individual caseloads are above desired levels. A high proportion of cases (29%) are re-referred; "
        "this is above the England average (25%). The use of agency staff (67 in 2014–15 and 16 in 2015–16) has fallen."
    )
    assert shown(facts) == [
        ("20%", "caseloads-above-desired", "E08000035", ""),
        ("29%", "re-referrals", "E08000035", ""),
        ("25%", "re-referrals", "E92000001", ""),
        ("67", "agency-staff-number", "E08000035", "2014-04-01..2015-03-31"),
        ("16", "agency-staff-number", "E08000035", "2015-04-01..2016-03-31"),
    ]


def test_places_of_the_sentence_the_heading_and_the_sentence_before(read):
    facts = read(
        "## Business case for pilot in Riverside Ward\n\n"
        "In addition it has the highest number of children in care and 60% of children are living in poverty. "
        "Across Leeds in Year 6, 23% of children are classified as obese, in Moor Park Ward 34.8% of reception children are overweight or obese, "
        "compared to the England average of 22.2%. The Harbour Ward is the 5th most deprived ward in Leeds.\n\n"
        "The pilots will begin in Bradford and Wakefield with 2 teams.\n"
    )
    assert [(fact.printed, fact.place.slug, fact.group) for fact in observations(facts)] == [
        ("60%", "riverside", ""),
        ("23%", "E08000035", "Year 6"),
        ("34.8%", "moor-park", "reception"),
        ("22.2%", "E92000001", "reception"),
        ("5th", "harbour", ""),
        ("2", "riverside", ""),
    ]
    assert {fact.name for fact in facts if isinstance(fact, Place)} == {"Riverside", "Moor Park", "Harbour"}


def test_lines_of_a_list_take_date_and_label_from_their_heading_and_prefix(read):
    facts = read(
        "Performance as at 30 September 2022\n\n- Children Looked After: 612 (89.4 per 10,000)\n- Environment: 5x Staff, 5 days per week\n"
        "- Total number of dedicated staff = **43**\n\nResources = **24**\n\nThe staffing levels for Bradford are;\n\n- Housing team 2x Desks\n"
    )
    assert shown(facts) == [
        ("612", "children-looked-after", "E08000035", "2022-09-30"),
        ("89.4 per 10,000", "children-looked-after-rate", "E08000035", "2022-09-30"),
        ("5x", "~Environment: Staff", "E08000035", "2022-09-30"),
        ("5 days", "~Environment: days per week", "E08000035", "2022-09-30"),
        ("43", "~number of dedicated staff", "E08000035", "2022-09-30"),
        ("24", "~Resources", "E08000035", ""),
        ("2x", "~Housing team: Desks", "E08000032", "2022-09-30"),
    ]


def test_what_is_no_figure_is_left_alone(read):
    assert shown(
        read(
            "The meeting began at 10.00 am in Room 3 and closed at 12.15pm. Item 7 was deferred to 3 July.\n\n"
            "Contact: J Bloggs, 12 High Street, LS1 3AB, 0113 222 4444\n\n"
            "Over the past six years the service changed in two ways. One young person said it was good. One of the main themes was hope.\n\n"
            "4. Minutes of the meeting held on 27 July 2021 3 - 10\n\n2.1 Adoption performance\n\n"
            "Inspectors saw one case in which practice was poor, and 87% of proceedings ended within 26 weeks.\n"
        )
    ) == [("87%", "~proceedings ended within 26 weeks", "E08000035", "")]


def test_a_table_of_contents_holds_no_figures(read):
    assert shown(
        read(
            "Contents\n\nSummary          4\nRecommendations  7\nChildren in care and\ncare leavers      12\n\nThere are 412 children looked after.\n"
        )
    ) == [("412", "children-looked-after", "E08000035", "")]


def test_figures_over_a_page_end_are_read_and_cited_as_they_stand(read):
    text = "At the end of the year there were 412 children\n\n      7\n\n      looked after by the\n      local authority."
    facts = read(text)
    assert shown(facts) == [("412", "children-looked-after", "E08000035", "")]
    assert str(observations(facts)[0].evidence[0]) == text


def test_a_figure_without_words_is_listed_as_unread(read):
    facts = read("- (40%)\n")
    assert shown(facts) == []
    assert [(fact.kind.name, str(fact.evidence[0]), fact.reason) for fact in facts if isinstance(fact, Unread)] == [
        ("figure", "40%", "no words near it say what it counts")
    ]


def test_a_run_of_numbers_is_no_sentence(read):
    facts = read("There were " + "7 " * 80 + "children.")
    assert [fact.reason for fact in facts if isinstance(fact, Unread)] == ["80 numbers without an end of a sentence between them"]


def test_the_place_of_a_council_is_its_area_and_none_is_invented(read, world):
    council = next(entry for entry in world.bodies.entries if "Council" in entry.data.get("kind", ()) and entry.one("place"))
    text = "There are 412 children looked after."
    assert shown(read(text, place=None, about=council.ref))[0][2] == council.one("place").removeprefix("place/")
    assert shown(read(text, place=None, about=Ref("body", "newtown-on-sea-council")))[0][2] == "newtown-on-sea"
    assert shown(read(text, place=None))[0][2] == ""


def test_every_figure_of_the_seeds_is_cited_by_words_that_print_it(project, world):
    from kg import mapping

    count = 0
    families = mapping.load(project)
    for path in project.files("seeds/*.txt"):
        for part in mapping.split(Document.read(path), families, world):
            for span, fact in read_figures(part).read:
                assert any(span in evidence for evidence in fact.evidence)
                assert fact.printed in span.words or span.words in fact.printed
                count += 1
    assert count > 450


@pytest.mark.parametrize(
    "run",
    ["5 children in care. ", "- 5 children:\n", "from 1 to ", "(1) ", "5% of children, ", "a\t1\t2\n", "ab   1   2\n", "rate of "],
)
def test_long_runs_take_linear_time(read, run):
    assert_linear(read, run, "There were ", length=3_000)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("There was a 15% reduction in the number of children looked after.", [-15]),
        ("The number of children looked after saw the greatest reduction = 15%.", [-15]),
        ("There was a 42% increase in the number of children looked after.", [42]),
        ("Councillor Ward asked why the number of children looked after had risen to 128.", [128]),
        ("Councillor Khan declared an interest in Minute 45.", []),
        ("That under Section 100A(4) of the Local Government Act 1972 the public be excluded.", []),
    ],
)
def test_changes_have_a_sign_and_numbers_of_minutes_and_laws_are_no_figures(read, text, values):
    assert [int(fact.value) for fact in read(text) if isinstance(fact, Observation)] == values


FIGURES_OF_SENTENCES = [
    ("The inspection team consisted of six of Her Majesty’s Inspectors (HMI) from Ofsted.", []),
    ("The council operates four children’s homes.", ["four"]),
    ("You must submit an action plan within 70 working days of receiving this letter.", []),
    ("Some families wait up to 30 months for an autism assessment.", ["30 months"]),
    ("The review was carried out under section 20 of the Children Act 2004.", []),
    ("There are only five vacancies in the social work teams.", ["five"]),
    ("Of 318 care leavers, 42% are not in education, employment or training.", ["318", "42%"]),
    ("Care leavers up to 25 are exempt from council tax.", []),
    ("Work with post-16 and post 19 providers is weak.", []),
    ("The service moved to 14 Mill Street in 2019.", []),
    ("Caseloads average 17 children per social worker.", ["17"]),
    ("Staff turnover fell from 21% to 13% in the year to March 2022.", ["21%", "13%"]),
    ("The number of agency workers has doubled in two years.", ["doubled"]),
    ("The draft report is at pages 16 - 40 of the agenda.", []),
    ("He has led the service for seven years.", []),
    ("The authority spent £3.4 million on agency staff in 2021/22.", ["£3.4 million"]),
    ("A total of 64 children were adopted in 2014.", ["64"]),
    ("Children wait an average of 412 days between entering care and moving in with an adoptive family.", ["412 days"]),
    ("The visit was made by two inspectors from 12 to 13 March 2024.", []),
    ("Two of the seven areas for improvement have been met.", []),
    ("Only one in three care leavers has a pathway plan.", ["one in three"]),
    ("Since August 2022, 90% of visits have been on time.", ["90%"]),
    ("A team of eight inspectors carried out the visit.", []),
    ("There are 12 inspectors in the region.", ["12"]),
    ("The lead inspector was joined by three of His Majesty’s Inspectors.", []),
    ("The local area must send its plan within 35 working days of publication.", []),
    ("Parents wait more than two years for a diagnosis.", ["two years"]),
    ("Children wait over 12 months to be seen by a psychologist.", ["12 months"]),
    ("Only 61% of education, health and care plans were issued within 20 weeks.", ["61%"]),
    ("The council has five vacancies for social workers.", ["five"]),
    ("Young people up to the age of 25 may use the service.", []),
    ("Pathway plans for those over 18 are weak.", []),
    ("Support for young people aged 16 or 17 who are homeless is good.", []),
    ("The home is at 27 Station Road.", []),
    ("The committee meets at 6.30 pm on the second Tuesday of the month.", []),
    ("It was agreed under section 47 of the Act and regulation 45.", []),
    ("Minutes 12 to 18 were approved.", []),
    ("In 2019, 412 children were looked after, of whom 37 were unaccompanied asylum-seeking children.", ["412", "37"]),
    ("The four priorities of the plan are clear.", []),
    ("Two of the three areas for priority action remain open.", []),
    ("Page 3 of 12", []),
    ("Phone 0300 123 1231 or 01234 567890.", []),
    ("Four in ten care leavers live in unsuitable homes.", ["Four in ten"]),
    ("The budget was overspent by £1.2m at quarter 3.", ["£1.2m"]),
    ("Agency staff make up 31 per cent of the workforce.", ["31 per cent"]),
    ("Attendance at year 11 is poor, and key stage 4 results are low.", []),
    ("Looked after reviews numbered 1,204 in the year ending 31 March 2016, a rise of 9%.", ["1,204", "9%"]),
    ("The council exempts care leavers up to 25 from council tax.", []),
    ("Vacancies fell from 38 to only five.", ["38", "five"]),
    ("The grant is to be doubled.", []),
    ("The team included two HMI from education.", []),
    ("Young people have a choice as they approach 18 and beyond.", []),
    ("There are more one- and two-bed children’s homes.", []),
    ("The number of referrals doubled in 2021.", ["doubled"]),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES_OF_SENTENCES)
def test_which_numbers_of_a_sentence_are_figures(text, expected, read):
    assert sorted(fact.printed for fact in observations(read(text, family="inspection-report"))) == sorted(expected)


@pytest.mark.parametrize("run", ["must within ", "waiting over ", "care leavers up to ", "team of ", "REPORT  "])
def test_limits_are_told_in_linear_time(run, read):
    assert_linear(read, run, after=" within 70 working days of receipt.")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Only 4.2% were conducted within expected days.", "Only … were conducted within expected days"),
        ("Pupils are seen, usually within three to five days of the call.", "Pupils are seen, usually within … of the call"),
        ("Work within the required six month timescale is not good.", "Work within the required … timescale is not good"),
    ],
)
def test_words_without_a_subject_give_way_to_those_of_the_clause_as_printed(read, text, label):
    assert {fact.label for fact in read(text) if isinstance(fact, Indicator)} == {label}


@pytest.mark.parametrize(
    "text",
    [
        "The Gamma Panel covers four LSCBs, including Kelby.",
        "Some social workers report having had three team managers since April 2014.",
        "That the progress of the four family hubs be noted.",
    ],
)
def test_managers_and_boards_that_are_only_spoken_of_are_no_figures(read, text):
    assert [fact for fact in read(text) if isinstance(fact, (Indicator, Observation))] == []


def test_managers_and_boards_that_are_counted_are_figures(read):
    assert [one[0] for one in shown(read("There are four safeguarding boards in the county. Three team managers were new."))] == [
        "four",
        "Three",
    ]


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        (
            "The number of children with a child protection plan had come down to 236 on 30th September, 2021, from 264 on 31st December, 2020.",
            [("236", "child-protection-plans", "2021-09-30"), ("264", "child-protection-plans", "2020-12-31")],
        ),
        (
            "The number of children whom we look after has thus gone up since 31 March 2018, when it was 384.",
            [("384", "children-looked-after", "2018-03-31")],
        ),
        ("We look after 391 children on 31 May 2021.", [("391", "children-looked-after", "2021-05-31")]),
        (
            "Children in care went down from 410 on 31 March 2020 to 402 on 31 March 2021.",
            [("410", "children-looked-after", "2020-03-31"), ("402", "children-looked-after", "2021-03-31")],
        ),
        ("The budget has been spent since 31 March 2018, and 12 of 40 homes were visited.", []),
    ],
)
def test_numbers_that_come_down_or_go_up_are_those_of_their_subject(read, sentence, known):
    found = [(printed, indicator, date) for printed, indicator, _, date in shown(read(sentence))]
    assert [one for one in found if not one[1].startswith("~")] == known


def test_a_figure_in_a_list_rests_on_the_introduction_that_it_goes_on_with(read):
    led = "The proportion of children and young people with English as an additional language:"
    facts = observations(
        read(
            f"Children living in this area\n\n{led}\n• in primary schools is 10% (the national average is 20%)\n"
            "• In secondary schools is 5%.\n\nThe service has grown:\n• 14 new foster carers were approved.\n"
        )
    )
    assert [[str(span) for span in fact.evidence] for fact in facts] == [
        ["in primary schools is 10% (the national average is 20%)", led],
        ["in primary schools is 10% (the national average is 20%)", led],
        ["In secondary schools is 5%.", led],
        ["14 new foster carers were approved."],
    ]
