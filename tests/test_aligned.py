"""Lines whose columns are set with blanks are rows of a table; justified text, fields and contents are none."""

import pytest
from timing import assert_linear

from kg.reading.aligned import aligned
from kg.reading.blocks import blocks
from kg.text import Document

TABLE = """
Staff                      Northside   Southside    All
Advisers                         2.5         1.0    3.5
Nurses                           1.0         2.0    3.0
Total                            3.5         3.0    6.5
"""


def rows(text):
    """The cells of the rows that the blocks of a text are."""
    return [[str(cell) for cell in block.cells] for block in blocks(Document.from_text(text).span) if block.kind == "row"]


def test_columns_set_with_blanks_are_rows_with_their_header():
    assert rows(TABLE) == [
        ["Staff", "Northside", "Southside", "All"],
        ["Advisers", "2.5", "1.0", "3.5"],
        ["Nurses", "1.0", "2.0", "3.0"],
        ["Total", "3.5", "3.0", "6.5"],
    ]


def test_dates_make_a_table_and_a_line_that_goes_on_ends_none():
    found = rows("""
Ref   Milestone                 Began         Finished
M1    Premises found            05/02/2018    29/06/2018
M2    Staff consulted,          03/09/2018    12/10/2018
      with their union
M3    Doors open                05/11/2018    06/11/2018
""")
    assert [row[0] for row in found] == ["Ref", "M1", "M2", "M3"]
    assert found[2] == ["M2", "Staff consulted,", "03/09/2018", "12/10/2018"]


def test_two_columns_are_a_table_from_three_lines_on():
    assert rows("Primary          112\nSecondary        655\nSpecial           23\n") == [
        ["Primary", "112"],
        ["Secondary", "655"],
        ["Special", "23"],
    ]
    assert rows("Primary          112\nSecondary        655\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "The  panel  met  in  the  town  hall  and  heard  from\nthe  head  of  the  service  who  spoke  of  early  help\n",
        "It met twice.  Then it ended.\nIt met again.  Then it began.\nIt met once.  Then it rested.\n",
        "Date:      9 October 2023\nTime:      7.00 pm\nPlace:     12 Station Road\n",
        "Meeting    Schools Commission\nDate       Monday 9 October 2023\nTime       7.00 pm\nPlace      Town Hall\n",
        "Store Street        T 0300 000 0000\nAnytown             Textphone 0161 000 0000\nM1 2WD              mail@example.org\n",
        "Apologies            1\nMinutes              1\nEarly help           7\nBudget              12\n",
        "Cllr A Brook          Cllr B Stone\nCllr C Field          Cllr D Marsh\nCllr E Wood           Cllr F Heath\n",
    ],
    ids=["justified", "sentences", "fields", "labels", "letterhead", "contents", "names"],
)
def test_what_only_looks_like_columns_stays_as_it_was(text):
    assert rows(text) == []


@pytest.mark.parametrize("run", ["a  1\n", "  ", "a   b\n", "a  1  "])
def test_long_runs_take_linear_time(run):
    assert_linear(lambda text: aligned(Document.from_text(text).span.lines()), run, before="a", after="1")
