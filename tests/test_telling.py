"""Dates, numbers, names and events that are told of in two ways: alarms that must ring, and controls that must stay silent."""

import pytest

from kg.checks.bodynames import bodynames
from kg.checks.chronology import chronology
from kg.checks.misdates import misdates
from kg.checks.namesakes import namesakes
from kg.checks.numbering import numbering
from kg.checks.peoplenames import peoplenames
from kg.checks.twicetold import twicetold
from kg.dates import When
from kg.facts import Concept, Header, Inspection, Membership, Participation, Person, Ref
from kg.reading.blocks import blocks
from kg.reading.part import Opening, Part
from kg.text import Document
from tests.timing import assert_linear


@pytest.fixture
def made(world):
    """What makes a part of a made-up text, issued on a day."""

    def part(text, issued="2022-01-17", family="scrutiny-report"):
        span = Document.from_text(text).span
        return Part(
            span=span,
            family=family,
            slug="made-up",
            world=world,
            opening=Opening(span[:0], 1.0, "made up"),
            header=Header(title="Made up", issued=When(issued, issued) if issued else None, evidence=(span[:4],)),
        )

    return part


def said(found):
    return [(one.kind.name, one.status, one.printed) for one in found]


# The calendar, with years that only the document gives.

CALENDAR = {
    "In the week commencing 8 January 2022 there were nine.": ("doubtful-date", "doubtful", "week commencing 8 January 2022"),
    "Return for w/c 13 January": ("doubtful-date", "doubtful", "w/c 13 January"),
    "The panel meets on Monday 25 January.": ("weekday-of-date", "doubtful", "Monday 25 January"),
    "The panel meets on Friday 25 January.": ("weekday-of-date", "certain", "Friday 25 January"),
    "It was open from Monday 3 to Wednesday 7 May 2021.": ("weekday-of-date", "certain", "Monday 3 to Wednesday 7 May 2021"),
    "The panel met (28 July 2021 (Thursday)).": ("weekday-of-date", "certain", "28 July 2021 (Thursday"),
    "Replies are due by 31 November.": ("impossible-date", "certain", "31 November"),
    "It opened on 31/06/2021.": ("impossible-date", "certain", "31/06/2021"),
    "It opened on 12/14/2021.": ("impossible-date", "certain", "12/14/2021"),
}
CALENDAR_CONTROLS = [
    "In the week commencing 10 January 2022 there were nine.",
    "In the week commencing Sunday 9 January 2022 there were nine.",
    "In the week beginning 4 May 2021 there were nine.",  # the Monday before was a holiday
    "The panel meets on Tuesday 25 January.",
    "The panel met on Thursday 25 March.",  # of another year
    "Two weeks. 8 January 2022 was a Saturday.",
    "It was open from Monday 3 to Friday 7 May 2021.",
    "Page 31 June",
    "On 29 February the panel met.",
]


@pytest.mark.parametrize("text", CALENDAR)
def test_a_date_that_the_calendar_does_not_give_is_reported(text, made):
    part = made(text)
    assert said(misdates(part.span, [], part.issued)) == [CALENDAR[text]]


@pytest.mark.parametrize("text", CALENDAR_CONTROLS)
def test_a_date_that_the_calendar_gives_is_not_reported(text, made):
    part = made(text)
    assert said(misdates(part.span, [], part.issued)) == []


def test_without_the_date_of_the_document_a_day_without_a_year_is_of_any_year(made):
    assert said(misdates(made("The panel meets on Friday 25 January.", issued=None).span, [])) == []


# Told as past, and order.

EARLY = {
    "In the year to March 2022, 54 children were adopted.": "March 2022",
    "The visit took place on 20 February 2022.": "20 February 2022",
    "As at 31 March 2022 there were 412 children looked after.": "31 March 2022",
    "Inspectors visited the home in June 2022 and found no change.": "June 2022",
    "Between 1 April 2021 and 31 March 2022 the hub received 412 referrals.": "1 April 2021 and 31 March 2022",
    "In the first six months of 2022 the hub received 412 referrals.": "first six months of 2022",
}
NOT_EARLY = [
    "In the year to March 2021, 54 children were adopted.",
    "In the year to March 2022, 54 children are expected to be adopted.",
    "The panel agreed that the next visit be on 20 February 2022.",
    "The meeting of 20 February 2022 was moved to 27 February 2022.",
    "The plan, which was approved, runs to March 2023.",
    "The contract that was let in 2021 ends in March 2024.",
    "In 2021/22 there were fewer moves.",
    "The forecast for March 2022 was lower.",
    "The deadline was set for 20 February 2022.",
    "In January 2022 the panel met twice.",  # the month of the document
    "The target for March 2022 was 80%.",
    "Between 1 January 2021 and 31 December 2021 the hub received 412 referrals.",
    "Councillor Ashby was appointed for the municipal year from 1 May 2021 to 30 April 2022.",
    "From November 2021 to January 2022 the hub received 412 referrals.",
    "In the first six months of 2021 the hub received 412 referrals.",
    "In the first three months of 2022–23 the hub is expected to grow.",
]


