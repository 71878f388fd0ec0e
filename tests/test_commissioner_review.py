"""Commissioners' reviews: title page, quotations of earlier reviews and visits, recommendations, whom the reviewer talked to."""

import pytest

from kg import mapping
from kg.facts import Finding, FollowUp, Inspection, Meeting, Participation, Post, Recommendation, Ref
from kg.text import Document
from tests.timing import assert_linear

FAMILY = "commissioner-review"

SIX_MONTHS = """6 month review of Children's Services in Kelby

**Dame Alice Okafor DBE: DfE
Commissioner for Children's
Services**

October 2022

Kelby Children's Services: Commissioner 6 month follow-up report

1. Context:

1.1 The Minister appointed me after an Ofsted inspection of Kelby City Council.

1.2 In my first report, of April 2022, I was concerned about early help. I therefore recommended in April 2022 that the council should keep its services. This recommendation was accepted by the Minister.

1.3 Ofsted conducted a monitoring visit on 5 and 6 July 2022. Their conclusions included the following strengths amongst others:

“Social workers know their children well.

Records of visits are up to date.”

At the same time Ofsted highlighted areas for improvement including:

“Plans for children are too long.”

2. Process

2.1 I interviewed the Leader, Councillor Tom Price. I have held (with Ruth Allan, DfE Adviser) focus groups with social workers. I have benefitted from discussions with John Grey (Chair of the Partnership).

3. Analysis

3.1 Workforce

In the April Commissioner review report, we said:

1. Too many social workers are from agencies. The council must recruit permanent staff.

2. Supervision is regular.

The workforce strategy is impressive. Supervision is good but further work to make it more reflective is now needed.

3.2 What difference is being made?

It is impressive to see that :

- 95% of assessments are on time.
- 12 children returned home.

Performance concerns

- Dental checks are too low
- The timeliness of conferences

4. Recommendations

1. The LA should seek to reduce the number of agency staff.

2. Supervision is good but further work to make it more reflective is now needed.

3. The performance challenges highlighted at Section 3.2 of this report must be prioritised. As the guidance says

“Directors should report to the Leader or Mayor (except as a temporary measure)”

Whilst I am reassured, a recommendation will be made to the Minister for the Mayor to provide an update within 3 months.

5. Summary

On this basis, I would recommend to the Minister that no further Commissioner is required.

Dame Alice Okafor DBE

DfE Commissioner
"""

FIRST = """Children's Services in Harborough Vale

Report to the Secretary of State for Education

Commissioner: Alice Okafor

February 2019

Introduction

1. I was appointed as Commissioner under a statutory direction.

2. In my letter of November 2018, I said: "The council must appoint a permanent director." A permanent director has now been appointed.

Recommendations

I recommend that:
(i) the council retains control of its services for a further six months;
(ii) the Department for Education appoints an improvement adviser; and
(iii) the partners publish a workforce plan.
"""

ADVISER = """Improvement Adviser's six-monthly report: Kelby City Council
Author: John Smith, DfE Improvement Adviser
Date: 4 October 2022

1.0 Background
1.1 My first report, of April 2022, recommended that the council should invest in early help. This recommendation has been implemented.

2.0 Progress
2.1 In my previous report I highlighted:
- Supervision is irregular and needs to improve
- The board meets every month
2.2 Supervision is now regular.
Strengths
• Stable leadership team.
Areas for improvement
• Quality of plans.

3.0 Recommendations
R1. Continue monthly meetings of the Improvement Board.
R2. The Safeguarding Partnership should review thresholds.
3.1 I do not recommend that services are moved to a trust.
"""

NOT_ONE = """MINUTES
A meeting of the Children's Scrutiny Panel was held on 4 May 2022.

COMMISSIONER'S 12 MONTH REVIEW REPORT

The Director presented the report of the DfE Commissioner to the Minister of State, which the panel noted.

7. Update – DfE Commissioner Review Report 27 - 40
"""


def of(kind, facts):
    return [fact for fact in facts if isinstance(fact, kind)]


def test_the_title_page_gives_the_review_its_month_its_council_and_its_author(read):
    part, facts = read(SIX_MONTHS)
    assert part.header.title == "6 month review of Children's Services in Kelby"
    assert part.header.issued.value == "2022-10"
    assert part.header.publisher == Ref("body", "department-for-education")
    review = of(Inspection, facts)[0]
    assert review.ref == Ref("inspection", "kelby-council-2022-10-commissioner-review")
    assert (review.kind, review.inspects, review.conducted_by) == (
        "CommissionerReview",
        Ref("body", "kelby-council"),
        (Ref("body", "department-for-education"),),
    )
    (author,) = [one for one in of(Participation, facts) if one.evidence[0].line < 10]
    assert (author.participant.slug, author.capacity.name, author.event) == ("kelby-alice-okafor", "reviewer", review.ref)


