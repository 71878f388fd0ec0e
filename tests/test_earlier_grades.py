"""Grades of earlier inspections that a document tells of: which are read, of what aspect and year, and which are none."""

import pytest

from kg.dates import When
from kg.facts import Header, Inspection, Judgement, Ref
from kg.reading.claims import claims
from kg.reading.former import former
from kg.reading.inspections import inspections
from kg.reading.part import Opening, Part
from kg.text import Document
from tests.timing import assert_linear

COUNCIL = Ref("body", "northby-council")
TOLD = [
    (
        "The previous inspection, in 2015, judged overall effectiveness as requires improvement.",
        [("overall", "requires-improvement", "2015")],
    ),
    ("At the last inspection in May 2019 the council was judged inadequate.", [("overall", "inadequate", "2019-05")]),
    ("Previous inspection: requires improvement (2019)", [("overall", "requires-improvement", "2019")]),
    (
        "Since the local authority was judged inadequate in 2019, senior leaders have rebuilt the service.",
        [("overall", "inadequate", "2019")],
    ),
    ("When it was last inspected, the authority was found to be good overall.", [("overall", "good", "")]),
    (
        "At the time of the last inspection, in March 2016, adoption was judged to be good but leadership, management and governance was inadequate.",
        [("adoption", "good", "2016-03"), ("leadership", "inadequate", "2016-03")],
    ),
    (
        "The local authority’s previous inspection of children’s social care was in June 2018, when it was judged to require improvement to be good.",
        [("overall", "requires-improvement", "2018-06")],
    ),
    ("Services for children have improved since they were judged inadequate.", [("overall", "inadequate", "")]),
    (
        "In the 2016 single inspection, Ofsted rated Northby as inadequate for children who need help and protection.",
        [("help-and-protection", "inadequate", "2016")],
    ),
    ("The Ofsted inspection of February 2020 rated children’s services as ‘good’.", [("overall", "good", "2020-02")]),
    ("Children’s services were rated outstanding by Ofsted in 2017.", [("overall", "outstanding", "2017")]),
    (
        "The council has been subject to intervention since Ofsted’s inadequate judgement in 2021.",
        [("overall", "inadequate", "2021")],
    ),
    (
        "The previous judgement of requires improvement, given in 2018, no longer reflects practice.",
        [("overall", "requires-improvement", "2018")],
    ),
    (
        "The local authority was last inspected in July 2014 under the single inspection framework and was judged to be adequate.",
        [],
    ),
    ("At the previous inspection the authority was not judged to be inadequate.", []),
    ("If the authority were judged inadequate at the next inspection, a trust would be set up.", []),
    ("Three of the four children’s homes were judged good at their last inspection in 2018.", []),
    ("The council hopes to be judged good at its next inspection in 2026.", []),
    ("At the last inspection, 85% of schools were judged good or outstanding.", []),
    ("Leaders were told that they could be rated inadequate in 2020.", []),
    (
        "Ofsted last inspected the council in November 2017 and judged services to require improvement.",
        [("overall", "requires-improvement", "2017-11")],
    ),
    (
        "Following the inspection in October 2015, at which the council was judged inadequate overall, the Secretary of State appointed a commissioner.",
        [("overall", "inadequate", "2015-10")],
    ),
    ("Outcome at last inspection: Good (September 2016)", [("overall", "good", "2016-09")]),
    (
        "Overall effectiveness has improved from inadequate to requires improvement since the last inspection.",
        [("overall", "inadequate", "")],
    ),
    (
        "Ofsted’s previous rating of ‘requires improvement to be good’ was given in March 2022.",
        [("overall", "requires-improvement", "2022-03")],
    ),
    (
        "The quality of social work has got worse since the 2018 inspection, when services were rated good.",
        [("overall", "good", "2018")],
    ),
    (
        "The last full inspection (November 2021) graded the impact of leaders as good and help and protection as outstanding.",
        [("impact-of-leaders", "good", "2021-11"), ("help-and-protection", "outstanding", "2021-11")],
    ),
    ("Members noted that the council remained ‘requires improvement’.", []),
    ("Before the inspection, leaders had rated themselves as good.", []),
    ("In 2019 a peer review judged the front door to be good.", []),
    ("The residential home was judged inadequate in 2022.", []),
    ("The local authority has not been judged inadequate since 2013.", []),
    (
        "It was judged good in 2012 and requires improvement in 2016.",
        [("overall", "good", "2012"), ("overall", "requires-improvement", "2016")],
    ),
    ("The Local Safeguarding Children Board was judged inadequate at its review in 2015.", [("lscb", "inadequate", "2015")]),
    (
        "At its previous inspection, the authority’s leadership, management and governance were judged inadequate, and adoption performance required improvement.",
        [("leadership", "inadequate", ""), ("adoption", "requires-improvement", "")],
    ),
    (
        "This inspection finds that services are good, up from requires improvement in 2019.",
        [("overall", "requires-improvement", "2019")],
    ),
    (
        "The previous inspection of the local authority was in March 2016. The local authority was judged to be inadequate.",
        [("overall", "inadequate", "2016-03")],
    ),
    (
        "Leaders have responded well since the council’s inadequate Ofsted rating in October 2020.",
        [("overall", "inadequate", "2020-10")],
    ),
    ("The council’s Ofsted judgement was ‘Good’ in February 2022.", [("overall", "good", "2022-02")]),
    ("A trust was set up after services were found to be inadequate in 2015.", [("overall", "inadequate", "2015")]),
    (
        "In May 2019 Ofsted inspected us and the experiences of care leavers, however, had been judged good.",
        [("care-leavers", "good", "2019-05")],
    ),
    ("In May 2019 Ofsted inspected us and the LSCB, by contrast, was judged inadequate.", [("lscb", "inadequate", "2019-05")]),
    ("The service is rated good by the people who use it.", []),
    ("The previous inspection praised good practice with care leavers.", []),
    ("In June 2021 Ofsted judged the county’s services to be ‘outstanding’.", [("overall", "outstanding", "2021-06")]),
]


