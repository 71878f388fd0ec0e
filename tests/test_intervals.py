"""When a state held: the algebra of spells, by its laws and by the cases that readers meet."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import When
from kg.intervals import FIRST, LAST, Interval, Spell, combine, follow, not_after, not_before, over_by, spell

DAYS = st.dates(datetime.date(2013, 1, 1), datetime.date(2020, 12, 31))


def when(value):
    return When(value, value) if value else None


def day(value):
    return datetime.date.fromisoformat(value)


def told(since="", until="", attested=""):
    return spell(when(since), when(until), when(attested))


@st.composite
def whens(draw):
    """A date as exact as a day, month or year, or one that cannot be; or none."""
    made = draw(DAYS)
    return draw(st.sampled_from([None, When("", "31 September"), *(when(made.isoformat()[:size]) for size in (4, 7, 10))]))


@st.composite
def sharper(draw, date):
    """A date that says the same more exactly, or just as exactly."""
    if date is None or not date.value:
        return draw(whens())
    return when(
        draw(st.dates(date.earliest, date.latest)).isoformat()[
            : draw(st.sampled_from([n for n in (4, 7, 10) if n >= len(date.value)]))
        ]
    )


SPELLS = st.builds(spell, whens(), whens(), whens()).filter(lambda one: one is not None)


def certain_days(one):
    return () if one.certain is None else (one.certain.first, one.certain.last)


# What a statement tells


@pytest.mark.parametrize(
    ("since", "until", "attested", "possible", "certain"),
    [
        ("2014-06", "", "2015-12-17", ("2014-06-01", None), ("2014-06-30", "2015-12-17")),
        ("2014-06-02", "2016-05", "2018-01-09", ("2014-06-02", "2016-05-31"), ("2014-06-02", "2016-05-01")),
        ("2014", "", "2014-03-09", ("2014-01-01", None), ("2014-03-09", "2014-03-09")),
        ("", "", "2015-12-17", (None, None), ("2015-12-17", "2015-12-17")),
        ("", "", "2015-12", (None, None), None),
        ("2014", "2014", "", ("2014-01-01", "2014-12-31"), None),
        ("", "2016-05-31", "2018-01-09", (None, "2016-05-31"), ("2016-05-31", "2016-05-31")),
        ("2022-05-03", "", "2022-01-31", ("2022-05-03", None), ("2022-05-03", "2022-05-03")),
        ("", "", "", (None, None), None),
    ],
)  # fmt: skip
def test_a_statement_gives_the_days_that_are_possible_and_those_that_are_certain(since, until, attested, possible, certain):
    one = told(since, until, attested)
    assert one.possible == Interval(day(possible[0]) if possible[0] else FIRST, day(possible[1]) if possible[1] else LAST)
    assert one.certain == (Interval(*map(day, certain)) if certain else None)
    assert one.bounded == bool(since or until)


def test_an_end_before_the_beginning_is_no_spell():
    assert told("2016-05", "2015") is None
    assert told("2016-05-02", "2016-05-01", "2016-05-01") is None


def test_a_date_that_cannot_be_is_as_good_as_none():
    assert spell(When("", "31 September"), None, when("2015-12-17")) == told(attested="2015-12-17")


@given(whens(), whens(), whens(), DAYS)
def test_what_is_certain_is_possible_and_an_answer_is_one_of_three(since, until, attested, asked):
    one = spell(since, until, attested)
    if one is None:
        assert since.latest >= since.earliest > until.latest
        return
    for certain in certain_days(one):
        assert certain in one.possible
    assert one.at(asked) == ("certain" if one.certain and asked in one.certain else "possible" if asked in one.possible else "not")


@given(st.data(), whens(), whens(), whens())
def test_a_sharper_date_never_makes_more_possible_nor_less_certain(data, since, until, attested):
    vague = spell(since, until, attested)
    sharp = spell(*(data.draw(sharper(one)) if one is not None else None for one in (since, until, attested)))
    if vague is None:
        assert sharp is None or not (since.value and until.value)
        return
    if sharp is None or (sharp.bounded and not vague.bounded):
        return
    assert vague.possible.first <= sharp.possible.first
    assert sharp.possible.last <= vague.possible.last
    if vague.certain is not None and told_of(sharp, attested):
        assert sharp.certain.first <= vague.certain.first
        assert vague.certain.last <= sharp.certain.last


def told_of(one, attested):
    """Whether the day of the telling can lie in the spell, so that it counts."""
    return attested is None or not attested.value or (one.earliest <= attested.earliest and attested.latest <= one.latest)


@given(SPELLS, DAYS, DAYS)
def test_once_certain_it_does_not_stop_being_so_between_two_certain_days(one, first, second):
    if one.at(first) == one.at(second) == "certain":
        middle = first + (second - first) // 2
        assert one.at(middle) == "certain"
    if "not" not in (one.at(first), one.at(second)):
        assert one.at(first + (second - first) // 2) != "not"


# Of several statements


@given(SPELLS, SPELLS, SPELLS)
def test_to_meet_is_idempotent_commutative_and_associative(one, two, three):
    assert one.meet(one) == one
    assert one.meet(two) == two.meet(one)
    left, right = one.meet(two), two.meet(three)
    if left and right:
        assert left.meet(three) == one.meet(right)


@given(st.lists(SPELLS, max_size=6), st.randoms())
def test_to_combine_is_independent_of_order_and_repetition_and_only_sharpens(spells, random):
    found = combine(spells)
    again = [*spells, *spells]
    random.shuffle(again)
    assert combine(again) == found
    for one, whole in found.items():
        assert one.meet(whole) == whole
        assert one.possible.first <= whole.possible.first <= whole.possible.last <= one.possible.last
        if one.certain is not None:
            assert whole.certain.first <= one.certain.first
            assert one.certain.last <= whole.certain.last


@given(st.lists(SPELLS, max_size=6))
def test_to_combine_what_is_combined_changes_nothing(spells):
    wholes = set(combine(spells).values())
    assert combine(wholes) == {one: one for one in wholes}


def test_two_days_without_beginning_or_end_leave_the_time_between_them_open():
    first, second = told(attested="2015-03-02"), told(attested="2017-03-02")
    found = combine([first, second])
    assert found == {first: first, second: second}
    assert {one.at(day("2016-03-02")) for one in found.values()} == {"possible"}


def test_a_printed_beginning_makes_the_time_between_them_certain():
    first, second = told(attested="2015-03-02"), told(since="2014-09", attested="2017-03-02")
    found = combine([first, second])
    assert found[first] == found[second]
    assert [found[first].at(day(one)) for one in ("2014-08-31", "2014-09-10", "2016-03-02", "2017-03-03")] == [
        "not", "possible", "certain", "possible",
    ]  # fmt: skip


def test_a_printed_end_says_until_when_an_earlier_statement_holds():
    first, last = told(attested="2015-12-17"), told(until="2016-05", attested="2018-02-01")
    found = combine([first, last])
    assert [found[first].at(day(one)) for one in ("2015-12-16", "2016-03-01", "2016-05-20", "2016-06-01")] == [
        "possible", "certain", "possible", "not",
    ]  # fmt: skip


def test_who_comes_back_has_two_spells():
    first, again = told(since="2010-05", until="2013-05"), told(since="2016-05", attested="2017-01-01")
    found = combine([first, again, told(attested="2012-01-01"), told(attested="2016-12-01")])
    assert set(found.values()) == {first.meet(told(attested="2012-01-01")), again.meet(told(attested="2016-12-01"))}
    assert {one.at(day("2014-01-01")) for one in found.values()} == {"not"}


def test_nothing_is_joined_across_the_days_of_somebody_else():
    first, later = told(since="2014-09", attested="2015-03-02"), told(attested="2019-03-02")
    assert combine([first, later])[later].at(day("2017-01-01")) == "certain"
    found = combine([first, later], [Interval(day("2017-01-01"), day("2017-01-01"))])
    assert found == {first: first, later: later}


# One after the other


def test_the_next_holder_ends_the_time_of_the_former_one():
    former, later = told(attested="2015-03-02"), told(since="2016-06", attested="2016-09-01")
    ended, began = follow(former, later)
    assert ended == Spell(FIRST, day("2015-03-02"), day("2015-03-02"), day("2016-06-29"))
    assert began == later
    assert follow(former, told(attested="2017-01-10"))[1].earliest == day("2015-03-03")


@pytest.mark.parametrize(
    ("former", "later"),
    [
        ({"attested": "2017-01-01"}, {"attested": "2015-01-01"}),
        ({"attested": "2015-03-10"}, {"attested": "2015-03"}),
        ({"since": "2014", "attested": "2016-01-01"}, {"since": "2015", "attested": "2017-01-01"}),
        ({}, {"attested": "2015-03"}),
        ({"attested": "2015-03"}, {}),
    ],
    ids=["the other way round", "perhaps on one day", "both at a time", "no day of the former", "no day of the later"],
)
def test_where_the_order_is_not_sure_both_stay_as_they_are(former, later):
    one, two = told(**former), told(**later)
    assert follow(one, two) == (one, two)


@given(SPELLS, SPELLS)
def test_to_follow_only_narrows_what_is_possible_and_leaves_what_is_certain(former, later):
    ended, began = follow(former, later)
    assert (ended.certain, began.certain) == (former.certain, later.certain)
    for before, after in ((former, ended), (later, began)):
        assert before.possible.first <= after.possible.first <= after.possible.last <= before.possible.last
    if (ended, began) != (former, later) and ended.certain and began.certain:
        assert ended.possible.last < began.certain.first
        assert ended.certain.last < began.possible.first


def test_who_may_be_one_with_the_holder_begins_no_sooner_and_ends_no_later():
    unnamed, named = told(since="2014-06", attested="2015-12-17"), told(attested="2021-07-27")
    assert not_before(named, unnamed).at(day("2014-05-31")) == "not"
    assert not_before(named, unnamed).at(day("2014-06-01")) == "possible"
    assert not_before(told(attested="2014-06"), unnamed) == told(attested="2014-06"), "it may be the one before"
    gone = told(until="2019-05")
    assert not_after(told(attested="2015-03-02"), gone).at(day("2019-06-01")) == "not"
    assert not_after(told(attested="2019-05"), gone) == told(attested="2019-05"), "it may be the one after"


@given(SPELLS, SPELLS)
def test_to_be_no_sooner_and_no_later_only_narrows_what_is_possible_and_leaves_what_is_certain(one, other):
    for narrowed in (not_before(one, other), not_after(one, other)):
        assert narrowed.certain == one.certain
        assert one.possible.first <= narrowed.possible.first <= narrowed.possible.last <= one.possible.last
    assert not_before(not_before(one, other), other) == not_before(one, other)
    assert not_after(not_after(one, other), other) == not_after(one, other)


@given(SPELLS)
def test_of_two_tellings_of_one_spell_neither_narrows_the_other(one):
    assert not_before(one, one) == one
    assert not_after(one, one) == one


@given(SPELLS, DAYS)
def test_what_is_over_by_a_day_does_not_outlast_it_unless_it_is_known_to(one, end):
    ended = over_by(one, end)
    assert ended.certain == one.certain or ended.begun == end
    assert ended.possible.last <= end or ended == one


def test_intervals_share_a_day_or_not():
    span = [Interval(day(f"2015-01-{first:02}"), day(f"2015-01-{last:02}")) for first, last in ((1, 5), (5, 9), (6, 9))]
    assert [one.shares(two) for one, two in itertools.combinations(span, 2)] == [True, False, True]
