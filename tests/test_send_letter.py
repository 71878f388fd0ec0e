"""Letters on area SEND inspections from 2016 to 2022 and on revisits: who wrote to whom, what was found, what is required."""

import pytest

from kg import mapping
from kg.facts import Finding, Inspection, Judgement, Membership, Observation, Participation, Person, Recommendation
from kg.reading.areafindings import outcome, progress
from kg.text import Document
from tests.timing import assert_linear

FAMILY = "send-report"

LETTER = """Ofsted
Agora
6 Cumberland Place
Nottingham
NG1 6HJ

T 0300 123 1231
Textphone 0161 618 8524
enquiries@ofsted.gov.uk
www.gov.uk/ofsted
lasend.support@ofsted.gov.uk

8 May 2017

Ms Jane Moor
Director of Children’s Services
Northby City Council
Civic Hall
Main Street
NB1 1AA

Dr Raj Patel, Chief Officer, NHS Northby Clinical Commissioning Group
Ms Sue Bell, Local area nominated officer

Dear Ms Moor and Dr Patel

Joint local area SEND inspection in Northby

Between 6 and 10 March 2017, Ofsted and the Care Quality Commission (CQC) conducted
a joint inspection of the local area of Northby to judge the effectiveness of the area in
implementing the disability and special educational needs reforms as set out in the Children
and Families Act 2014.

The inspection was led by one of Her Majesty’s Inspectors from Ofsted, with a team of
inspectors including an Ofsted Inspector and a children’s services inspector from the CQC.

As a result of the findings of this inspection and in accordance with the Children Act 2004
(Joint Area Reviews) Regulations 2015, Her Majesty’s Chief Inspector (HMCI) has determined
that a written statement of action is required because of significant areas of weakness in the
local area’s practice. HMCI has also determined that the local authority and the area’s
clinical commissioning group are jointly responsible for submitting the written statement to
Ofsted.

This letter outlines our findings from the inspection, including some areas of strengths and
areas for further improvement.

Main findings

◼ Leaders have been too slow to implement the reforms.
◼ Parents value the portage service.

The effectiveness of the local area in identifying children and young people’s
special educational needs and/or disabilities

Strengths

◼ Health visitors identify needs early. Ninety-four per cent of two-year-olds were seen in 2016.

Areas for development

◼ Too few children have a two-year check.

The effectiveness of the local area in improving outcomes for children and young
people with special educational needs and/or disabilities

Strengths

◼ Supported internships are effective.

Areas for improvement

◼ Attendance is low.

The inspection raises significant concerns about the effectiveness of the local area.

The local area is required to produce and submit a written statement of action to Ofsted that
explains how it will tackle the following areas of significant weakness:

◼ the lack of a joint commissioning strategy
◼ the quality of EHC plans.

Yours sincerely

Ofsted                                   Care Quality Commission

Bradley Simons                           Ursula Gallow
Regional Director                        Deputy Chief Inspector, Primary Medical
                                         Services, Children Health and Justice

Deborah Mace                             Elaine Crowe
HMI Lead Inspector                       CQC Inspector

cc: DfE Department for Education
Clinical commissioning group(s)
Director Public Health for the local area
"""

PLAIN = """4 December 2018

Sir Alan Wood, Chief Executive, Eastshire County Council

Dear Sir Alan

Joint local area SEND inspection in Eastshire

Between 1 October 2018 and 5 October 2018, Ofsted and the CQC carried out a joint inspection of the local area of Eastshire to judge how well it has implemented the special educational needs reforms.

Main findings

- Leaders know their strengths and weaknesses well.
- A written statement of action is not required.

Yours sincerely

Ofsted

Care Quality Commission

Jo Cook
Regional Director

Ann Bird
Deputy Chief Inspector, Primary Medical Services

Tim Dale
Her Majesty’s Inspector, Lead Inspector

Una Fay
CQC Inspector
"""

REVISIT = """10 June 2019

Ms Jane Moor
Director of Children’s Services, Northby City Council

Dear Ms Moor

Joint area SEND revisit in Northby

Between 29 April and 1 May 2019, Ofsted and the Care Quality Commission (CQC) revisited the
area of Northby to decide whether the local area has made sufficient progress in addressing
the areas of significant weakness detailed in the written statement of action issued on
8 May 2017.

As a result of the findings of the initial inspection in March 2017 and in accordance with the Children Act 2004, HMCI determined that a written statement of action was required because of significant areas of weakness in the area’s practice.

The area has made sufficient progress in addressing one of the two significant weaknesses identified at the initial inspection. The area has not made sufficient progress in addressing one significant weakness.

Main findings

◼ Joint commissioning was weak at the initial inspection.

The area has made sufficient progress in addressing this area of significant weakness.

◼ The quality of EHC plans remains too variable.

The area has not made sufficient progress in addressing this area of significant weakness.

Next steps

It is for the DfE and NHS England to determine the next steps.

Yours sincerely

Deborah Mace
Her Majesty’s Inspector
"""