def part_of(text, world, about=COUNCIL):
    document = Document.from_text(text)
    header = Header(title="t", issued=When("2024-05-20", "20 May 2024"), about=about, evidence=(document.span.strip()[:5],))
    opening = Opening(document.span[:0], 0.9, "a test")
    return Part(span=document.span, family="executive-report", slug="d", world=world, opening=opening, header=header)


def told(text, world):
    """The grades as (aspect, grade, date), by the readers that tell of other inspections."""
    part = part_of(text, world)
    facts = [*inspections(part), *former(part)]
    dates = {one.ref: one.since or one.issued for one in facts if isinstance(one, Inspection)}
    return sorted(
        {
            (one.aspect.name, one.grade.name.split("/")[-1], dates[one.inspection].value if dates[one.inspection] else "")
            for one in facts
            if isinstance(one, Judgement)
        }
    )


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_the_grades_that_a_sentence_tells_of_an_earlier_inspection(text, expected, world):
    assert told(text, world) == sorted(expected)


def test_a_grade_without_a_date_is_of_an_inspection_named_by_its_label_and_of_no_known_scale(world):
    facts = list(former(part_of("The authority was found to be good at its last full inspection.", world)))
    inspection = next(one for one in facts if isinstance(one, Inspection))
    grade = next(one for one in facts if isinstance(one, Judgement))
    assert (inspection.label, inspection.framework, inspection.since) == ("last full inspection", None, None)
    assert (grade.grade.name, grade.inspection) == ("unstated/good", inspection.ref)
    assert [span.words for span in grade.evidence] == ["The authority was found to be good at its last full inspection."]


def test_the_scale_is_that_of_the_framework_of_the_date(world):
    found = {
        year: [
            one.grade.name
            for one in former(part_of(f"Adoption was good when Ofsted inspected in {year}.", world))
            if isinstance(one, Judgement)
        ]
        for year in ("2011", "2015", "2019")
    }
    assert found == {"2011": ["safeguarding-2009/good"], "2015": ["sif/good"], "2019": ["ilacs/good"]}


def test_a_grade_told_again_without_its_date_is_of_the_dated_inspection(world):
    text = "Services were judged inadequate in June 2019.\n\nMuch has changed since they were judged inadequate.\n"
    assert told(text, world) == [("overall", "inadequate", "2019-06")]


def test_a_list_under_a_heading_of_previous_inspections_is_of_them(world):
    text = (
        "Previous inspections\n\nThe local authority was judged adequate overall.\n\nNext steps\n\nThe council is good overall.\n"
    )
    assert told(text, world) == [("overall", "adequate", "")]


def test_a_paper_that_names_no_council_tells_the_grade_all_the_same(world):
    facts = list(former(part_of("The service had been judged inadequate in 2021.", world, about=None)))
    assert [(one.inspects, one.kind) for one in facts if isinstance(one, Inspection)] == [(None, "FullInspection")]
    assert [one.grade.name for one in facts if isinstance(one, Judgement)] == ["ilacs/inadequate"]


def test_a_date_in_the_document_s_own_month_is_of_no_earlier_inspection(world):
    assert list(former(part_of("The council was judged inadequate in May 2024.", world))) == []


@pytest.mark.parametrize("run", ["judged ", "good and ", "previous ", "inadequate, ", "was ", "in 2019 ", "judgement of ", "“"])
def test_hostile_runs_take_linear_time(run, world):
    assert_linear(lambda text: claims(Document.from_text(text).span, world), run)
