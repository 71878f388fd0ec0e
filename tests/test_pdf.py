"""PDF files: reading order, paragraphs, lists, tables, footnotes, pages and losses, with tags and without."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pdfs import Page, pdf

from kg import intake
from kg.intake.composer import NoText
from kg.intake.pdf import pdfium, read
from kg.original import Loss
from kg.project import ProjectError

PROSE = (
    "The inspectors of the board looked at many files in the week",
    "and spoke with families who had waited for a long time until",
    "somebody came to see them.",
)


def shown(data):
    """Kind and words of every block."""
    document = read("a.pdf", data)
    return [(mark.kind, document.text[mark.start : mark.end]) for mark in document.original.marks]


def words(data):
    return [words for _, words in shown(data)]


def losses(data):
    return [(loss.kind, loss.words, loss.page) for loss in read("a.pdf", data).original.losses]


def test_wrapped_lines_are_one_paragraph_and_a_wider_gap_begins_another():
    page = Page().lines(60, 100, *PROSE).lines(60, 160, *PROSE)
    assert shown(pdf(page)) == [("paragraph", " ".join(PROSE))] * 2


def test_larger_and_bold_lines_are_headings_with_levels():
    page = Page().text(60, 80, "Report of the board", 18, "B").text(60, 120, "What we found", 12, "B").lines(60, 150, *PROSE)
    document = read("a.pdf", pdf(page))
    assert [(mark.kind, mark.level) for mark in document.original.marks] == [("heading", 1), ("heading", 2), ("paragraph", 0)]


def test_a_label_in_bold_is_no_heading():
    page = Page().text(60, 80, "Lead inspector: Ann Example", 12, "B").lines(60, 120, *PROSE)
    assert shown(pdf(page))[0] == ("paragraph", "Lead inspector: Ann Example")


def test_columns_of_running_text_are_read_one_after_the_other():
    left = [
        f"{number} and so the left column goes on here" if number else "Left column of the page begins up here"
        for number in range(9)
    ]
    left = [line.replace("0 ", "").lstrip("123456789 ") for line in left]
    right = [line.replace("left", "right").replace("Left", "Right") for line in left]
    page = Page().lines(40, 100, *left).lines(320, 100, *right)
    assert words(pdf(page)) == [" ".join(left), " ".join(right)]


def test_columns_whose_lines_are_not_level_are_kept_apart():
    left = ["Left column of the page begins up here", *["and so the left column goes on here"] * 8]
    right = [line.replace("left", "right").replace("Left", "Right") for line in left]
    page = Page().lines(40, 100, *left).lines(320, 107, *right)
    assert words(pdf(page)) == [" ".join(left), " ".join(right)]


def test_running_heads_and_page_numbers_are_left_out_and_said_once():
    pages = [
        Page().text(60, 40, f"Annual report, page {number} of 3", 9).lines(60, 100, *PROSE).text(290, 800, str(number), 10)
        for number in (1, 2, 3)
    ]
    assert words(pdf(*pages)) == [" ".join(PROSE)] * 3
    assert losses(pdf(*pages)) == [("furniture", "Annual report, page 1 of 3", 1), ("furniture", "1", 1)]


def test_a_heading_that_is_said_once_at_the_top_of_a_page_is_text():
    page = Page().text(60, 40, "To the members of the board").lines(60, 100, *PROSE)
    assert words(pdf(page, Page().lines(60, 100, *PROSE)))[0] == "To the members of the board"


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        ("Their childhood was hard.", "many things in the childhood of a"),
        ("A child-hood was hard.", "many things in the child-hood of a"),
        ("Nothing else was said.", "many things in the child-hood of a"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_where_the_document_has_the_word_without_it(elsewhere, expected):
    page = Page().lines(60, 100, "There may be a lot of very many things in the child-", "hood of a person.")
    page.text(60, 160, elsewhere)
    assert expected in words(pdf(page))[0]


def test_an_address_that_is_broken_is_joined():
    page = Page().lines(60, 100, "All of our reports can be found at www.example.org/our-", "reports/all and elsewhere.")
    assert words(pdf(page)) == ["All of our reports can be found at www.example.org/our-reports/all and elsewhere."]


def test_bullets_of_a_symbol_font_and_nested_items():
    page = Page()
    for top, left, line in ((100, 60, "First item"), (120, 96, "An item below it"), (140, 60, "Second item")):
        page.text(left, top, "\xb7", font="S").text(left + 18, top, line)
    document = read("a.pdf", pdf(page))
    assert document.text == "• First item\n• An item below it\n• Second item\n"
    assert [mark.level for mark in document.original.marks] == [0, 1, 0]


def test_an_item_that_is_wrapped_is_one_item():
    page = Page().text(60, 100, "•").text(78, 100, PROSE[0]).text(78, 114.4, PROSE[1]).text(78, 128.8, PROSE[2])
    page.text(60, 150, "•").text(78, 150, "Another.")
    assert words(pdf(page)) == ["• " + " ".join(PROSE), "• Another."]


def test_numbered_paragraphs_with_the_number_in_a_column_of_its_own():
    page = Page().text(60, 100, "12.").text(96, 100, PROSE[0]).text(96, 114.4, PROSE[1]).text(96, 128.8, PROSE[2])
    page.text(60, 150, "13.").text(96, 150, "Short one.")
    assert shown(pdf(page)) == [("item", "12. " + " ".join(PROSE)), ("item", "13. Short one.")]


def test_a_number_without_a_blank_after_it_begins_an_item():
    page = Page().text(60, 100, "24.The board should act at once.").text(60, 130, "25.The council should report.")
    assert words(pdf(page)) == ["24. The board should act at once.", "25. The council should report."]


def test_a_table_without_rules_and_with_wrapped_cells():
    page = Page()
    for top, left, right in (
        (100, ["Judgement"], ["Grade"]),
        (130, ["The impact of leaders on", "practice"], ["Good"]),
        (175, ["The experiences of children"], ["Requires improvement", "to be good"]),
        (220, ["Overall effectiveness"], ["Good"]),
    ):
        page.lines(60, top, *left).lines(320, top, *right)
    assert shown(pdf(page)) == [
        ("row", "Judgement\tGrade"),
        ("row", "The impact of leaders on practice\tGood"),
        ("row", "The experiences of children\tRequires improvement to be good"),
        ("row", "Overall effectiveness\tGood"),
    ]


def test_a_table_with_rules_and_an_empty_cell():
    page = Page().rule(50, 118, 500).rule(50, 150, 500)
    page.text(60, 110, "Name").text(250, 110, "Role").text(430, 110, "Present")
    page.lines(60, 130, "Ann", "Example").text(250, 130, "Chair").text(430, 130, "Yes")
    page.text(60, 165, "Bo Sample").text(430, 165, "No")
    assert words(pdf(page)) == ["Name\tRole\tPresent", "Ann Example\tChair\tYes", "Bo Sample\t\tNo"]


def test_a_label_and_what_it_labels_make_a_row():
    page = Page().text(60, 100, "Lead inspector").lines(200, 100, "Ann Example", "Inspector").lines(60, 160, *PROSE)
    assert words(pdf(page)) == ["Lead inspector\tAnn Example Inspector", " ".join(PROSE)]


def test_a_list_beside_its_label_has_a_row_for_each_entry():
    page = (
        Page()
        .text(60, 100, "PRESENT:", font="B")
        .lines(160, 100, "Councillor A Able (Chair)", "Councillors B Baker, C Carter,", "and D Dyer")
    )
    page.text(60, 160, "OFFICERS:", font="B").lines(160, 160, "E Eaton, Director of Care", "F Fisher, Head of Service")
    assert words(pdf(page.lines(60, 220, *PROSE)))[:4] == [
        "PRESENT:\tCouncillor A Able (Chair)",
        "\tCouncillors B Baker, C Carter, and D Dyer",
        "OFFICERS:\tE Eaton, Director of Care",
        "\tF Fisher, Head of Service",
    ]


def test_figures_set_to_the_right_without_rules():
    page = Page().text(60, 75, "Measure").text(300, 75, "2018").text(400, 75, "2019")
    for number, (name, *figures) in enumerate(
        (("Children in care", "412", "430"), ("Care leavers", "1,212", "80"), ("Plans", "3", "4"))
    ):
        page.text(60, 95 + 14.4 * number, name)
        for place, figure in zip((330, 430), figures, strict=True):
            page.text(place - 6 * len(figure), 95 + 14.4 * number, figure)
    assert words(pdf(page)) == ["Measure\t2018\t2019", "Children in care\t412\t430", "Care leavers\t1,212\t80", "Plans\t3\t4"]


def test_the_lines_of_an_address_stay_lines():
    page = (
        Page()
        .lines(60, 100, "Ms Ann Example", "Director of Services", "Some Council")
        .text(60, 180, "Dear Ann")
        .lines(60, 210, *PROSE)
    )
    assert words(pdf(page)) == ["Ms Ann Example", "Director of Services", "Some Council", "Dear Ann", " ".join(PROSE)]


def test_a_paragraph_goes_on_over_the_page_end_with_both_pages_known():
    document = read("a.pdf", pdf(Page().lines(60, 700, *PROSE[:2]), Page().text(60, 100, PROSE[2])))
    assert document.text == " ".join(PROSE) + "\n"
    assert [document.original.page_of(document.text.index(word)) for word in ("inspectors", "somebody")] == [1, 2]


def test_signatures_side_by_side_are_read_one_after_the_other():
    page = Page().text(60, 100, "Ann Example").text(320, 100, "Bo Sample")
    page.text(60, 114.4, "Director of inspection").text(320, 114.4, "Chief officer for health")
    page.text(60, 128.8, "Board of schools").text(320, 128.8, "Board of hospitals")
    assert words(pdf(page)) == [
        "Ann Example",
        "Director of inspection",
        "Board of schools",
        "Bo Sample",
        "Chief officer for health",
        "Board of hospitals",
    ]


def test_bodies_above_signatures_go_with_their_own():
    page = Page()
    for top, left, right in (
        (100, "Board of schools", "Board of hospitals"),
        (160, "Ann Example", "Bo Sample"),
        (180, "Director of it all", "Deputy of the chief"),
        (220, "Office of police", "Office of prisons"),
        (280, "Cy Trial", "Di Proof"),
        (300, "Head of the service", "Assistant to the head"),
    ):
        page.text(60, top, left).text(320, top, right)
    assert words(pdf(page))[:6] == [
        "Board of schools",
        "Ann Example",
        "Director of it all",
        "Board of hospitals",
        "Bo Sample",
        "Deputy of the chief",
    ]


def test_the_mark_of_a_footnote_is_no_part_of_a_word_and_its_text_stands_at_the_end_of_the_page():
    page = Page().text(60, 100, "Many of the care leavers").text(192, 95, "1", 7).text(196, 100, "were asked and")
    page.text(60, 114.4, "said what they had thought")
    page.text(60, 760, "1", 6).text(66, 763, "People who were in care.", 9)
    over = Page().text(60, 100, "about the help.")
    assert re.search(r"leavers ?were asked", words(pdf(page, over))[1])
    assert words(pdf(page, over))[0] == "People who were in care."
    assert words(pdf(page, over))[1].endswith("said what they had thought about the help.")


def test_words_in_several_pieces_and_printed_twice_are_whole_and_stand_once():
    page = Page().text(60, 100, "Chi", font="B").text(79.4, 100, "ldren", font="B").text(60.3, 100, "Chi", font="B")
    assert words(pdf(page)) == ["Children"]


def test_letter_spaced_words():
    page = Page()
    for number, letter in enumerate("CARE OF ALL"):
        if letter != " ":
            page.text(60 + 14 * number, 100, letter, 14, "B")
    page.lines(60, 150, *PROSE)
    assert words(pdf(page))[0] == "CARE OF ALL"


def test_ligatures_and_soft_hyphens_are_plain_letters():
    assert words(pdf(Page().text(60, 100, "An of\xadfice of their own"))) in (
        ["An office of their own"],
        ["An of-fice of their own"],
    )


@pytest.mark.parametrize(("rotate", "matrix"), [(90, b"0 1 -1 0 %d 100"), (180, b"-1 0 0 -1 500 %d"), (270, b"0 -1 1 0 %d 700")])
def test_a_page_that_is_turned_is_read_as_it_is_seen(rotate, matrix):
    page = Page(rotate=rotate)
    for number, line in enumerate(PROSE):
        place = round(300 + 14.4 * number if rotate < 270 else 300 - 14.4 * number)
        page.raw(b"BT /F 12 Tf %s Tm (%s) Tj ET" % (matrix % place, line.encode()))
    assert shown(pdf(page)) == [("paragraph", " ".join(PROSE))]


def test_rotated_text_comes_last():
    page = Page().raw(b"BT /F 12 Tf 0 1 -1 0 30 300 Tm (Printed on the side) Tj ET").lines(60, 100, *PROSE)
    assert words(pdf(page)) == [" ".join(PROSE), "Printed on the side"]


def test_hidden_text_counts_only_where_there_is_no_other():
    hidden = Page().raw(b"q BT 3 Tr /F 12 Tf 60 700 Td (Read from a picture) Tj ET Q")
    assert words(pdf(hidden)) == ["Read from a picture"]
    assert words(pdf(hidden.lines(60, 300, *PROSE))) == [" ".join(PROSE)]


def test_an_empty_page_a_scanned_page_and_a_picture_are_said():
    logo = Page().picture(480, 30, 60, 40).lines(60, 100, *PROSE).picture(60, 300, 400, 300)
    assert losses(pdf(logo, Page(), Page().picture(0, 0, 595, 842))) == [
        ("picture", "a picture of 400 by 300 points", 1),
        ("page", "is empty", 2),
        ("page", "has no text: it is a picture", 3),
    ]


def test_a_picture_on_every_page_is_decoration():
    page = Page().picture(60, 300, 400, 300).lines(60, 100, *PROSE)
    assert losses(pdf(page, page)) == []


def test_pages_are_counted_where_nothing_stands_on_them():
    document = read("a.pdf", pdf(Page(), Page().lines(60, 100, *PROSE), Page()))
    assert document.original.pages == (0, 0, len(document.text) - 1)
    assert document.original.page_of(0) == 2
    assert document.original.media_type == "application/pdf"


def test_a_file_without_any_text_is_an_error_of_its_own():
    with pytest.raises(NoText, match=r"^a.pdf: the PDF file has no text: its 2 pages are pictures$"):
        read("a.pdf", pdf(Page(), Page().picture(0, 0, 595, 842)))


def encrypted():
    data = pdf(Page().lines(60, 100, *PROSE))
    handler = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -1 /O <%s> /U <%s> >> /ID [<00> <00>]" % (b"00" * 32, b"11" * 32)
    return data.replace(b"trailer\n<<", b"trailer\n<< " + handler)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (encrypted(), "a.pdf: the PDF file is encrypted, a password is needed to read it"),
        (b"%PDF-1.7\nnothing at all\n%%EOF\n", "a.pdf: the PDF file is damaged and cannot be read"),
        (pdf(Page().lines(60, 100, *PROSE))[:-100], "a.pdf: the PDF file is cut off before its end"),
        (pdf(), "a.pdf: the PDF file is damaged and cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(data, message):
    with pytest.raises(ProjectError, match=f"^{re.escape(message)}$"):
        read("a.pdf", data)


def test_a_file_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(pdfium, "MOST_PAGES", 1)
    with pytest.raises(ProjectError, match=r"^a.pdf: a PDF file of 2 pages, at most 1 can be read$"):
        read("a.pdf", pdf(Page(), Page()))


def test_the_path_is_named_where_there_is_one(tmp_path):
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(ProjectError, match=f"^{re.escape(str(path))}: the PDF file is cut off before its end$"):
        intake.read(path)


def test_a_folder_reader_takes_a_pdf_by_its_first_bytes(tmp_path):
    path = tmp_path / "report.bin"
    path.write_bytes(pdf(Page().lines(60, 100, *PROSE)))
    assert intake.read(path).text == " ".join(PROSE) + "\n"


def refusal(data):
    """Why the file is not read; nothing where it is."""
    try:
        read("a.pdf", data)
    except ProjectError as error:
        return str(error)
    return ""


WHOLE = pdf(Page().text(60, 80, "Heading", 18).lines(60, 100, *PROSE), Page().text(60, 100, "\xb7", font="S").text(80, 100, "Item"))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE)), st.binary(max_size=6), st.booleans())
@example(len(WHOLE) // 2, b"", True)
def test_a_file_damaged_anywhere_is_read_or_refused_in_words(at, noise, cut):
    said = refusal(WHOLE[:at] + noise + (b"" if cut else WHOLE[at + len(noise) :]))
    assert not said or said.startswith("a.pdf: ")
    assert "\n" not in said


@pytest.mark.parametrize(
    "operators",
    [
        b"BT /F 6 Tf 10 800 Td 7 TL %s ET" % (b"(" + b"abcd efgh " * 20 + b") ' ") * 1000,
        b" ".join(b"BT /F 2 Tf %d %d Td (x) Tj ET" % (10 + 5 * (n % 100), 800 - 7 * (n // 100)) for n in range(10_000)),
        b" ".join(b"BT /F 2 Tf %d 400 Td (x) Tj ET" % (n // 20) for n in range(10_000)),
        b"BT /F 6 Tf 10 800 Td (%s) Tj ET" % (b"a" * 200_000),
    ],
    ids=["long", "scattered", "crowded", "one word"],
)
def test_a_hostile_page_takes_linear_time(operators):
    data = pdf(Page().raw(operators).text(60, 820, "Words"))
    start = time.perf_counter()
    read("a.pdf", data)
    assert time.perf_counter() - start < 8


def tagged():
    """Two tagged pages: a heading, an item over the page end, a table, a contents entry, a footnote and an untagged foot."""
    first = Page().text(60, 80, "Report", 18, tag="head").text(60, 110, "Summary", tag="entry").text(500, 110, "3", tag="entry")
    first.text(60, 130, "Judgement", tag="a").text(300, 130, "Grade", tag="b")
    first.lines(60, 150, "The work of", "leaders", tag="c").text(300, 150, "Good", tag="d").text(60, 190, "Overall", tag="e")
    first.text(60, 240, "1.", tag="label").text(80, 240, "Words of the board", tag="body").text(186, 236, "1", 7, tag="body")
    first.text(60, 700, "1", 6, tag="note").text(66, 702, "A note.", 9, tag="note").text(
        60, 810, "Annual report 1", 9, tag="Artifact"
    )
    second = Page().text(80, 100, "that go on here.", tag="rest").text(60, 810, "Annual report 2", 9, tag="Artifact")
    second.text(60, 130, "Ann Example", tag="s1").text(60, 150, "Director of all", tag="s2")
    second.text(300, 130, "Bo Sample", tag="s3").text(300, 150, "Head of it", tag="s4")
    tree = [
        ("Document", [
            ("H1", ["head"]),
            ("TOC", [("TOCI", [("P", ["entry"])])]),
            ("Table", [
                ("TR", [("TH", [("P", ["a"])]), ("TH", [("P", ["b"])])]),
                ("TR", [("TD", [("P", ["c"])]), ("TD", [("P", ["d"])])]),
                ("TR", [("TD", [("P", ["e"])])]),
            ]),
            ("L", [("LI", [("Lbl", ["label"]), ("LBody", [("P", ["body"])])])]),
            ("Note", [("P", ["note"])]),
            ("L", [("LI", [("LBody", ["rest"])])]),
            ("Table", [("TR", [("TD", [("P", ["s1"]), ("P", ["s2"])]), ("TD", [("P", ["s3"]), ("P", ["s4"])])])]),
        ])
    ]  # fmt: skip
    return pdf(first, second, tree=tree)


def test_a_paragraph_that_a_tagged_file_breaks_on_purpose_is_in_its_lines():
    page = Page().lines(60, 100, "Ann Example, Director", "Bo Sample, Chief Officer", tag="who").lines(60, 160, *PROSE, tag="text")
    data = pdf(page, tree=[("Document", [("P", ["who"]), ("P", ["text"])])])
    assert words(data) == ["Ann Example, Director", "Bo Sample, Chief Officer", " ".join(PROSE)]


def test_sentences_that_are_tagged_as_headings_are_text():
    said = "1. Take steps at once to see to it that all of the children are visited in time."
    page = (
        Page()
        .text(60, 80, "What must be better", 14, "B", tag="head")
        .text(60, 120, said, 10, tag="item")
        .lines(60, 160, *PROSE, tag="p")
    )
    data = pdf(page, tree=[("Document", [("H1", ["head"]), ("H2", ["item"]), ("P", ["p"])])])
    assert shown(data)[:2] == [("heading", "What must be better"), ("item", said)]


def test_artifacts_said_once_and_words_without_tags_are_kept():
    page = Page().text(60, 60, "Some letter head of an office", 9, tag="Artifact").lines(60, 100, *PROSE * 4, tag="p")
    page.text(60, 283, "Untagged words.")
    data = pdf(page, tree=[("Document", [("P", ["p"])])])
    assert words(data)[0] == "Some letter head of an office"
    assert words(data)[-1] == "Untagged words."


def test_a_tagged_file_is_read_by_its_tags():
    assert shown(tagged()) == [
        ("heading", "Report"),
        ("row", "Summary\t3"),
        ("row", "Judgement\tGrade"),
        ("row", "The work of leaders\tGood"),
        ("row", "Overall\t"),
        ("paragraph", "A note."),
        ("item", "1. Words of the board that go on here."),
        ("paragraph", "Ann Example"),
        ("paragraph", "Director of all"),
        ("paragraph", "Bo Sample"),
        ("paragraph", "Head of it"),
    ]
    assert read("a.pdf", tagged()).original.losses == (Loss("furniture", "Annual report 1", 0, 1),)
