"""Commitments: who promises what and by when, and what is no commitment of the document's present."""

import pytest

from kg.dates import When
from kg.facts import Header, Ref
from kg.reading.commitments import commitments
from kg.reading.part import Opening, Part
from kg.text import Document
from tests.timing import assert_linear


def a_part(words, world, family="minutes"):
    whole = Document.from_text(words).span
    header = Header(title="made up", about=Ref("body", "northby-council"), evidence=(whole[:5],))
    return Part(span=whole, family=family, slug="made-up", world=world, opening=Opening(whole[:0], 1.0, "made up"), header=header)


def promised(words, world, family="minutes"):
    return [(one.responsible_printed, one.text, one.printed) for one in commitments(a_part(words, world, family))]


@pytest.mark.parametrize(
    ("words", "family", "who", "due"),
    [
        ("The Service Manager will provide the figures in due course.", "agenda", "The Service Manager", "in due course"),
        ("The Director advised that she would circulate the data by 3 May 2019.", "minutes", "The Director", "3 May 2019"),
        ("She did not have the number to hand but would report back at the next meeting.", "minutes", "", "at the next meeting"),
        ("A further update will be presented to the panel within six months.", "letter", "", "within six months"),
        ("It is to be presented to the board in March 2018.", "executive-report", "", "March 2018"),
        ("AGREED that a report on placements be submitted to the board.", "minutes", "", ""),
        ("1. That an update be provided to the committee in June 2020.", "minutes", "", "June 2020"),
        ("We will publish the strategy shortly.", "executive-report", "We", "shortly"),
        ("In response, officers undertook to share the plan.", "minutes", "officers", ""),
    ],
)
def test_a_commitment_says_who_and_when_as_far_as_printed(words, family, who, due, world):
    assert promised(words, world, family) == [(who, words.removeprefix("1. "), due)]


@pytest.mark.parametrize(
    "words",
    [
        "If funding were found, the Director would provide a report.",
        "The council could provide more figures.",
        "The service will not publish the report.",
        "Will officers provide a report?",
        "The chair had agreed that a report would be provided.",
        "A member asked whether the council would publish the report.",
        "The dashboard will provide managers with better oversight.",
        "It would be helpful.",
        "The minutes were approved.",
        "RESOLVED that the report be noted.",
        "The leaflet says “we will provide help”.",
        "The council would need to review its plan.",
    ],
)
def test_what_is_possible_denied_asked_quoted_or_past_is_no_commitment(words, world):
    assert promised(words, world) == []


def with_value(words, world, family="minutes", issued="2020-07-21"):
    whole = Document.from_text(words).span
    header = Header(title="made up", issued=When(issued, issued), about=Ref("body", "northby-council"), evidence=(whole[:5],))
    part = Part(span=whole, family=family, slug="made-up", world=world, opening=Opening(whole[:0], 1.0, "made up"), header=header)
    return [(one.responsible_printed, one.printed, one.until.value if one.until else "") for one in commitments(part)]


