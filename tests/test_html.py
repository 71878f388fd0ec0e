"""Web pages: what of them is content, and the structure that it has."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.intake import document, html
from kg.project import ProjectError
from kg.text import Document


def marks(page, name="page.html"):
    """The pieces of a page: kind, level where there is one, and words."""
    made = html.read(name, page if isinstance(page, bytes) else page.encode())
    return [(f"{one.kind} {one.level}" if one.level else one.kind, made.text[one.start : one.end]) for one in made.original.marks]


def losses(page):
    return [(one.kind, one.words) for one in html.read("page.html", page.encode()).original.losses]


def body(words):
    return marks(f"<!doctype html><body>{words}</body>")


MODERNGOV = """<!DOCTYPE html><html><head><title>Agenda and minutes - Panel - Northby Council</title><script>var a = "no text"</script></head><body>
<form id="aspnetForm"><div class="cookie-banner"><p>We use cookies.</p><button>Accept</button></div><a href="#modgov">Skip to main content</a>
<header><nav><ul><li><a>Home</a></li></ul></nav></header><ul class="breadcrumb"><li><a>Home</a></li><li>Meeting</li></ul>
<div id="modgov"><h1 class="mgMainTitleTxt">Agenda and minutes</h1><h2 class="mgSubTitleTxt">Scrutiny Panel<br>Tuesday, 5th March, 2019</h2>
<ul class="mgActionList"><li><a>Attendance details</a></li></ul>
<p><span class="mgLabel">Venue:&nbsp;</span>Town Hall</p>
<table><tr><th>Attendee</th><th>Role</th></tr><tr><td>Councillor A Example</td><td>Chair</td></tr></table>
<table class="mgItemTable"><tr><th>No.</th><th>Item</th></tr>
<tr><td class="mgItemNumberCell"><a name="AI1"></a><p class="mgAiTitleTxt" >1.</p></td><td><p class="mgAiTitleTxt" ><a>Early help PDF 896 KB</a></p>
<div class="mgWordPara"><p>To receive a report.</p></div><p class="mgSubItemTitleTxt">Minutes:</p>
<div class="mgWordPara"><p><b>RESOLVED</b> that:</p><ol type="a"><li>it be noted; and</li><li>more be done.</li></ol></div></td></tr></table></div>
<footer><p>Northby Council</p></footer></form></body></html>"""


@pytest.mark.parametrize(
    "name",
    [
        "Royal Borough of Northby",
        "City of Northby",
        "London Borough of Northby and Southby",
        "LB Northby",
        "Northby LBC",
        "Northby Council",
    ],
)
def test_a_council_in_any_style_that_only_the_title_names_is_told(name):
    page = MODERNGOV.replace("Northby Council</title>", f"{name}</title>")
    assert marks(page)[0] == ("paragraph", name)


@pytest.mark.parametrize("name", ["City of lights", "Democracy", "Northby", "Minutes of Borough"])
def test_a_title_without_a_council_tells_none(name):
    page = MODERNGOV.replace("Northby Council</title>", f"{name}</title>")
    assert marks(page)[0] == ("heading 1", "Agenda and minutes")


def test_a_page_of_a_meeting_is_its_items_with_their_numbers_and_what_was_minuted():
    assert marks(MODERNGOV) == [
        ("paragraph", "Northby Council"),
        ("heading 1", "Agenda and minutes"),
        ("heading 2", "Scrutiny Panel"),
        ("heading 2", "Tuesday, 5th March, 2019"),
        ("paragraph", "Venue: Town Hall"),
        ("row", "Attendee\tRole"),
        ("row", "Councillor A Example\tChair"),
        ("row", "No.\tItem"),
        ("heading 3", "1. Early help"),
        ("paragraph", "To receive a report."),
        ("heading 4", "Minutes:"),
        ("paragraph", "RESOLVED that:"),
        ("item", "a. it be noted; and"),
        ("item", "b. more be done."),
    ]


def test_what_is_left_out_of_a_page_is_told():
    assert losses(MODERNGOV) == [("furniture", "12 words outside the main content"), ("furniture", "Attendance details")]


OLD = b"""<HTML><HEAD><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><TITLE>Minutes</TITLE></HEAD>
<BODY><TABLE><TR><TD><A HREF="/">Home</A><BR><A HREF="/x">Council</A></TD><TD>
<CENTER><FONT SIZE=5><B>NORTHBY COUNCIL</B></FONT><BR><BR><B>SCRUTINY PANEL</B><BR><BR>Minutes of the meeting held on 5 March 2009</CENTER>
<TABLE><TR><TD><B>PRESENT:</B></TD><TD>Councillor A Example (Chair)<BR>Councillor B Sample</TD></TR>
<TR><TD><B>OFFICERS:</B></TD><TD>C Person, Director of<br>Children's Services<BR>D Human</TD></TR></TABLE>
<P><FONT FACE=Arial>1.&nbsp;&nbsp;<B>MINUTES</B><BR><BR>The minutes of the last meeting
were agreed.<BR><BR>2. <B>EARLY HELP</B><BR><BR>Members were told that the budget of the whole service of the
council was \xa3300,000 \x96 <br>up by 3%.<BR>
<BR><B>AGREED</B> that the report, which all members of the panel had read and which had been discussed in depth, be noted.</FONT>
</TD></TR></TABLE></BODY></HTML>"""


def test_an_old_page_laid_out_by_tables_is_its_paragraphs_and_a_cell_of_lines_its_rows():
    assert marks(OLD) == [
        ("paragraph", "Minutes"),
        ("heading", "NORTHBY COUNCIL"),
        ("heading", "SCRUTINY PANEL"),
        ("paragraph", "Minutes of the meeting held on 5 March 2009"),
        ("row", "PRESENT:\tCouncillor A Example (Chair)"),
        ("row", "\tCouncillor B Sample"),
        ("row", "OFFICERS:\tC Person, Director of Children's Services"),
        ("row", "\tD Human"),
        ("paragraph", "1. MINUTES"),
        ("paragraph", "The minutes of the last meeting were agreed."),
        ("paragraph", "2. EARLY HELP"),
        ("paragraph", "Members were told that the budget of the whole service of the council was £300,000 – up by 3%."),
        (
            "paragraph",
            "AGREED that the report, which all members of the panel had read and which had been discussed in depth, be noted.",
        ),
    ]


def test_the_menu_of_an_old_page_is_told_as_left_out():
    assert [one.words for one in html.read("a.htm", OLD).original.losses] == ["HomeCouncil"]


def test_a_publication_keeps_its_headings_numbers_and_terms():
    page = """<body><main id="content"><div class="gem-c-title"><h1>Inspection of Northby</h1></div>
    <dl><dt>Published</dt><dd>5 March 2019</dd><dt>From</dt><dd>Ofsted</dd><dd>Others</dd></dl>
    <nav class="gem-c-contents-list"><ol><li><a>Summary</a></li></ol></nav>
    <h2>Summary</h2><p>Services<sup>1</sup> are <strong>good</strong>.</p>
    <ol start="3"><li>First<ol type="i"><li>inner</li></ol></li><li value="7"><p>Second</p><p>goes on</p></li></ol>
    <ul><li>Point<ul><li>deeper</li></ul></li></ul><ul style="list-style: none"><li>Plain</li></ul>
    <p><strong>A heading in bold</strong></p><p><b>This is a sentence.</b></p><p><b>RESOLVED that it be so</b></p>
    <figure><img src="a.png" alt="A chart of referrals" width="600"><img src="i.png" alt="PDF icon"><img alt="" src="b"></figure>
    </main><div class="share-links"><a>Share</a></div></body>"""
    assert marks(page) == [
        ("heading 1", "Inspection of Northby"),
        ("row", "Published\t5 March 2019"),
        ("row", "From\tOfsted"),
        ("row", "\tOthers"),
        ("heading 2", "Summary"),
        ("paragraph", "Services 1 are good."),
        ("item", "3. First"),
        ("item 1", "i. inner"),
        ("item", "7. Second"),
        ("paragraph", "goes on"),
        ("item", "• Point"),
        ("item 1", "• deeper"),
        ("paragraph", "Plain"),
        ("heading", "A heading in bold"),
        ("paragraph", "This is a sentence."),
        ("paragraph", "RESOLVED that it be so"),
    ]
    assert losses(page) == [
        ("furniture", "1 words outside the main content"),
        ("furniture", "Summary"),
        ("picture", "A chart of referrals"),
    ]


def test_tables_keep_their_columns_and_print_spanning_cells_once():
    assert body(
        "<table><caption>Table 1</caption><tr><th rowspan=2>Measure</th><th colspan=2>Rate<br>per 1,000</th></tr><tr><th>2018</th><th>2019</th></tr>"
        "<tr><td>Referrals</td><td></td><td>52<p>(estimate)</p></td></tr><tr><td colspan=3>Source: returns</td></tr></table>"
    ) == [
        ("paragraph", "Table 1"),
        ("row", "Measure\tRate per 1,000"),
        ("row", "\t2018\t2019"),
        ("row", "Referrals\t\t52 (estimate)"),
        ("row", "Source: returns"),
    ]


def test_a_table_with_a_column_of_numbers_is_its_numbered_paragraphs():
    long = "Members received a report on early help and asked about the waiting times of children."
    assert body(
        f"<table><tr><td>12/19</td><td><b>EARLY HELP</b><p>{long}</p></td></tr><tr><td></td><td>AGREED</td></tr></table>"
        f"<table><tr><td>14.</td><td>{long}</td></tr><tr><td>15.</td><td>Other business</td></tr></table>"
        "<table><tr><td>1.</td><td>Apologies</td></tr><tr><td>2.</td><td>Minutes</td></tr></table>"
    ) == [
        ("heading", "12/19 EARLY HELP"),
        ("paragraph", long),
        ("paragraph", "AGREED"),
        ("item", f"14. {long}"),
        ("item", "15. Other business"),
        ("row", "1.\tApologies"),
        ("row", "2.\tMinutes"),
    ]


def test_names_of_classes_make_no_furniture_of_prose():
    prose = "Partners share information with each other early. " * 6
    assert body(f'<h1>Report</h1><div class="share"><p>{prose}</p></div><div class="share"><a>Tell others</a></div>') == [
        ("heading 1", "Report"),
        ("paragraph", prose.strip()),
    ]


def test_a_wide_table_keeps_its_rows_though_a_cell_holds_a_list():
    assert body(
        "<table><tr><th>Measure</th><th>2018</th><th>Comment</th></tr><tr><td>Referrals</td><td>52</td><td><p>Higher.</p><ul><li>more calls</li></ul></td></tr></table>"
    ) == [("row", "Measure\t2018\tComment"), ("row", "Referrals\t52\tHigher. • more calls")]


def test_columns_of_names_are_rows_of_names():
    assert body(
        "<table><tr><td>Members</td><td>Officers</td></tr><tr><td>A Example<br>B Sample</td><td>C Person</td></tr></table>"
    ) == [
        ("row", "Members\tOfficers"),
        ("row", "A Example\tC Person"),
        ("row", "B Sample\t"),
    ]


def test_a_word_list_pasted_into_a_page_has_its_marks():
    assert body(
        '<p class=MsoListParagraph style="mso-list:l0 level1"><!--[if !supportLists]--><span style="font-family:Symbol">·<span>&nbsp;&nbsp; </span></span>'
        "<!--[endif]-->Point</p><p class=MsoListParagraph><span>(a)<span>&nbsp; </span></span>Part</p><p>• Other</p>"
    ) == [("item", "• Point"), ("item", "(a) Part"), ("item", "• Other")]


def test_hidden_elements_are_no_text():
    assert body(
        '<p>Seen</p><p hidden>a</p><p style="display: none">b</p><p aria-hidden="true">c</p><noscript>d</noscript><template>e</template>'
        '<style>f</style><span class="visually-hidden">g</span><select><option>h</select><del>i</del><details><summary>More</summary>kept</details>'
    ) == [("paragraph", "Seen"), ("paragraph", "More"), ("paragraph", "kept")]


def test_content_outside_a_small_main_element_is_kept():
    prose = "words that matter " * 40
    assert body(f"<main><p>Short</p></main><div><p>{prose}</p></div>") == [("paragraph", "Short"), ("paragraph", prose.strip())]


def test_a_heading_above_the_main_content_is_kept():
    assert body("<div class=top><h1>Scrutiny Panel</h1></div><main><p>What was said.</p></main>") == [
        ("heading 1", "Scrutiny Panel"),
        ("paragraph", "What was said."),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<p>caf\u00e9 \u2013 £3".encode(), "café – £3"),
        (b"\xef\xbb\xbf<p>caf\xc3\xa9", "café"),
        ("\ufeff<html><p>café".encode("utf-16-le"), "café"),
        (b'<meta charset="windows-1252"><p>caf\xe9 \x96', "café –"),
        (b'<meta charset="iso-8859-1"><p>caf\xc3\xa9', "café"),
        (b'<meta charset="nonsense"><p>caf\xe9', "café"),
        (b'<meta charset="iso-8859-2"><p>\xb9', "š"),
        (b"<p>caf\xe9 \x96", "café –"),
        (b"<p>&pound;3&nbsp;&amp; &#8211; &eacute;", "£3 & – é"),
        (b"<pre>one\ntwo</pre>", "one two"),
    ],
)
def test_the_letters_of_a_page_are_those_its_encoding_says(data, words):
    made = document("a.html", b"<html>" + data if not data.startswith((b"\xef", b"\xff")) else data)
    assert made.text == f"{words}\n"
    assert made.original.media_type == "text/html"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><p>caf\xe9 caf\xc3\xa9", "a.html: line 1: not UTF-8 text (byte 12), and no other encoding is declared"),
        (b"<html><p>\x81", "a.html: line 1: not UTF-8 text (byte 9), and no other encoding is declared"),
        (b'<html><meta charset="windows-1252"><p>\x81', "a.html: not the cp1252 text that it says it is (byte 38)"),
        (b"<html>" + b"\x01" * 99, "a.html: full of control characters, not a readable page"),
    ],
)
def test_a_page_whose_letters_are_not_sure_is_refused(data, said):
    with pytest.raises(ProjectError) as error:
        html.read("a.html", data)
    assert str(error.value) == said


def test_a_page_without_words_is_refused():
    with pytest.raises(ProjectError, match=r"a\.html: the file holds no words"):
        html.read("a.html", b"<html><body><img src=a></body></html>")


def test_the_text_has_exactly_the_words_of_its_pieces():
    made = html.read("a.html", MODERNGOV.encode())
    assert "\n".join(made.text[mark.start : mark.end] for mark in made.original.marks).split() == made.text.split()


@pytest.mark.parametrize(
    "tag",
    [
        "div",
        "table",
        "table><tr><td",
        "ul><li",
        "b",
        "font",
        "a",
        "span",
        "svg",
        "form",
        "blockquote",
        "sup",
        'div class="share nav"><h1',
    ],
)
def test_elements_nested_ten_thousand_deep_are_read_or_refused_at_once(tag):
    start = time.process_time()
    try:
        made = html.read("a.html", (f"<{tag}>" * 10_000 + "words").encode())
    except ProjectError as error:
        assert "nested" in str(error) or "no words" in str(error)  # noqa: PT017
    else:
        assert made.text.endswith("words\n")
    assert time.process_time() - start < 15


def test_elements_left_open_without_end_are_refused():
    for page in ("<p><font size=1>" * 9_000, "<div>" * 30_000, "<div><section>" * 11_000):
        with pytest.raises(ProjectError, match=r"a\.html: elements are nested more than 20000 deep or left open, not a page"):
            html.read("a.html", page.encode() + b"words")


def test_a_huge_table_takes_time_in_proportion():
    def seconds(rows):
        page = ("<table>" + "<tr><td>a</td><td rowspan=2>b<br>c</td><td>52</td></tr>" * rows).encode()
        start = time.process_time()
        html.read("a.html", page)
        return time.process_time() - start

    assert seconds(8_000) < 9 * seconds(2_000) + 0.4


@given(st.binary(max_size=300))
def test_any_bytes_are_a_page_or_refused(data):
    try:
        made = html.read("a.html", b"<html>" + data)
    except ProjectError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert isinstance(made, Document)


_WORDS = st.text("abc é£–", min_size=1, max_size=8).filter(lambda words: words.strip())
_SNIPPET = st.tuples(
    st.sampled_from(["p", "h2", "li", "td", "div", "b", "ul", "ol", "table", "tr", "br", "dd", "th", "span", "center"]), _WORDS
)


@given(st.lists(_SNIPPET, min_size=1, max_size=12))
def test_no_words_of_a_page_are_lost_whatever_its_elements(snippets):
    page = "<!doctype html><body>" + "".join(f"<{tag}> {words} " for tag, words in snippets)
    made = html.read("a.html", page.encode())
    kept = [part for part in made.text.split() if part not in "•–" and not part[0].isdigit()]
    put = [part for _, words in snippets for part in words.split() if part != "–"]
    assert sorted(kept) == sorted(put)
