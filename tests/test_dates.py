"""Dates as printed: the value, the bounds, and those that the calendar does not have."""

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.dates import MONTHS, find_dates, first_date
from kg.text import Document
from tests.strategies import whens


def read(words, year=None):
    """Every date in the words: as printed, since and until."""
    return [
        (mention.span.words, mention.since.value, mention.until.value)
        for mention in find_dates(Document.from_text(words).span, year)
    ]


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("17 December 2015", "2015-12-17", "2015-12-17"),
        ("21st September, 2021", "2021-09-21", "2021-09-21"),
        ("December 17, 2015", "2015-12-17", "2015-12-17"),
        ("2015-12-17", "2015-12-17", "2015-12-17"),
        ("14/11/2019", "2019-11-14", "2019-11-14"),
        ("14.11.19", "2019-11-14", "2019-11-14"),
        ("December 2015", "2015-12", "2015-12"),
        ("Sept 2015", "2015-09", "2015-09"),
        ("1998", "1998", "1998"),
        ("24 November 2015 – 17 December 2015", "2015-11-24", "2015-12-17"),
        ("4 to 15 October 2021", "2021-10-04", "2021-10-15"),
        ("26 and 27 May 2021", "2021-05-26", "2021-05-27"),
        ("28 December to 3 January 2016", "2015-12-28", "2016-01-03"),
        ("November/December 2019", "2019-11", "2019-12"),
        ("November to February 2020", "2019-11", "2020-02"),
        ("2014–15", "2014-04-01", "2015-03-31"),
        ("2021/22", "2021-04-01", "2022-03-31"),
        ("2010-2014", "2010", "2014"),
        ("31 September 2021", "", ""),
        ("29 February 2019", "", ""),
    ],
)
def test_a_date_is_read_as_it_is_printed(words, since, until):
    ((printed, first, last),) = read(f"It was {words}.")
    assert (first, last) == (since, until)
    assert printed in words


def test_a_date_without_a_year_is_read_only_when_the_year_is_known():
    assert read("on 26 July they met") == []
    assert read("on 26 July they met", 2021) == [("26 July", "2021-07-26", "2021-07-26")]


@pytest.mark.parametrize("words", ["£2,015", "2015 %", "no. 12015", "05/2015/17x", "tel 2015-2016-2017", "2015% of all"])
def test_a_number_that_is_no_date_is_left_alone(words):
    assert [one for one in read(words) if one[1].startswith("2015-")] == []


def test_the_first_date_and_whether_it_is_one_point():
    span = Document.from_text("from 4 to 15 October 2021, then 2022").span
    first = first_date(span)
    assert (first.span.words, first.is_point, first.when.value) == ("4 to 15 October 2021", False, "2021-10-15")
    assert first_date(Document.from_text("no date").span) is None


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{d:02}/{n:02}/{y}"]),
)
def test_any_day_is_read_back_from_its_usual_spellings(day, form):
    words = form.format(d=day.day, m=calendar.month_name[day.month], n=day.month, y=day.year)
    assert [(since, until) for _, since, until in read(f"It met on {words} again")] == [(day.isoformat(), day.isoformat())]


@given(whens)
def test_the_bounds_of_a_date_hold_it_and_a_date_that_cannot_be_has_none(when):
    if not when.value:
        assert (when.earliest, when.latest, when.datatype) == (None, None, "string")
        return
    assert when.earliest <= when.latest
    assert when.earliest.isoformat().startswith(when.value)
    assert when.latest.isoformat().startswith(when.value)
    assert when.datatype == {4: "gYear", 7: "gYearMonth", 10: "date"}[len(when.value)]
    if len(when.value) == 10:
        assert when.earliest == when.latest


def test_the_months_are_known_by_name_and_in_short():
    assert (MONTHS["january"], MONTHS["jan"], MONTHS["sept"], MONTHS["may"]) == (1, 1, 9, 5)


def test_a_date_goes_on_in_the_next_indented_line() -> None:
    document = Document.from_text("3.  The visit was in October\n        2021 and ended on 14\n        November 2021.")
    assert [mention.since.value for mention in find_dates(document.span)] == ["2021-10", "2021-11-14"]
