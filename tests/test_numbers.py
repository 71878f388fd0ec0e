"""Numbers as they are printed: value, unit, hedge; and the numbers that name or date something."""

from decimal import Decimal

import pytest

from kg.reading.folding import Folded
from kg.reading.numbers import find_numbers, value_of
from kg.reading.quarters import find_quarters
from kg.text import Document
from tests.timing import assert_linear


def read(text):
    return [(str(one.span), one.value, one.unit) for one in find_numbers(Document.from_text(text).span)]


def one(text):
    found = find_numbers(Document.from_text(text).span)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("There were 1,396 cases", "1,396", "1396", "count"),
        ("a rate of 141.1 per 10,000", "141.1 per 10,000", "141.1", "per-10000"),
        ("1,396 cases per 100,000 population", "1,396 cases per 100,000 population", "1396", "per-100000"),
        ("40 girls per 1,000", "40 girls per 1,000", "40", "per-1000"),
        ("95.5 for every 10,000 children", "95.5 for every 10,000", "95.5", "per-10000"),
        ("a room for every 10 children", "10", "10", "count"),
        ("it is 87%.", "87%", "87", "percent"),
        ("39 per cent of them", "39 per cent", "39", "percent"),
        ("Sixty-one per cent of", "Sixty-one per cent", "61", "percent"),
        ("a fall of 2.7 percentage points", "2.7 percentage points", "2.7", "percentage-points"),
        ("Twelve thousand people", "Twelve thousand", "12000", "count"),
        ("one hundred and twenty children", "one hundred and twenty", "120", "count"),
        ("nine boys", "nine", "9", "count"),
        ("one in every 186 of the population", "one in every 186", "186", "ratio"),
        ("one person in every 12", "one person in every 12", "12", "ratio"),
        ("1 in 4 children", "1 in 4", "4", "ratio"),
        ("half of them", "half", "50", "percent"),
        ("three quarters of children", "three quarters", "75", "percent"),
        ("two fifths of them", "two fifths", "40", "percent"),
        ("almost a third of cases", "a third", "33.33", "percent"),
        ("two-thirds of cases", "two-thirds", "66.67", "percent"),
        ("£9 million has", "£9 million", "9000000", "gbp"),
        ("a cost of £312K", "£312K", "312000", "gbp"),
        ("£1.4M annually", "£1.4M", "1400000", "gbp"),
        ("a rate of £2,800.", "£2,800", "2800", "gbp"),
        ("over five million pounds", "five million pounds", "5000000", "gbp"),
        ("lower by 13.3 years", "13.3 years", "13.3", "years"),
        ("15 working days", "15 working days", "15", "days"),
        ("the 20 day timescale", "20 day", "20", "days"),
        ("the 5th most deprived", "5th", "5", "rank"),
        ("the second highest level", "second", "2", "rank"),
        ("as the eight most deprived", "eight", "8", "rank"),
        ("in the top 10 authorities", "top 10", "10", "rank"),
        ("6 times higher", "6 times", "6", "times"),
        ("5x Staff", "5x", "5", "count"),
        ("a nine-bed home", "nine", "9", "count"),
        ("2012 children were seen", "2012", "2012", "count"),
        ("fell (-6.0%) again", "-6.0%", "-6.0", "percent"),
        ("rose by +2.5%", "+2.5%", "2.5", "percent"),
    ],
)
def test_a_number_is_read_with_value_and_unit(text, printed, value, unit):
    number = one(text)
    assert (str(number.span), number.value, number.unit) == (printed, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("approximately 33,700 children", "approximately"),
        ("over 1,500 people", "over"),
        ("around 360", "around"),
        (">60% of children", ">"),
        ("less than 1%", "less than"),
        ("a maximum of 18", "a maximum of"),
        ("at least a further 12", "at least"),
        ("some 20 children", "some"),
        ("exactly 20 children", ""),
    ],
)
def test_the_hedge_before_a_number_is_its_qualifier(text, qualifier):
    assert one(text).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "printed", "low", "high", "unit"),
    [
        ("average 100–120, which", "100–120", "100", "120", "count"),
        ("90-100 per 10,000", "90-100 per 10,000", "90", "100", "per-10000"),
        ("between 8 and 18 months", "8 and 18 months", "8", "18", "months"),
        ("within two or three weeks", "two or three weeks", "2", "3", "weeks"),
        ("ranging from 76% to 97% of", "76% to 97%", "76", "97", "percent"),
    ],
)
def test_a_range_has_two_ends(text, printed, low, high, unit):
    number = one(text)
    assert (str(number.span), number.value, number.high, number.unit) == (printed, Decimal(low), Decimal(high), unit)


