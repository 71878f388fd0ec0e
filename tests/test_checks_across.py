"""What one document tells of an inspection, a figure or a person, against what another document of its council prints."""

import pytest

from kg import mapping
from kg.checks import across
from kg.checks.openings import openings
from kg.dates import When
from kg.facts import Concept, Header, Membership, Observation, Person, Ref
from kg.reading.part import Opening, Part
from kg.reading.told import tellings
from kg.text import Document
from tests.timing import assert_linear

COUNCIL = Ref("body", "rochdale-council")
PLACE = Ref("place", "E08000005")
REPORT = """Rochdale Borough Council
Inspection of children's social care services

Inspection dates: 4 March 2019 to 15 March 2019

Lead inspector: Wilma Ashdown-Pryce HMI

Judgement\tGrade
The impact of leaders on social work practice with children and families\tGood
The experiences and progress of children who need help and protection\tRequires improvement to be good
The experiences and progress of children in care and care leavers\tGood
Overall effectiveness\tGood

Services for children in Rochdale have improved since they were last inspected in 2015.

What needs to improve

- The quality of assessments.
- The timeliness of health checks.
- The use of chronologies.
- The recording of supervision.
- The offer of advocacy.

The experiences and progress of children who need help and protection: requires improvement to be good

1. Children are seen promptly.

Published 29 April 2019
"""
LETTER = """Ofsted
Piccadilly Gate
Store Street
Manchester
M1 2WD
T 0300 123 1231
www.gov.uk/ofsted

12 November 2020

Dr Henrietta Longstaffe
Director of Children's Services
Rochdale Borough Council

Dear Dr Longstaffe

Monitoring visit to Rochdale children's services

This letter summarises the findings of the monitoring visit to Rochdale children's services on 13 and 14 October 2020.
This was the third monitoring visit since the inspection. The visit was carried out remotely.

Yours sincerely

Wilma Ashdown-Pryce
Her Majesty's Inspector
"""


@pytest.fixture(scope="module")
def own(world, families):
    """The report and the letter, with what is read of them."""
    pairs = []
    for name, text in (("report.txt", REPORT), ("letter.txt", LETTER)):
        document = Document.from_text(text, name=name)
        pairs += [
            (part, fact) for part in mapping.split(document, families, world, name[:-4]) for fact in mapping.read(part, families)
        ]
    return pairs


@pytest.fixture(scope="module")
def part(world):
    def made(words, name="minutes", issued="2021-02-10"):
        span = Document.from_text(words, name=f"{name}.txt").span
        header = Header(title=name, issued=When(issued, issued), about=COUNCIL, place=PLACE, evidence=(span[:1],))
        opening = Opening(span[:0], 1.0, "made up")
        return Part(span=span, family="minutes", slug=name, world=world, opening=opening, header=header)

    return made


def raised(*pairs):
    return [(one.fact.kind.name, one.fact.printed) for one in across.crossings([pair for some in pairs for pair in some])]


