"""Letters after visits, and the mentions of inspections, visits, reviews and studies in any document."""

import pytest

from kg import mapping
from kg.facts import Finding, Header, Inspection, Judgement, Membership, Participation, Person, Recommendation, Ref
from kg.reading import inspectors
from kg.reading.inspections import inspections
from kg.reading.part import Opening, Part
from kg.text import Document
from tests.timing import assert_linear

FAMILY = "ofsted-letter"

FOCUSED = """Ofsted
Agora
Nottingham
NG1 6HJ

T 0300 123 1231
enquiries@ofsted.gov.uk

26 November 2019

Ms Jane O'Hara-Smith
Director of Children's Services
Northtown City Council
City Hall
Main Street
NT1 2AB

Dear Ms O'Hara-Smith

Focused visit to Northtown local authority children's services

This letter summarises the findings of a focused visit to Northtown local authority
children's services on 29 and 30 October. The inspectors were Rachel
Griffiths, Her Majesty's Inspector, and Ann de la Mare HMI.

Inspectors looked at the local authority's arrangements for the 'front door'.

Overview

The local authority has made good progress. However, thresholds are not consistently applied.

Area for priority action

The local authority needs to take swift action to address the following area of weakness:
■ Management oversight of decisions, to ensure that children are
seen promptly.

What needs to improve in this area of social work practice

■ The timeliness of strategy meetings.
a) Supervision of newly qualified workers.

Findings

■ Most contacts are dealt with promptly.
■ Caseloads are too high in two of the five teams.

I would like to thank all who took part. This letter will be published on the Ofsted website.

I am copying this letter to the Department for Education.

Yours sincerely

Rachel Griffiths
Her Majesty's Inspector
"""

MONITORING = """14 July 2017

Mr T. A. Brown, Director of Children's Services, Eastshire County Council

Dear Mr Brown

Monitoring visit of Eastshire children's services

This letter summarises the findings of the monitoring visit to Eastshire children's services on 28-29 June 2017. The visit was the first monitoring visit since the local authority was judged to be inadequate overall in September 2016. The inspectors were Jo Bloggs HMI and Cy Ent.

Areas covered by the visit

Inspectors reviewed the progress made in:
• the quality of assessments
• the effectiveness of supervision.

Findings and evaluation of progress

Too many children wait for help.

Yours sincerely

Jo Bloggs **Her Majesty’s Inspector**
"""


@pytest.fixture(scope="module")
def family(project):
    return mapping.load(project)[FAMILY]


@pytest.fixture(scope="module")
def read(family, world):
    def reading(text):
        (part,) = mapping.split(Document.from_text(text, "letter"), {FAMILY: family}, world)
        return part, list(family.read(part)) if part.family == FAMILY else []

    return reading


@pytest.fixture(scope="module")
def mentioned(world):
    def reading(text, council="eastshire-council"):
        span = Document.from_text(text).span
        header = Header(title="t", about=Ref("body", council), evidence=(span[:1],))
        part = Part(span=span, family="x", slug="x", world=world, opening=Opening(span[:1], 1.0, "made up"), header=header)
        return list(inspections(part))

    return reading


def of(facts, kind):
    return [fact for fact in facts if isinstance(fact, kind)]


def test_a_focused_visit_has_the_days_of_the_text_and_the_year_of_the_letter(read):
    part, facts = read(FOCUSED)
    (visit,) = of(facts, Inspection)
    assert (part.header.title, part.header.issued.value) == (
        "Focused visit to Northtown local authority children's services",
        "2019-11-26",
    )
    assert (part.header.about, part.header.publisher) == (Ref("body", "northtown-council"), Ref("body", "ofsted"))
    assert (visit.ref.slug, visit.kind, visit.framework.name) == ("northtown-council-2019-10-29", "FocusedVisit", "ilacs")
    assert (visit.since.value, visit.until.value, visit.issued.value) == ("2019-10-29", "2019-10-30", "2019-11-26")
    assert (visit.inspects.slug, [by.slug for by in visit.conducted_by]) == ("northtown-council", ["ofsted"])


