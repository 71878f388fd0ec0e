"""The census counts from the store what of each document was read."""

import pytest

from kg.build import build
from kg.census import census, figures
from kg.project import Project
from kg.store import Store
from kg.text import Document


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("There were 12 children in 2016, £3,000 and 71.5% of them on 3 May 2016.", ["12", "£3,000", "71.5"]),
        ("12. The board met 4 times; see paragraph 15, page 3 and Table 2.", ["4"]),
        ("Ring 01642 123456 about version 2.", ["01642", "123456"]),
        ("No figures here, but a B12 and 12th and 4x4.", []),
        ("Rates of 12/13 and 5-6.", ["5"]),
    ],
)
def test_figures_are_the_numbers_that_number_nothing_and_are_of_no_date(words, found):
    assert [str(figure) for figure in figures(Document.from_text(words).span)] == found


def test_units_reasons_and_shares_of_a_document_are_counted(copied, tmp_path):
    build(Project(copied), (), tmp_path / "store")
    (one,) = census(Store.open(tmp_path / "store"), Project(copied))
    assert (one.document, one.known) == ("note", False)
    assert one.read + one.unread >= 1
    assert sum(one.reasons.values()) == one.unread == len(one.left)
    assert 0 <= one.cited <= 1
    assert one.figures == 1
    assert set(one.row()) == {"document", "family", "units_read", "units_unread", "share_cited", "figures_printed", "figures_read"}


def test_every_document_of_the_seeds_is_counted(graph):
    counted = census(graph.store, graph.project)
    assert len(counted) >= 7
    assert all(one.known for one in counted)
    assert all(0 < one.cited <= 1 for one in counted)
    assert all(one.figures_read <= one.figures for one in counted)
    assert sum(one.read for one in counted) > sum(one.unread for one in counted)
