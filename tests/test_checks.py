"""Alarms that must ring, and controls that must stay silent."""

import calendar
import datetime
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.arithmetic import Range, change, number, share
from kg.checks import discrepancies
from kg.dates import When
from kg.facts import Allocation, Concept, Header, Milestone, Observation, Ref
from kg.lexicon import Lexicon
from kg.reading.part import Opening, Part
from kg.text import Document
from tests.timing import assert_linear


def part_of(text):
    span = Document.from_text(text).span
    return Part(
        span=span,
        family="unknown",
        slug="made-up",
        world=Lexicon({}),
        opening=Opening(span[:0], 1.0, "made up"),
        header=Header(title="Made up", evidence=(span[:1],)),
    )


def found(text, facts=()):
    return [(one.kind.name, one.printed, one.computed) for one in discrepancies(part_of(text), facts)]


ALARMS = {
    "Of the 200 children reviewed, a total of 150 (57%) children were seen.": ("percentage-of-counts", "57%", "150 of 200 is 75%"),
    "This has fallen to 6% (30 of 300) of the children.": ("percentage-of-counts", "6%", "30 of 300 is 10%"),
    "Of the 200 children\nreviewed, a total of 150\n(57%) children were\nseen.": (
        "percentage-of-counts",
        "57%",
        "150 of 200 is 75%",
    ),
    "In all, 30 out\nof the 300\nchildren (6%) had moved.": ("percentage-of-counts", "6%", "30 of 300 is 10%"),
    "In all, 12 out of 48 (30%) had moved.": ("percentage-of-counts", "30%", "12 of 48 is 25%"),
    "At the time there were 400 children looked after. Of this number:\n- 100 (or 35%) live outside the area.": (
        "percentage-of-counts",
        "35%",
        "100 of 400 is 25%",
    ),
    "The figure for the year to 31 April 2019 is 4%.": ("impossible-date", "31 April 2019", "April has 30 days"),
    "It met on 31 June and 30 February 2017, and again on 31 June.": (
        "impossible-date",
        "31 June and 30 February 2017; 31 June",
        "June has 30 days; February 2017 has 28 days",
    ),
    "The review ran from March 2018 to June 2016.": (
        "end-before-beginning",
        "March 2018 to June 2016",
        "2016-06 is before 2018-03",
    ),
    "Inspection dates: 24 November 2015 – 17 October 2015": (
        "end-before-beginning",
        "24 November 2015 – 17 October 2015",
        "2015-10-17 is before 2015-11-24",
    ),
    "It was open between 24 November 2015 and 17 October 2015.": (
        "end-before-beginning",
        "24 November 2015 and 17 October 2015",
        "2015-10-17 is before 2015-11-24",
    ),
    "The Panel met on Monday 1 May 2018.": ("weekday-of-date", "Monday 1 May 2018", "Tuesday"),
    "Place\t2013\t2014\t% change\nAston\t50.0\t60.0\t25.0%": ("change-of-ends", "25.0%", "from 50.0 to 60.0 is 20%"),
    "Place\t2013\t2014\t% change\nAston\t80.0\t60.0\t-20.0%": ("change-of-ends", "-20.0%", "from 80.0 to 60.0 is -25%"),
}
CONTROLS = [
    "Of the 176 children, 11 (6%) received a caution.",  # 6.25, rounded
    "Of the 3 boards, 2 (66%) met.",  # 66.67, truncated
    "Of the 3 boards, 2 (67%) met.",
    "In all, 12 out of 48 (25%) had moved.",
    "At the time there were 367 children looked after. Of this number:\n- 214 (or 58%) live outside the area.",
    "This is a rate of 46 per 10,000 children. Of this number:\n- 78 (or 34.4%) live outside the area.",  # the base of a rate
    "There were 15 (50%) girls; the number of boys is not given.",
    "Seven of 24 (recommendation 3) were late.",
    "In 2014–15, 72% of visits were in time and 10 of 20 were recorded.",
    "The Panel met on Tuesday 1 May 2018 and on 29 February 2016.",
    "The review ran from June 2016 to March 2018, and from 4 to 15 October 2019.",
    "Two reports, of March 2018 and June 2016, said so.",  # side by side, and no period
    "The board was closed from 30 November to 2 January 2016.",  # the year of the beginning is the one before
    "In November/December 2019 and in 2014–15 there were visits.",
    "Place\t2013\t2014\t% change\nAston\t96\t89\t-7.7%",  # 96 and 89 are rounded: -7.3, but -7.7 within their rounding
    "Place\t2013\t2014\t% change\nAston\t91 2\t77\t-15.2%",  # a damaged cell is not repaired
    "Place\tRate\tRank\tNotes\nAston\t50.0\t60.0\t25.0%",  # no column says that it is a change
]