def test_the_addressee_holds_the_printed_role_on_the_date_of_the_letter(read):
    _, facts = read(FOCUSED)
    assert [
        (one.person.slug, one.body.slug, one.role.name, one.printed, one.attested_on.value)
        for one in of(facts, Membership)
        if one.body.slug != "ofsted"
    ] == [
        (
            "northtown-jane-ohara-smith",
            "northtown-council",
            "director-of-childrens-services",
            "Director of Children's Services",
            "2019-11-26",
        )
    ]
    _, facts = read(MONITORING)
    assert [(one.person.slug, one.role.name) for one in of(facts, Membership) if one.body.slug != "ofsted"] == [
        ("eastshire-t-a-brown", "director-of-childrens-services")
    ]


def test_inspectors_are_those_the_text_names_and_the_one_who_signs(read):
    for text, expected in (
        (FOCUSED, [("inspector", "Rachel Griffiths"), ("inspector", "Ann de la Mare"), ("signatory", "Rachel Griffiths")]),
        (MONITORING, [("inspector", "Jo Bloggs"), ("inspector", "Cy Ent"), ("signatory", "Jo Bloggs")]),
    ):
        _, facts = read(text)
        names = {one.ref: one.name for one in of(facts, Person)}
        assert [
            (one.capacity.name, names[one.participant]) for one in of(facts, Participation) if one.capacity.name != "addressee"
        ] == expected


def test_priority_actions_and_what_needs_to_improve_are_recommendations(read):
    _, facts = read(FOCUSED)
    assert [(one.number, one.text) for one in of(facts, Recommendation)] == [
        ("", "Management oversight of decisions, to ensure that children are seen promptly."),
        ("", "The timeliness of strategy meetings."),
        ("a", "Supervision of newly qualified workers."),
    ]
    assert {(one.made_by.slug, one.addressed_to[0].slug, one.issued.value) for one in of(facts, Recommendation)} == {
        ("ofsted", "northtown-council", "2019-11-26")
    }


def test_findings_are_judged_and_courtesies_are_none(read):
    _, facts = read(FOCUSED)
    assert [(one.text[:24], one.polarity.name) for one in of(facts, Finding) if one.part_of is None] == [
        ("The local authority has ", "mixed"),
        ("Most contacts are dealt ", "strength"),
        ("Caseloads are too high i", "weakness"),
        ("I am copying this letter", "neutral"),
    ]
    copy = of(facts, Finding)[-1]
    assert [ref.slug for ref in copy.about] == ["department-for-education"]


def test_what_a_visit_looked_at_and_which_one_it_was_is_stated_without_judging(read):
    part, facts = read(MONITORING)
    stated = [one for one in of(facts, Finding) if "stated" in one.ref.slug]
    assert [(one.text[:44], one.polarity.name) for one in stated] == [
        ("The visit was the first monitoring visit sin", "neutral"),
        ("Inspectors reviewed the progress made in: • ", "neutral"),
    ]
    assert of(facts, Inspection)[0].framework is None  # before 2018 no framework is printed and none held
    assert part.header.issued.value == "2017-07-14"


def test_a_letter_in_a_pack_begins_at_its_letterhead(family, world):
    before = "MINUTES OF A MEETING\n\nThe panel noted the letter.\n\nSigned by the chair.\n\n"
    (opening,) = family.openings(Document.from_text(before + FOCUSED).span, world)
    assert (opening.at.start, opening.score) == (len(before), 0.9)


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ann\n\nJoint targeted area inspection of Northtown\n\nThis letter summarises the findings of the joint targeted area inspection.\n",
        "A copy of the Ofsted letter on the focused visit had been circulated.\n",
        "Dear colleague\n\nThank you for coming to our meeting.\n",
    ],
)
def test_a_letter_of_no_known_kind_is_not_claimed(read, text):
    assert read(text)[0].family == "unknown"


