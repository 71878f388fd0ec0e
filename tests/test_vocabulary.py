"""Finding the wordings of a vocabulary in a text."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts import Concept
from kg.lexicon import Entry, Vocabulary, pattern_of
from kg.text import Document
from tests.timing import assert_linear

WORDINGS = ["a", "ab", "abc", "ab c", "a*", "A", "AB", "b's", "& b", "b and c", "é", "c-b"]


def vocabulary(wordings, *, cased=False):
    return Vocabulary(
        [Entry(Concept("theme", f"t{number}"), wording, (wording,)) for number, wording in enumerate(wordings)], cased=cased
    )


def longest_first(wordings, text):
    """What one pattern of all wordings finds: the plain way, and a hundred times slower on a real vocabulary."""
    kept = sorted(wordings, key=lambda wording: (-len(wording), wording))
    parts = [pattern_of(w) if not re.search("[a-z]", w) else f"(?i:{pattern_of(w)})" for w in kept]
    pattern = re.compile(rf"(?<![\w’'])(?:{'|'.join(f'({part})' for part in parts)})(?!\w)")
    return [(match.span(), kept[match.lastindex - 1]) for match in pattern.finditer(text)]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(WORDINGS), unique=True, min_size=1), st.text(alphabet="abcABé &'-’ \n", max_size=25).filter(str.strip)
)
def test_a_mention_is_found_wherever_one_pattern_of_all_wordings_finds_it(wordings, text):
    document = Document.from_text(text)
    found = [((m.span.start, m.span.end), m.entry.label) for m in vocabulary(wordings).find(document.span)]
    assert found == longest_first(wordings, document.text)


def test_many_wordings_are_found_in_a_long_text_at_once():
    words = [f"{first}{second}{third} word" for first in "abcdefghij" for second in "klmnopqrst" for third in "uvwxyz"]
    known = vocabulary(words)
    assert len(known.find(Document.from_text("aku word. " * 1_000).span)) == 1_000
    assert_linear(lambda text: known.find(Document.from_text(text).span), "aku word. ")
