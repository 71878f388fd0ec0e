"""Letters on joint targeted area inspections, as several inspectorates print them: two layouts, wrapped lines, two columns."""

import pytest

from kg import mapping
from kg.facts import (
    Body,
    Finding,
    Inspection,
    Membership,
    Milestone,
    Participation,
    Person,
    Programme,
    Recommendation,
    Relationship,
)
from kg.reading.letter import letter
from kg.reading.signatures import signatories
from kg.text import Document
from tests.timing import assert_linear

FAMILY = "jtai-letter"

OLD = """4 July 2018

Anna Mbeki, Director of Children’s Services, Northtown City Council
Bob Marsh, Chief Officer, NHS Northtown and Vale CCG
Carys Llewellyn OBE, Chief Nurse and Director of Quality, Northtown and Vale Clinical
Commissioning Group
Mr Dan Frost, Chief Constable of Northshire police force
Eve Stone, Police and Crime Commissioner for Northshire
Farah Aziz, CEO, Northshire, Vale and Fenland Community Rehabilitation
Company
Gus Hall, Head of Specialist Services Northtown Youth Offending Team
Hal Brook, Designated Doctor Safeguarding Children
Iris Quinn, Chair of Northtown LSCB

Dear local partnership

Joint targeted area inspection of the multi-agency response to neglect
in Northtown

Between 4 and 8 June, Ofsted, the Care Quality Commission (CQC), HMI Constabulary
and Fire & Rescue Services (HMICFRS) and HMI Probation (HMI Prob) undertook a joint
inspection of the multi-agency response to neglect in Northtown.1 This letter to all the
service leaders in the area outlines our findings about the effectiveness of partnership
working and of the work of individual agencies in Northtown.

Leaders know their services well. However, some children wait too long for help.
1

This joint inspection was conducted under section 20 of the Children Act 2004.
1

\fKey strengths
\uf0b7 Partners share a clear vision and work together well. Inspectors saw good plans
that had been reviewed in time.
\uf0b7 Assessments are thorough.

Case study: highly effective practice
A girl was helped well by her school.

Areas for improvement
\uf0b7 Referrals by the police are of poor quality. Too few of them say what the child
said, and the form is long. Staff have had no training in
2

\fhow to write them.
\uf0b7 The Northtown Youth Offending Team should share its plans.
\uf0b7 School nurses are not told of meetings. This delays help.

Next steps
The local authority should prepare a written statement of proposed action responding to
the findings outlined in this letter. The response should set out the actions for the
partnership.2 The director of children’s services should send the written statement of
action to letters@example.org by 12 October 2018.
Yours sincerely
Ofsted

Care Quality Commission

Queenie Ash

Peter Oak

Deputy Chief Inspector

National Director, Social Care

HMI Constabulary and Fire & Rescue HMI Probation
Services

Rosa Elm

Sam Yew

HMI Constabulary and Fire & Rescue
Services

Assistant Chief Inspector

2

The Children Act 2004 (Joint Area Reviews) Regulations 2015
3
"""

NEW = """9 February 2024

Tariq Noor, Executive Director of Children and Families, London Borough of Eastmere
Una Pike, Executive Lead, Integrated Care Board
Sir Vic Rowe QPM, Commissioner, Metropolitan Police
Wyn Teal, Independent Scrutineer, ESCP

Dear Eastmere Safeguarding Children Partnership

Joint targeted area inspection of Eastmere

This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency response to serious violence in Eastmere.

This inspection took place from 27 November to 1 December 2023. It was carried out by inspectors from Ofsted, the Care Quality Commission (CQC) and His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS).

Context

Inspectors looked at children aged 10 to 17.

Headline findings

The Eastmere Safeguarding Children Partnership (ESCP) is effective. In 2021, Ofsted judged the council’s services to be good.

Area for priority action

Urgent action is needed. The partners should act in two areas:

◼ Leaders of the ESCP should put right the weaknesses in planning.
◼ Across the partnership, leaders should reduce risk:
− The police should share what they know.
− Health leaders should ask about harm.

What needs to improve?

◼ The timeliness of strategy meetings.
◼ Police attendance at training.

Strengths

◼ Early help works well.

Next steps

We have determined that London Borough of Eastmere is the principal authority and should prepare a written statement of proposed action responding to the findings outlined in this letter. This should be a multi-agency response involving the individuals and agencies that this report is addressed to.

London Borough of Eastmere should send the written statement of action to letters@example.org by 3 June 2024.

Yours sincerely

Xavier Birch
National Director Regulation and Social Care, Ofsted

Dr Yolanda Fir MB ChB FRCP
Chief Inspector of Hospitals and Interim Chief Inspector of Primary
Medical Services

Zoe Rowan, CBE
His Majesty’s Inspector of Constabulary
His Majesty’s Inspector of Fire & Rescue Services
"""