def test_a_letter_without_headings_gives_the_findings_of_its_paragraphs(read):
    text = "3 May 2021\n\nDear Ann\n\nI am writing to set out the findings of the assurance visit to Ashby children's services on 3 and 4 March 2021.\n\nCaseloads are too high.\n\nYours sincerely\n\nBo Day HMI\n"
    part, facts = read(text)
    assert (part.header.about.slug, of(facts, Inspection)[0].kind) == ("ashby-council", "AssuranceVisit")
    assert [one.text for one in of(facts, Finding)] == ["Caseloads are too high."]


def seen(facts):
    return [
        (
            one.kind,
            one.since.value if one.since else "",
            one.until.value if one.until else "",
            one.issued.value if one.issued else "",
        )
        for one in of(facts, Inspection)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Members heard of the Ofsted Focused Visit that took place on 26 and 27 May 2021.",
            ("FocusedVisit", "2021-05-26", "2021-05-27", ""),
        ),
        (
            "Ofsted conducted a remote assurance visit on the 26 and 27 May 2021.",
            ("AssuranceVisit", "2021-05-26", "2021-05-27", ""),
        ),
        ("This was raised at the monitoring visit in August 2020.", ("MonitoringVisit", "2020-08", "2020-08", "")),
        (
            "An early help peer review, carried out by the Local Government Association, reported in September 2015.",
            ("PeerReview", "", "", "2015-09"),
        ),
        ("It used the method of the November/December 2019 inspection.", ("FullInspection", "2019-11", "2019-12", "")),
        ("The Joint Targeted Area Inspection (JTAI), in April 2017, found drift.", ("JointInspection", "2017-04", "2017-04", "")),
        ("Over six years two academic studies had looked at rates.", ("Study", "", "", "")),
        ("A further Ofsted Monitoring Visit would take place towards the end of the year.", ("MonitoringVisit", "", "", "")),
        (
            "Ofsted carried out seven monitoring visits between July 2016 and May 2018.",
            ("MonitoringVisit", "2016-07", "2018-05", ""),
        ),
        ("One serious case review has been completed.", ("SeriousCaseReview", "", "", "")),
    ],
)
def test_a_mention_that_tells_one_thing_from_others_is_read(mentioned, text, expected):
    assert seen(mentioned(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Since the last inspection, staff have changed.",
        "The next inspection is expected in 2026.",
        "The visit followed the inspection of local authority children's services framework of 2018.",
        "Plans have changed since the inspection, when the director started in June 2014.",
        "During the inspection the council agreed a new model and has set an implementation date of January 2016.",
        "Inspection dates: 3 to 7 May 2021.",
        "Peer review and audit are used well.",
    ],
)
def test_a_mention_that_tells_nothing_is_none(mentioned, text):
    assert mentioned(text) == []


def graded(facts):
    return [(one.inspection.slug, one.aspect.name, one.grade.name) for one in of(facts, Judgement)]


def test_former_inspections_of_a_month_are_told_apart_by_what_they_looked_at(mentioned):
    text = (
        "Previous Ofsted inspections\n\n- The local authority operates one children's home. This was judged to be good at its most recent inspection.\n"
        "- The previous inspection of the local authority's arrangements for the protection of children was in July 2011. The local authority was judged to be adequate.\n"
        "- The previous inspection of the local authority's services for children looked after was in July 2011. The local authority was judged to be good.\n"
    )
    assert graded(mentioned(text)) == [
        (
            "eastshire-council-2011-07-full-inspection-protection-of-children",
            "protection-of-children",
            "safeguarding-2009/adequate",
        ),
        ("eastshire-council-2011-07-full-inspection-looked-after", "looked-after-services", "safeguarding-2009/good"),
    ]


def test_grades_for_several_aspects_in_one_sentence_or_list_are_all_read(mentioned):
    text = (
        "The last inspection of the local authority's children's services was in July 2015. The local authority was judged inadequate in respect of care "
        "leavers and overall effectiveness, while adoption, care leavers and leadership, management and governance were found to require improvement.\n"
    )
    assert [one[1:] for one in graded(mentioned(text))] == [
        ("care-leavers", "sif/inadequate"),
        ("overall", "sif/inadequate"),
        ("adoption", "sif/requires-improvement"),
        ("care-leavers", "sif/requires-improvement"),
        ("leadership", "sif/requires-improvement"),
    ]
    text = "- The last inspection report was published in December 2015. The judgements for the local authority were:\n- Overall effectiveness: Inadequate\n- Adoption performance: Requires improvement.\n"
    assert graded(mentioned(text)) == [
        ("eastshire-council-2015-12-full-inspection", "overall", "sif/inadequate"),
        ("eastshire-council-2015-12-full-inspection", "adoption", "sif/requires-improvement"),
    ]


