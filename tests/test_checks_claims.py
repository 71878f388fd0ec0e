"""What labels, ranks, lists, tables and times claim of the figures beside them: alarms, and more controls that stay silent."""

import datetime
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kg.checks import discrepancies
from kg.dates import When
from kg.facts import Concept, Observation, Ref
from kg.lexicon import Lexicon
from tests.test_checks import found, part_of
from tests.timing import assert_linear

TOLD = tomllib.loads((Path(__file__).parent / "data/checks/claims.toml").read_text())
ALARMS, CONTROLS = TOLD["alarm"], TOLD["control"]
MADE = When("2021-07-27", "27 July 2021")
ADDING = {"figures": {"adding": {"indicators": ["adoptions"]}}}


@pytest.mark.parametrize("told", ALARMS, ids=[one["text"].strip()[:60] for one in ALARMS])
def test_an_alarm_says_its_kind_and_what_is_printed(told):
    assert [(kind, printed) for kind, printed, _ in found(told["text"])] == [(told["kind"], told["printed"])]


@pytest.mark.parametrize("told", ALARMS, ids=[one["text"].strip()[:60] for one in ALARMS])
def test_an_alarm_accuses_nobody_and_rests_on_printed_words(told):
    (alarm,) = discrepancies(part_of(told["text"]), [])
    assert alarm.evidence
    assert all(str(span) in told["text"] for span in alarm.evidence)
    assert not any(word in alarm.text.lower() for word in ("wrong", "error", "mistake", "false", "incorrect"))


@pytest.mark.parametrize("told", CONTROLS, ids=[one["text"].strip()[:60] for one in CONTROLS])
def test_a_control_stays_silent(told):
    assert found(told["text"]) == []


def test_there_are_no_fewer_controls_than_alarms():
    assert len(CONTROLS) >= len(ALARMS)


def of_july(text):
    part = part_of(text)
    return [
        (one.kind.name, one.printed)
        for one in discrepancies(replace(part, header=replace(part.header, issued=MADE)), [])
        if one.kind.name == "told-before-its-date"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "This had reduced to 790 per 100,000 as of week commencing 26 July 2021.",
        "In the week beginning 26 July 2021 there were 310 cases.",
        "The hub received 120 contacts, of which 40 were referrals, in w/c 26/07/2021.",
    ],
)
def test_a_figure_of_a_week_that_is_not_over_is_doubtful(text):
    assert [kind for kind, _ in of_july(text)] == ["told-before-its-date"]


@pytest.mark.parametrize(
    "text",
    [
        "In the week commencing 19 July 2021 there were 310 cases.",
        "In the week commencing 26 July 2021 the schools will open 12 clubs.",
        "The 12 clubs opened from the week commencing 26 July 2021.",
    ],
)
def test_weeks_that_are_over_or_to_come_are_no_discrepancy(text):
    assert of_july(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Council has since appointed Ann Lee as its Director; she takes up her post on 6 September 2021.",
        "Ann Lee was interviewed in June, and she starts on 6 September 2021.",
        "The team moved out; the centre reopens on 6 September 2021.",
        "He was thanked, and he leaves the Council on 30 September 2021.",
    ],
)
def test_what_the_present_tense_arranges_is_not_told_as_past(text):
    assert of_july(text) == []


def test_what_took_place_after_the_document_still_is():
    assert of_july("The Director took up her post on 6 September 2021.") == [("told-before-its-date", "6 September 2021")]


def counted(part, printed, first="", last="", qualifier=""):
    return Observation(
        indicator=Concept("indicator", "adoptions"),
        value=Decimal(printed),
        unit=Concept("unit", "count"),
        printed=printed,
        place=Ref("place", "aston"),
        since=When(first, first) if first else None,
        until=When(last, last) if last else None,
        qualifier=qualifier,
        evidence=(part.span.find(printed),),
    )


def within(text, *facts, known=ADDING):
    part = part_of(text)
    part = replace(part, world=Lexicon({}, tables=known), header=replace(part.header, issued=MADE))
    return [one.text for one in discrepancies(part, [counted(part, *fact) for fact in facts]) if "lies within it" in one.text]


def test_a_part_of_a_year_has_no_more_than_the_year():
    text = "In the last 12 months there were 16 adoptions. From April to June 2021 there were 25."
    last, part = ("16", "", "", "In the last 12 months"), ("25", "2021-04-01", "2021-06-30")
    assert within(text, last, part) == [
        "The count printed for 2020-07-28 to 2021-07-27 is 16; the count printed for 2021-04-01 to 2021-06-30, which lies within it, is 25."
    ]
    assert within(text, last, ("25", "2020-04-01", "2020-06-30")) == []  # an earlier part
    assert within(text, last, part, known={}) == []  # nothing says that it adds up over time
    assert within(text, ("16", "2021-04-01", "2021-06-30"), ("25", "2020-07-28", "2021-07-27")) == []


def test_the_lead_of_a_list_says_of_which_time_its_items_are():
    text = "In the last 12 months:\n\n- 16 children were adopted\n\nIn the first quarter 25 children were adopted."
    assert len(within(text, ("16",), ("25", "2021-04-01", "2021-06-30"))) == 1
    assert within(text.replace("12 months", "few months"), ("16",), ("25", "2021-04-01", "2021-06-30")) == []


@pytest.mark.parametrize(
    "run",
    [
        "5-11 and ",
        "In Year 6, 23% ",
        "Last 4 quarters ",
        "more children than all other ",
        "a fall of almost ",
        "five groups: a; b; ",
        "the eight most deprived ",
        "Increase the number of ",
        "rising numbers of children ",
        "week commencing 26 July ",
        "in 2014 1% compared to ",
    ],
)
def test_long_runs_are_read_in_linear_time(run):
    assert_linear(lambda text: list(discrepancies(part_of(text), [])), run, "Opening words\n", length=4000)


def test_the_days_of_a_weekend_are_named():
    text = next(one["text"] for one in ALARMS if one["printed"] == "02/02/2020")
    (alarm,) = discrepancies(part_of(text), [])
    assert alarm.computed == datetime.date(2020, 2, 2).strftime("%A")