@pytest.mark.parametrize(
    ("words", "who", "due", "value"),
    [
        ("The Head of Service said that a new hub would open in the autumn.", "", "the autumn", "2020-09/2020-11"),
        ("It was agreed that officers would circulate a note by the end of August 2020.", "officers", "the end of August 2020", "2020-08"),
        ("The Director confirmed that the strategy would come to the Panel’s October meeting.", "", "October", "2020-10"),
        ("The Chair asked for the costs. The Head of Finance said there were three. He would report back in September.", "The Head of Finance", "September", "2020-09"),
        ("RESOLVED: That the Service Manager bring a report on exclusions to the meeting in February 2021.", "the Service Manager", "February 2021", "2021-02"),
        ("Resolved: that the Assistant Director be asked to report to the Committee in May on waiting times.", "the Assistant Director", "May", "2021-05"),
        ("By March 2021, the team will complete the review.", "the team", "March 2021", "2021-03"),
        ("The Assistant Director had seen the joint protocol signed and promised that a copy would be sent by Christmas.", "The Assistant Director", "Christmas", "2020-12"),
        ("The figures would be provided by the Business Manager within two weeks.", "the Business Manager", "within two weeks", ""),
        ("The Council intends to publish the plan in early 2021.", "The Council", "early 2021", "2021-01/2021-04"),
        ("The head of the virtual school undertook to send Members the results once they were\n   published.", "The head of the virtual school", "once they were published", ""),
        ("Cllr Patel asked for the figures; Ms Jones agreed to do so by Friday 24 July 2020.", "Ms Jones", "Friday 24 July 2020", "2020-07-24"),
        ("ACTION: Head of Service to circulate the dashboard to members by 30 September 2020.", "Head of Service", "30 September 2020", "2020-09-30"),
        ("Action – JB to send the terms of reference to all by 4 August.", "JB", "4 August", "2020-08-04"),
        ("SI-R would bring the number of staff in each team to the meeting in September.", "SI-R", "September", "2020-09"),
        ("The Cabinet Member committed to reporting back to the Committee within three months.", "The Cabinet Member", "within three months", ""),
        ("Dr Shah will be writing to all practices before the end of July.", "Dr Shah", "the end of July", "2020-07"),
        ("The Board requested that the audit findings be reported to its next meeting.", "", "to its next meeting", ""),
        ("To be reported to the Committee in January 2021.", "", "January 2021", "2021-01"),
        ("A report on where homes will be needed (the sufficiency strategy) would come to the Committee on 12 May 2021.", "", "12 May 2021", "2021-05-12"),
        ("It was noted that a further report would follow in October.", "", "October", "2020-10"),
        ("An update on the inspection of May 2019 would be brought to the Board in\n    November 2020.", "", "November 2020", "2020-11"),
    ],
)  # fmt: skip
def test_who_promises_and_the_next_such_time(words, who, due, value, world):
    assert with_value(words, world) == [(who, due, value)]


@pytest.mark.parametrize(
    ("words", "family", "who", "due"),
    [
        ("The local authority should send its response to the inspectors by 30 April 2021.", "jtai-letter", "The local authority", "30 April 2021"),
        ("The director must submit a written statement by 3 May 2021.", "jtai-letter", "The director", "3 May 2021"),
        ("The service expects to reach 150 families by the summer.", "send-report", "The service", "the summer"),
        ("There are plans to roll out training to all schools in 2021.", "inspection-report", "", "2021"),
        ("The new pathway is due to be launched in January 2021.", "inspection-report", "", "January 2021"),
        ("Partners have agreed to establish a hub in the spring of 2021.", "inspection-report", "Partners", "the spring of 2021"),
        ("The Board will receive the first report by March 2021.", "inspection-report", "The Board", "March 2021"),
        ("The council has committed to recruiting 20 foster carers by March 2021.", "inspection-report", "The council", "March 2021"),
        ("The response should be sent to the inspectorate within 70 working days.", "letter", "", "within 70 working days"),
        ("The new strategy will go live on 1 April 2021.", "executive-report", "", "1 April 2021"),
        ("First review to Cabinet                 March 2022", "business-case", "", "March 2022"),
        ("Step | When\n--- | ---\nTeams begin | 2020\nFirst review to Cabinet | March 2022", "business-case", "", "March 2022"),
        ("Progress report to the Scrutiny Panel: September 2021", "executive-report", "", "September 2021"),
        ("That the Director report to the Board in May 2021 on what has been done.", "scrutiny-report", "the Director", "May 2021"),
    ],
)  # fmt: skip
def test_plans_duties_and_lines_of_a_timetable_count_by_their_time(words, family, who, due, world):
    assert [one[:2] for one in with_value(words, world, family)] == [(who, due)]