def test_a_report_of_all_judgements_counts_for_each_aspect(mentioned):
    text = "The Ofsted inspection report published in January 2020 identified that all aspects of children's services were inadequate.\n"
    assert [one[1:] for one in graded(mentioned(text))] == [
        (aspect, "ilacs/inadequate")
        for aspect in ("overall", "impact-of-leaders", "help-and-protection", "children-in-care-and-care-leavers")
    ]


def test_a_next_sentence_can_say_what_was_judged(mentioned):
    text = "Weaknesses were found by an Ofsted inspection published in March 2023. At that point, the council was assessed to be “inadequate” against all judgements.\n"
    assert [one[1] for one in graded(mentioned(text))] == [
        "overall",
        "impact-of-leaders",
        "help-and-protection",
        "children-in-care",
        "care-leavers",
    ]
    text = "The inspection was in 2015. All aspects of the service were good.\n"
    assert {one[2] for one in graded(mentioned(text))} == {"sif/good"}
    assert len(graded(mentioned(text))) == 6


def test_an_inspection_and_its_report_some_months_later_are_one(mentioned):
    text = "The report of the Ofsted inspection was published in January 2020. Since the inspection in December 2019, leaders have been busy.\n\nThe authority was judged inadequate in January 2020.\n"
    assert {one.ref.slug for one in of(mentioned(text), Inspection)} == {"eastshire-council-2020-01-full-inspection"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The last inspection in 2019 did not find that services were inadequate.",
        "At the inspection in 2019 inspectors said that services would be judged inadequate if nothing changed.",
        "At the inspection in 2019 most plans were judged to be inadequate.",
        "At the inspection in 2019 two children's homes were judged good or outstanding.",
    ],
)
def test_denied_hypothetical_and_other_grades_are_none_of_the_inspection(mentioned, sentence):
    assert graded(mentioned(sentence)) == []


def test_an_inspection_of_one_service_is_of_that_service_under_its_own_framework(mentioned):
    facts = mentioned(
        "Elm Lodge short breaks provision was inspected by Ofsted in February 2018 and received an overall 'Outstanding' rating."
    )
    (inspection,) = of(facts, Inspection)
    assert (inspection.kind, inspection.since.value, inspection.framework.name, inspection.conducted_by[0].slug) == (
        "Inspection",
        "2018-02",
        "sccif",
        "ofsted",
    )
    assert inspection.inspects != Ref("body", "eastshire-council")
    assert [(one.aspect.name, one.grade.name, one.printed) for one in of(facts, Judgement)] == [
        ("overall", "sccif/outstanding", "Outstanding")
    ]


def test_a_review_that_was_undertaken_of_a_known_body_is_of_that_body(mentioned):
    facts = mentioned("A review was undertaken to evaluate the effectiveness of the Department for Education.")
    assert [(one.kind, one.inspects.slug, one.label) for one in of(facts, Inspection)] == [
        ("ServiceReview", "department-for-education", "review of the effectiveness of the Department for Education")
    ]
    assert mentioned("A review of the deaths was undertaken.") == []


@pytest.mark.parametrize(
    "run", ["inspection in 2014 ", "judged to be good and ", "Dear Ann\n", "two three reviews ", "all aspects of x "]
)
def test_long_runs_are_read_in_linear_time(mentioned, read, run):
    assert_linear(mentioned, run)
    assert_linear(read, run, "Dear Bo\n\nThis letter summarises the findings of the focused visit to Ashby children's services.\n")


