"""PDF files without tags as offices print them, and odd ones: framed tables, signatures, drawn bullets, forms, unknown letters."""

import pytest
from pdfs import Page, _file, pdf

from kg.intake.composer import NoText
from kg.intake.pdf import read
from kg.project import ProjectError

PROSE = (
    "The inspectors of the board looked at many files in the week",
    "and spoke with families who had waited for a long time until",
    "somebody came to see them.",
)


def blocks(data):
    """Kind, level and words of every block."""
    document = read("a.pdf", data)
    return [(mark.kind, mark.level, document.text[mark.start : mark.end]) for mark in document.original.marks]


def words(data):
    return [words for _, _, words in blocks(data)]


def losses(data):
    return [(loss.kind, loss.words, loss.page) for loss in read("a.pdf", data).original.losses]


def frame(page, columns, levels):
    """Draws thin rules at all places, as the borders of cells are."""
    for level in levels:
        page.rule(columns[0], level, columns[-1] - columns[0])
    for column in columns:
        page.raw(b"%g %g 0.5 %g re f" % (column, page.height - levels[-1], levels[-1] - levels[0]))
    return page


def test_cells_with_frames_hold_words_at_any_height():
    page = frame(Page(), (60, 300, 500), (100, 140, 180))
    page.lines(64, 116, "The experiences and progress of", "children in care").text(304, 123, "Good")
    page.lines(64, 156, "The experiences and progress of", "care leavers").text(304, 163, "Inadequate")
    page.lines(60, 220, *PROSE)
    assert blocks(pdf(page)) == [
        ("row", 0, "The experiences and progress of children in care\tGood"),
        ("row", 0, "The experiences and progress of care leavers\tInadequate"),
        ("paragraph", 0, " ".join(PROSE)),
    ]


def test_a_framed_text_as_wide_as_the_table_is_a_paragraph_and_an_indent_no_column():
    page = frame(Page(), (60, 500), (80, 110))
    page = frame(page, (60, 100, 300, 500), (110, 140, 170))
    page.text(64, 100, "The work of the board requires improvement overall.")
    page.text(104, 130, "1.1 The work of leaders").text(304, 130, "Good").text(104, 160, "1.2 The work of others").text(
        304, 160, "Poor"
    )
    assert words(pdf(page)) == [
        "The work of the board requires improvement overall.",
        "1.1 The work of leaders\tGood",
        "1.2 The work of others\tPoor",
    ]


def test_a_cell_over_two_rows_stands_in_the_upper_one():
    page = Page()
    for left, level, width in ((60, 80, 440), (300, 110, 200), (60, 140, 440)):
        page.rule(left, level, width)
    for column in (60, 300, 500):
        page.raw(b"%g %g 0.5 60 re f" % (column, page.height - 140))
    page.text(64, 115, "Attendance").text(304, 100, "Ann Example").text(304, 130, "Bo Sample")
    assert words(pdf(page)) == ["Attendance\tAnn Example", "\tBo Sample"]


def test_boxes_with_texts_of_their_own_are_read_one_after_the_other():
    page = frame(Page(), (60, 300, 540), (80, 170))
    for left, name in ((64, "left"), (304, "right")):
        page.text(left, 100, f"• One of the {name}").text(left, 120, f"• Two of the {name}")
    assert words(pdf(page)) == ["• One of the left", "• Two of the left", "• One of the right", "• Two of the right"]


def test_signatures_whose_lines_are_not_level_are_read_column_by_column():
    page = Page().text(60, 80, "Yours sincerely").text(60, 120, "Board of schools").text(320, 120, "Board of hospitals")
    page.text(60, 200, "Ann Example").text(60, 220, "Director of it all").text(320, 188, "Bo Sample").text(320, 208, "Deputy head")
    page.text(60, 815, "Printed by the office")
    assert words(pdf(page)) == [
        "Yours sincerely",
        "Board of schools",
        "Ann Example",
        "Director of it all",
        "Board of hospitals",
        "Bo Sample",
        "Deputy head",
        "Printed by the office",
    ]


def test_one_signature_is_read_as_it_stands():
    page = Page().text(60, 80, "Yours sincerely").text(60, 120, "Ann Example").text(60, 134.4, "Director of it all")
    page.lines(60, 200, *PROSE)
    assert words(pdf(page)) == ["Yours sincerely", "Ann Example", "Director of it all", " ".join(PROSE)]


def test_a_foot_is_left_out_on_the_page_whose_text_comes_close_to_it():
    pages = [Page().lines(60, 100, *PROSE).text(60, 800, f"Report of the board {number}", 9) for number in range(1, 5)]
    pages[1].text(60, 786, "Text that comes close to the foot of this page.")
    said = words(pdf(*pages))
    assert not any("Report" in one for one in said)
    assert "Text that comes close to the foot of this page." in said


