"""Sections: headings of all kinds, what stands under them, and tables that are drawn with bars."""

import pytest

from kg.reading.blocks import blocks
from kg.reading.sections import folded, sections
from kg.text import Document
from tests.timing import assert_linear


def of(text):
    return sections(Document.from_text(text).span)


def test_a_numbered_title_is_a_heading_and_an_item_of_a_list_is_none():
    found = of(
        "4. Analysis\n\n4.1 Workforce\n\nCaseloads are too high.\n\n1. Recruit more staff\n2. Keep them\n\n5. Summary\n\nProgress is good."
    )
    assert [(section.number, section.title, section.outer) for section in found] == [
        ("4", "Analysis", ()),
        ("4.1", "Workforce", ("Analysis",)),
        ("5", "Summary", ()),
    ]
    assert [block.number for block in found[1].blocks] == ["", "1", "2"]
    assert found[1].titles == "Analysis / Workforce"
    assert str(found[2].span) == "5. Summary\n\nProgress is good."


def test_a_number_with_a_nought_is_always_a_heading():
    found = of("1.0 Introduction\n1.1 The review began in May.\n2.0 Recommendations\n2.1 The council should recruit.")
    assert [section.title for section in found] == ["Introduction", "Recommendations"]
    assert found[1].first is not None
    assert found[1].first.number == "2.1"


def test_text_before_the_first_heading_is_a_section_without_title():
    found = of("This report is about fostering, which is under review.\n\nBACKGROUND\n\nFewer households apply.")
    assert [(section.title, section.heading is None) for section in found] == [("", True), ("BACKGROUND", False)]


def test_a_sentence_that_a_page_break_cuts_after_a_little_word_is_one_paragraph():
    found = of(
        "HOMES\n\nThe redesign of the resource team, the contact service and the home support service will be finished with a new team in\n\nJune 2018. The work goes on."
    )
    assert [block.text.words for block in found[0].blocks] == [
        "The redesign of the resource team, the contact service and the home support service will be finished with a new team in June 2018. The work goes on."
    ]


def test_a_heading_that_only_introduces_is_folded_into_the_section_above():
    found = folded(
        of("Recommendations\n\nThe panel recommends that:\n\n(a) the plan be approved."), lambda text: "recommends" in text
    )
    assert [section.title for section in found] == ["Recommendations"]
    assert [block.kind for block in found[0].blocks] == ["prose", "numbered"]


def test_rows_drawn_with_bars_have_their_cells_and_the_rule_between_them_is_nothing():
    found = blocks(Document.from_text("| No | Text |\n|----|:----|\n| 1 |  | \nTask | Owner | Due\nHire | Ann | May").span)
    assert [(block.kind, [cell.words for cell in block.cells]) for block in found] == [
        ("row", ["No", "Text"]),
        ("row", ["1", ""]),
        ("row", ["Task", "Owner", "Due"]),
        ("row", ["Hire", "Ann", "May"]),
    ]


def test_a_short_line_right_above_a_list_is_a_heading_although_no_blank_line_parts_it():
    found = blocks(
        Document.from_text("2.2 Supervision is regular.\nStrengths\n• Stable team.\nAreas for improvement\n• Plans.").span
    )
    assert [(block.kind, block.text.words) for block in found] == [
        ("numbered", "Supervision is regular."),
        ("heading", "Strengths"),
        ("bullet", "Stable team."),
        ("heading", "Areas for improvement"),
        ("bullet", "Plans."),
    ]


def test_a_few_words_right_above_a_sentence_are_a_heading_and_a_name_above_a_post_is_none():
    text = "Next steps\nWe plan to open two homes by the end of next year.\n\nAnn Lee, CBE\nDirector of Children's Services in Westmere"
    found = blocks(Document.from_text(text).span)
    assert [(block.kind, block.text.words) for block in found] == [
        ("heading", "Next steps"),
        ("prose", "We plan to open two homes by the end of next year."),
        ("prose", "Ann Lee, CBE Director of Children's Services in Westmere"),
    ]


def test_a_line_with_a_colon_right_above_numbers_heads_them():
    found = blocks(Document.from_text("2) Reduce caseloads by May.\nFor the trust:\n3) Extend the contract.").span)
    assert [(block.number, block.text.words) for block in found] == [
        ("2", "Reduce caseloads by May."),
        ("", "For the trust:"),
        ("3", "Extend the contract."),
    ]


def test_a_wrapped_numbered_line_goes_on_after_a_little_word():
    found = blocks(Document.from_text("4. In the town of\nWestmere the rate fell.").span)
    assert [block.text.words for block in found] == ["In the town of Westmere the rate fell."]


@pytest.mark.parametrize("piece", ["|", "-", "| ", "a | ", "- ", ":-", " -- ", "1.", "# ", "A "])
def test_long_runs_take_linear_time(piece):
    assert_linear(lambda text: sections(Document.from_text(text).span), piece, after="x")
