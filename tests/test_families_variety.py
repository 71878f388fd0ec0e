"""Papers as other councils head them: who reports to whom and in what capacity says which family they are of."""

import pytest

from kg import mapping
from kg.facts import Inspection, Membership, Recommendation
from kg.text import Document

BODY = """
1. Background

Children in the area wait too long for help. The council has agreed a plan and partners support it.

Recommendations

Recommendation 1. Write a plan for early help with partners.
"""
REVIEW = "I was appointed as adviser by the Minister. I met 40 people.\n" + BODY
PEERS = "Dear Alex\n\nThank you for inviting the peer team to Brackenshire. We met 90 people and found much to praise.\n" + BODY


@pytest.fixture
def told(families, world):
    """Reads a text by all mappings and general readers: its one part, and its facts."""

    def reader(text):
        (part,) = mapping.split(Document.from_text(text), families, world, "doc")
        return part, mapping.read(part, families)

    return reader


@pytest.mark.parametrize(
    "head",
    [
        "Progress in Brackenshire County Council\nA review for the Department for Education\n\nAlex Quill, DfE Improvement Adviser\n4 May 2021\n",
        "Children's Services in Brackenshire\nReport to the Department for Education\nAlex Quill, Improvement Adviser\n4 May 2021\n",
        "Brackenshire County Council\nA report for ministers\nAlex Quill, Children's Services Commissioner\nMay 2021\n",
        "Brackenshire County Council\nFindings for the DfE\nAlex Quill, Independent Adviser\n4 May 2021\n",
        "Brackenshire County Council\nFollow-up report for the Secretary of State\nAlex Quill, Adviser\n4 May 2021\n",
    ],
)
def test_a_review_for_a_department_is_known_by_whom_it_is_for(told, head):
    part, facts = told(f"{head}\n{REVIEW}")
    assert (part.family, part.opening.score) == ("commissioner-review", 0.9)
    assert [one.kind for one in facts if isinstance(one, Inspection)] == ["CommissionerReview"]
    assert [one.text for one in facts if isinstance(one, Recommendation)] == ["Write a plan for early help with partners."]


@pytest.mark.parametrize(
    "head",
    [
        "Brackenshire County Council\nChildren's Services Peer Challenge\n4 May 2021\n",
        "Peer review of children's social care\nBrackenshire County Council\nMay 2021\n",
        "Brackenshire County Council\n4 May 2021\n\nFEEDBACK FROM THE PEER CHALLENGE\n",
        "SAFEGUARDING PEER REVIEW, 2 TO 5 MARCH 2021\nBrackenshire County Council\n4 May 2021\n",
    ],
)
def test_what_peers_write_to_a_council_is_a_review_of_peers(told, head):
    part, facts = told(f"{head}\n{PEERS}")
    assert (part.family, part.opening.score) == ("commissioner-review", 0.8)
    assert [one.kind for one in facts if isinstance(one, Inspection)] == ["PeerReview"]
    assert part.header.publisher is None


@pytest.mark.parametrize("title", ["Peer challenge: our response", "Peer Review Action Plan", "Preparing for the peer challenge"])
def test_what_is_only_told_of_peers_is_no_review(told, title):
    part, _ = told(f"Brackenshire County Council\n{title}\n4 May 2021\n\nThe council has an action plan. It is late.\n{BODY}")
    assert part.family == "unknown"


@pytest.mark.parametrize(
    "head",
    [
        "## Meeting of the Families Scrutiny Committee – 4th May 2021\n\n## Report of the Director of Children's Services\n\n## Foster care\n",
        "Brackenshire County Council\n\nChildren's Scrutiny Panel, 4 May 2021\n\nReport of the Head of Safeguarding\n\nFoster care\n",
        "Report to the Children and Families Commission, 4 May 2021\n\nReport of the Chief Executive\n\nFoster care\n",
        "Foster care\n\nTo: Improvement Board, 4 May 2021\nChair: Alex Quill, Chief Executive\nFrom: Jo Marsh, Director of Children's Services\n",
        "To:   Children's Partnership Board\nFrom: Jo Marsh, Improvement Manager\nDate: 4 May 2021\nSubject: Foster care\n",
        "Report to: Families Scrutiny Committee\nDate of meeting: 4 May 2021\nReport by: Jo Marsh, Director\nTitle: Foster care\n",
    ],
)
def test_what_an_officer_reports_to_a_committee_or_board_is_a_report(told, head):
    part, _ = told(f"{head}\n{BODY}")
    assert (part.family, part.opening.score, part.header.issued.value) == ("executive-report", 0.8, "2021-05-04")