@pytest.mark.parametrize("text", EARLY)
def test_what_is_told_as_past_before_its_date_is_reported(text, made):
    part = made(text)
    assert said(chronology(part, blocks(part.span), [])) == [("told-before-its-date", "certain", EARLY[text])]


@pytest.mark.parametrize("text", NOT_EARLY)
def test_plans_and_past_periods_are_not_reported(text, made):
    part = made(text)
    assert said(chronology(part, blocks(part.span), [])) == []


def test_what_is_told_as_to_come_after_its_date_is_doubtful(made):
    def late(text):
        part = made(text)
        return said(chronology(part, blocks(part.span), []))

    assert late("There will be a trial commencing in November 2021 (subject to plans).") == [
        ("told-after-its-date", "doubtful", "November 2021")
    ]
    for control in (
        "There will be a trial commencing in February 2022.",
        "There will be a trial in January 2022.",
        "The panel heard that there will be a trial in November 2021.",
        "A trial was made in November 2021 and will be made again.",
        "The team will use the figures of the census in March 2011.",
    ):
        assert late(control) == []


def test_a_document_that_tells_of_many_later_things_has_another_date_than_was_read(made):
    part = made("\n\n".join(EARLY))
    assert said(chronology(part, blocks(part.span), [])) == []


def test_a_next_meeting_comes_after_this_one(made):
    def order(text):
        part = made(text)
        return said(chronology(part, blocks(part.span), []))

    assert order("Date and Time of Next Meeting - 11 October 2021 at 4.00pm") == [
        ("order-of-dates", "certain", "next meeting, 11 October 2021")
    ]
    assert [one[0] for one in order("The next meeting would be held on Monday 11 October 2021.")] == ["order-of-dates"]
    assert order("Date and Time of Next Meeting - 11 February 2022 at 4.00pm") == []
    assert order("The minutes of the last meeting said that the next meeting was on 11 October 2021.") == []
    assert order("Next meeting: to be arranged. The plan is of 2012.") == []


def inspection(part, since, until, issued):
    return Inspection(
        ref=Ref("inspection", "made-up"), label="An inspection", since=When(since, since), until=When(until, until),
        issued=When(issued, issued), evidence=(part.span[:30],),
    )  # fmt: skip


def test_a_report_is_published_after_its_inspection_began(made):
    part = made("Inspection dates: 24 November 2021 to 3 December 2021. Report published: 2 November 2021.")
    found = chronology(part, [], [inspection(part, "2021-11-24", "2021-12-03", "2021-11-02")])
    assert [(one.kind.name, one.computed) for one in found] == [("order-of-dates", "2021-11-02 is before 2021-11-24")]
    assert not list(chronology(part, [], [inspection(part, "2021-11-24", "2021-12-03", "2022-01-02")]))
    assert not list(chronology(part, [], [inspection(part, "2021-11-24", "2021-12-03", "2021-11")]))


LENGTHS = {
    "She has been in post since 2014 and has led the service for two years.": "2014; two years",
    "The home was judged good in May 2018, six years ago.": "May 2018; six years",
    "It was open from March 2019 to March 2021, a period of five years.": "March 2019 to March 2021; five years",
}
LENGTHS_RIGHT = [
    "She has been in post since 2014 and has led the service for seven years.",
    "She has been in post since 2014 and has led the service for over five years.",
    "The home was judged good in May 2018, nearly four years ago.",
    "It was open from March 2019 to March 2021, a period of two years.",
    "It was open from March 2019 to March 2021, and for five years before.",
    "The visit of May 2018 was for two days.",
]


@pytest.mark.parametrize("text", LENGTHS)
def test_a_length_of_time_that_its_dates_do_not_give_is_reported(text, made):
    part = made(text)
    assert said(chronology(part, blocks(part.span), [])) == [("length-of-time", "certain", LENGTHS[text])]


@pytest.mark.parametrize("text", LENGTHS_RIGHT)
def test_a_length_of_time_that_its_dates_give_is_not_reported(text, made):
    part = made(text)
    assert said(chronology(part, blocks(part.span), [])) == []


