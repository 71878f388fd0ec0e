"""Documents and spans: whatever is done with a span, its words stand where it says."""

import hashlib
import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.project import ProjectError
from kg.text import MOST_BYTES, MOST_LINE, Document, Match, Span
from tests.strategies import documents, steps


def spans_of(span, step):
    """The spans that a step leads to."""
    name, arguments = step
    if name == "slice":
        return [span[arguments[0] : arguments[1]]]
    if name == "to":
        return [span[:1].to(span[-1:])]
    made = getattr(span, name)(*arguments)
    if made is None:
        return []
    found = [made] if isinstance(made, (Span, Match)) else list(made)
    spans = []
    for one in found:
        if isinstance(one, Match):
            groups = [one.get(number) for number in range((one._found.re.groups or 0) + 1)]
            spans += [one.span, one.before, one.after, *(group for group in groups if group is not None)]
        else:
            spans.append(one)
    return spans


@given(documents(), st.lists(steps(), min_size=1, max_size=4))
def test_a_span_made_by_any_chain_of_steps_stands_where_it_says(document, chain):
    reached = [document.span]
    for step in chain:
        reached = [made for span in reached[:6] for made in spans_of(span, step)]
        for span in reached:
            assert span.document is document
            assert 0 <= span.start <= span.end <= len(document.text)
            assert document.text[span.start : span.end] == str(span)
            assert len(span) == len(str(span))


@given(documents(), st.sampled_from(["lines", "paragraphs", "sentences"]))
def test_pieces_are_in_order_do_not_overlap_and_lose_only_white_space(document, name):
    pieces = getattr(document.span, name)()
    for one, other in itertools.pairwise(pieces):
        assert one.end <= other.start
    left = "".join(str(piece) for piece in pieces)
    assert "".join(left.split()) == "".join(document.text.split())


@given(documents(), st.sampled_from([r"\s+", r"\n", r"[.,]", r"\d"]))
def test_splitting_keeps_every_character_but_the_separators(document, pattern):
    pieces = document.span.split(pattern)
    separators = [match.span for match in document.span.finditer(pattern)]
    everything = sorted([*pieces, *separators], key=lambda span: (span.start, span.end))
    assert "".join(map(str, everything)) == document.text


@given(st.text(min_size=1).filter(lambda words: words.strip()))
def test_normalised_text_stays_as_it_is_when_normalised_again(words):
    try:
        document = Document.from_bytes("a.txt", words.encode("utf-8", "ignore"))
    except ProjectError:
        return  # full of control characters, or nothing left
    assert Document.from_text(document.text).text == document.text
    assert unicodedata.is_normalized("NFC", document.text)
    assert "\r" not in document.text


def test_normalisation_drops_the_byte_order_mark_and_brings_line_ends_and_accents_to_one_form():
    data = b"\xef\xbb\xbfCafe\xcc\x81\r\nsecond\rthird\x07line with words\n"
    document = Document.from_bytes("a.txt", data)
    assert document.text == "Caf\u00e9\nsecond\nthird line with words\n"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()


def test_a_span_behaves_as_its_words_where_only_words_count():
    span = Document.from_text("The  Panel\nmet on Monday. It agreed.").span
    assert span.words == "The Panel met on Monday. It agreed."
    assert [str(sentence) for sentence in span.sentences()] == ["The  Panel\nmet on Monday.", "It agreed."]
    assert "Panel" in span
    assert span[5:10] in span
    assert span.find("Monday").line == 2
    assert span.find("Tuesday") is None
    assert not span[3:3]
    assert span[0:3].overlaps(span[2:5])
    assert not span[0:3].overlaps(span[3:5])
    assert repr(span[0:3]) == "<text 0:3 'The'>"


def test_sentences_do_not_end_after_a_title_an_initial_or_an_abbreviation():
    span = Document.from_text("Cllr. A. Smith spoke to St. Mary’s, e.g. The Friends. Mr. Brown did not.").span
    assert [str(sentence) for sentence in span.sentences()] == [
        "Cllr. A. Smith spoke to St. Mary’s, e.g. The Friends.",
        "Mr. Brown did not.",
    ]


def test_a_match_gives_its_groups_as_spans_and_says_which_took_part():
    match = Document.from_text("item 12: Minutes").span.search(r"(?P<number>\d+)(?P<letter>[a-z])?")
    assert (match.group("number").start, str(match.group("number"))) == (5, "12")
    assert match.get("letter") is None
    assert not match.has("letter")
    assert (str(match.before), str(match.after)) == ("item ", ": Minutes")
    with pytest.raises(IndexError, match="took no part"):
        match.group("letter")


def test_a_span_outside_its_text_cannot_be_made():
    document = Document.from_text("four")
    with pytest.raises(ValueError, match=r"no span 2\.\.9"):
        Span(document, 2, 9)
    with pytest.raises(ValueError, match="no step"):
        document.span[::2]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a.txt: the file is empty"),
        (b" \n\t \r\n", "a.txt: the file is empty"),
        ("\u00a0\u2003\n".encode(), "a.txt: the file holds no words"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.txt: line 1: this is a PDF file, not text"),
        (b"one\ntwo\xff three\n", "a.txt: line 2: not UTF-8 text (byte 7)"),
        ("first\n".encode("utf-16"), "a.txt: line 1: not UTF-8 text (byte 0)"),
        (b"ok\n" + b"x" * (MOST_LINE + 1), "a.txt: line 2: over a million characters in one line, not a document"),
        (b"ab\x01\x02\x03\x04", "a.txt: line 1: full of control characters or direction marks, not readable text"),
        ("\u202e\u200f words".encode(), "a.txt: line 1: full of control characters or direction marks, not readable text"),
    ],
)
def test_what_is_no_readable_text_is_refused_with_file_and_line(data, said):
    with pytest.raises(ProjectError) as error:
        Document.from_bytes("a.txt", data)
    assert str(error.value) == said


def test_a_file_that_is_too_large_or_cannot_be_read_is_refused(tmp_path):
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(ProjectError, match="larger than 32 MB"):
        Document.read(large)
    with pytest.raises(ProjectError, match="cannot be read"):
        Document.read(tmp_path / "missing.txt")