@pytest.mark.parametrize("text", ALARMS)
def test_an_alarm_names_what_was_printed_and_what_was_computed(text):
    assert found(text) == [ALARMS[text]]


@pytest.mark.parametrize("text", CONTROLS)
def test_a_control_stays_silent(text):
    assert found(text) == []


def staff(part, label, count):
    here = Ref("programme", "made-up-pilot")
    return Allocation(ref=Ref("allocation", label), programme=here, label=label, headcount=Decimal(count), evidence=(part.span,))


def test_a_total_is_held_against_the_lines_of_its_programme():
    part = part_of("Wardens 2.5, police 4, total 6.")
    lines = [staff(part, "wardens", "2.5"), staff(part, "police", "4"), staff(part, "total", "6")]
    assert [one.computed for one in discrepancies(part, lines)] == ["the 2 lines add up to 6.5"]
    assert not list(discrepancies(part, [*lines[:2], staff(part, "total", "6.5")]))
    assert not list(discrepancies(part, lines[2:]))


def test_the_wording_accuses_nobody():
    text = next(discrepancies(part_of(next(iter(ALARMS))), [])).text
    assert text == "The printed counts give 75% (150 of 200); the printed percentage is 57%."


# What is right, within rounding, is never reported; what is wrong always is.

COUNTS = st.integers(1, 20_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
SENTENCES = [
    "In all, {part} of {whole} children ({percent}%) were seen.",
    "In all, {part} out of {whole} ({percent} per cent) were seen.",
    "The share is {percent}% ({part} of {whole}) this year.",
    "Of the {whole} children reviewed, a total of {part} ({percent}%) were seen.",
    "There were {whole} children. Of this number:\n- {part} (or {percent}%) were seen.",
]


def steps(value, decimals, way):
    """A value cut off or rounded to so many decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=way)


@given(COUNTS, st.integers(0, 2), st.sampled_from([ROUND_FLOOR, ROUND_HALF_UP]), st.sampled_from(SENTENCES), st.booleans())
def test_a_percentage_that_its_counts_give_is_never_reported(counts, decimals, way, sentence, grouped):
    part, whole = counts
    comma = "," if grouped else ""
    percent = steps(share(Decimal(part), Decimal(whole)), decimals, way)
    assert found(sentence.format(part=f"{part:{comma}}", whole=f"{whole:{comma}}", percent=percent)) == []


@given(COUNTS, st.integers(0, 2), st.integers(1, 30), st.booleans(), st.sampled_from(SENTENCES))
def test_a_percentage_that_its_counts_do_not_give_is_always_reported(counts, decimals, off, above, sentence):
    part, whole = counts
    unit = Decimal(1).scaleb(-decimals)
    below = steps(share(Decimal(part), Decimal(whole)), decimals, ROUND_FLOOR)
    percent = below + (off + 1) * unit if above or below < off * unit else below - off * unit
    assert [(kind, printed) for kind, printed, _ in found(sentence.format(part=part, whole=whole, percent=percent))] == [
        ("percentage-of-counts", f"{percent}%")
    ]


MEASURES = st.decimals(10, 900, places=1)


@given(MEASURES, MEASURES, st.integers(0, 1))
def test_a_change_that_its_ends_give_is_never_reported_and_another_one_always(before, after, decimals):
    given_ = steps((after / before - 1) * 100, decimals, ROUND_HALF_UP)
    table = "Place\t2013\t2014\t% change\nAston\t{}\t{}\t{}%".format
    assert found(table(before, after, given_)) == []
    low, high = change(Range.of(before), Range.of(after))
    for wrong in (steps(high, 0, ROUND_FLOOR) + 2, steps(low, 0, ROUND_FLOOR) - 2):
        assert [kind for kind, _, _ in found(table(before, after, wrong))] == ["change-of-ends"]


@given(st.lists(st.decimals(0, 40, places=1), min_size=1, max_size=6), st.decimals("0.1", 5, places=1))
def test_a_total_that_adds_up_is_never_reported_and_another_one_always(counts, off):
    part = part_of("Staff by team, and the total.")
    lines = [staff(part, f"team-{number_}", str(count)) for number_, count in enumerate(counts)]
    assert not list(discrepancies(part, [*lines, staff(part, "total", str(sum(counts)))]))
    assert [one.kind.name for one in discrepancies(part, [*lines, staff(part, "total", str(sum(counts) + off))])] == [
        "total-of-parts"
    ]


TABLE = st.lists(st.lists(st.integers(0, 2000), min_size=2, max_size=3), min_size=2, max_size=6).filter(
    lambda rows: len({len(row) for row in rows}) == 1 and all(sum(column) for column in zip(*rows, strict=True))
)


@given(TABLE, st.integers(1, 400), st.booleans(), st.sampled_from(["Total", "TOTAL", "Totals", "Grand total"]))
def test_a_table_that_adds_up_is_never_reported_and_one_that_does_not_in_one_column_always(rows, off, headed, label):
    def table(totals):
        head = ["Team\t" + "\t".join(f"{name} posts" for name in ("New", "Old", "Lost")[: len(totals)])] if headed else []
        lines = [f"Team {chr(65 + at)}\t" + "\t".join(f"{count:,}" for count in row) for at, row in enumerate(rows)]
        return "\n".join(["Staff\n", *head, *lines, f"{label}\t" + "\t".join(map(str, totals))])

    totals = [sum(column) for column in zip(*rows, strict=True)]
    assert found(table(totals)) == []
    name = " of “New posts”" if headed else ""
    assert found(table([totals[0] + off, *totals[1:]])) == [
        ("total-of-parts", str(totals[0] + off), f"the {len(rows)} rows{name} add up to {totals[0]:,}")
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Ward\tRate\nAston\t40\nBarton\t60\nTotal\t51",  # nothing else shows that the rows are parts
        "Ward\tChildren\tRate\nAston\t400\t40\nBarton\t600\t60\nTotal\t1,000\t51",
        "Ward\tChildren\tShare\nAston\t400\t40%\nBarton\t600\t60%\nTotal\t1,000\t99%",
        "Ward\tBoys\tGirls\nAston\t4\t5\nof which new\t1\t2\nBarton\t6\t7\nTotal\t10\t14",
        "Ward\tBoys\tGirls\nAston\t4\t5\nSubtotal\t4\t5\nBarton\t6\t7\nTotal\t10\t11",
        "Ward\tBoys\tGirls\nAston\t4\tfew\nBarton\t6\t7\nTotal\t10\t11",
        "Ward\tBoys\tGirls\nAston\t4\t5\nTotal\t4\t6",
        "Ward\tBoys\tGirls\nAston\t4\t5\nBarton\t6\t7\nTotal children\t10\t13",
    ],
    ids=["one column", "rates", "shares", "of which", "subtotal", "a word", "one row", "another label"],
)
def test_a_table_whose_rows_may_not_be_the_parts_of_its_total_is_not_reported(table):
    assert found("Figures\n\n" + table) == []


def test_two_totals_of_one_table_are_held_against_their_own_rows():
    table = "Area\tNew\tOld\nAston\t4\t5\nBarton\t6\t7\nTotal\t10\t12\nCarden\t1\t2\nDinton\t3\t4\nTotal\t4\t7"
    assert found("Figures\n\n" + table) == [("total-of-parts", "7", "the 2 rows of “Old” add up to 6")]


@pytest.mark.parametrize(
    "run",
    [
        "9", "111,", "12,345.6,", "of 1 ", "1 of ", "1 (", "5% (", "a ", "1 of 2 a", "31 June 2016 ", "1 May 2016 to ", "Monday 1 May 2018 ", "Of 12 a, 5 (4%) a. ",
        "a\t1\t2\n", "Total\t1\t2\n",
    ],
)  # fmt: skip
def test_long_runs_take_time_in_proportion(run):
    assert_linear(lambda text: list(discrepancies(part_of(text), [])), run, "Opening words\n")


DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2039, 12, 31))


@given(DAYS, st.sampled_from(["{d} {m} {y}", "{d} {m}, {y}", "{d:02}/{n:02}/{y}", "{m} {d}, {y}", "{y}-{n:02}-{d:02}"]))
def test_a_day_of_the_calendar_is_never_reported(day, form):
    printed = form.format(d=day.day, m=calendar.month_name[day.month], n=day.month, y=day.year)
    assert found(f"The board met on {printed} and agreed.") == []
    assert (
        found(f"The board met on {calendar.day_name[day.weekday()]} {day.day} {calendar.month_name[day.month]} {day.year}.") == []
    )


@given(st.integers(1, 12), st.integers(1990, 2039), st.sampled_from(["{d} {m} {y}", "{d:02}/{n:02}/{y}"]))
def test_a_day_after_the_last_of_its_month_is_always_reported(month, year, form):
    last = calendar.monthrange(year, month)[1]
    for day in range(last + 1, 32):
        printed = form.format(d=day, m=calendar.month_name[month], n=month, y=year)
        said = f"{calendar.month_name[month]}{f' {year}' if month == 2 else ''} has {last} days"
        assert found(f"The board met on {printed} and agreed.") == [("impossible-date", printed, said)]


@given(DAYS, st.integers(1, 6))
def test_another_weekday_than_that_of_the_day_is_always_reported(day, off):
    named, actual = (calendar.day_name[(day.weekday() + by) % 7] for by in (off, 0))
    printed = f"{day.day} {calendar.month_name[day.month]} {day.year}"
    assert [(kind, computed) for kind, _, computed in found(f"The board met on {named} {printed}.")] == [
        ("weekday-of-date", actual)
    ]


@settings(max_examples=60)
@given(DAYS, DAYS, st.sampled_from([" to ", " – ", " until "]), st.booleans())
def test_a_period_is_reported_when_it_ends_before_it_begins_and_only_then(first, last, joint, whole_months):
    form = "{m} {y}" if whole_months else "{d} {m} {y}"
    ends = [form.format(d=day.day, m=calendar.month_name[day.month], y=day.year) for day in (first, last)]
    backwards = (last.year, last.month) < (first.year, first.month) if whole_months else last < first
    kinds = [kind for kind, _, _ in found(f"It ran from {ends[0]}{joint}{ends[1]}.")]
    assert kinds == ["end-before-beginning"] * backwards


def step(part, since, until, words):
    return Milestone(
        ref=Ref("milestone", "made-up"), programme=Ref("programme", "made-up-pilot"), label="A step",
        since=When(since, since), until=When(until, until), evidence=(part.span.find(words),),
    )  # fmt: skip


def test_a_row_whose_second_date_is_before_its_first_is_reported_once():
    part = part_of("Step\tStart\tEnd\nMove\t2019-11-18\t2019-10-15\nPaint\t2019-11-18\t2019-12-15\nSell\t2019-11-18\t2019-10-15")
    move, sell = (step(part, "2019-11-18", "2019-10-15", f"{name}\t2019-11-18\t2019-10-15") for name in ("Move", "Sell"))
    paint = step(part, "2019-11-18", "2019-12-15", "Paint\t2019-11-18\t2019-12-15")
    assert [(one.kind.name, one.printed, one.evidence[0].words) for one in discrepancies(part, [move, move, paint, sell])] == [
        ("end-before-beginning", "2019-11-18 – 2019-10-15", "Move 2019-11-18 2019-10-15"),
        ("end-before-beginning", "2019-11-18 – 2019-10-15", "Sell 2019-11-18 2019-10-15"),
    ]


def test_dates_that_a_fact_does_not_find_side_by_side_in_its_words_accuse_nobody():
    part = part_of("In 2016 there were 40, as the heading says: 2018.")
    figure = Observation(
        indicator=Concept("indicator", "members"), value=Decimal(40), unit=Concept("unit", "count"), printed="40",
        since=When("2018", "2018"), until=When("2016", "2016"), evidence=(part.span,),
    )  # fmt: skip
    assert list(discrepancies(part, [figure])) == []


@pytest.mark.parametrize(("printed", "value"), [("1,396", "1396"), ("97.5", "97.5"), ("43", "43"), ("12,345.60", "12345.60")])
def test_printed_numbers_are_read_as_they_stand(printed, value):
    assert str(number(printed)) == value