@pytest.fixture(scope="module")
def family(project):
    return mapping._import(project.root / "mappings" / "jtai_letter.py")


@pytest.fixture(scope="module")
def read(family, world):
    def reading(text):
        (part,) = mapping.split(Document.from_text(text, "letter"), {FAMILY: family}, world)
        return part, list(family.read(part)) if part.family == FAMILY else []

    return reading


def of(facts, kind):
    return [fact for fact in facts if isinstance(fact, kind)]


def took_part(facts, capacity):
    names = {one.ref: one.name for one in of(facts, Person)}
    return [
        (names[one.participant], one.printed, one.on_behalf_of.slug if one.on_behalf_of is not None else "")
        for one in of(facts, Participation)
        if one.capacity.name == capacity
    ]


def addressed(read, lines, greeting="Dear local partnership"):
    """Whom a letter with these lines above its salutation is addressed to."""
    text = (
        f"3 May 2019\n\n{lines}\n\n{greeting}\n\nJoint targeted area inspection of Northtown\n\nBetween 1 and 5 April 2019, Ofsted "
        "and the Care Quality Commission (CQC) undertook a joint inspection of the response to neglect in Northtown.\n"
    )
    return took_part(read(text)[1], "addressee")


def test_the_inspection_has_its_days_its_inspectorates_and_no_grade(read):
    part, facts = read(OLD)
    (event,) = of(facts, Inspection)
    assert part.header.title == "Joint targeted area inspection of the multi-agency response to neglect in Northtown"
    assert (part.header.issued.value, part.header.about.slug, part.header.place.slug) == (
        "2018-07-04",
        "northtown-council",
        "northtown",
    )
    assert (event.ref.slug, event.kind, event.framework.name) == ("northtown-council-2018-06-04", "JointInspection", "jtai")
    assert (event.since.value, event.until.value, event.issued.value) == ("2018-06-04", "2018-06-08", "2018-07-04")
    assert [one.slug for one in event.conducted_by] == ["ofsted", "care-quality-commission", "hmicfrs", "hmi-probation"]
    assert not any(type(one).__name__ == "Judgement" for one in facts)


def test_the_days_and_inspectorates_of_the_later_layout_stand_in_two_sentences(read):
    part, facts = read(NEW)
    (event,) = of(facts, Inspection)
    assert (part.header.title, part.header.about.slug) == ("Joint targeted area inspection of Eastmere", "eastmere-council")
    assert (event.since.value, event.until.value) == ("2023-11-27", "2023-12-01")
    assert [one.slug for one in event.conducted_by] == ["ofsted", "care-quality-commission", "hmicfrs"]
    assert [one.words[:40] for one in event.evidence] == [
        "Joint targeted area inspection of Eastme",
        "This inspection took place from 27 Novem",
        "It was carried out by inspectors from Of",
    ]


def test_addressees_have_role_and_body_however_their_lines_are_wrapped(read):
    _, facts = read(OLD)
    assert took_part(facts, "addressee") == [
        ("Anna Mbeki", "Director of Children’s Services", "northtown-council"),
        ("Bob Marsh", "Chief Officer", "northtown-and-vale-clinical-commissioning-group"),
        ("Carys Llewellyn", "Chief Nurse and Director of Quality", "northtown-and-vale-clinical-commissioning-group"),
        ("Dan Frost", "Chief Constable", "northshire-police-force"),
        ("Eve Stone", "Police and Crime Commissioner for Northshire", "northtown-northshire-police-and-crime-commissioner"),
        ("Farah Aziz", "CEO", "northtown-northshire-vale-and-fenland-community-rehabilitation-company"),
        ("Gus Hall", "Head of Specialist Services", "northtown-youth-offending-team"),
        ("Hal Brook", "Designated Doctor Safeguarding Children", ""),
        ("Iris Quinn", "Chair", "northtown-safeguarding-children-board"),
    ]
    held = {one.person.slug: one.role.name for one in of(facts, Membership)}
    assert (held["northtown-anna-mbeki"], held["northtown-iris-quinn"], held["northtown-farah-aziz"]) == (
        "director-of-childrens-services",
        "chair",
        "chief-executive",
    )
    assert "northtown-hal-brook" not in held  # no body is printed, and none invented
    line = next(one.evidence for one in of(facts, Membership) if one.person.slug == "northtown-farah-aziz")
    assert [span.words for span in line] == [
        "Farah Aziz, CEO, Northshire, Vale and Fenland Community Rehabilitation Company",
        "4 July 2018",
    ]