# Numbers of paragraphs.


def paragraphs(numbers, extra=""):
    return "\n\n".join(f"{number}. The panel heard that work goes on in area {number}." for number in numbers) + "\n\n" + extra


def slips(part):
    found = blocks(part.span)
    return [(one.printed, one.text) for one in numbering(found, [])]


def test_numbers_that_skip_or_repeat_are_reported(made):
    assert slips(made(paragraphs([*range(1, 7), *range(8, 13)]))) == [
        ("6, 8", "The numbers printed go from 6 to 8; there is no 7.")
    ]
    assert slips(made(paragraphs([1, 2, 3, 4, 5, 5, 6, 7, 8]))) == [("5, 5", "The number 5 is printed twice in a row.")]


def test_numbers_in_order_and_new_lists_are_not_reported(made):
    assert slips(made(paragraphs(range(1, 13)))) == []
    assert slips(made(paragraphs([*range(1, 7), *range(1, 5)]))) == []
    assert slips(made(paragraphs([1, 2, 3, 4, 7, 8, 9, 10]))) == []  # more than one is missing: the list was not read whole
    assert slips(made(paragraphs([1, 3]))) == []
    assert slips(made(paragraphs([1, 2, 3, 4, 6, 7, 8]).replace("in area 4.", "in area 4. 5. The panel heard more."))) == []


def test_numbers_of_sections_and_tables_are_held_apart(made):
    sections = "\n\n".join(
        f"{number} The panel heard of area {number}." for number in ("4.1", "4.2", "5.1", "5.2", "5.4", "5.5", "5.6")
    )
    assert slips(made(sections)) == [("5.2, 5.4", "The numbers printed go from 5.2 to 5.4; there is no 5.3.")]
    table = "\n\nTable 2 – Benefits\n\nBenefit\tHow\nMore\tLess\n"
    assert slips(made("Benefits of it" + table)) == [
        ("Table 2", "The first table printed is Table 2; no Table 1 stands in the text.")
    ]
    assert slips(made("Costs are in table 1." + table)) == []
    assert slips(made("Benefits of it" + table.replace("Table 2", "Table 1"))) == []


def test_a_paragraph_that_is_referred_to_must_be_there(made):
    text = "\n\nThe board should act (paragraph 28).\n\nIt has begun (paragraph 11), see paragraph 90 of the guidance."
    assert slips(made(paragraphs(range(1, 13), text))) == [
        ("paragraph 28", "The text refers to paragraph 28; the last number printed is 12.")
    ]
    assert slips(made(paragraphs(range(1, 4), text))) == []


# Names of bodies.

MISNAMED = {
    "The Department of Housing, Communities and Local Government has asked.": (
        "certain",
        "Department of Housing, Communities and Local Government",
        "Ministry of Housing, Communities and Local Government",
    ),
    "The four local authorities (Durham, Gateshead, Hartlepool and North Marsh) work together.": (
        "certain",
        "North Marsh",
        "no council of that name is known",
    ),
    "His views went to the Office for Standards in Education, Children's Services and Schools.": (
        "certain",
        "Office for Standards in Education, Children's Services and Schools",
        "Office for Standards in Education, Children's Services and Skills",
    ),
    "The Department for Children, Schools and Families has asked.": (
        "doubtful",
        "Department for Children, Schools and Families",
        "Department for Education",
    ),
}
NAMED = [
    "The Department for Education and the Department of Health and Social Care have asked.",
    "The Department for Levelling Up has asked the Office for Standards in Education.",
    "The Department for Education Improvement Adviser came.",
    "The council's Department of Wellbeing, Care and Learning answered.",
    "The then Department for Children, Schools and Families set this up in 2009.",
    "The five local authorities (Durham, Gateshead, Hartlepool, and Redcar and Cleveland) work together.",
    "Some authorities (Durham, Gateshead) and others (North Marsh) work together.",
    "The Care Quality Commission has asked.",
]


@pytest.mark.parametrize("text", MISNAMED)
def test_a_name_that_is_not_its_bodys_is_reported(text, made):
    assert [(one.kind.name, one.status, one.printed, one.computed) for one in bodynames(made(text))] == [
        ("misnamed-body", MISNAMED[text][0], MISNAMED[text][1], MISNAMED[text][2])
    ]


@pytest.mark.parametrize("text", NAMED)
def test_a_name_of_the_body_and_its_short_form_are_not_reported(text, made):
    assert list(bodynames(made(text))) == []


