"""Blocks: headings, numbered paragraphs, bullets, rows and prose, over wrapped lines and page breaks."""

import pytest
from hypothesis import given

from kg.reading.blocks import blocks
from kg.reading.furniture import running_lines
from kg.text import Document
from tests.strategies import documents
from tests.timing import assert_linear


def shape(words):
    """Kind, number and words of each block."""
    return [(block.kind, block.number, block.text.words) for block in blocks(Document.from_text(words).span)]


def test_headings_numbered_paragraphs_bullets_rows_and_prose_are_told_apart():
    words = (
        "FINDINGS OF THE REVIEW\n\n1. The first paragraph goes\non to a second line.\n\n2.1 The next one is short.\n\n"
        "• a bullet that\n  is wrapped;\n- another bullet.\n\nPlain prose stands here, as it does.\n\nTeam\tHeads\tDays\nNorth\t3\t2.5\n"
    )
    assert shape(words) == [
        ("heading", "", "FINDINGS OF THE REVIEW"),
        ("numbered", "1", "The first paragraph goes on to a second line."),
        ("numbered", "2.1", "The next one is short."),
        ("bullet", "", "a bullet that is wrapped;"),
        ("bullet", "", "another bullet."),
        ("prose", "", "Plain prose stands here, as it does."),
        ("row", "", "Team Heads Days"),
        ("row", "", "North 3 2.5"),
    ]


def test_a_paragraph_goes_on_over_a_page_number_where_it_has_not_ended():
    words = "12. The panel heard that the number of children in\n\n14\n\ncare had risen over the whole of the year.\n"
    assert shape(words) == [
        ("numbered", "12", "The panel heard that the number of children in 14 care had risen over the whole of the year.")
    ] or shape(words) == [
        ("numbered", "12", "The panel heard that the number of children in care had risen over the whole of the year.")
    ]


def test_markdown_headings_and_bold_lines_are_headings():
    assert shape("## Early help\n\n**Next steps:**\n\nThe team will meet again in the spring of next year.\n")[:2] == [
        ("heading", "", "Early help"),
        ("heading", "", "Next steps"),
    ]


def test_a_lone_number_or_bullet_takes_the_line_that_follows():
    assert shape("3.\nThe council should act at once.\n\n•\nThe board should meet more often.\n") == [
        ("numbered", "3", "The council should act at once."),
        ("bullet", "", "The board should meet more often."),
    ]


def test_a_line_that_stands_on_every_page_belongs_to_no_block():
    page = "Annual report of the joint board\n\nSome words of page {} that end here.\n\n"
    found = shape("".join(page.format(word) for word in ("one", "two", "three", "four")))
    assert [words for kind, _, words in found if "Annual" in words] == []
    assert len(found) == 4


def test_the_cells_of_a_row_are_its_columns():
    (row,) = blocks(Document.from_text("North team\t3\t 2.5\n").span)
    assert [str(cell) for cell in row.cells] == ["North team", "3", "2.5"]


@given(documents())
def test_blocks_are_in_order_lie_in_the_text_and_hold_their_words(document):
    end = 0
    for block in blocks(document.span):
        assert block.span.start >= end
        assert block.text in block.span
        assert str(block.span) == document.text[block.span.start : block.span.end]
        end = block.span.end


def test_a_day_at_the_start_of_a_line_is_no_number():
    assert shape(
        "31 January 2022\n\n4 March to Easter is the first term of the plan, which the board agreed.\n\n1. May the board agree?\n"
    ) == [
        ("prose", "", "31 January 2022"),
        ("prose", "", "4 March to Easter is the first term of the plan, which the board agreed."),
        ("numbered", "1", "May the board agree?"),
    ]


def test_feet_of_numbered_pages_are_known_though_one_page_is_short():
    page = "The panel heard what was done.\n" * 20
    short = "A last line of the text.\n" * 5
    text = (
        page
        + "".join(f"3 to 7 June 2024        {number}\n{page}" for number in (2, 3, 4))
        + f"3 to 7 June 2024        5\n{short}3 to 7 June 2024        6\n"
    )
    assert running_lines(Document.from_text(text).span) == {"3 to 7 June 2024"}


