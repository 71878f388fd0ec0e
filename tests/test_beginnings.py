"""Patterns that leave a place at once where nothing can begin find what they would find if they tried everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import dates, numbers

NUMBERS = re.compile(numbers._PATTERN.pattern.replace(numbers._FIRST, ""), re.VERBOSE | re.IGNORECASE)
DATES = re.compile(dates._PATTERN.pattern.removeprefix(dates._FIRST), re.VERBOSE)
PIECES = st.sampled_from(
    [
        *(
            "a",
            "A",
            "one",
            "Two",
            "in",
            "of",
            "the",
            "half",
            "halved",
            "third",
            "Quarters",
            "tenth",
            "doubled",
            "trebled",
            "quadrupled",
        ),
        *(
            "between",
            "from",
            "to",
            "and",
            "top",
            "first",
            "eleven",
            "twenty",
            "ninety",
            "hundred",
            "thousand",
            "million",
            "zero",
            "most",
        ),
        *(
            "1",
            "5",
            "12",
            "31",
            "100",
            "1,200",
            "0.5",
            "2015",
            "2014",
            "15",
            "21",
            "%",
            "£",
            "-",
            "–",
            "−",
            "+",
            ".",
            ",",
            "/",
            "(",
            ")",
            "x",
        ),
        *(
            "May",
            "JUNE",
            "Jan",
            "Sept.",
            "December",
            "Monday",
            "Tues",
            "THE",
            "st",
            "th",
            "per",
            "cent",
            "years",
            "months",
            "pounds",
            "bn",
        ),
    ]
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", " ", "\n"])), max_size=14).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)


@pytest.mark.parametrize(("quick", "slow"), [(numbers._PATTERN, NUMBERS), (dates._PATTERN, DATES)], ids=["numbers", "dates"])
@given(text=TEXTS)
def test_nothing_is_lost_where_a_pattern_looks_first_whether_anything_can_begin(quick, slow, text):
    assert quick.pattern != slow.pattern
    assert [found.span() for found in quick.finditer(text)] == [found.span() for found in slow.finditer(text)]


def test_seeds_hold_what_both_find(project):
    for path in project.files("seeds/*.txt"):
        text = path.read_text()
        for quick, slow in ((numbers._PATTERN, NUMBERS), (dates._PATTERN, DATES)):
            found = [match.span() for match in quick.finditer(text)]
            assert found == [match.span() for match in slow.finditer(text)]
            assert found