@pytest.mark.parametrize(
    ("words", "family"),
    [
        ("This contract will run for a year, during which time a decision on the region will be made.", "executive-report"),
        ("It is anticipated that the service will publish a strategy in 2021.", "executive-report"),
        ("She will chair the next meeting.", "minutes"),
        ("The next meeting would be held on Tuesday 15 September 2020.", "minutes"),
        ("The Board would hold its last meeting on Monday 28 September 2020.", "minutes"),
        ("Ofsted will take the findings from this visit into account when planning its next inspection in 2021.", "ofsted-letter"),
        ("This statement will inform the lines of enquiry at any future inspection in 2021.", "jtai-letter"),
        ("Where necessary, the manager will contact the family within two days.", "inspection-report"),
        ("The child’s reviewing officer will ensure that a plan is completed.", "inspection-report"),
        ("The Council has a plan, which will be reviewed each year.", "executive-report"),
        ("It is unclear how the service will review the plan by 2021.", "inspection-report"),
        ("The council should improve the quality of plans by March 2021.", "inspection-report"),
        ("The local authority should send its response to the inspectors.", "jtai-letter"),
        ("The service expects to grow.", "inspection-report"),
        ("Sharing one process across the service will reduce cost and will review itself.", "executive-report"),
        ("The officer would provide the list if requested.", "minutes"),
        ("The report was made in 2019 and the review will follow the inspection of May 2019.", "executive-report"),
        ("AGREED that the schedule of meetings be approved.", "minutes"),
        ("Report to Cabinet                 March 2019", "business-case"),
        ("Mary Hart would start on Monday 4 January 2021.", "minutes"),
        ("A child will sometimes tell a stranger what she would not tell her teacher.", "inspection-report"),
        ("Members would be familiar with the pressures on the budget.", "minutes"),
        ("No one will be surprised that I began with it in 2021.", "commissioner-review"),
        ("The board will know that the market is not of our making.", "minutes"),
        ("Council members will remember their first film.", "executive-report"),
        ("The report will be considered by the Cabinet Member for call-in.", "executive-report"),
    ],
)
def test_what_is_expected_described_standard_or_past_is_no_commitment(words, family, world):
    assert with_value(words, world, family) == []


def test_the_theme_is_that_of_what_is_promised_and_not_of_who_promises(world):
    words = "The Director of Education and Leadership will provide figures on early help in May 2021."
    (one,) = commitments(a_part(words, world))
    assert [theme.name for theme in one.themes] == ["early-help"]


def test_we_are_the_body_whose_document_it_is(world):
    (one,) = commitments(a_part("We will publish the plan in May 2021.", world, "executive-report"))
    assert (one.responsible_printed, one.made_by) == ("We", Ref("body", "northby-council"))
    (one,) = commitments(a_part("The Director said that we would publish the plan in May 2021.", world, "minutes"))
    assert (one.responsible_printed, one.made_by) == ("we", None)


def test_i_am_the_author_of_a_review(world):
    words = "Commissioner's review\n\nMary Hart, Commissioner for Children's Services\n\nI will report again to the Minister by the end of January 2022."
    (one,) = commitments(a_part(words, world, "commissioner-review"))
    assert one.responsible_printed == "Mary Hart"
    assert one.made_by is not None
    assert [str(span) for span in one.evidence][1:] == ["Mary Hart"]


def test_who_spoke_last_is_no_promiser_where_it_was_one_of_many(world):
    assert with_value("A Member said that it was late. She would report back in May 2021.", world) == [("", "May 2021", "2021-05")]


def test_would_counts_only_in_reported_words(world):
    assert promised("A better plan would be reviewed yearly.", world, "inspection-report") == []
    assert promised("The head explained that a review would be completed in 2020.", world, "inspection-report") != []


def test_a_body_that_is_named_makes_the_commitment_and_the_day_has_a_value(world):
    (one,) = commitments(a_part("Northby Safeguarding Board will publish its report in May 2021.", world))
    assert one.until == When("2021-05", "May 2021")
    assert one.made_by == Ref("body", "northby-safeguarding-board")
    assert one.made_in == Ref("doc", "made-up")
    assert [str(span) for span in one.evidence] == ["Northby Safeguarding Board will publish its report in May 2021."]


@pytest.mark.parametrize("run", ["will ", "would be ", "that ", ", and ", "AGREED ", "“", "officers will provide "])
def test_reading_takes_linear_time(run, world):
    assert_linear(lambda text: list(commitments(a_part(text, world))), run)