ALARMS = {
    "Ofsted inspected the Council's services in June 2019.": ("conflicting-dates", "June 2019; 4 March 2019 to 15 March 2019"),
    "Inspectors had been in the borough for two weeks in May 2019.": (
        "conflicting-dates",
        "May 2019; 4 March 2019 to 15 March 2019",
    ),
    "Our services were last inspected in January 2019.": ("conflicting-dates", "January 2019; 4 March 2019 to 15 March 2019"),
    "The inspection took place in February 2019.": ("conflicting-dates", "February 2019; 4 March 2019 to 15 March 2019"),
    "The report of the inspection was published in June 2019.": ("conflicting-dates", "June 2019; 29 April 2019"),
    "The inspection report, published in May 2019, was noted.": ("conflicting-dates", "May 2019; 29 April 2019"),
    "The Council had been judged good in March 2018.": ("conflicting-dates", "March 2018; 4 March 2019 to 15 March 2019"),
    "At the inspection of March 2019 help and protection was judged inadequate.": (
        "conflicting-statements",
        "inadequate; Requires improvement to be good",
    ),
    "In March 2019 Ofsted inspected us. Services were judged to be outstanding.": ("conflicting-statements", "outstanding; Good"),
    "The inspection of March 2019 had judged the Council's services to require improvement.": (
        "conflicting-statements",
        "require improvement; Good",
    ),
    "Following the inspection published in April 2019, the Council's services as a whole were rated inadequate.": (
        "conflicting-statements",
        "inadequate; Good",
    ),
    "The inspection of March 2019 made seven recommendations.": ("count-of-list", "7 recommendations; 5"),
    "In March 2019 Ofsted inspected us and named six things that had to improve.": (
        "count-of-list",
        "6 things that had to improve; 5",
    ),
    "The Committee noted the second monitoring visit, in October 2020.": ("conflicting-statements", "visit 2; visit 3"),
    "Ofsted's fourth monitoring visit, of 13 and 14 October 2020, was welcomed.": ("conflicting-statements", "visit 4; visit 3"),
    "The three-day monitoring visit in October 2020 was noted.": ("length-of-time", "3 days; 13 and 14 October 2020"),
    "Inspectors came on site for the monitoring visit in October 2020.": ("conflicting-statements", "from afar; on site"),
    "Members will recall that Ofsted rated our services as 'Inadequate' in March 2019.": (
        "conflicting-statements",
        "Inadequate; Good",
    ),
    "Children's Services received an overall judgement of Inadequate in March 2019.": (
        "conflicting-statements",
        "Inadequate; Good",
    ),
    "Ofsted came in June 2019 and stayed for a while.": ("conflicting-dates", "June 2019; 4 March 2019 to 15 March 2019"),
    "Ofsted inspected us in March 2019. There were seven recommendations arising from the inspection.": (
        "count-of-list",
        "7 recommendations; 5",
    ),
    "Ofsted inspected us in March 2019. All seven of Ofsted's recommendations have been accepted.": (
        "count-of-list",
        "7 recommendations; 5",
    ),
    "The third monitoring visit took place in November 2020.": ("conflicting-dates", "November 2020; 13 and 14 October 2020"),
}
CONTROLS = [
    "Ofsted inspected the Council's services in March 2019.",
    "The report of the inspection was published in April 2019.",
    "The inspection of April 2019 was discussed.",
    "The inspection of 2019 was discussed.",
    "Ofsted had last inspected the Council's services in 2015.",
    "A full inspection is expected in June 2021.",
    "The next inspection would be in May 2019.",
    "The inspection of children's homes in June 2019 was noted.",
    "The inspection of the youth offending service in June 2019 was noted.",
    "Ofsted inspected Hilltop Children's Home in June 2019.",
    "A peer review took place in June 2019.",
    "At the inspection of March 2019 help and protection was judged to require improvement.",
    "At the inspection of March 2019 the Council's services were judged to be good.",
    "The Council was not judged inadequate in March 2019.",
    "At the inspection of March 2019 the work of six of the homes was judged inadequate.",
    "In 2015 the Council had been judged inadequate, and in March 2019 it was judged good.",
    "The Council moved from inadequate to good at the inspection of March 2019.",
    "The inspection of March 2019 made five recommendations.",
    "The inspection of March 2019 named two areas for priority action.",
    "The peer review made eight recommendations.",
    "The third monitoring visit, in October 2020, was noted.",
    "The second monitoring visit, in May 2020, was noted.",
    "The monitoring visit in October 2020 was carried out remotely.",
    "The two-day monitoring visit in October 2020 was noted.",
    "The two-week inspection of March 2019 had been thorough.",
    "The letter about the monitoring visit was published in November 2020.",
    "Since the inspection the number of plans had fallen, from 200 in June 2019.",
    "The director in post at the time of the inspection left in June 2019.",
    "Our last inspection, in March 2019, had found good services.",
    "Members will recall that Ofsted rated our services as 'Good' in March 2019.",
    "Ofsted came in March 2019. All five of Ofsted's recommendations have been accepted.",
    "If the Council were judged inadequate in June 2019, there would be a direction.",
]