def test_an_acronym_is_what_the_letter_says_it_stands_for(read):
    _, facts = read(NEW)
    assert took_part(facts, "addressee") == [
        ("Tariq Noor", "Executive Director of Children and Families", "eastmere-council"),
        ("Una Pike", "Executive Lead", "eastmere-integrated-care-board"),
        ("Vic Rowe", "Commissioner", "metropolitan-police"),
        ("Wyn Teal", "Independent Scrutineer", "eastmere-safeguarding-children-partnership"),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "Ada Lowe, Chief Executive at NHS Northtown CCG and NHS Vale and Fen CCG",
            [
                ("Ada Lowe", "Chief Executive", "northtown-clinical-commissioning-group"),
                ("Ada Lowe", "Chief Executive", "vale-and-fen-clinical-commissioning-group"),
            ],
        ),
        (
            "Ben Ochoa, Chief Nurse Northshire CCGs, Head of Safeguarding Kent CCGs",
            [
                ("Ben Ochoa", "Chief Nurse", "northtown-northshire-ccgs"),
                ("Ben Ochoa", "Head of Safeguarding", "kent-ccgs"),
            ],
        ),
        ("Cat Deng, Northshire Integrated Partnership", [("Cat Deng", "", "northtown-northshire-integrated-partnership")]),
        ("Di Egan, Police and Crime Commissioner", [("Di Egan", "Police and Crime Commissioner", "")]),
        (
            "Ed Flynn, Head of Northshire, National Probation Service, North West",
            [("Ed Flynn", "Head of Northshire", "national-probation-service")],
        ),
        ("Fay Gill, Head of the Northtown Youth Justice Service", [("Fay Gill", "Head", "northtown-youth-justice-service")]),
        (
            "Sue Hart, Head of the National Probation Service Local Delivery Unit Jane Brook, Chair of Northtown LSCB",
            [
                ("Sue Hart", "Head", "northtown-national-probation-service-local-delivery-unit"),
                ("Jane Brook", "Chair", "northtown-safeguarding-children-board"),
            ],
        ),
        (
            "Chief Superintendent Lou Marr, on behalf of the Chief Constable, Northshire Police\nDeputy Chief Constable Kay Pell, Northshire Police",
            [
                ("Lou Marr", "Chief Superintendent", "northshire-police"),
                ("Kay Pell", "Deputy Chief Constable", "northshire-police"),
            ],
        ),
        ("Gil Hunt, Independent Scrutineer", [("Gil Hunt", "Independent Scrutineer", "")]),
        ("Ivy Jeal, Service Manager, Cafcass", [("Ivy Jeal", "Service Manager", "cafcass")]),
        (
            "• Jo Kaur\tChief Executive\tNorthtown NHS Foundation Trust\n• Kit Lund\tChief Constable\tNorthshire Constabulary",
            [
                ("Jo Kaur", "Chief Executive", "northtown-nhs-foundation-trust"),
                ("Kit Lund", "Chief Constable", "northshire-constabulary"),
            ],
        ),
        (
            "Ms Lea Moon CBE\nDirector of Children’s Services\nNorthtown Council\nTown Hall\nNT1 2AB\n\nMax Nye\nChief Constable\nNorthshire Police",
            [
                ("Lea Moon", "Director of Children’s Services", "northtown-council"),
                ("Max Nye", "Chief Constable", "northshire-police"),
            ],
        ),
    ],
)
def test_offices_in_other_forms(read, lines, expected):
    assert addressed(read, lines) == expected


def test_signatories_of_two_columns_read_in_turns_have_their_inspectorates(read):
    _, facts = read(OLD)
    assert took_part(facts, "signatory") == [
        ("Queenie Ash", "Deputy Chief Inspector", "care-quality-commission"),
        ("Peter Oak", "National Director, Social Care", "ofsted"),
        ("Rosa Elm", "", "hmicfrs"),
        ("Sam Yew", "Assistant Chief Inspector", "hmi-probation"),
    ]
    (evidence,) = [one.evidence for one in of(facts, Membership) if one.person.slug == "ofsted-peter-oak"]
    assert [span.words for span in evidence] == ["Peter Oak", "National Director, Social Care", "Ofsted"]


