"""Events that one document tells in two ways: rolls, verdicts, grades in a table and in the text, rows, names and dates."""

import pytest

from kg import mapping
from kg.checks import discrepancies
from kg.dates import When
from kg.facts import Header
from kg.reading.part import Opening, Part
from kg.text import Document
from tests.timing import assert_linear


@pytest.fixture(scope="module")
def found(world):
    """The discrepancies of a text, as (kind, printed)."""

    def finding(text, issued=""):
        span = Document.from_text(text).span
        header = Header(title="t", issued=When(issued, issued) if issued else None, evidence=(span[:1],))
        part = Part(span=span, family="minutes", slug="d", world=world, opening=Opening(span[:0], 1.0, "made up"), header=header)
        return [(one.kind.name, one.printed) for one in discrepancies(part, ())]

    return finding


ROLLS = [
    "There:      A Frayne (chair), J Ackroyd, F Adeyemi\nAlso there: N Dyson\nApologies:  C Beaumont, F Adeyemi\n",
    "Present: Cllr Mary Oak, Cllr F Adeyemi and Cllr John Elm\nApologies for absence: Cllr F Adeyemi\n",
    "Attended: Femi Adeyemi; Ann Oak\n\nOthers: Peter Elm\n\nSent apologies: F Adeyemi\n",
    "IN ATTENDANCE: F Adeyemi\nNOT PRESENT: C Beaumont, F Adeyemi\n",
]
NO_ROLLS = [
    "There:      A Frayne (chair), J Ackroyd\nApologies:  C Beaumont, F Adeyemi\n",
    "Present: F Adeyemi (until 3 pm), A Frayne\nApologies: F Adeyemi\n",
    "Present: A Frayne, F Adeyemi\nApologies: F Adeyemi (for lateness)\n",
    "Present: Frank Adeyemi\nApologies: Grace Adeyemi\n",
    "Present: A Adeyemi\nApologies: B Adeyemi\n",
    "Apologies: F Adeyemi\n\nPresent: A Frayne\n",
]


@pytest.mark.parametrize("text", ROLLS)
def test_who_is_in_both_lists_of_a_roll_is_raised(found, text):
    ((kind, printed),) = [one for one in found(text) if one[0] == "conflicting-statements"]
    assert "Adeyemi" in printed
    assert kind == "conflicting-statements"


@pytest.mark.parametrize("text", NO_ROLLS)
def test_who_came_for_a_part_or_has_a_namesake_is_not(found, text):
    assert found(text) == []


def verdicts(claim, *each):
    good, bad = (
        "The area has made sufficient progress to improve this area of weakness.",
        "The area has not made sufficient progress to improve this area of weakness.",
    )
    return (
        claim
        + "\n\n"
        + "\n\n".join(
            f"{number}. The first inspection found a weakness.\n\n{good if one else bad}" for number, one in enumerate(each, 1)
        )
    )


@pytest.mark.parametrize(
    ("claim", "each"),
    [
        ("The area has made sufficient progress in addressing four of the five significant weaknesses.", (1, 0, 0, 1, 1)),
        ("The area has made sufficient progress with two of the three areas of weakness.", (1, 1, 1)),
        ("Leaders have not made sufficient progress in addressing one of its four weaknesses.", (1, 0, 0, 1)),
        ("The partnership has made sufficient progress in all of the 3 weaknesses.", (1, 1, 0)),
    ],
)
def test_progress_is_counted_as_the_verdicts_give_it(found, claim, each):
    assert [kind for kind, _ in found(verdicts(claim, *each))] == ["count-of-list"]


@pytest.mark.parametrize(
    ("claim", "each"),
    [
        ("The area has made sufficient progress in addressing three of the five significant weaknesses.", (1, 0, 0, 1, 1)),
        ("The area has made sufficient progress in addressing four of the six significant weaknesses.", (1, 0, 0, 1, 1)),
        ("The area has not made sufficient progress in addressing two of the five weaknesses.", (1, 0, 0, 1, 1)),
        ("The area has made sufficient progress in addressing one of the two weaknesses.", (1, 1)),
    ],
)
def test_a_count_that_the_verdicts_give_or_that_is_of_more_stays_silent(found, claim, each):
    assert found(verdicts(claim, *each)) == []


HEAD = "Ref   Milestone                  {}         {}      Owner\n"
ROW = "F1    Building found             05/02/2018    29/06/2018    OB\nF7    System shared              {}    {}    ZM\n"


@pytest.mark.parametrize("columns", [("Began", "Finished"), ("Start date", "End date"), ("From", "To"), ("Opened", "Closed")])
def test_a_row_that_ends_before_it_begins_is_raised(found, columns):
    table = HEAD.format(*columns) + ROW.format("18/02/2019", "11/01/2019")
    assert ("end-before-beginning", "18/02/2019; 11/01/2019") in found(table)
    assert found(HEAD.format(*columns) + ROW.format("18/02/2019", "11/03/2019")) == []


@pytest.mark.parametrize("columns", [("Planned", "Reviewed"), ("Finished", "Began"), ("Agreed", "Paid")])
def test_columns_that_are_no_beginning_and_end_are_left_alone(found, columns):
    dates = ("18/02/2019", "11/01/2019")
    assert [
        kind
        for kind, _ in found(
            HEAD.format(*columns) + ROW.format(*dates).replace("05/02/2018    29/06/2018", "29/06/2018    29/06/2018")
        )
    ] == []