@pytest.mark.parametrize("words", ALARMS)
def test_what_is_told_otherwise_is_raised_with_both_prints(own, part, words):
    telling = part(words)
    assert raised(own, [(telling, telling.header)]) == [ALARMS[words]]


@pytest.mark.parametrize("words", CONTROLS)
def test_what_agrees_or_may_be_of_something_else_stays_silent(own, part, words):
    telling = part(words)
    assert raised(own, [(telling, telling.header)]) == []


def test_two_documents_that_tell_of_one_date_may_know_of_another_inspection(own, part):
    one = part("Ofsted inspected the Council's services in June 2019.")
    two = part("The inspection of June 2019 was discussed.", "report-to-council")
    assert raised(own, [(one, one.header), (two, two.header)]) == []


def test_an_inspection_of_another_kind_at_that_date_is_the_one_told_of(own, part):
    one = part("Ofsted inspected the Council's services in June 2019.")
    two = part("The joint targeted area inspection took place from 10 June 2019 to 14 June 2019.", "report-to-council")
    assert raised(own, [(one, one.header), (two, two.header)]) == []


def test_a_visit_is_told_of_by_two_names(part):
    one = part("Ofsted conducted an assurance visit on 26 and 27 May 2021.", "review", "2021-07-01")
    two = part("The focused visit that took place on 26 and 27 May 2021 was noted.", issued="2021-07-27")
    assert raised([(one, one.header), (two, two.header)]) == [("conflicting-names", "focused visit; assurance visit")]


def test_documents_of_two_councils_are_not_compared(own, part, world):
    span = Document.from_text("Ofsted inspected the Council's services in June 2019.", name="other.txt").span
    header = Header(title="other", issued=When("2021-02-10", ""), about=Ref("body", "bury-council"), evidence=(span[:1],))
    other = Part(span=span, family="minutes", slug="other", world=world, opening=Opening(span[:0], 1.0, ""), header=header)
    assert raised(own, [(other, header)]) == []


def test_both_ends_are_passages_of_their_own_documents(own, part):
    telling = part("The Council met. Ofsted inspected the Council's services in June 2019.")
    (one,) = across.crossings([*own, (telling, telling.header)])
    assert [(end.slug, span.words) for end, span in one.ends] == [
        ("minutes", "Ofsted inspected the Council's services in June 2019."),
        ("report", "Inspection dates: 4 March 2019 to 15 March 2019"),
    ]
    assert "wrong" not in one.fact.text
    quads = list(across.quads([*own, (telling, telling.header)]))
    assert len({quad.subject for quad in quads if "discrepancy/told/" in quad.subject}) == 1


def an_observation(part, words, value, indicator="children-looked-after", day="2020-03-31", **other):
    span = part.span.find(words)
    measure = Concept("indicator", indicator) if "/" not in indicator else Ref("indicator", indicator)
    given = {"place": PLACE, "date": When(day, day), **other}
    return part, Observation(
        indicator=measure, value=value, unit=Concept("unit", "count"), printed=str(value), evidence=(span,), **given
    )


TABLE = "CHILDREN LOOKED AFTER\n\nMembers saw where children in care lived:\n\nFoster care    300\nHomes    47\nTotal    347\n"


def test_the_total_of_a_table_is_of_what_the_words_over_it_name(part):
    one, two = part(TABLE), part("There were 374 children looked after on 31 March 2020.", "report-to-council")
    pairs = [an_observation(one, "Total    347", 347, "minutes/total"), an_observation(two, two.span.words, 374)]
    assert raised(pairs) == [("conflicting-figures", "347; 374")]


