"""Word files: their text as Word shows it, with the marks of lists, tables, boxes and notes."""

import io
import struct
import time
import zipfile

import pytest
from docx import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.intake import document, docx
from kg.project import ProjectError
from kg.text import Document

NS = nsdecls("w", "wp", "a", "r")
BODY = (
    f'<w:document {NS} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>{}</w:body></w:document>'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def saved(word):
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def packed(parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, words in {"[Content_Types].xml": TYPES, **parts}.items():
            archive.writestr(name, words)
    return held.getvalue()


def of(data):
    made = document("a.docx", data)
    return [(f"{one.kind} {one.level}" if one.level else one.kind, made.text[one.start : one.end]) for one in made.original.marks]


def body(words):
    """The pieces of a Word file whose body is the XML ``words``."""
    return of(packed({"word/document.xml": BODY.replace("{}", words)}))


def p(words, settings=""):
    return f"<w:p><w:pPr>{settings}</w:pPr>{words}</w:p>"


def r(words, settings=""):
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def numbered(word, levels, overrides=""):
    """A list in the file with ``levels`` of format and text; gives what adds a paragraph at a level."""
    part = word.part.numbering_part.element
    key = 900 + len(part)
    said = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text, start) in enumerate(levels)
    )
    part.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{said}</w:abstractNum>'))
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/>{overrides}</w:num>'))

    def add(words, level=0, number=key):
        paragraph = word.add_paragraph(words)
        settings = paragraph._p.get_or_add_pPr()
        settings.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))

    return add, key


def test_headings_paragraphs_and_lists_of_the_usual_styles():
    word = Word()
    word.sections[0].header.paragraphs[0].text = "Northby Council"
    word.add_heading("Scrutiny Panel", 0)
    word.add_heading("Summary", 2)
    word.add_paragraph("Help is early.\u00ad")
    word.add_paragraph("first", style="List Number")
    word.add_paragraph("second", style="List Number")
    word.add_paragraph("point", style="List Bullet")
    word.add_paragraph().add_run("Early help").bold = True
    word.add_paragraph().add_run("This was agreed.").bold = True
    word.add_paragraph("PRESENT:\tCouncillor A Example")
    word.add_paragraph("1.\tMinutes of the last meeting")
    made = document("a.docx", saved(word))
    assert of(saved(word)) == [
        ("paragraph", "Northby Council"),
        ("heading 1", "Scrutiny Panel"),
        ("heading 2", "Summary"),
        ("paragraph", "Help is early."),
        ("item", "1. first"),
        ("item", "2. second"),
        ("item", "• point"),
        ("heading", "Early help"),
        ("paragraph", "This was agreed."),
        ("row", "PRESENT:\tCouncillor A Example"),
        ("item", "1. Minutes of the last meeting"),
    ]
    assert [(one.kind, one.words) for one in made.original.losses] == [("furniture", "Northby Council")]
    assert made.original.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert made.original.pages == ()