def test_inspectors_in_apposition_with_initials_and_rare_surnames(read):
    text = FOCUSED.replace(
        "The inspectors were Rachel\nGriffiths, Her Majesty's Inspector, and Ann de la Mare HMI.",
        "The visit was carried out by Her\nMajesty's Inspectors, Louise Ap Rhys, Peter J. Long and Neelam Kaur Gill.",
    ).replace("Rachel Griffiths\nHer Majesty's Inspector", "Louise Ap Rhys\nLead Inspector")
    _, facts = read(text)
    names = {one.ref: one.name for one in of(facts, Person)}
    assert [
        (one.capacity.name, names[one.participant]) for one in of(facts, Participation) if one.capacity.name != "addressee"
    ] == [
        ("inspector", "Louise Ap Rhys"),
        ("inspector", "Peter J. Long"),
        ("inspector", "Neelam Kaur Gill"),
        ("signatory", "Louise Ap Rhys"),
    ]


def test_the_line_of_an_address_below_a_council_is_no_part_of_its_name(project, world):
    families = mapping.load(project)
    text = FOCUSED.replace(
        "Director of Children's Services\nNorthtown", "Director of Children's Services, Northtown Metropolitan"
    ).replace("City Council\nCity Hall", "Borough Council\nCivic Centre")
    (part,) = mapping.split(Document.from_text(text, "letter"), {FAMILY: families[FAMILY]}, world)
    facts = mapping.read(part, {FAMILY: families[FAMILY]})
    assert {one.body.slug for one in of(facts, Membership)} == {"northtown-council", "ofsted"}


def test_what_follows_a_list_without_full_stops_is_none_of_it(read):
    text = FOCUSED.replace(
        "a) Supervision of newly qualified workers.\n\nFindings\n",
        "b) Oversight of plans\n\nI am copying this letter to the Department for Education.\n\nFindings\n",
    )
    _, facts = read(text)
    assert [one.text for one in of(facts, Recommendation)][-1] == "Oversight of plans"


def test_the_role_of_an_addressee_is_read_once_and_whole(project, world):
    families = mapping.load(project)
    text = FOCUSED.replace("Director of Children's Services\n", "Interim Director of Children, Young People and Learning\n")
    (part,) = mapping.split(Document.from_text(text, "letter"), {FAMILY: families[FAMILY]}, world)
    held = [one for one in mapping.read(part, families) if isinstance(one, Membership) and one.body.slug != "ofsted"]
    assert [(one.body.slug, one.printed) for one in held] == [
        ("northtown-council", "Interim Director of Children, Young People and Learning")
    ]


def test_a_joint_inspection_is_of_another_family_and_named_by_its_subject(project, world):
    text = (
        "6 March 2020\n\nMr David Stone, Director of Children's Services, Harrow Council\n\nDear local partnership\n\n"
        "Joint targeted area inspection of the multi-agency response to child\nabuse in Harrow\n\n"
        "Between 20 and 24 January 2020, Ofsted and others undertook a joint inspection.\n"
        "A monitoring visit to Harrow children's services took place in June 2019.\n"
    )
    (part,) = mapping.split(Document.from_text(text, "letter"), mapping.load(project), world)
    assert (part.family, part.header.title) == (
        "jtai-letter",
        "Joint targeted area inspection of the multi-agency response to child abuse in Harrow",
    )


@pytest.mark.parametrize(
    "run", ["the the ", "J. ", "visit was carried out by Her Majesty's Inspectors, A B, ", "Team inspectors: A B,\n\n"]
)
def test_lists_of_inspectors_are_read_in_linear_time(world, run):
    def lists(text):
        span = Document.from_text(text).span
        list(inspectors.in_sentence(span, world))
        list(inspectors.team(span, world))

    assert_linear(lists, run)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Her Majesty's Inspectors for this visit were Margaret O'Dell (lead) and Tom Fry, and Susan Achebe-Lloyd, Ofsted Inspector.",
            [("Margaret O'Dell", "lead-inspector"), ("Tom Fry", "inspector"), ("Susan Achebe-Lloyd", "inspector")],
        ),
        (
            "The inspection team was Fiona Mac Giolla Bháin (lead inspector), Oluwaseun Ade-Bright, Jo Li and Dr. Ruth van den Berg (social care regulatory inspector).",
            [
                ("Fiona Mac Giolla Bháin", "lead-inspector"),
                ("Oluwaseun Ade-Bright", "inspector"),
                ("Jo Li", "inspector"),
                ("Ruth van den Berg", "inspector"),
            ],
        ),
    ],
)
def test_inspectors_told_in_a_sentence_have_their_parts(world, sentence, expected):
    assert [(one.name.words, one.capacity) for one in inspectors.in_sentence(Document.from_text(sentence).span, world)] == expected