@pytest.mark.parametrize(
    ("table", "other"),
    [
        (TABLE, {"value": 347}),
        (TABLE, {"value": 374, "day": "2021-03-31"}),
        (TABLE, {"value": 374, "indicator": "child-protection-plans"}),
        (TABLE, {"value": 374, "qualifier": "about"}),
        (TABLE, {"value": 374, "group": "boys"}),
        (TABLE, {"value": 900}),
        (TABLE.replace("CHILDREN LOOKED AFTER", "VISITS").replace("children in care", "visitors"), {"value": 374}),
        (TABLE.replace("lived", "had started, by age"), {"value": 374}),
    ],
)
def test_totals_that_may_be_of_something_else_stay_silent(part, table, other):
    one, two = part(table), part("There were some children on 31 March 2020.", "report-to-council")
    assert raised([an_observation(one, "Total    347", 347, "minutes/total"), an_observation(two, two.span.words, **other)]) == []


def test_the_average_is_of_what_the_sentence_before_names(part):
    one = part("Caseloads are falling. On 31 March 2020 the average was 18.")
    two = part("The average caseload on 31 March 2020 was 17.", "report-to-council")
    pairs = [
        an_observation(one, "On 31 March 2020 the average was 18.", 18, "minutes/average"),
        an_observation(two, two.span.words, 17, "social-worker-caseload"),
    ]
    assert raised(pairs) == [("conflicting-figures", "18; 17")]


def a_person(part, words, name, role="", body="rochdale-scrutiny-panel"):
    span, ref = part.span.find(words), Ref("person", f"rochdale-{name.lower().replace(' ', '-')}")
    yield part, Person(ref=ref, name=name, evidence=(span,))
    if role:
        yield part, Membership(person=ref, body=Ref("body", body), role=Concept("role", role), evidence=(span,))


NAMED = [
    (("Councillor Entwistle (Chair)", "Entwistle", "chair"), ("Councillor Entwhistle (Chair)", "Entwhistle", "chair")),
    (
        ("Wilma Ashdown-Pryce", "Wilma Ashdown-Pryce", "inspector"),
        ("Wilma Ashdowne-Pryce", "Wilma Ashdowne-Pryce", "lead-inspector"),
    ),
    (("Rosemary Attenborough", "Rosemary Attenborough", ""), ("Rosemary Attenborrow", "Rosemary Attenborrow", "")),
    (
        ("Ms Siobhan Gartside, Director", "Siobhan Gartside", "director"),
        ("the former director, Ms Gartsyde", "Gartsyde", "director"),
    ),
    (
        ("OFFICERS: Y Hartshorn", "Y Hartshorn", ""),
        ("Yvonne Hartshorne, Director", "Yvonne Hartshorne", "director"),
    ),
    (("In attendance: M Wetherall and A Oak", "M Wetherall", ""), ("Mary Wetheral", "Mary Wetheral", "")),
    (
        ("Ms Penhaligan, chair", "Penhaligan", "chair"),
        ("Audrey Penhaligon, independent chair", "Audrey Penhaligon", "independent-chair"),
    ),
    (("Dr Akroyd", "Akroyd", "director"), ("Dr Lena Ackroyd", "Lena Ackroyd", "director-of-childrens-services")),
]
TWO_PEOPLE = [
    (("Councillor Clark (Chair)", "Clark", "chair"), ("Councillor Clarke", "Clarke", "member")),
    (("Councillor Hall (Chair)", "Hall", "chair"), ("Councillor Hill (Chair)", "Hill", "chair")),
    (("Mr Thompson", "Thompson", ""), ("Mr Thomson", "Thomson", "")),
    (("Mr Gartside, Director", "Gartside", "director"), ("Ms Gartsyde, Director", "Gartsyde", "director")),
    (("Anna Gartside", "Anna Gartside", "director"), ("Beth Gartsyde", "Beth Gartsyde", "director")),
    (("John Matthews", "John Matthews", "chair"), ("John Mathews", "John Mathews", "social-worker")),
    (("A Hartshorn, G Pilling (Head of Service)", "A Hartshorn", ""), ("Yvonne Hartshorne", "Yvonne Hartshorne", "director")),
    (("Y Mathews, G Pilling (Chair)", "Y Mathews", ""), ("Yvonne Mathew", "Yvonne Mathew", "director")),
    (("M Wetherall, Head of Service", "M Wetherall", "head-of-service"), ("Mary Weatherall", "Mary Weatherall", "chair")),
    (("Jane Harrison", "Jane Harrison", ""), ("Jane Harris", "Jane Harris", "")),
    (("Councillor Entwistle (Chair)", "Entwistle", "chair"), ("Councillor Entwistle (Chair)", "Entwistle", "chair")),
]