REPORT = """Northumberland County Council

Inspection of services for children in need of help and protection, children looked after and care leavers

Inspection date: 2 November 2015 – 26 November 2015

Report published: 29 January 2016

Children's services in Northumberland require improvement to be good

1. Children who need help and protection\tRequires improvement
2. Children looked after and achieving permanence\tRequires improvement
2.1 Adoption performance\tGood
2.2 Experiences and progress of care leavers\tGood
3. Leadership, management and governance\tRequires improvement

Executive summary

Children are safe. Staff are kind.

Inspection judgements

{}
"""


@pytest.fixture(scope="module")
def graded(world, families):
    def grades(words):
        document = Document.from_text(REPORT.format(words))
        (part,) = mapping.split(document, families, world, "report")
        return [(one.kind.name, one.printed) for one in discrepancies(part, mapping.read(part, families))]

    return grades


@pytest.mark.parametrize(
    "words",
    [
        "The graded judgement for adoption performance is that it requires improvement.",
        "Adoption performance is judged to be inadequate.",
        "The judgement for adoption performance is outstanding.",
        "Adoption performance: requires improvement",
    ],
)
def test_a_grade_in_the_text_that_the_table_does_not_give_is_raised(graded, words):
    ((kind, printed),) = graded(words)
    assert kind == "conflicting-statements"
    assert printed.endswith("Good")


@pytest.mark.parametrize(
    "words",
    [
        "The graded judgement for adoption performance is that it is good.",
        "At the last inspection adoption performance was judged to be inadequate.",
        "Previous inspection: 2011\n\nAdoption performance: inadequate\n\nCare leavers: inadequate",
        "Adoption panels are well run. Some adoption work is not good enough.",
        "Two of the adoption files are judged inadequate by auditors.",
        "Adoption performance: good",
    ],
)
def test_a_grade_that_agrees_or_is_of_another_inspection_is_not(graded, words):
    assert graded(words) == []


@pytest.mark.parametrize(
    "text",
    [
        "A third visit was likely early in 2018.",
        "Inspectors possibly came in March 2018.",
        "It was hoped that the visit in March 2018 went well.",
    ],
)
def test_what_was_only_likely_is_no_past(found, text):
    assert found(text, "2017-07-18") == []


@pytest.mark.parametrize(
    "text",
    [
        "Council members will remember their first film, which won a prize in 2019.",
        "Members will recall the visit in 2019.",
        "Members will know that the hub opened in 2019.",
    ],
)
def test_what_somebody_will_remember_is_past(found, text):
    assert found(text, "2022-01-27") == []
    assert found("The hub will open in March 2021.", "2022-01-27") == [("told-after-its-date", "March 2021")]


@pytest.mark.parametrize(
    "text",
    [
        "The Safeguarding Children’s Board met. The Safeguarding Children's Board agreed.",
        "The Health and Wellbeing Board met. The Health and Well-being Board agreed.",
        "The Safeguarding Childrens Board met. The Safeguarding Children's Board agreed.",
        "The Safeguarding Children Board met. The Safeguarding Children’s Board agreed.",
        "Eight Directors of Children’s Services left. The Director of Children’s Services stayed.",
    ],
)
def test_an_apostrophe_a_hyphen_and_a_plural_are_no_other_name(found, text):
    assert found(text) == []


def test_a_slip_in_a_name_still_is(found):
    text = (
        "The Future for Families scheme opened.\n\nThe Futures for Families scheme grew.\n\nThe Futures for Families scheme closed."
    )
    assert [kind for kind, _ in found(text)] == ["conflicting-names"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "It heard the findings of Ofsted and the Children's Commission.\n\nThe Children's Commissioner wrote to it.",
            ["conflicting-names"],
        ),
        ("A Transformational Programme Board was set up.\n\nThe Transformation Programme Board met.", ["conflicting-names"]),
        ("Councillor Ann Lee spoke.\n\nCouncillors Ann Lee and Bo Hill left.", []),
        ("The Police Commissioner came.\n\nThe Youth Commission met.", []),
        ("The Operation Group met.\n\nThe Operational Group met.", []),
    ],
)
def test_another_ending_of_a_long_word_may_be_another_name(found, text, kinds):
    assert [kind for kind, _ in found(text)] == kinds


def test_a_surname_of_two_parts_is_spelt_in_two_ways(world, families):
    text = "Minutes of the Scrutiny Panel held on 18 July 2017\n\nPresent: Councillor Ann Oak (Chair)\n\nOfficers: Shabnam Iqbal-Reeve, Director of Children's Services\n\nFrom: Shabnam Iqbal-Reave, Director of Children's Services\n"
    (part,) = mapping.split(Document.from_text(text), families, world, "minutes")
    found = [one.printed for one in discrepancies(part, mapping.read(part, families)) if one.kind.name == "conflicting-names"]
    assert found == ["Shabnam Iqbal-Reeve; Shabnam Iqbal-Reave"]


@pytest.mark.parametrize(
    "run", ["Present: A Oak, ", "Apologies: ", "two of the ", "Adoption: good\n", "Began   Finished\n", "made sufficient progress "]
)
def test_long_runs_take_time_in_proportion(found, run):
    assert_linear(found, run)