DATED = [
    ("Councillor Lind gave an undertaking that Cabinet would reply to this report by 30 June 2022.", "scrutiny-report"),
    ("The Leader gave his word that the Executive would answer every recommendation by May 2022.", "scrutiny-report"),
    ("A directory of local services for families will be published by the end of September 2021.", "business-case"),
    ("The new leaflet for parents will be launched in May 2021.", "business-case"),
    ("A single front door for all enquiries about children will open in Oldtown in October 2021.", "executive-report"),
    ("Our youth café is to open in Tipford in the spring of 2021.", "executive-report"),
    ("You informed inspectors that interviews were to take place in April 2021.", "ofsted-letter"),
    ("You told inspectors that the outcome would be reported to the Board in May 2021.", "ofsted-letter"),
    ("An appointment is to be made in June 2021.", "ofsted-letter"),
    ("The local authority has designed a new structure with more managers to be implemented in January 2022.", "inspection-report"),
    ("A replacement is to be introduced in April 2021.", "inspection-report"),
    ("The Director did not have the figures to hand and undertook to circulate them to Members.", "minutes"),
    ("It was confirmed that site visits would take place in September 2021.", "minutes"),
    ("I will meet every care leaver before the end of October 2021.", "executive-report"),
    ("The council will employ six more social workers by March 2021.", "executive-report"),
    ("Visits would resume in May 2021.", "minutes"),
]


@pytest.mark.parametrize(("words", "family"), DATED)
def test_a_promise_with_a_printed_day_needs_no_thing_that_is_listed(words, family, world):
    assert [text for _, text, _ in promised(words, world, family)] == [words]


@pytest.mark.parametrize(
    ("words", "family"),
    [
        ("The Government is expected to consult on new national standards in May 2023.", "executive-report"),
        ("The Government will publish its White Paper in May 2023.", "executive-report"),
        ("Parliament will debate the Bill in June 2023.", "executive-report"),
        ("Elections will be held on 4 May 2023.", "executive-report"),
        ("New national standards will be introduced in April 2023.", "executive-report"),
        ("The next meeting will take place on 4 May 2023.", "minutes"),
        ("The Director will retire in December 2022.", "executive-report"),
        ("The Council will have 270 care leavers by March 2025.", "executive-report"),
        ("The Council will face a deficit of £3m in May 2024.", "executive-report"),
        ("Demand will rise by a tenth by March 2024.", "executive-report"),
        ("The contract will expire in March 2024.", "executive-report"),
        ("Every assessment needs to be completed by a manager who is trained.", "inspection-report"),
        ("Ann Lee would start on Monday 4 January 2021.", "minutes"),
    ],
)
def test_what_is_for_others_or_comes_by_itself_is_no_promise(words, family, world):
    assert promised(words, world, family) == []


@pytest.mark.parametrize(
    "head",
    [
        "| No. | Action | Lead | By |",
        "| Ref | Agreed actions | Owner | Deadline |",
        "| # | Action required | Who | By when |",
        "| No | Actions | Responsible officer | Due date |",
        "| 1 | Task | Action owner | Timescale |",
    ],
)
def test_a_table_of_actions_gives_each_to_somebody_by_a_day(head, world):
    table = f"{head}\n|---|---|---|---|\n| 21 | Circulate the revised dashboard to members | MF | 30 September 2020 |\n| 22 | Bring a report on placements | PG | In good time |\n"
    assert promised(table, world, "minutes") == [
        ("MF", "Circulate the revised dashboard to members", "30 September 2020"),
        ("PG", "Bring a report on placements", "In good time"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| No. | Action | Lead | Status |\n|---|---|---|---|\n| 1 | Circulate the dashboard to all | MF | Complete |\n",
        "| Option | Action | Cost | Risk |\n|---|---|---|---|\n| 1 | Open a second home in the town | £2m | High |\n",
        "| No. | Action | Lead | By |\n|---|---|---|---|\n| 1 | Dashboard | MF | May 2021 |\n",
    ],
)
def test_what_is_done_or_given_to_nobody_is_no_action_of_a_table(table, world):
    assert promised(table, world, "minutes") == []