def test_signatories_under_each_other_are_placed_by_their_titles(read):
    _, facts = read(NEW)
    assert took_part(facts, "signatory") == [
        ("Xavier Birch", "National Director Regulation and Social Care", "ofsted"),
        (
            "Yolanda Fir",
            "Chief Inspector of Hospitals and Interim Chief Inspector of Primary Medical Services",
            "care-quality-commission",
        ),
        ("Zoe Rowan", "His Majesty’s Inspector of Constabulary", "hmicfrs"),
    ]


@pytest.mark.parametrize(
    "block",
    [
        (
            "   Ofsted                                  Care Quality Commission\n\n\n   Peter Oak                               Queenie Ash\n"
            "   National Director, Social Care          Deputy Chief Inspector\n\n   HMI Constabulary and Fire & Rescue      HMI Probation\n   Services\n\n"
            "   Rosa Elm                                Sam Yew\n   Her Majesty’s Inspector of              Assistant Chief Inspector\n   Constabulary\n"
        ),
        (
            "Ofsted\tCare Quality Commission\nPeter Oak\tQueenie Ash\nNational Director, Social Care\tDeputy Chief Inspector\n"
            "HMI Constabulary\tHMI Probation\nRosa Elm\tSam Yew\nHer Majesty’s Inspector of Constabulary\tAssistant Chief Inspector\n"
        ),
        (
            "Ofsted\nPeter Oak\nNational Director, Social Care\nCare Quality Commission\nQueenie Ash\nDeputy Chief Inspector\n"
            "HMI Constabulary\nRosa Elm\nHer Majesty’s Inspector of Constabulary\nHMI Probation\nSam Yew\nAssistant Chief Inspector\n"
        ),
    ],
)
def test_a_signature_block_means_the_same_in_each_form_of_its_columns(world, block):
    by = tuple(world.bodies.named(name).ref for name in ("Ofsted", "CQC", "HMICFRS", "HMI Probation"))
    found = signatories(Document.from_text(block).span, by, world)
    assert sorted((one.name.words, one.title, one.body.slug) for one in found) == [
        ("Peter Oak", "National Director, Social Care", "ofsted"),
        ("Queenie Ash", "Deputy Chief Inspector", "care-quality-commission"),
        ("Rosa Elm", "Her Majesty’s Inspector of Constabulary", "hmicfrs"),
        ("Sam Yew", "Assistant Chief Inspector", "hmi-probation"),
    ]


def test_areas_for_improvement_go_on_over_pages_and_are_findings_too(read):
    _, facts = read(OLD)
    made = of(facts, Recommendation)
    ends = ("no training in how to write them.", "fending Team should share its plans.", "not told of meetings. This delays help.")
    assert [one.text.endswith(end) for one, end in zip(made, ends, strict=True)] == [True, True, True]
    assert [(one.kind.name, [to.slug for to in one.addressed_to]) for one in made] == [
        ("area-for-improvement", []),
        ("area-for-improvement", ["northtown-youth-offending-team"]),
        ("area-for-improvement", []),
    ]
    assert {(one.made_by.slug, one.issued.value) for one in of(facts, Recommendation)} == {("ofsted", "2018-07-04")}
    weak = [one.text for one in of(facts, Finding) if "areas-for-improvement" in one.ref.slug and one.part_of is None]
    assert [one[:24] for one in weak] == ["Referrals by the police ", "School nurses are not to"]


def test_priority_actions_keep_their_parts_and_name_who_should_act(read):
    _, facts = read(NEW)
    assert [(one.kind.name, one.text, [to.slug for to in one.addressed_to]) for one in of(facts, Recommendation)] == [
        (
            "priority-action",
            "Leaders of the ESCP should put right the weaknesses in planning.",
            ["eastmere-safeguarding-children-partnership"],
        ),
        (
            "priority-action",
            "Across the partnership, leaders should reduce risk: − The police should share what they know. − Health leaders should ask about harm.",
            [],
        ),
        ("area-for-improvement", "The timeliness of strategy meetings.", []),
        ("area-for-improvement", "Police attendance at training.", []),
    ]


def test_findings_take_the_polarity_of_their_section(read):
    _, facts = read(OLD)
    told = {one.text[:20]: one.polarity.name for one in of(facts, Finding) if one.part_of is None}
    assert told["Partners share a cle"] == told["Assessments are thor"] == told["A girl was helped we"] == "strength"
    assert told["Referrals by the pol"] == "weakness"
    _, facts = read(NEW)
    told = {one.text[:20]: one.polarity.name for one in of(facts, Finding) if one.part_of is None}
    assert (told["Inspectors looked at"], told["Early help works wel"]) == ("neutral", "strength")