def test_a_heading_at_the_top_of_some_pages_is_no_running_head():
    pages = [Page().text(60, 60, "What was found", 14, "B") if not number % 3 else Page() for number in range(9)]
    for page in pages:
        page.lines(60, 110, *PROSE)
    assert words(pdf(*pages)).count("What was found") == 3


def test_the_head_of_a_tagged_table_on_every_page_is_text():
    pages = [
        Page().text(60, 60, "Judgement", tag=f"a{n}").text(300, 60, "Grade", tag=f"b{n}").lines(60, 110, *PROSE, tag=f"c{n}")
        for n in range(3)
    ]
    tree = [part for n in range(3) for part in (("Table", [("TR", [("TH", [f"a{n}"]), ("TH", [f"b{n}"])])]), ("P", [f"c{n}"]))]
    assert words(pdf(*pages, tree=[("Document", tree)])).count("Judgement\tGrade") == 3


def test_double_letters_printed_one_by_one_are_both_there():
    page, left = Page(), 60.0
    for letter, width in (("A", 8), ("l", 2.67), ("l", 2.67), ("e", 6.67), ("n", 6.67)):
        page.text(left, 100, letter)
        left += width
    assert words(pdf(page)) == ["Allen"]


def test_bullets_that_are_drawn_are_bullets():
    page = Page()
    for left, top, line in ((60, 100, "First of them"), (90, 120, "One below it"), (60, 140, "Second of them")):
        page.raw(b"%g %g 4 4 re f" % (left, page.height - top + 2)).text(left + 14, top, line)
    assert blocks(pdf(page)) == [("item", 0, "• First of them"), ("item", 1, "• One below it"), ("item", 0, "• Second of them")]


def test_a_dash_of_a_symbol_font_stays_the_mark_of_a_list_in_a_list():
    page = Page().text(60, 100, "\xb7", font="S").text(78, 100, "Leaders should ensure that:")
    page.text(78, 120, "-", font="S").text(96, 120, "the police record it")
    assert blocks(pdf(page)) == [("item", 0, "• Leaders should ensure that:"), ("item", 1, "– the police record it")]


@pytest.mark.parametrize("tag", ["", "who"])
def test_each_addressee_is_a_line_of_its_own(tag):
    first = "Ann Example, Head of the National Service of the Local Delivery Unit for All"
    page = Page().lines(60, 100, first, "Bo Sample, Chair of the Local Board", tag=tag).lines(60, 200, *PROSE, tag=tag and "text")
    tree = [("Document", [("P", ["who"]), ("P", ["text"])])] if tag else ()
    assert words(pdf(page, tree=tree)) == [first, "Bo Sample, Chair of the Local Board", " ".join(PROSE)]


def test_what_hangs_below_an_item_on_the_next_page_belongs_to_it():
    first = (
        Page()
        .lines(60, 100, *PROSE)
        .text(60, 700, "7.")
        .lines(90, 700, "The board has done all of its work in time, and", "it says so.")
    )
    second = Page().text(90, 100, "Some of it was late.").text(60, 130, "8.").text(90, 130, "More.")
    assert words(pdf(first, second))[1:] == [
        "7. The board has done all of its work in time, and it says so. Some of it was late.",
        "8. More.",
    ]


def test_figures_in_columns_below_a_numbered_heading():
    page = (
        Page()
        .text(60, 100, "26")
        .text(98, 100, "Performance of the service in the year")
        .text(60, 180, "27")
        .text(98, 180, "Other things")
    )
    for top, cells in ((116, ("Measure", "2016", "2017")), (132, ("Referrals", "24%", "21%")), (148, ("Plans", "18%", "16%"))):
        for left, cell in zip((98, 300, 400), cells, strict=True):
            page.text(left, top, cell)
    assert words(pdf(page))[1:4] == ["Measure\t2016\t2017", "Referrals\t24%\t21%", "Plans\t18%\t16%"]


def test_an_abbreviation_after_a_number_without_a_blank():
    assert words(pdf(Page().text(60, 100, "32.PAs stay in touch."))) == ["32. PAs stay in touch."]


def test_people_with_their_bodies_in_brackets_have_rows_of_their_own():
    page = (
        Page().text(60, 100, "Co-opted:").lines(160, 100, "Ann Example (Diocese)", "Mrs J Sample (Governor)").lines(60, 170, *PROSE)
    )
    assert words(pdf(page))[:2] == ["Co-opted:\tAnn Example (Diocese)", "\tMrs J Sample (Governor)"]


def test_an_address_of_mail_is_a_line_of_its_own():
    page = Page().lines(60, 100, "T 0300 000 0000", "office@example.org").lines(60, 160, *PROSE)
    assert words(pdf(page))[:2] == ["T 0300 000 0000", "office@example.org"]