BOROUGH = """Ofsted
Piccadilly Gate
Store Street
Manchester
M1 2WD

T 0300 123 1231
enquiries@ofsted.gov.uk

14 April 2021

Ms Priya Raman OBE
Interim Corporate Director, Children’s Services
Royal Borough of Kelby and Norden
2nd Floor, The Old Mill
Kelby
KB1 1AA

Dear Priya

Monitoring visit of the Royal Borough of Kelby and Norden children’s
services

This letter summarises the findings of the third monitoring visit to the Royal
Borough of Kelby and Norden children’s services on 3 and 4 March. This was the
third monitoring visit since the local authority was judged inadequate on 5 May
2019. The visit was carried out by Anna Petrov, Her Majesty’s Inspector, and
Tom O’Leary, Her Majesty’s Inspector.

Headline findings

The pace of change is too slow.

Yours sincerely



Anna Petrov
Her Majesty’s Inspector
"""

REPORT = """Focused visit to Westholme City Council
Inspection of local authority children’s services
22 February 2024
This report summarises the findings of the focused visit to Westholme children’s services on 23 and 24 January 2024. His Majesty’s Inspectors for this visit were Ruth Obi and Sam Dale.
Headline findings
Care leavers receive good support.
What needs to improve in this area of social work practice?
• The quality of pathway plans.
Main findings
Care leavers like their advisers.
Yours sincerely
Ruth Obi
His Majesty’s Inspector
"""


def visit_of(facts):
    (visit,) = of(facts, Inspection)
    return visit.inspects.slug, visit.kind, visit.since.value, visit.until.value


def addressees_of(facts):
    names = {one.ref: one.name for one in of(facts, Person)}
    return [
        (names[one.participant], one.printed, one.on_behalf_of.slug)
        for one in of(facts, Participation)
        if one.capacity.name == "addressee"
    ]


def team_of(facts):
    names = {one.ref: one.name for one in of(facts, Person)}
    return [(names[one.participant], one.capacity.name) for one in of(facts, Participation) if one.capacity.name != "addressee"]


def test_inspectors_told_by_name_first_and_a_borough_by_its_style(read):
    part, facts = read(BOROUGH)
    assert part.header.title == "Monitoring visit of the Royal Borough of Kelby and Norden children’s services"
    assert visit_of(facts) == ("kelby-and-norden-council", "MonitoringVisit", "2021-03-03", "2021-03-04")
    assert addressees_of(facts) == [("Priya Raman", "Interim Corporate Director, Children’s Services", "kelby-and-norden-council")]
    assert team_of(facts) == [("Anna Petrov", "inspector"), ("Tom O’Leary", "inspector"), ("Anna Petrov", "signatory")]
    assert of(facts, Judgement) == []


def test_a_report_of_a_visit_without_salutation_is_read(read):
    part, facts = read(REPORT)
    assert (part.header.title, part.header.issued.value) == ("Focused visit to Westholme City Council", "2024-02-22")
    assert visit_of(facts) == ("westholme-council", "FocusedVisit", "2024-01-23", "2024-01-24")
    assert team_of(facts) == [("Ruth Obi", "inspector"), ("Sam Dale", "inspector"), ("Ruth Obi", "signatory")]
    assert [(one.text, one.kind.name) for one in of(facts, Recommendation)] == [
        ("The quality of pathway plans.", "area-for-improvement")
    ]
    assert part.opening.score == 0.7


def test_the_title_after_the_name_of_an_inspector_is_kept(read):
    _, facts = read(FOCUSED)
    printed = [one.printed for one in of(facts, Participation) if one.capacity.name == "inspector"]
    assert printed == ["Her Majesty's Inspector", "HMI"]