def test_each_reader_has_a_list_of_blocks_of_its_own():
    span = Document.from_text("Aims\n\nOne thing.\n\nAnother thing.").span
    first = blocks(span)
    first.clear()
    assert [str(block.span) for block in blocks(span)] == ["Aims", "One thing.", "Another thing."]


@pytest.mark.parametrize(
    "foot",
    [
        "Inspection report | 2",
        "Northshire children's services inspection report | 12",
        "2 | Inspection report: Northshire, 6 to 17 March 2023",
        "Fostering strategy 2021 to 2024 – Page 3 of 9",
        "Children's Panel      page 4 of 12",
        "Page 3 | Northshire Council",
    ],
)
def test_the_foot_of_a_page_cuts_no_paragraph(foot: str) -> None:
    text = f"1. Most plans are specific and parents understand what is expected\n{foot}\n\nof them. Visits are regular.\n\n2. Records are clear.\n"
    found = blocks(Document.from_text(text).span)
    assert [(block.number, block.kind) for block in found] == [("1", "numbered"), ("2", "numbered")]
    assert " ".join(foot.split()) in running_lines(Document.from_text(text).span)


def test_a_foot_of_any_name_is_one_where_it_counts_pages() -> None:
    body = "\n".join(f"Line {number} of a paragraph that goes on" for number in range(8))
    text = f"{body}\nOur plan for children | 4\n{body}\nOur plan for children | 5\n{body}\n"
    assert {"Our plan for children | 4", "Our plan for children | 5"} <= running_lines(Document.from_text(text).span)


@pytest.mark.parametrize(
    "text",
    [
        "Children in care | 399\nChild protection plans | 147\n",  # a table
        "Foster carers | 12\nStaff | 40\n\nWords between them\n\nFoster carers | 13\nStaff | 41\n",
        "Foster carers | 12\n\nThey are few.\n\nThere will be more.\n\nMany more.\n\nFoster carers | 112\n",
        "Serious incidents\t2\nComplaints | 3\n",
        "The figures are told on page 4 of the plan and are right.\n",
        "Foster carers | 12\n",
    ],
)
def test_a_row_of_a_table_is_no_foot(text: str) -> None:
    assert not running_lines(Document.from_text(text).span)


def test_dots_lead_from_cell_to_cell_of_a_row_and_in_a_table_of_contents_they_do_not():
    (row, *_) = blocks(Document.from_text("In care .......... 512 ... 98.5 per 10,000\n").span)
    assert (row.kind, [str(cell) for cell in row.cells]) == ("row", ["In care", "512", "98.5 per 10,000"])
    assert all(block.kind != "row" for block in blocks(Document.from_text("Introduction .......... 5\n").span))
    assert all(block.kind != "row" for block in blocks(Document.from_text("We waited ... and waited ... 5 days\n").span))


def test_a_paragraph_may_be_numbered_with_a_letter_and_a_figure():
    text = "B3  Children looked after numbered 521 at the end of September.\n\nB4  They are well, and most of them are seen by a doctor.\n"
    assert [(block.kind, block.number) for block in blocks(Document.from_text(text).span)] == [
        ("numbered", "B3"),
        ("numbered", "B4"),
    ]
    for row in ("M1  Recruit    May 2021    Ann Lee and her team of managers\n", "A4  paper\n"):
        assert all(block.kind != "numbered" for block in blocks(Document.from_text(row).span))


@pytest.mark.parametrize("run", ["Report | 2\n", "a | ", "Page 2 ", "- page 1", "...", "a ... 5 ", "B3  Aa "])
def test_feet_are_found_in_linear_time(run: str) -> None:
    assert_linear(
        lambda text: (running_lines(Document.from_text(text).span), blocks(Document.from_text(text).span)), run, "A\n", "\nz", 4_000
    )