def test_the_written_statement_has_who_prepares_it_and_its_day(read):
    for text, responsible, printed, day in (
        (OLD, "northtown-council", "The director of children’s services", "2018-10-12"),
        (NEW, "eastmere-council", "London Borough of Eastmere", "2024-06-03"),
    ):
        _, facts = read(text)
        (due,) = of(facts, Milestone)
        assert ([one.slug for one in due.responsible], due.responsible_printed, due.until.value) == ([responsible], printed, day)
        (plan,) = of(facts, Programme)
        assert (plan.name, plan.led_by.slug) == ("written statement of action", responsible)
        asked = [one for one in of(facts, Finding) if "statement-of-action" in one.ref.slug]
        assert [[to.slug for to in one.about] for one in asked] == [[responsible], [responsible]]


@pytest.mark.parametrize(
    ("who", "responsible"),
    [
        ("Northtown Council", "northtown-council"),
        ("Northtown local authority", "northtown-council"),
        ("Anna Mbeki", "northtown-council"),
        ("The LSCP", "northtown-safeguarding-children-partnership"),
    ],
)
def test_the_statement_is_asked_of_whoever_is_named(read, who, responsible):
    text = OLD.replace("The director of children’s services should send", f"{who} should send").replace(
        "12 October 2018", "12 October 18"
    )
    (due,) = of(read(text)[1], Milestone)
    assert ([one.slug for one in due.responsible], due.until.value) == ([responsible], "2018-10-12")


def test_a_statement_that_should_be_sent_is_due_from_whoever_prepares_it(read):
    text = NEW.replace(
        "London Borough of Eastmere should send the written statement of action to", "The statement should be sent to"
    )
    (due,) = of(read(text)[1], Milestone)
    assert ([one.slug for one in due.responsible], due.responsible_printed) == (["eastmere-council"], "London Borough of Eastmere")
    assert [span.words[:24] for span in due.evidence] == ["The statement should be ", "We have determined that "]
    unheaded = NEW.replace("Next steps\n", "").replace("London Borough of Eastmere should send", "The partnership should send")
    (due,) = of(read(unheaded)[1], Milestone)
    assert (due.responsible, due.responsible_printed) == ((), "The partnership")
    undated = NEW.replace("by 3 June 2024", "in due course")
    assert of(read(undated)[1], Milestone) == []


def test_partners_work_with_the_council_where_the_letter_speaks_of_them_as_partners(read):
    _, facts = read(NEW)
    assert [(one.subject.slug, one.kind.name, one.object.slug) for one in of(facts, Relationship)] == [
        ("eastmere-council", "member-of", "eastmere-safeguarding-children-partnership"),
        ("eastmere-integrated-care-board", "works-with", "eastmere-council"),
        ("eastmere-integrated-care-board", "member-of", "eastmere-safeguarding-children-partnership"),
        ("metropolitan-police", "works-with", "eastmere-council"),
        ("metropolitan-police", "member-of", "eastmere-safeguarding-children-partnership"),
    ]
    _, facts = read(OLD)
    assert {one.kind.name for one in of(facts, Relationship)} == {"works-with"}
    assert of(facts, Relationship)[0].evidence[1].words == "Dear local partnership"
    plain = OLD.replace("Dear local partnership", "Dear all").replace("service leaders in the area", "readers")
    assert of(read(plain)[1], Relationship) == []


def test_bodies_of_addressees_are_named_with_their_kind(read):
    _, facts = read(OLD)
    kinds = {one.ref.slug: one.kind for one in of(facts, Body)}
    assert kinds["northshire-police-force"] == "PoliceForce"
    assert kinds["northtown-northshire-police-and-crime-commissioner"] == "PublicBody"


def test_a_year_that_is_not_printed_is_that_before_the_letter_where_the_visit_would_be_after_it(read):
    text = OLD.replace("4 July 2018", "10 January 2018").replace("Between 4 and 8 June,", "Between 4 and 8 December,")
    (event,) = of(read(text)[1], Inspection)
    assert (event.since.value, event.until.value) == ("2017-12-04", "2017-12-08")