def one_page(content, font, *more, catalog=b"", page=b""):
    """A file of one page with a font of its own."""
    return _file([
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /T 5 0 R >> >> %s >>" % page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font,
        *more,
    ])  # fmt: skip


HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
SIGNS = b"BT /T 12 Tf 60 700 Td (abcd efgh abcd) Tj ET"
OUTLINES = (
    b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /g1 6 0 R >> "
    b"/Encoding << /Type /Encoding /Differences [97 /g1 /g2 /g3 /g4 /g5 /g6 /g7 /g8] >> /FirstChar 97 /LastChar 104 "
    b"/Widths [800 800 800 800 800 800 800 800] /Resources << >> >>"
)


def test_letters_that_are_only_outlines_are_named_as_unread():
    data = one_page(SIGNS, OUTLINES, b"<< /Length 0 >>\nstream\n\nendstream")
    with pytest.raises(
        NoText, match=r"^a.pdf: the PDF file has no text: its one page is printed with letters that it does not name$"
    ):
        read("a.pdf", data)


def test_a_page_of_unknown_letters_among_others_is_a_loss():
    data = pdf(Page().lines(60, 100, *PROSE), Page().text(60, 100, "QQQQ QQQQ QQQQ", font="F"))
    font = data.index(b"/BaseFont /Helvetica ")
    assert losses(data) == []
    assert font  # the second page is read as long as its letters are known
    broken = data.replace(b"(QQQQ QQQQ QQQQ)", b"(\x01\x02\x05\x06 \x01\x02\x05\x06 \x01\x02\x05\x06)".ljust(16))
    assert losses(broken) == [("page", "cannot be read: the file does not say which letters its signs are", 2)]


def test_what_is_written_into_a_form_is_text_and_a_comment_is_none():
    shown = b"/Tx BMC q BT /T 12 Tf 2 5 Td (Ann Example) Tj ET Q EMC"
    data = one_page(
        b"BT /T 12 Tf 60 700 Td (Name of the chair:) Tj ET",
        HELVETICA,
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (Ann Example) /F 4 /Rect [200 695 400 715] /DA (/T 12 Tf 0 g) /AP << /N 7 0 R >> >>",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /T 5 0 R >> >> /Length %d >>\nstream\n%s\nendstream"
        % (len(shown), shown),
        b"<< /Type /Annot /Subtype /Text /Contents (A comment) /F 4 /Rect [10 655 30 675] >>",
        catalog=b"/AcroForm << /Fields [6 0 R] /DA (/T 12 Tf 0 g) /DR << /Font << /T 5 0 R >> >> >>",
        page=b"/Annots [6 0 R 8 0 R]",
    )
    assert words(data) == ["Name of the chair:\tAnn Example"]


WHOLE = pdf(Page().lines(60, 100, *PROSE))


@pytest.mark.parametrize(
    "data",
    [
        WHOLE.replace(b"startxref\n", b"startxref\n9"),
        WHOLE.replace(b"%PDF-1.7", b"%PDF-2.0"),
        WHOLE.replace(b"/Catalog", b"/Catalog /PageLabels << /Nums [0 << /S /r >>] >>"),
        WHOLE.replace(b"/Catalog", b"/Catalog /Names << /EmbeddedFiles << /Names [(a) 99 0 R] >> >>"),
        WHOLE.replace(b"/Catalog", b"/Catalog /AcroForm << /Fields [99 0 R] /XFA 98 0 R >>"),
        WHOLE.replace(b"/Type /Page ", b"/Type /Page /Annots [99 0 R null 7 0 R] "),
    ],
    ids=["wrong table of places", "PDF 2.0", "page labels", "attachment", "form", "notes"],
)
def test_odd_files_are_read(data):
    assert words(data) == [" ".join(PROSE)]


def test_many_pages_have_their_numbers():
    document = read("a.pdf", pdf(*(Page().text(60, 100, f"Page of the number {number} in words.") for number in range(1, 301))))
    assert len(document.original.pages) == 300
    assert document.original.page_of(document.text.index("number 250")) == 250


def test_a_drawing_of_very_many_rules_is_no_table():
    page = Page().lines(60, 100, *PROSE)
    page.raw(
        b" ".join(
            b"%d %d 0.5 30 re f %d %d 30 0.5 re f" % (60 + n % 90 * 5, 100 + n // 90 * 9, 60 + n % 90 * 5, 100 + n // 90 * 9)
            for n in range(4500)
        )
    )
    assert words(pdf(page)) == [" ".join(PROSE)]


def test_a_damaged_file_is_refused_in_words():
    with pytest.raises(ProjectError, match=r"^a.pdf: "):
        read("a.pdf", WHOLE.replace(b"/Pages", b"/Pagez"))