def test_lists_count_as_word_does():
    word = Word()
    levels = [("decimal", "%1.", 1), ("decimal", "%1.%2", 1), ("lowerLetter", "(%3)", 1), ("upperRoman", "%4)", 1)]
    add, key = numbered(word, levels)
    again = f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="{key}"/>'
    word.part.numbering_part.element.append(
        parse_xml(f'{again}<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>')
    )
    for words, level in [("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 2), ("f", 3), ("g", 1), ("h", 2), ("i", 0), ("j", 1)]:
        add(words, level)
    add("k", 0, 77)
    add("l", 1)
    add("m", 0, 0)
    assert [words for _, words in of(saved(word))] == [
        "1. a", "1.1 b", "1.2 c", "(a) d", "(b) e", "I) f", "1.3 g", "(a) h", "2. i", "2.1 j", "5. k", "5.1 l", "m",
    ]  # fmt: skip


def test_numbers_are_in_the_form_of_their_list():
    word = Word()
    for form, text, start in [
        ("upperLetter", "%1", 28), ("lowerRoman", "(%1)", 9), ("ordinal", "%1", 22), ("decimalZero", "%1", 7), ("none", "", 1),
        ("none", "Note", 1), ("bullet", "\uf0a7", 1), ("bullet", "-", 1), ("bullet", "\uf044", 1), ("cardinalText", "Item %1:", 3),
    ]:  # fmt: skip
        numbered(word, [(form, text, start)])[0]("x")
    assert [words for _, words in of(saved(word))] == [
        "BB x", "(ix) x", "22nd x", "07 x", "x", "Note x", "▪ x", "- x", "• x", "Item 3: x",
    ]  # fmt: skip


def test_bold_numbered_paragraphs_without_an_end_are_headings():
    word = Word()
    add, _ = numbered(word, [("decimal", "%1.", 1)])
    add("Apologies")
    word.paragraphs[-1].runs[0].bold = True
    add("The panel noted it.")
    assert of(saved(word)) == [("heading", "1. Apologies"), ("item", "2. The panel noted it.")]


def test_a_table_keeps_its_columns_and_prints_merged_cells_once():
    word = Word()
    table = word.add_table(4, 3)
    for row, words in zip(
        table.rows, (("Measure", "Rate", ""), ("", "2018", "2019"), ("Referrals", "", "52"), ("", "a", "b")), strict=True
    ):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    word.add_table(1, 1).cell(0, 0).text = "A box"
    names = word.add_table(1, 2)
    names.cell(0, 0).text = "Present:"
    names.cell(0, 1).text = "Councillor A\nCouncillor B"
    assert of(saved(word)) == [
        ("row", "Measure\tRate"),
        ("row", "\t2018\t2019"),
        ("row", "Referrals\t\t52"),
        ("row", "\ta\tb"),
        ("paragraph", "A box"),
        ("row", "Present:\tCouncillor A"),
        ("row", "\tCouncillor B"),
    ]


def test_changes_count_as_accepted():
    assert body(
        p(r("The ") + f"<w:ins>{r('new ')}</w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del>" + r("plan"))
        + p(r("was "), "<w:rPr><w:del/></w:rPr>")
        + p(r("agreed") + f"<w:moveFrom>{r('gone')}</w:moveFrom>")
        + f"<w:ins>{p(r('All new'))}</w:ins>"
        + p(r("last"), "<w:rPr><w:del/></w:rPr>")
    ) == [("paragraph", "The new plan"), ("paragraph", "was agreed"), ("paragraph", "All new"), ("paragraph", "last")]


def test_fields_links_controls_and_signs_are_text():
    words = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("7")
        + f"<w:hyperlink>{r(' link')}</w:hyperlink><w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{r(' control')}</w:sdtContent></w:sdt>"
        '<w:r><w:t>&#160;co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:sym w:char="F0FC"/><w:softHyphen/></w:r>'
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>" + r("secret", "<w:vanish/>")
    )
    assert body(f"<w:sdt><w:sdtContent>{p(words)}</w:sdtContent></w:sdt>") == [("paragraph", "7 link control co-op✓x=1")]


def test_line_breaks_part_lines_that_stand_for_themselves():
    lines = "<w:r><w:t>Councillor A</w:t><w:br/><w:t>Councillor B of the</w:t><w:br/><w:t>Council</w:t></w:r>"
    assert body(p(lines)) == [("paragraph", "Councillor A"), ("paragraph", "Councillor B of the Council")]


def test_text_boxes_follow_their_paragraph_once_and_pictures_are_told():
    box = f"<w:txbxContent>{p(r('In a box'))}</w:txbxContent>"
    drawn = (
        f'<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr descr="A chart"/>{box}<a:blip/></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    data = packed({"word/document.xml": BODY.replace("{}", p(r("Beside") + drawn + "<w:r><w:object/></w:r>"))})
    assert of(data) == [("paragraph", "Beside"), ("paragraph", "In a box")]
    assert [(one.kind, one.words) for one in docx.read("a.docx", data).original.losses] == [
        ("picture", "A chart"),
        ("picture", "a picture without a description"),
    ]


def test_notes_stand_at_the_end_with_their_numbers():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
        '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="http://x" TargetMode="External"/>'
        "</Relationships>"
    )
    notes = f'<w:footnotes {NS}><w:footnote w:id="0">{p(r("line"))}</w:footnote><w:footnote w:id="4">{p(r("A source."))}</w:footnote></w:footnotes>'
    data = packed(
        {
            "word/document.xml": BODY.replace("{}", p(r("300") + '<w:r><w:footnoteReference w:id="4"/></w:r>' + r(" cases"))),
            "word/footnotes.xml": notes,
            "word/_rels/document.xml.rels": relations,
        }
    )
    assert of(data) == [("paragraph", "300 cases"), ("item", "1 A source.")]


def test_the_strict_form_of_the_format_is_read():
    strict = BODY.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert of(packed({"word/document.xml": strict.replace("{}", p(r("words")))})) == [("paragraph", "words")]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"word/x.xml": "<x/>"}, "a.docx: a Word file without its main part"),
        ({"word/document.xml": "<w:document"}, "a.docx: word/document.xml: not well-formed (unclosed token: line 1, column 0)"),
        ({"word/document.xml": ""}, "a.docx: word/document.xml: not well-formed (no element found: line 1, column 0)"),
        (
            {"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'},
            "a.docx: word/document.xml: declares a document type, which no Word file does",
        ),
        ({"word/document.xml": "<x>" * 9_000}, "a.docx: word/document.xml: nested more than 400 deep"),
        ({"word/document.xml": BODY.replace("{}", "")}, "a.docx: the file holds no words"),
    ],
)
def test_a_damaged_or_hostile_file_is_refused(parts, said):
    with pytest.raises(ProjectError) as error:
        docx.read("a.docx", packed(parts))
    assert str(error.value) == said


def test_a_long_document_takes_time_in_proportion():
    def seconds(count):
        data = packed({"word/document.xml": BODY.replace("{}", p(r("Words ") + r("and more")) * count)})
        start = time.process_time()
        docx.read("a.docx", data)
        return time.process_time() - start

    assert seconds(8_000) < 9 * seconds(2_000) + 0.4


@given(st.binary(max_size=120), st.integers(0, 4000), st.booleans())
def test_any_damage_is_a_document_or_refused(damage, at, inside):
    whole = bytearray(packed({"word/document.xml": BODY.replace("{}", p(r("some words")))}))
    if inside:
        data = packed({"word/document.xml": BODY.replace("{}", p(r("some words"))).encode()[: at % 900] + damage})
    else:
        data = bytes(whole[: at % len(whole)] + damage + whole[at % len(whole) :])
    try:
        made = document("a.docx", data)
    except ProjectError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert isinstance(made, Document)


@settings(max_examples=15)
@given(st.lists(st.text("abé –£1", min_size=1, max_size=9).filter(str.strip), min_size=1, max_size=9))
def test_every_paragraph_has_its_words(paragraphs):
    word = Word()
    for words in paragraphs:
        word.add_paragraph(words)
    made = document("a.docx", saved(word))
    assert [made.text[one.start : one.end] for one in made.original.marks] == [" ".join(words.split()) for words in paragraphs]


def test_a_locked_file_is_refused():
    data = bytearray(packed({"word/document.xml": BODY.replace("{}", p(r("words")))}))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8 : at + 10] = struct.pack("<H", 1)
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(ProjectError, match=r"a\.docx: .*: locked with a password"):
        docx.read("a.docx", bytes(data))