SENTENCE = """3 June 2016

Ms A Moor
Director of Children’s Services, Westmere Council

Dear Ms Moor

From Monday 9 May to Friday 13 May Ofsted and the Care Quality Commission (CQC) conducted a joint inspection of the local area of Westmere, to judge how it serves those with special educational needs.

Strengths

- Staff are well trained.

Yours sincerely
"""


def of(facts, kind):
    return [fact for fact in facts if isinstance(fact, kind)]


def people(facts, capacity):
    names = {person.ref: person.name for person in of(facts, Person)}
    return [
        (names[one.participant], one.on_behalf_of.slug if one.on_behalf_of is not None else "", one.printed)
        for one in of(facts, Participation)
        if one.capacity.name == capacity
    ]


@pytest.mark.parametrize(
    ("text", "title", "about", "since", "until", "issued"),
    [
        (LETTER, "Joint local area SEND inspection in Northby", "northby-council", "2017-03-06", "2017-03-10", "2017-05-08"),
        (PLAIN, "Joint local area SEND inspection in Eastshire", "eastshire-council", "2018-10-01", "2018-10-05", "2018-12-04"),
        (REVISIT, "Joint area SEND revisit in Northby", "northby-council", "2019-04-29", "2019-05-01", "2019-06-10"),
        (SENTENCE, None, "westmere-council", "2016-05-09", "2016-05-13", "2016-06-03"),
    ],
)
def test_subject_area_and_dates_make_the_inspection(text, title, about, since, until, issued, read):
    part, facts = read(text)
    main = of(facts, Inspection)[0]
    assert part.header.about.slug == main.inspects.slug == about
    assert part.header.issued.value == main.issued.value == issued
    assert title is None or part.header.title == main.label == title
    assert (main.kind, main.framework.name, main.since.value, main.until.value) == ("JointInspection", "area-send", since, until)
    assert [ref.slug for ref in main.conducted_by] == ["ofsted", "care-quality-commission"]
    assert of(facts, Judgement) == []


def test_a_revisit_tells_of_the_inspection_before_it(read):
    _, facts = read(REVISIT)
    _, before = of(facts, Inspection)
    assert (before.since.value, before.label) == ("2017-03", "Initial area SEND inspection, March 2017")
    assert before.evidence[0].words.startswith("As a result of the findings of the initial inspection in March 2017")


def test_addressees_and_signatories_are_told_with_their_bodies(read):
    _, facts = read(LETTER)
    assert people(facts, "addressee") == [
        ("Jane Moor", "northby-council", "Director of Children’s Services"),
        ("Raj Patel", "northby-clinical-commissioning-group", "Chief Officer"),
        ("Sue Bell", "", "Local area nominated officer"),
    ]
    assert sorted(people(facts, "signatory")) == [
        ("Bradley Simons", "ofsted", "Regional Director"),
        ("Deborah Mace", "ofsted", "HMI Lead Inspector"),
        ("Elaine Crowe", "care-quality-commission", "CQC Inspector"),
        (
            "Ursula Gallow",
            "care-quality-commission",
            "Deputy Chief Inspector, Primary Medical Services, Children Health and Justice",
        ),
    ]
    assert people(facts, "lead-inspector") == [("Deborah Mace", "ofsted", "HMI Lead Inspector")]
    assert people(facts, "inspector") == [("Elaine Crowe", "care-quality-commission", "CQC Inspector")]
    assert "DfE" not in {person.name for person in of(facts, Person)}


def test_signatures_one_below_the_other_have_their_inspectorates(read):
    _, facts = read(PLAIN)
    assert [(name, body) for name, body, _ in people(facts, "signatory")] == [
        ("Jo Cook", "ofsted"),
        ("Ann Bird", "care-quality-commission"),
        ("Tim Dale", "ofsted"),
        ("Una Fay", "care-quality-commission"),
    ]
    assert [name for name, _, _ in people(facts, "lead-inspector")] == ["Tim Dale"]
    assert {one.person.slug for one in of(facts, Membership) if one.body.slug == "ofsted"} == {"ofsted-jo-cook", "ofsted-tim-dale"}