@pytest.mark.parametrize(("one", "two"), NAMED)
def test_one_person_in_two_spellings_is_raised(part, one, two):
    first, second = part(one[0]), part(two[0], "report-to-council")
    (alarm,) = raised(a_person(first, *one), a_person(second, *two))
    assert alarm[0] == "conflicting-names"
    assert {name.split()[-1] for name in alarm[1].split("; ")} == {one[1].split()[-1], two[1].split()[-1]}


@pytest.mark.parametrize(("one", "two"), TWO_PEOPLE)
def test_two_people_of_like_names_stay_silent(part, one, two):
    first, second = part(one[0]), part(two[0], "report-to-council")
    assert raised(a_person(first, *one), a_person(second, *two)) == []


def test_two_who_are_printed_in_one_document_are_two(part):
    words = "Present: Councillor Entwistle (Chair)\n\n\nApologies: Councillor Entwhistle (Chair)"
    both = part(words)
    other = part("Councillor Entwistle (Chair)", "report-to-council")
    names = [
        *a_person(both, "Councillor Entwistle (Chair)", "Entwistle", "chair"),
        *a_person(both, "Councillor Entwhistle (Chair)", "Entwhistle", "chair"),
    ]
    assert raised(names, a_person(other, "Councillor Entwistle (Chair)", "Entwistle", "chair")) == []


def test_a_letter_greets_its_addressee_under_another_spelling(part):
    letter = part("Dr Anneke Holroyd\nDirector of Children's Services\n\n\nDear Dr Holroyde\n\nThis is a letter.")
    assert raised(a_person(letter, "Anneke Holroyd", "Anneke Holroyd", "director")) == [
        ("conflicting-names", "Holroyde; Anneke Holroyd")
    ]


@pytest.mark.parametrize(
    "run", ["inspection ", "was judged ", "Ofsted ", "in May 2019 ", "two ", "Ms Aa", "a" * 10, ", (", "recommendations "]
)
def test_long_runs_take_time_in_proportion(part, run):
    def read(text):
        tellings(part(text))
        return list(openings([(made := part(text), made.header)]))

    assert_linear(read, run, "Ofsted inspected us ", length=100_000)


@pytest.mark.parametrize(
    "words",
    [
        "Children in care: the number stood at 402 on 31 March 2020.",
        "4.5 Children looked after: our total was 402 on 31 March 2020.",
        "Children in care – the figure was 402 on 31 March 2020.",
    ],
)
def test_a_label_before_a_figure_names_its_thing(part, words):
    one, two = part(words), part("There were 420 children looked after on 31 March 2020.", "report-to-council")
    pairs = [an_observation(one, words, 402, "minutes/label"), an_observation(two, two.span.words, 420)]
    assert raised(pairs) == [("conflicting-figures", "402; 420")]


@pytest.mark.parametrize(
    "words",
    [
        "Visits to children: the number stood at 402 on 31 March 2020.",
        "Children in care by age: the number stood at 402 on 31 March 2020.",
        "Children in care who are new: the number stood at 402 on 31 March 2020.",
    ],
)
def test_a_label_of_something_else_names_nothing(part, words):
    one, two = part(words), part("There were 420 children looked after on 31 March 2020.", "report-to-council")
    assert raised([an_observation(one, words, 402, "minutes/label"), an_observation(two, two.span.words, 420)]) == []