@pytest.mark.parametrize(
    "head", ["To: Alex Quill\nFrom: Jo Marsh\nDate: 4 May 2021\nSubject: Lunch\n", "To: All staff of the Board\nFrom: Jo Marsh\n"]
)
def test_what_is_put_to_no_body_is_no_report(told, head):
    assert told(f"{head}\n{BODY}")[0].family == "unknown"


MINUTES = """MINUTES OF THE FAMILIES SCRUTINY COMMITTEE
Brackenshire County Council

Tuesday, 4 May 2021

PRESENT: Councillor A Quill (Chair); Councillors B Marsh and C Dale.

OFFICERS: J Fenn (Director of Children's Services), K Rudd (Head of the Virtual School)

1. APOLOGIES
None.

2. FOSTER CARE
The Director told the Committee of the new homes.

RESOLVED
    (1)  {what}
    (2)  That the report be noted.
"""


@pytest.mark.parametrize(
    "what",
    [
        "That the Cabinet be asked to raise the allowance of carers.",
        "That the Director be requested to write to every school.",
        "That the Director of Children's Services be asked to visit each home.",
        "That the Leader of the Council be invited to meet the carers.",
        "That the Cabinet Member for Children be urged to publish the plan.",
        "the Executive be asked to find money for a second worker",
        "That the Safeguarding Children Partnership be further asked to test its plan.",
        "That the Health and Wellbeing Board be encouraged to share its figures.",
        "That the Chief Executive be again requested to fill the post.",
        "That Members be invited to visit two of the homes.",
    ],
)
def test_what_a_committee_asks_of_somebody_is_recommended(told, what):
    _, facts = told(MINUTES.format(what=what))
    assert [one.text for one in facts if isinstance(one, Recommendation)] == [what]


@pytest.mark.parametrize(
    "what",
    [
        "That the progress made be noted.",
        "That the Director be thanked for the report.",
        "That the Cabinet be informed of the vote.",
        "That Councillor Dale, who was asked to leave, be excused.",
    ],
)
def test_what_asks_nobody_for_anything_is_not_recommended(told, what):
    _, facts = told(MINUTES.format(what=what))
    assert not [one for one in facts if isinstance(one, Recommendation)]


@pytest.mark.parametrize(
    "role", ["Head of the Virtual School", "Headteacher of the Virtual School", "Executive Headteacher of the Virtual School"]
)
def test_the_head_of_a_virtual_school_is_an_officer_of_the_council(told, role):
    part, facts = told(MINUTES.format(what="That all be well.").replace("Head of the Virtual School", role))
    held = {one.body for one in facts if isinstance(one, Membership) and one.role.name == "virtual-school-head"}
    assert held == {part.header.about}


def test_a_heading_in_capitals_keeps_the_rest_of_a_role(told):
    text = MINUTES.format(what="That all be well.").replace("2. FOSTER CARE", "2. DIRECTOR OF CHILDREN'S SERVICES")
    printed = {getattr(one, "printed", "") for one in told(text)[1]}
    assert "DIRECTOR OF CHILDREN" not in printed


def test_a_report_without_a_labelled_subject_is_named_by_the_lines_above_its_head(told):
    head = "Brackenshire County Council\nGETTING BETTER: PLAN FOR 2021\nProgress report no. 3\n\nTo: Improvement Board, 4 May 2021\nFrom: Jo Marsh, Director\n"
    assert (
        told(f"{head}\n{BODY}")[0].header.title == "Brackenshire County Council GETTING BETTER: PLAN FOR 2021 Progress report no. 3"
    )


@pytest.mark.parametrize(
    "says",
    [
        "has been appointed and starts on 5 June 2021",
        "was appointed and joins us in June 2021",
        "was chosen and takes up post on 7 June 2021",
    ],
)
def test_who_was_appointed_and_begins_later_is_told_in_time(told, says):
    text = MINUTES.format(what="That all be well.").replace("None.", f"Jo Marsh {says}.")
    assert not [one for one in told(text)[1] if getattr(getattr(one, "kind", None), "name", "") == "told-before-its-date"]