def test_from_and_to_are_two_numbers_and_no_range():
    assert read("fell from 76% to 97%") == [("76%", Decimal(76), "percent"), ("97%", Decimal(97), "percent")]
    assert read("of 355 and 360 in all") == [("355", Decimal(355), "count"), ("360", Decimal(360), "count")]


def test_words_that_change_a_number_have_no_value():
    assert read("numbers have halved") == [("halved", None, "times")]
    assert read("it has doubled, from 3 to 6")[0] == ("doubled", None, "times")


@pytest.mark.parametrize(
    "text",
    [
        "children under the age of 18 years",
        "16- to 17-year-olds",
        "aged between two and 16 years old",
        "aged 4 or below",
        "under 18s and over-16s",
        "section 136 and section 11",
        "Section 20, regulation 44 and paragraphs 11 to 13",
        "Key Stages 2 and 4, Years 10 and 11, Level 2, 3 and 4 training",
        "phase one and stage two",
        "(recommendation 9, 11)",
        "COVID-19 on the 24/7 line 0300 123 1231",
        "MS8 in TS1, NP-CF-019",
        "AGENDA ITEM: 5",
        "on Tuesday 18 April at 4.00 pm",
        "between 24 November 2015 and 17 December 2015",
        "in 2014–15 and 2014−15",
        "a 12 month review and a 6 and 12 month review",
        "six monthly, two-way, one-to-one",
        "five A* to C GCSE grades or five good GCSEs",
        "three or more placements",
        "one or two children",
        "the first half of the year",
        "Care 4 Us",
        "within 20 miles",
        "the 16+ team",
        "age groups from 0-90 and support 0-11 and 11-18",
        "to the social workers.2 The",
        "residential schools;3 all of them",
        "the council’s figures\n13\nare not",
    ],
)
def test_numbers_that_name_date_or_number_something_are_no_figures(text):
    assert [number for number in read(text) if number[0] != "one"] == []


def test_a_year_is_no_number_unless_it_counts_something():
    assert read("in 2012 children were seen") == []
    assert read("The number was 2012 (62.3 per 10,000)") == [("62.3 per 10,000", Decimal("62.3"), "per-10000")]


def test_an_age_band_does_not_swallow_the_count_after_it():
    assert read("Age 15-19 – 1,512 cases") == [("1,512", Decimal(1512), "count")]


def test_only_numbers_have_a_value():
    assert value_of("Twenty-six") == 26
    with pytest.raises(ValueError, match="not a number"):
        value_of("many")


def test_financial_quarters_and_parts_of_a_year_have_days():
    def days(text):
        return [(found.since.value, found.until.value) for found in find_quarters(Document.from_text(text).span)]

    assert days("in Q1 2021/22") == [("2021-04-01", "2021-06-30")]
    assert days("2020/21 Q4") == [("2021-01-01", "2021-03-31")]
    assert days("the second quarter of 2018-19") == [("2018-07-01", "2018-09-30")]
    assert days("the first half of 2015–16") == [("2015-04-01", "2015-09-30")]
    assert days("the second half of 2015–16") == [("2015-10-01", "2016-03-31")]
    assert days("the first nine months of 2015–16") == [("2015-04-01", "2015-12-31")]
    assert days("the first ten months of 2015/16") == [("2015-04-01", "2016-01-31")]
    assert days("Q1 2021/25, first half of 2015/18, first two months of 2015/18") == []


def test_a_folded_text_leads_back_to_its_source():
    document = Document.from_text("There were 41\n\n      7\n\n      children  in\n      care.")
    folded = Folded.of(document.span)
    assert str(folded.span) == "There were 41 children in care."
    number = folded.span.find("41 children")
    assert str(folded.real(number)) == "41\n\n      7\n\n      children"
    assert str(folded.real(number[:2])) == "41"
    assert folded.real(number[:0]).start == document.text.index("41")
    assert str(Folded.of(Document.from_text("x").span[:0]).span) == ""


@pytest.mark.parametrize(
    "run",
    ["1", "1,", "1 ", "one ", "1-", "twenty-", "- ", "section 1, ", "A-", "£1", "under 1 ", "between 1 and ", "half of ", "1 a "],
)
def test_long_runs_take_linear_time(run):
    assert_linear(lambda text: find_numbers(Document.from_text(text).span), run)