def test_a_council_paper_on_a_visit_is_no_report_of_it(read):
    text = "Focused visit to Westholme children’s services\n\nReport of the Director\n\nThis report summarises the findings of the focused visit by Ofsted in May 2023.\n"
    assert read(text)[0].family == "unknown"


def test_the_days_of_a_visit_may_stand_in_the_next_sentence(read):
    text = (
        "3 August 2017\n\nDr Mary-Ann Hughes, Director of Children’s Social Care, Sandham Council\n\nDear Dr Hughes\n\nMonitoring visit to Sandham Council\n\n"
        "I am writing to set out the findings of the monitoring visit to Sandham. The visit took place on 11 and 12 July and was the first monitoring visit since "
        "the local authority was judged inadequate overall in January 2017. The inspectors were Joan Smith HMI and Kofi Boateng HMI.\n\n"
        "Overview\n\nLittle has changed.\n\nYours sincerely\n\nJoan Smith\nSenior HMI\n"
    )
    _, facts = read(text)
    assert visit_of(facts) == ("sandham-council", "MonitoringVisit", "2017-07-11", "2017-07-12")
    assert addressees_of(facts) == [("Mary-Ann Hughes", "Director of Children’s Social Care", "sandham-council")]
    assert team_of(facts) == [("Joan Smith", "inspector"), ("Kofi Boateng", "inspector"), ("Joan Smith", "signatory")]


def test_a_visit_in_december_that_a_letter_of_january_reports_on_was_the_year_before(read):
    text = (
        "9 January 2023\n\nJohn Appleby, Executive Director of Children, Families and Education\nEastmoor Metropolitan District Council\nCounty Hall\nEM1 9ZZ\n\n"
        "Dear John\n\nFocused visit to Eastmoor children’s services\n\nThis letter summarises the findings of the focused visit to Eastmoor children’s services "
        "on 6 and 7 December. His Majesty’s Inspectors for this visit were Carole Mensah and David Li.\n\nArea for priority action\n\n• Supervision of plans.\n\n"
        "Yours sincerely\n\nCarole Mensah\nOfsted\n"
    )
    _, facts = read(text)
    assert visit_of(facts) == ("eastmoor-council", "FocusedVisit", "2022-12-06", "2022-12-07")
    assert addressees_of(facts) == [("John Appleby", "Executive Director of Children, Families and Education", "eastmoor-council")]
    assert [(one.text, one.kind.name) for one in of(facts, Recommendation)] == [("Supervision of plans.", "priority-action")]
    assert team_of(facts) == [("Carole Mensah", "inspector"), ("David Li", "inspector"), ("Carole Mensah", "signatory")]


def test_a_visit_whose_days_are_not_printed_has_none(read):
    text = (
        "3 August 2020\n\nDear Ann\n\nAssurance visit to Ashby children’s services\n\nThis letter summarises the findings of the assurance visit to Ashby "
        "children’s services. The last inspection was on 3 to 7 May 2018.\n\nPlans are weak.\n"
    )
    (visit,) = of(read(text)[1], Inspection)
    assert (visit.kind, visit.since, visit.until) == ("AssuranceVisit", None, None)


def test_the_people_of_address_and_signature_are_told_once(project, world, family):
    (part,) = mapping.split(Document.from_text(BOROUGH, "letter"), {FAMILY: family}, world)
    facts = mapping.read(part, {FAMILY: family})
    assert sorted({one.ref.slug for one in of(facts, Person)}) == [
        "kelby-and-norden-priya-raman",
        "ofsted-anna-petrov",
        "ofsted-tom-oleary",
    ]
    assert [one.printed for one in of(facts, Membership) if one.body.slug != "ofsted"] == [
        "Interim Corporate Director, Children’s Services"
    ]


def test_an_inspection_of_a_youth_offending_service_is_none_of_the_council(mentioned):
    (found,) = of(mentioned("Practice has improved since the YOS inspection in 2018."), Inspection)
    assert (found.kind, found.inspects.slug) == ("Inspection", "eastshire-youth-offending-service")