def test_a_title_may_stand_on_two_lines_and_name_the_place_only(read):
    part, _ = read(FIRST)
    assert part.header.title == "Children's Services in Harborough Vale: Report to the Secretary of State for Education"
    assert part.header.about == Ref("body", "harborough-vale-council")
    assert part.header.place == Ref("place", "harborough-vale")


def test_points_quoted_from_the_earlier_review_are_made_in_it(read):
    _, facts = read(SIX_MONTHS)
    earlier = Ref("inspection", "kelby-council-2022-04-commissioner-review")
    said = [
        (one.number, one.text, one.polarity.name) for one in of(Finding, facts) if one.made_in == earlier and one.part_of is None
    ]
    assert said == [
        ("1", "Too many social workers are from agencies. The council must recruit permanent staff.", "weakness"),
        ("2", "Supervision is regular.", "strength"),
    ]
    asked = [one for one in of(Recommendation, facts) if one.made_in == earlier]
    assert [(one.number, (one.date or one.issued).value) for one in asked] == [("", "2022-04"), ("1", "2022-04")]


def test_what_became_of_an_earlier_recommendation_is_a_follow_up(read):
    _, facts = read(SIX_MONTHS)
    (told,) = of(FollowUp, facts)
    (asked,) = [one for one in of(Recommendation, facts) if one.ref == told.of]
    assert asked.text == "I therefore recommended in April 2022 that the council should keep its services."
    assert asked.addressed_to == (Ref("body", "kelby-council"),)
    assert told.status == "addressed"
    assert str(told.evidence[0]) == "This recommendation was accepted by the Minister."


def test_quoted_conclusions_of_an_inspectorate_are_made_in_its_visit(read):
    _, facts = read(SIX_MONTHS)
    visit = Ref("inspection", "kelby-council-2022-07-05")
    fact = next(one for one in of(Inspection, facts) if one.ref == visit)
    assert (fact.kind, fact.conducted_by[0].slug, fact.until.value) == ("MonitoringVisit", "ofsted", "2022-07-06")
    assert [(one.text, one.polarity.name) for one in of(Finding, facts) if one.made_in == visit] == [
        ("Social workers know their children well.", "strength"),
        ("Records of visits are up to date.", "strength"),
        ("Plans for children are too long.", "weakness"),
    ]


def test_bullets_under_a_lead_that_praises_praise_and_performance_concerns_blame(read):
    _, facts = read(SIX_MONTHS)
    bullets = {
        one.text: one.polarity.name for one in of(Finding, facts) if one.evidence[0].document.text[one.evidence[0].start - 2] == "-"
    }
    assert bullets == {
        "95% of assessments are on time.": "strength",
        "12 children returned home.": "strength",
        "Dental checks are too low": "weakness",
        "The timeliness of conferences": "weakness",
    }


def test_numbered_recommendations_keep_their_addressee_and_the_findings_they_rest_on(read):
    part, facts = read(SIX_MONTHS)
    review = Ref("inspection", "kelby-council-2022-10-commissioner-review")
    texts = {one.ref: one.text for one in of(Finding, facts)}
    own = {one.number: one for one in of(Recommendation, facts) if one.made_in == review and one.number}
    assert sorted(own) == ["1", "2", "3"]
    assert own["1"].addressed_to == (Ref("body", "kelby-council"),)
    assert [texts[ref] for ref in own["2"].supported_by] == [
        "Supervision is good but further work to make it more reflective is now needed."
    ]
    assert [texts[ref] for ref in own["3"].supported_by] == ["Dental checks are too low", "The timeliness of conferences"]
    assert own["3"].text.endswith("within 3 months.")
    assert {one.made_by for one in own.values()} == {Ref("person", "kelby-alice-okafor")}
    assert own["1"].ref == Ref("recommendation", f"{part.slug}/1")


def test_what_is_recommended_to_a_minister_is_addressed_to_the_post(read):
    _, facts = read(SIX_MONTHS)
    posts = {post.ref: (post.role.name, post.status) for post in of(Post, facts)}
    assert sorted(posts.values()) == [("mayor", "unnamed"), ("minister", "unnamed")]
    told = {
        one.text[:24]: [posts[ref][0] for ref in one.addressed_to]
        for one in of(Recommendation, facts)
        if one.addressed_to and one.addressed_to[0] in posts
    }
    assert told == {"Whilst I am reassured, a": ["minister", "mayor"], "On this basis, I would r": ["minister"]}


def test_those_who_were_interviewed_and_those_who_reviewed_take_part(read):
    _, facts = read(SIX_MONTHS)
    parts = {(one.participant.slug, one.capacity.name) for one in of(Participation, facts)}
    assert parts == {
        ("kelby-alice-okafor", "reviewer"),
        ("kelby-tom-price", "interviewee"),
        ("kelby-ruth-allan", "reviewer"),
        ("kelby-john-grey", "interviewee"),
    }
    assert [one.label for one in of(Meeting, facts)] == ["focus groups with social workers"]