def test_a_name_of_a_later_time_is_certain_to_be_out_of_its_time(made):
    text = "The Ministry of Housing, Communities and Local Government has asked."
    assert said(bodynames(made(text, "2016-02-19"))) == [("misnamed-body", "certain", text[4:-11])]
    assert said(bodynames(made(text, "2019-02-19"))) == []
    assert said(bodynames(made(text, "2022-01-17"))) == []  # in the first year after the change the old name goes on
    assert said(bodynames(made(text, None))) == []


def test_an_acronym_explained_in_two_ways_is_reported(made):
    text = "The family intervention team (FIT) met.\n\nThe family inclusion team (FIT) met."
    assert said(bodynames(made(text))) == [
        ("conflicting-names", "doubtful", "family intervention team; family inclusion team"),
    ]
    turned = "The forum for looked after children (FLAC) met.\n\nThe forum for children looked after (FLAC) met."
    assert [one[2] for one in said(bodynames(made(turned)))] == ["forum for looked after children; forum for children looked after"]
    assert said(bodynames(made("A personal adviser (PA) met.\n\nThe public address (PA) failed."))) == []
    assert said(bodynames(made("The duty team (DTM) met.\n\nDuty teams (DTs) met."))) == []


def test_a_name_with_a_slip_in_one_word_is_reported_once(made):
    def spelled(text):
        return said(namesakes(made(text)))

    assert spelled(
        "The Social Care Scrutiny Panel met.\n\nSOCIAL CARE SCURTINY PANEL\n\nThe Social Care Scrutiny Panel and the Social Care Scrutiny Panel."
    ) == [("conflicting-names", "certain", "SOCIAL CARE SCURTINY; Social Care Scrutiny")]
    assert spelled("The Futures for Families Hub works.\n\nThe team of Future for Families works.") == [
        ("conflicting-names", "doubtful", "Future for Families; Futures for Families")
    ]
    assert spelled("The Family Social Worker met the Family Social Workers.\n\nFamily Social Workers met.") == []
    assert spelled("The Aston Scrutiny Panel met.\n\nThe Acton Support Panel met.") == []
    assert spelled("The Area 1 Scrutiny Panel met.\n\nThe Area 2 Scrutiny Panel met.") == []


# Names of people.


def people(part, *named):
    for name, role in named:
        ref = Ref("person", f"here/{name.lower().replace(' ', '-')}")
        yield Person(ref=ref, name=name, evidence=(part.span.find(name),))
        if role:
            yield Membership(person=ref, body=Ref("body", "b"), role=Concept("role", role), evidence=(part.span.find(name),))


def test_one_person_under_two_spellings_is_reported(made):
    part = made("The director, Antony Ashby, spoke.\n\nThe panel thanked the director, Anthony Ashby.")
    facts = list(people(part, ("Antony Ashby", "director"), ("Anthony Ashby", "director")))
    assert said(peoplenames(part, facts)) == [("conflicting-names", "certain", "Antony Ashby; Anthony Ashby")]
    part = made("The chair, Ruth Penfold, spoke.\n\nThe panel thanked Ruth Penfould.")
    assert said(peoplenames(part, people(part, ("Ruth Penfold", "chair")))) == [
        ("conflicting-names", "doubtful", "Ruth Penfold; Ruth Penfould")
    ]


def test_two_people_with_like_names_are_not_reported(made):
    part = made("The director, Antony Ashby, spoke.\n\nThe panel thanked the clerk, Anthony Ashby.")
    assert not list(peoplenames(part, people(part, ("Antony Ashby", "director"), ("Anthony Ashby", "officer"))))
    part = made("Antony Ashby and Anthony Ashby spoke.")
    assert not list(peoplenames(part, people(part, ("Antony Ashby", ""), ("Anthony Ashby", ""))))
    part = made("Paul Ashby spoke.\n\nPaula Ashby and Peter Ashcroft spoke.\n\nThey met at Newton Hall and Newtown Hall.")
    assert not list(peoplenames(part, people(part, ("Paul Ashby", "member"), ("Paula Ashby", "member"))))


# One event told of twice.


def attended(part, capacity, name, words):
    ref = Ref("person", f"here/{name.lower().replace(' ', '-')}")
    yield Person(ref=ref, name=name, evidence=(part.span.find(words),))
    yield Participation(
        event=Ref("meeting", "m"), participant=ref, capacity=Concept("capacity", capacity), evidence=(part.span.find(words),)
    )