@pytest.mark.parametrize(
    ("subject", "council"),
    [
        (
            "Joint targeted area inspection of the multi-agency response to child sexual\nexploitation in the Royal Borough of Kelby and\nNorden",
            "kelby-and-norden-council",
        ),
        ("Joint targeted area inspection (JTAI) of Stoke-under-Hill", "stoke-under-hill-council"),
        ("Joint targeted area inspection of services for children in Eastmere, 1 to 5 April 2019", "eastmere-council"),
    ],
)
def test_the_area_stands_at_the_end_of_the_subject(read, subject, council):
    text = f"3 May 2019\n\nDear partners\n\n{subject}\n\nBetween 1 and 5 April 2019, Ofsted undertook a joint inspection of services.\n"
    assert read(text)[0].header.about.slug == council


def test_an_area_that_no_subject_names_is_that_of_the_salutation(read):
    text = (
        "3 May 2019\n\nDear Eastmere Safeguarding Partnership\n\nJoint targeted area inspection: neglect\n\n"
        "This letter summarises the findings of the joint targeted area inspection. Inspectors visited between 1 and 5 April 2019.\n"
    )
    part, facts = read(text)
    assert part.header.about.slug == "eastmere-council"
    assert of(facts, Inspection)[0].since.value == "2019-04-01"


@pytest.mark.parametrize(
    "text",
    [
        "REPORT OF THE DIRECTOR\n\nJoint targeted area inspection of Northtown\n\nIn May 2019 Ofsted and others undertook a joint inspection. The letter is attached.\n",
        "Dear Ann\n\nFocused visit to Northtown children’s services\n\nThis letter summarises the findings of the focused visit. A joint targeted area inspection took place in 2019.\n",
        "Minutes\n\nMembers noted the joint targeted area inspection letter.\n",
        "Inspection of local authority children’s services\n\nInspection dates: 3 to 7 May 2021\n\nA joint targeted area inspection was carried out in 2019.\n",
    ],
)
def test_what_only_mentions_such_an_inspection_is_none(read, text):
    assert read(text)[0].family == "unknown"


def test_the_opening_says_why_and_where_the_letter_begins(family, world):
    before = "A covering paper.\n\nThe letter follows.\n\n"
    (opening,) = family.openings(Document.from_text(before + NEW).span, world)
    assert (opening.at.start, opening.score) == (len(before), 0.95)
    assert opening.reason.startswith("a letter on a joint targeted area inspection: letter summarises the findings")


def test_a_letter_without_date_addressees_or_signatures_is_read(read):
    text = (
        "Dear local partnership\n\nJoint targeted area inspection of Eastmere\n\nThis letter summarises the findings of the joint targeted area "
        "inspection of Eastmere.\n\nStrengths\n\n• Plans are good.\n"
    )
    part, facts = read(text)
    (event,) = of(facts, Inspection)
    assert (part.header.issued, event.since, event.conducted_by) == (None, None, ())
    assert [one.text for one in of(facts, Finding)] == ["Plans are good."]
    assert of(facts, Participation) == []


@pytest.mark.parametrize(
    "run", ["Ann Lee, ", "Ann Lee, Chair of the Northtown Board and\n", "Dear Ann\n", "HMI Probation\n", "NHS A and ", "A B\nHMI\n"]
)
def test_long_runs_are_read_in_linear_time(read, world, run):
    assert_linear(read, run, "3 May 2019\n", "\nDear all\n\n" + NEW.split("Partnership\n\n", 1)[1], length=3000)
    assert_linear(lambda text: signatories(Document.from_text(text).span, (), world), run)
    assert_linear(lambda text: letter(Document.from_text(text).span), run)


@pytest.mark.parametrize(
    ("subject", "said", "is_letter"),
    [
        (
            "Joint targeted area inspection of the response to neglect in Northtown",
            "Ofsted, the CQC and HMICFRS inspected how agencies work",
            True,
        ),
        ("Joint targeted area inspection (JTAI) in Northtown", "inspectors from four inspectorates looked at the front door", True),
        ("Joint targeted area inspection of the response to neglect in Northtown", "the partners met to talk of neglect", False),
        ("Joint working in Northtown", "Ofsted, the CQC and HMICFRS inspected how agencies work", False),
    ],
)
def test_a_letter_with_the_name_of_such_an_inspection_as_its_subject_tells_of_one(family, world, subject, said, is_letter):
    text = f"3 May 2019\n\nAnna Mbeki, Director\n\nDear local partnership\n\n{subject}\n\nBetween 1 and 5 April 2019, {said} in Northtown.\n"
    assert bool(list(family.openings(Document.from_text(text).span, world))) is is_letter
