"""Passages that nest and overlap, and the pieces of text between their ends."""

from hypothesis import given
from hypothesis import strategies as st

from kg.pages.segments import Cutter, Passage

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: Passage(min(pair), max(pair))), max_size=12)


@given(SPANS, st.integers(0, 60), st.integers(0, 60))
def test_the_pieces_of_a_stretch_give_it_again_and_each_knows_what_lies_over_it(passages, one, other):
    start, end = min(one, other), max(one, other)
    pieces = list(Cutter(passages).segments(start, end))
    assert [position for piece in pieces for position in range(piece.start, piece.end)] == list(range(start, end))
    for piece in pieces:
        for position in range(piece.start, piece.end):
            assert {*piece.over} == {each for each in passages if each.start <= position < each.end}
        sizes = [each.end - each.start for each in piece.over]
        assert sizes == sorted(sizes, reverse=True)


@given(SPANS, st.integers(0, 60), st.integers(0, 60))
def test_what_shares_a_character_is_found(passages, one, other):
    start, end = min(one, other), max(one, other)
    wanted = {each for each in passages if each.end > each.start and each.start < end and each.end > start}
    assert {*Cutter(passages).over(start, end)} == wanted


def test_two_pieces_under_the_same_passages_are_not_parted():
    cutter = Cutter([Passage(3, 9), Passage(3, 9), Passage(5, 5)])
    assert [(piece.start, piece.end, len(piece.over)) for piece in cutter.segments(0, 12)] == [(0, 3, 0), (3, 9, 1), (9, 12, 0)]
