"""Findings: paragraphs and sentences, their polarity, themes and names."""

import pytest

from kg.facts import Concept, Header, Ref
from kg.reading.clean import cut, pieces, words
from kg.reading.findings import counts, findings, polarity, repeated, themes
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Opening, Part
from kg.reading.polarity import heading_polarity
from kg.text import Document
from tests.timing import assert_linear

MADE_IN = Ref("inspection", "northtown-council-2021-05-10")


def part_of(text, world, name="letter"):
    span = Document.from_text(text).span
    opening = Opening(span[:1], 0.9, "made up")
    return Part(span=span, family="x", slug=name, world=world, opening=opening, header=Header(title="t", evidence=(span[:1],)))


def read(text, world, **more):
    part = part_of(text, world)
    return list(findings(part, part.span, MADE_IN, **more))


def read_paragraphs(text, world):
    part = part_of(text, world)
    return [one for one in findings(part, paragraphs(part.span, part.span), MADE_IN) if one.part_of is None]


def said(sentence, world, heading=""):
    return polarity(Document.from_text(sentence).span, world, heading).name


def test_a_numbered_paragraph_keeps_its_number_and_whole_text(world):
    (found,) = read("12. Caseloads are too high.", world)
    assert (found.number, found.text, found.polarity.name) == ("12", "Caseloads are too high.", "weakness")
    assert found.ref == Ref("finding", "letter/12")
    assert [str(span) for span in found.evidence] == ["Caseloads are too high."]


def test_the_sentences_of_a_paragraph_that_praise_criticise_or_count_are_findings_of_their_own(world):
    whole, *parts = read("7. Plans are not clear. The team meets on Mondays. There are 14 workers. Visits are timely.", world)
    assert [(one.ref.slug, one.text, one.polarity.name) for one in parts] == [
        ("letter/7/1", "Plans are not clear.", "weakness"),
        ("letter/7/3", "There are 14 workers.", "neutral"),
        ("letter/7/4", "Visits are timely.", "strength"),
    ]
    assert whole.polarity.name == "mixed"
    assert {one.part_of for one in parts} == {whole.ref}


def test_bullets_under_a_lead_in_take_its_polarity_and_belong_to_its_paragraph(world):
    text = "3. Ofsted identified the following areas for improvement:-\n- Quality of plans was variable.\n- Placements near home.\n"
    lead, first, second = read(text, world)
    assert [first.polarity.name, second.polarity.name] == ["weakness", "weakness"]
    assert first.part_of == second.part_of == lead.ref


def test_a_heading_decides_over_what_stands_under_it_until_the_next_heading(world):
    text = "Key strengths\n\n- Partnership working in the hub.\n\nAreas for improvement\n\n- Partnership working with schools.\n"
    assert [(one.text, one.polarity.name) for one in read(text, world)] == [
        ("Partnership working in the hub.", "strength"),
        ("Partnership working with schools.", "weakness"),
    ]


def test_a_paragraph_over_a_page_break_has_neither_the_running_foot_nor_the_page_number(world):
    foot = "\n\nInspection of Northtown children's services\n3\n\n"
    text = f"1. Social workers in all of the district teams know{foot}their children well.\n{foot}2. Plans are late.{foot}3. Leaders listen to staff.\n"
    assert [one.text for one in read(text, world) if one.part_of is None] == [
        "Social workers in all of the district teams know their children well.",
        "Plans are late.",
        "Leaders listen to staff.",
    ]
    assert [str(span) for span in read(text, world)[0].evidence] == [
        "Social workers in all of the district teams know",
        "their children well.",
    ]


def test_findings_without_a_number_are_named_by_section_and_order_or_by_their_line(world):
    text = "- Leaders are visible.\n- Visits are late.\n"
    assert [one.ref.slug for one in read(text, world, section="Headline findings")] == [
        "letter/headline-findings-1",
        "letter/headline-findings-2",
    ]
    assert [one.ref.slug for one in read(text, world)] == ["letter/line-1", "letter/line-2"]


def test_a_number_that_is_printed_twice_in_a_document_names_no_finding(world):
    text = "1. Leaders are visible.\n2. Visits are late.\n\nOther matters arising:\n\n1. Plans are clear.\n"
    assert repeated(Document.from_text(text).span) == {"1"}
    assert len({one.ref for one in read(text, world)}) == len(read(text, world)) == 3