def test_a_written_statement_of_action_is_required_of_those_who_are_to_submit_it(read):
    _, facts = read(LETTER)
    (asked,) = of(facts, Recommendation)
    assert (asked.kind.name, asked.made_by.slug, asked.issued.value) == ("priority-action", "ofsted", "2017-05-08")
    assert asked.text.endswith("because of significant areas of weakness in the local area’s practice.")
    assert [ref.slug for ref in asked.addressed_to] == ["northby-council", "northby-clinical-commissioning-group"]
    behind = [one.text for one in of(facts, Finding) if one.ref in asked.supported_by]
    assert behind == ["the lack of a joint commissioning strategy", "the quality of EHC plans."]


@pytest.mark.parametrize("text", [PLAIN, REVISIT, SENTENCE])
def test_a_statement_that_is_not_or_was_required_asks_for_nothing(text, read):
    assert of(read(text)[1], Recommendation) == []


def test_findings_take_the_side_of_their_headings(read):
    _, facts = read(LETTER)
    sides = [
        (one.polarity.name, " ".join(one.text.split()[:3]))
        for one in of(facts, Finding)
        if "outcome" not in one.ref.slug and one.part_of is None
    ]
    assert sides[:6] == [
        ("weakness", "Leaders have been"),
        ("strength", "Parents value the"),
        ("strength", "Health visitors identify"),
        ("weakness", "Too few children"),
        ("strength", "Supported internships are"),
        ("weakness", "Attendance is low."),
    ]
    assert [one.printed for one in of(facts, Observation)] == ["Ninety-four per cent"]


def test_progress_is_told_weakness_by_weakness(read):
    _, facts = read(REVISIT)
    told = [(one.polarity.name, " ".join(one.text.split()[:6])) for one in of(facts, Finding) if "progress" in one.text]
    assert told == [
        ("strength", "The area has made sufficient progress"),
        ("weakness", "The area has not made sufficient"),
        ("strength", "The area has made sufficient progress"),
        ("weakness", "The area has not made sufficient"),
    ]


@pytest.mark.parametrize(
    ("sentence", "said", "of_outcome"),
    [
        ("The area has made sufficient progress in one and has not made sufficient progress in another.", "mixed", "neutral"),
        ("Insufficient progress was made.", "weakness", "neutral"),
        ("Sufficient progress has been made.", "strength", "neutral"),
        ("The inspection raises significant concerns.", "", "weakness"),
        ("The initial inspection raised significant concerns.", "", "neutral"),
    ],
)
def test_what_a_sentence_says_of_the_outcome(sentence, said, of_outcome):
    span = Document.from_text(sentence).span
    assert (progress(span), outcome(span)) == (said, of_outcome)


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ms Moor\n\nJoint targeted area inspection in Northby\n\nBetween 3 and 7 July 2017, Ofsted, the Care Quality Commission (CQC), HMICFRS and HMI Probation carried out a joint inspection of the multi-agency response to abuse in Northby.\n",
        "Dear Ms Moor\n\nFocused visit to Northby children’s services\n\nThis letter summarises the findings of a visit. Children with SEND were seen.\n",
        "Between 6 and 10 March 2017, Ofsted and the Care Quality Commission (CQC) conducted a joint inspection of the local area of Northby to judge SEND.\n",
        "Dear parent\n\nYour child’s plan\n\nThe council was inspected: Ofsted and CQC visited. SEND services matter.\n",
    ],
)
def test_other_letters_and_pages_are_not_claimed(text, families, world):
    assert list(families[FAMILY].openings(Document.from_text(text).span, world)) == []


@pytest.mark.parametrize(("text", "score"), [(LETTER, 0.9), (REVISIT, 0.9), (SENTENCE, 0.75)])
def test_letters_are_known_from_their_first_line_on_with_a_reason(text, score, families, world):
    (opening,) = families[FAMILY].openings(Document.from_text(text).span, world)
    assert (opening.at.start, opening.score) == (0, score)
    assert opening.reason.startswith("a letter on an area SEND inspection: ")
    (part,) = mapping.split(Document.from_text(text), families, world, "doc")
    assert part.family == FAMILY


@pytest.mark.parametrize(
    "run",
    [
        "Ofsted CQC conducted ",
        "area of ",
        "Dear Ada\n",
        "written statement ",
        "initial inspection ",
        "A ",
        "Joint local area SEND inspection in ",
    ],
)
def test_hostile_letters_take_linear_time(run, families, world):
    def whole(text):
        document = Document.from_text(text + ".")
        list(families[FAMILY].openings(document.span, world))
        outcome(document.span)
        progress(document.span)

    assert_linear(whole, run, before="Dear Ada\n\nSEND\n\n")