def test_whoever_is_present_has_not_sent_apologies(made):
    part = made("PRESENT: Councillors J Ashby and T Bell.\n\nAPOLOGIES were submitted on behalf of Councillor J A Ashby.")
    present, absent = (str(line) for line in part.span.paragraphs())

    def told(*facts):
        return said(twicetold(part, [], [one for fact in facts for one in fact]))

    alarm = ("conflicting-statements", "certain", "J Ashby: present; J A Ashby: apologies")
    assert told(attended(part, "member", "J Ashby", present), attended(part, "apologies", "J A Ashby", absent)) == [alarm]
    assert told(attended(part, "member", "T Ashby", present), attended(part, "apologies", "J A Ashby", absent)) == []
    assert told(attended(part, "member", "Ashby", present), attended(part, "apologies", "J A Ashby", absent)) == []
    late = made("PRESENT: Councillor J Ashby.\n\nAPOLOGIES for lateness were submitted by Councillor J Ashby.")
    here, behind = (str(line) for line in late.span.paragraphs())
    facts = [*attended(late, "member", "J Ashby", here), *attended(late, "apologies", "J Ashby", behind)]
    assert said(twicetold(late, [], facts)) == []


def test_two_dates_of_the_last_inspection_are_reported(made):
    def dates(text):
        part = made(text)
        return said(twicetold(part, blocks(part.span), []))

    assert dates("The last inspection was in May 2018.\n\nSince the previous inspection in June 2019 much has changed.") == [
        ("conflicting-dates", "certain", "May 2018; June 2019")
    ]
    assert dates("The last inspection was in May 2018.\n\nSince the last inspection in 2018 much has changed.") == []
    assert dates("The last inspection was in May 2018.\n\nThe last inspection report published in June 2018 said so.") == []
    assert dates("The first monitoring visit in May 2018 was short.\n\nThe second monitoring visit in June 2019 was not.") == []


def test_the_date_of_a_visit_is_that_in_the_head_of_its_letter(made):
    text = "Visit to Northby on 14 and 15 December 2021\n\nThis visit took place on 21 and 22 December 2021."
    part = made(text, family="ofsted-letter")
    found = twicetold(part, blocks(part.span), [inspection(part, "2021-12-14", "2021-12-15", "2022-01-17")])
    assert said(found) == [("conflicting-dates", "certain", "2021-12-14; 21 and 22 December 2021")]
    assert not list(twicetold(part, blocks(part.span), [inspection(part, "2021-12-21", "2021-12-22", "2022-01-17")]))


def test_a_visit_from_afar_has_no_work_on_site(made):
    text = "This visit was carried out remotely.\n\nA self-evaluation was prepared before inspectors' on-site activity."
    part = made(text, family="ofsted-letter")
    assert [one.kind.name for one in twicetold(part, blocks(part.span), [])] == ["conflicting-statements"]
    for other in ("This visit was carried out on site.", "The next visit may be made remotely."):
        part = made(text.replace("This visit was carried out remotely.", other), family="ofsted-letter")
        assert not list(twicetold(part, blocks(part.span), []))


def test_two_counts_of_one_set_are_reported(made):
    def counts(text):
        part = made(text)
        return said(twicetold(part, blocks(part.span), []))

    assert counts("The three pilot wards have a team.\n\nWork in the two pilot wards goes on.") == [
        ("conflicting-figures", "doubtful", "The three pilot wards; the two pilot wards")
    ]
    assert counts("The three pilot wards have a team.\n\nWork in the three pilot wards goes on.") == []
    assert counts("The three pilot wards have a team.\n\nWork in two pilot wards goes on, and in the two other wards.") == []
    assert counts("The three care leavers in custody came.\n\nThe two care leavers at work came.") == []
    assert counts("The three pilot wards that began have a team.\n\nWork in the two pilot wards goes on.") == []


@pytest.mark.parametrize(
    "run",
    [
        "In May 2023 it was ", "next meeting 1 May 2016 ", "since 2014 for 2 years ", "paragraph 28, ", "1. a\n\n", "week commencing 1 May ",
        "authorities (A", "authorities of Aston ", "Department of A ", "Mon 1 ", "The two pilot wards ", "Ann Bell ", "the last inspection in 2014 ",
        "children's board (CB) ", "Aston Care Panel ", "first six months of 2022 ", "Table 2\n\n", "will be in May 2021 ", "A Ashby ", " ", "\n", "9", "a",
    ],
)  # fmt: skip
def test_long_runs_take_time_in_proportion(run, made):
    def all_of(text):
        part = made(text)
        found = blocks(part.span)
        return [
            *misdates(part.span, [], part.issued), *chronology(part, found, []), *numbering(found, []), *bodynames(part),
            *peoplenames(part, []), *twicetold(part, found, []), *namesakes(part),
        ]  # fmt: skip

    assert_linear(all_of, run, "Opening words\n")