def test_what_findings_are_about_and_the_lettered_items_of_a_list_are_kept(world):
    council = Ref("body", "northtown-council")
    found = read("a) Visits are late.", world, section="list", about=(council,))
    assert [(one.number, one.ref.slug, one.about) for one in found] == [("a", "letter/list-1", (council,))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Assessments are thorough and timely.", "strength"),
        ("Very low caseloads enable workers to give children time.", "strength"),
        ("They are given the help needed to keep them safe, and it is effective.", "strength"),
        ("As a result, children are not having all of their needs recognised.", "weakness"),
        ("Inspectors would have expected a stronger grip.", "weakness"),
        ("Services for care leavers are strong but others would benefit from review.", "mixed"),
        ("Leaders have transformed services, which were judged to require improvement.", "strength"),
        ("The quality of plans is not consistently good.", "weakness"),
        ("There is no delay in hearing children.", "strength"),
        ("There is insufficient focus on the lived experience of children.", "weakness"),
        ("Too many children wait for a placement.", "weakness"),
        ("Although practice has improved, plans remain poor.", "mixed"),
        ("Partner agencies are effective, but records are inaccurate.", "mixed"),
        ("More work is needed to ensure that visits are timely and well planned.", "weakness"),
        ("When there is a delay in a placement, managers act swiftly.", "strength"),
        ("The frequency of visits has improved.", "strength"),
        ("Supervision is not yet leading to reflection.", "weakness"),
        ("Leaders do not hear their staff.", "weakness"),
        ("The board meets every six weeks at the town hall.", "neutral"),
        ("The improvement board has an improvement plan.", "neutral"),
    ],
)
def test_a_sentence_is_praise_blame_both_or_neither(world, sentence, expected):
    assert said(sentence, world) == expected


def test_a_heading_that_names_strengths_and_weaknesses_decides_nothing(world):
    assert heading_polarity("Key strengths and weaknesses", world) is None
    assert heading_polarity("The local authority’s strengths", world) == Concept("polarity", "strength")
    assert said("Visits.", world, "What needs to improve?") == "weakness"
    assert said("Visits.", world, "Findings") == "neutral"


def test_themes_are_named_in_the_order_of_their_first_mention(world):
    span = Document.from_text("Early help and supervision; then early help for care leavers with CAMHS.").span
    assert [theme.name for theme in themes(span, world)] == ["early-help", "management-oversight", "care-leavers", "mental-health"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There are 14 workers.", True),
        ("In 2019, 71% were seen.", True),
        ("The visit was on 3 May 2019.", False),
        ("See recommendations 4, 9 and 11.", False),
        ("Children at Key Stage 2 did well.", False),
    ],
)
def test_a_date_or_the_number_of_a_paragraph_is_no_count(sentence, expected):
    assert counts(Document.from_text(sentence).span) is expected


def test_rows_and_bare_lead_ins_are_no_findings_and_tags_split_paragraphs(world):
    assert (
        read("Year\tNumber\n2014\t33\n\nThe findings about all of the teams in the whole of the service were as follows:-\n", world)
        == []
    )
    span = Document.from_text("Leadership\tGood\t<p>Summary</p> <p>Leaders listen to staff.</p> <p>Plans are late.</p>").span
    assert [(block.kind, block.text.words) for block in paragraphs(span, span)][1:] == [
        ("heading", "Summary"),
        ("prose", "Leaders listen to staff."),
        ("prose", "Plans are late."),
    ]


def test_a_line_that_begins_with_the_number_of_a_sentence_opens_no_paragraph(world):
    text = "8. The attainment of children in care is close to that of all children at Key Stage\n4. Attendance is lower. \n9. Plans are late.\n"
    assert [one.number for one in read_paragraphs(text, world)] == ["8", "9"]
    text = "The semicolon at the end of a page does not end what it stands in, as it goes on;\n\nin lower case on the next page.\n"
    assert len(read_paragraphs(text, world)) == 1


def test_a_line_that_ends_at_a_hyphen_is_joined_without_a_blank():
    span = Document.from_text("A twice-\nyearly audit.").span
    assert words(pieces(span, span)) == "A twice-yearly audit."
    assert cut(span[:7], (span[2:9],)) == (span[2:7],)
    assert pieces(span[1:2], span) == ()


@pytest.mark.parametrize("run", ["not good ", "1. ", "good, ", "- ", "when where ", "A\n"])
def test_long_runs_are_read_in_linear_time(world, run):
    def read(text):
        part = part_of(text, world)
        list(findings(part, part.span, MADE_IN))

    assert_linear(read, run)