def test_a_quotation_inside_a_sentence_is_made_in_the_letter_it_is_quoted_from(read):
    _, facts = read(FIRST)
    letter = Ref("inspection", "harborough-vale-council-2018-11-commissioner-review")
    assert [one.text for one in of(Recommendation, facts) if one.made_in == letter] == [
        "The council must appoint a permanent director."
    ]


def test_a_list_under_i_recommend_that_is_read_item_by_item(read):
    _, facts = read(FIRST)
    own = [one for one in of(Recommendation, facts) if one.number]
    assert [(one.number, [ref.slug for ref in one.addressed_to]) for one in own] == [
        ("i", []),
        ("ii", ["department-for-education"]),
        ("iii", []),
    ]
    assert str(own[0].evidence[1]) == "I recommend that:"


def test_a_report_without_blank_lines_keeps_its_headings_and_what_it_does_not_recommend_is_none(read):
    part, facts = read(ADVISER)
    assert part.header.issued.value == "2022-10-04"
    polarities = {one.text: one.polarity.name for one in of(Finding, facts)}
    assert polarities["Stable leadership team."] == "strength"
    assert polarities["Quality of plans."] == "weakness"
    assert not any("John Smith" in text for text in polarities)
    assert [
        (one.number, one.text)
        for one in of(Recommendation, facts)
        if one.made_in.slug == "kelby-council-2022-10-commissioner-review"
    ] == [
        ("1", "Continue monthly meetings of the Improvement Board."),
        ("2", "The Safeguarding Partnership should review thresholds."),
    ]
    previous = Ref("inspection", "kelby-council-previous-report")
    assert [one.text for one in of(Recommendation, facts) if one.made_in == previous] == [
        "Supervision is irregular and needs to improve"
    ]


def test_an_item_of_minutes_or_of_an_agenda_opens_no_review(families, world):
    assert list(families[FAMILY].openings(Document.from_text(NOT_ONE).span, world)) == []


def test_two_titles_on_one_page_open_one_review(families, world):
    pack = "AGREED that the report be noted.\n\n13/09/2021\n\n\n\n\n\n" + SIX_MONTHS
    (opening,) = families[FAMILY].openings(Document.from_text(pack).span, world)
    assert str(opening.at) == "6 month review of Children's Services in Kelby"


def test_a_review_that_names_no_council_makes_none_up(read):
    part, facts = read("Commissioner's six month review report\n\nMay 2020\n\nIntroduction\n\nThe DfE asked for this report.\n")
    assert part.header.about is None
    assert of(Inspection, facts) == []
    assert {one.made_in for one in of(Finding, facts)} == {part.ref}


@pytest.mark.parametrize(
    "piece",
    [
        "In my review I said: ",
        "I recommend ",
        "“",
        "[",
        "A",
        "(with ",
        "discussions with ",
        "1. A\n",
        "In May ",
        "Commissioner review ",
    ],
)
def test_long_runs_take_linear_time(families, world, piece):
    def read_all(text):
        for part in mapping.split(Document.from_text(text), {FAMILY: families[FAMILY]}, world, "doc"):
            list(families[FAMILY].read(part))

    assert_linear(
        read_all, piece, "Kelby City Council\n\nCommissioner's 6 month review report to the DfE\n\nMay 2020\n\n1. Context\n\n"
    )


LETTERED = """Report to the Secretary of State for Education

Children's Services in Wexmoor: report of the Commissioner

Helen Ashworth-Pryce, Commissioner for Children's Services in Wexmoor

14 March 2019

A. Introduction

The Secretary of State issued a statutory direction to Wexmoor County Council.

B. Progress

A first progress report will be made in September 2019. The front door is a considerable achievement.

Recommendation 7: Partners must agree a neglect strategy.

C. Recommendations

I recommend that:

(a) the Council retains control for a further 12 months, subject to a review in March 2020;
(b) the Council's Cabinet agrees a sustainable budget, including:
    o  £2.5 million for social work posts
    o  £600,000 for early help
(c) Ofsted is asked to carry out a monitoring visit by July 2019.

I do not recommend the creation of a trust.
"""


def test_lettered_recommendations_under_a_lettered_heading(read):
    _, facts = read(LETTERED)
    assert [(one.number, one.text[:30], [ref.slug for ref in one.addressed_to]) for one in of(Recommendation, facts)] == [
        ("7", "Partners must agree a neglect ", []),
        ("a", "the Council retains control fo", ["wexmoor-council"]),
        ("b", "the Council's Cabinet agrees a", ["wexmoor-cabinet"]),
        ("c", "Ofsted is asked to carry out a", ["ofsted"]),
    ]
    (budget,) = [one.text for one in of(Recommendation, facts) if one.number == "b"]
    assert budget.endswith("£600,000 for early help")


def test_a_progress_report_is_no_progress(read):
    _, facts = read(LETTERED)
    said = {one.text[:20]: one.polarity.name for one in of(Finding, facts)}
    assert said["A first progress rep"] == "strength"  # the paragraph: its second sentence praises
    assert "Recommendation 7: Pa" not in said
    assert not [one for one in of(Finding, facts) if one.text.startswith("A first") and one.part_of is not None]
