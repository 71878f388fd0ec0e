"""The same minutes as a web page, as a Word file and as text: the same people, items and decisions."""

import io

import pytest
from docx import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kg import intake, mapping
from kg.facts import AgendaItem, Decision, Participation, Person

PRESENT = "Councillor Ann Higson (Chair), Councillor Bob Farrow and Councillor Carol Neill"
OFFICER = "Jane Smith, Director of Children’s Services"
ITEMS = (
    ("Apologies for Absence", ["Apologies for absence were received from Councillor David Uddin."], []),
    (
        "Early Help Strategy",
        ["The Director of Children’s Services presented the strategy to the Panel.", "RESOLVED that:"],
        ["the strategy be noted; and", "a report be brought to the next meeting."],
    ),
    ("Work Programme", ["The Panel considered its work programme.", "AGREED that the work programme be approved."], []),
)


def as_text():
    made = ["Northby Borough Council", "CHILDREN'S SERVICES SCRUTINY PANEL", "Minutes of the meeting held on Tuesday, 5 March 2019"]
    made += [f"PRESENT: {PRESENT}", f"OFFICERS: {OFFICER}"]
    for number, (title, paragraphs, parts) in enumerate(ITEMS, 1):
        made += [f"{number}. {title.upper()}", *paragraphs, *(f"({'ab'[at]}) {part}" for at, part in enumerate(parts))]
    return "a.txt", "\n\n".join(made).encode()


def as_page():
    made = [
        "<html><head><title>Agenda and minutes - Children's Services Scrutiny Panel - Tuesday, 5th March, 2019 - Northby Borough Council</title>",
        "</head><body><header><nav><a>Home</a></nav></header><div id=modgov><h1 class=mgMainTitleTxt>Agenda and minutes</h1>",
        "<h2 class=mgSubTitleTxt>Children's Services Scrutiny Panel - Tuesday, 5th March, 2019 4.30 pm</h2>",
        "<p><span class=mgLabel>Venue:&nbsp;</span>Mandela Room, Town Hall, Northby</p>",
        f"<div class=mgWordPara><p><b>Present:</b> {PRESENT}</p><p><b>Officers:</b> {OFFICER}</p></div>",
        "<h2 class=mgSectionTitle>Items</h2><table class=mgItemTable><tr><th>No.</th><th>Item</th></tr>",
    ]
    for number, (title, paragraphs, parts) in enumerate(ITEMS, 1):
        made += [
            f"<tr><td class=mgItemNumberCell><p class=mgAiTitleTxt>{number}.</p></td><td><p class=mgAiTitleTxt><a>{title}</a></p>",
            "<div class=mgWordPara><p>RECOMMENDED that the Panel agree what was never put to it.</p></div><p class=mgSubItemTitleTxt>Minutes:</p>",
            *(f"<p>{paragraph}</p>" for paragraph in paragraphs),
            f"<ol type=a>{''.join(f'<li>{part}</li>' for part in parts)}</ol></td></tr>",
        ]
    return "a.html", "".join(made).encode()


def as_word():
    word = Word()
    numbering = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate((("decimal", "%1."), ("lowerLetter", "(%2)")))
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))

    def numbered(words, level, bold):
        paragraph = word.add_paragraph()
        paragraph.add_run(words).bold = bold
        settings = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(settings))

    word.add_heading("Northby Borough Council", 0)
    word.add_paragraph().add_run("CHILDREN'S SERVICES SCRUTINY PANEL").bold = True
    word.add_paragraph("Minutes of the meeting held on Tuesday, 5 March 2019")
    word.add_paragraph(f"PRESENT:\t{PRESENT}")
    word.add_paragraph(f"OFFICERS:\t{OFFICER}")
    for title, paragraphs, parts in ITEMS:
        numbered(title, 0, True)
        for paragraph in paragraphs:
            word.add_paragraph(paragraph)
        for part in parts:
            numbered(part, 1, False)
    held = io.BytesIO()
    word.save(held)
    return "a.docx", held.getvalue()


@pytest.mark.parametrize("form", [as_text, as_page, as_word])
def test_the_same_minutes_say_the_same_in_every_form(form, families, world):
    (part,) = mapping.split(intake.document(*form()), families, world)
    facts = mapping.read(part, families)
    assert part.family == "minutes"
    assert part.header.issued.value == "2019-03-05"
    assert part.header.about.slug == "northby-council"
    named = {fact.ref: fact.name for fact in facts if isinstance(fact, Person)}
    assert {(named[fact.participant], fact.capacity.name) for fact in facts if isinstance(fact, Participation)} == {
        ("Ann Higson", "chair"),
        ("Bob Farrow", "member"),
        ("Carol Neill", "member"),
        ("Jane Smith", "officer"),
        ("David Uddin", "apologies"),
    }
    items = [(fact.number, fact.label.title()) for fact in facts if isinstance(fact, AgendaItem)]
    assert items == [(str(number), title.title()) for number, (title, _, _) in enumerate(ITEMS, 1)]
    assert [(fact.number, fact.text) for fact in facts if isinstance(fact, Decision)] == [
        ("a", "the strategy be noted; and"),
        ("b", "a report be brought to the next meeting."),
        ("", "AGREED that the work programme be approved."),
    ]
    for fact in facts:
        for span in fact.evidence:
            assert part.span.document.text[span.start : span.end] == str(span)
