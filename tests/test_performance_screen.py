"""Performance screens: one measure each, by quarter or year, with value and target; a gauge that shows "?"."""

from decimal import Decimal

import pytest

from kg import mapping
from kg.facts import Concept, Header, Indicator, Observation, Ref, Unread
from kg.text import Document

HEAD = "Period\tStatus\tValue\tTarget\tNotes\n"
SCREEN = (
    "AB-CD-012 Early Help cases referred back to Social Care within 3 months of closure\n\nQuarters Description\n\nQ1 2019/20 result\n\n3\n\n"
    "Unable to draw a gauge for this PI\n\n- No Target\n\nNext Update Due: 01 Oct 2019\nAim to Minimise\n\n"
    f"{HEAD}Q1 2019/20\t\t3\t2\t+\nQ4 2018/19\t\t0\t\t+\n\n© Somebody 2019\n\n"
)
SECOND = f"AB-CD-013 % Widgets painted\n\n2018/19 result\n\n?\n\n{HEAD}2018/19\t75%\t75\t80%\t+\n2017/18\tRed\tn/k\t\t+\n\n12:30\n14/07/2019\n"


@pytest.fixture(scope="module")
def family(project):
    return mapping.load(project)["performance-screen"]


@pytest.fixture(scope="module")
def read(family, world):
    def reading(text):
        parts = mapping.split(Document.from_text(text, "pack.txt"), {"performance-screen": family}, world)
        return parts[-1], list(mapping.read(parts[-1], {"performance-screen": family}))

    return reading


def rows(facts):
    return [
        (fact.printed, fact.value, fact.unit.name, fact.since.value, fact.until.value, fact.basis.name if fact.basis else "")
        for fact in facts
        if isinstance(fact, Observation)
    ]


def test_values_and_targets_by_quarter(read):
    part, facts = read(SCREEN)
    assert part.family == "performance-screen"
    assert rows(facts) == [
        ("3", Decimal(3), "count", "2019-04-01", "2019-06-30", ""),
        ("2", Decimal(2), "count", "2019-04-01", "2019-06-30", "target"),
        ("0", Decimal(0), "count", "2019-01-01", "2019-03-31", ""),
    ]
    first = next(fact for fact in facts if isinstance(fact, Observation))
    assert (first.indicator, first.place) == (Concept("indicator", "early-help-returns"), None)
    assert [span.words for span in first.evidence] == ["Q1 2019/20 3 2 +", HEAD.replace("\t", " ").strip(), SCREEN.splitlines()[0]]


def test_the_header_is_what_the_screen_prints(read):
    part, facts = read(SCREEN + SECOND)
    header = next(fact for fact in facts if isinstance(fact, Header))
    assert header.title == SCREEN.splitlines()[0]
    assert (header.issued.value, header.place, header.about) == ("2019-07-14", None, None)
    assert part.header is header


def test_a_second_screen_goes_on_and_a_gauge_without_a_result_is_unread(read):
    _, facts = read(SCREEN + SECOND)
    assert rows(facts)[3:] == [
        ("75", Decimal(75), "percent", "2018-04-01", "2019-03-31", ""),
        ("80%", Decimal(80), "percent", "2018-04-01", "2019-03-31", "target"),
    ]
    assert [fact.label for fact in facts if isinstance(fact, Indicator)] == ["AB-CD-013 % Widgets painted"]
    assert [(str(fact.evidence[0]), fact.reason) for fact in facts if isinstance(fact, Unread)] == [
        ("75%", "the column of the status prints a number, so the status is not known"),
        ("n/k", "the cell “n/k” is no number"),
        ("?", "the gauge prints “?”: it shows no result for 2018/19"),
        (
            "AB-CD-012 Early Help cases referred back to Social Care within 3 months of closure",
            "the prints of screens are torn apart: their gauges, menus and buttons are loose lines of the text",
        ),
    ]


def test_a_screen_that_is_all_table_is_not_torn_apart(read):
    _, facts = read("AB-CD-012 Widgets painted within 3 months\n\nPeriod\tStatus\tValue\tTarget\n2018/19\t\t75%\t80%\n")
    assert [fact for fact in facts if isinstance(fact, Unread)] == []


def test_the_words_that_introduce_a_screen_begin_it_and_name_its_place_and_council(read):
    part, facts = read(
        "Some report of the year before.\n\nIndicators and graphs attached below. (Indicators shown contain Wakefield specific data)\n\n"
        + SCREEN
        + "Leeds City Council\n"
    )
    assert str(part.header.evidence[0]) == SCREEN.splitlines()[0]
    assert (part.header.place, part.header.about) == (Ref("place", "E08000036"), Ref("body", "leeds-council"))
    assert {fact.place for fact in facts if isinstance(fact, Observation)} == {Ref("place", "E08000036")}
    assert str(part.opening.at).startswith("Indicators and graphs attached below.")


def test_screens_far_apart_are_documents_of_their_own(family, world):
    text = Document.from_text(SCREEN + "Words of another report. " * 200 + "\n" + SECOND).span
    assert [opening.score for opening in family.openings(text, world)] == [0.9, 0.9]


def test_a_mere_mention_of_an_indicator_opens_nothing(family, world):
    text = Document.from_text("AB-CD-012 is an indicator of early help.\n\nPeriod and value are shown elsewhere.\n").span
    assert list(family.openings(text, world)) == []


def test_a_part_without_screens_keeps_its_first_words_as_title(family, world):
    draft = mapping.Draft(
        span=Document.from_text("Nothing to see here").span,
        family="performance-screen",
        slug="d",
        world=world,
        opening=mapping.Opening(Document.from_text("x").span, 0.9, "a test"),
    )
    assert family.header(draft).title == "Nothing to see here"


def test_a_dashboard_names_itself_its_units_and_whom_it_compares_with(read):
    part, facts = read(
        "Children and Families Performance Dashboard\nQuarter 2 2019/20\n\nCS021 Children in care per 10,000\n\n"
        "Period\tActual\tTarget\tStatus\tEngland\nSep 2019\t98\t90\tRed\t65\n\n"
        "CS022 Time from care to adoption (days)\n\nPeriod\tActual\tTarget\tStatus\tEngland\nSep 2019\t412\t426\tGreen\t-\n"
    )
    assert part.header.title == "Children and Families Performance Dashboard"
    assert [
        (one.printed, one.unit.name, one.basis.name if one.basis else "", one.place.slug if one.place else "")
        for one in facts
        if isinstance(one, Observation)
    ] == [
        ("98", "per-10000", "", ""),
        ("90", "per-10000", "target", ""),
        ("65", "per-10000", "comparator", "E92000001"),
        ("412", "days", "", ""),
        ("426", "days", "target", ""),
    ]
