"""No pattern takes more than linear time: long runs of whatever patterns repeat, in documents of every family."""

from pathlib import Path

import pytest

from kg import mapping
from kg.reading import common
from kg.text import Document
from tests.timing import assert_linear

MADE = Path(__file__).resolve().parent / "truth" / "made"
LENGTH = 4_000
RUNS = [
    " ", "\t", "\n", "\n\n", " \n", "a", "A", "1", ".", "-", "•", "(", "“", ",", "£", "/", ":", "|", "*", "#", "’",
    "a ", "A ", "Aa ", "A. ", "1 ", "1, ", "1,", "1.1", "a\n", "A\n", "Aa\n", "1.\n", "1. A\n", "• a\n", "a\tb\n", "1\t2\n", "a | b | c\n", "Cllr ", "Mr A ", "A B, ",
    "the ", "of ", "and ", "A and ", "May ", "2015 ", "1 May ", "12% ", "£1m ", "a. A", "(a) ", "AGREED ", "Present: ", "a; ",
]  # fmt: skip


@pytest.fixture(scope="module")
def openings(project, families, world):
    """A few lines that open a document of each family, from the seeds and the made-up documents."""
    found = {}
    for path in [*project.files("seeds/*.txt"), *sorted(MADE.glob("*.txt"))]:
        for part in mapping.split(Document.read(path), families, world):
            found.setdefault(part.family, str(part.span)[:1500])
    return {family: opening for family, opening in found.items() if family in families}


def reading(families, world):
    """Recognises a text and reads all of it."""

    def read(text):
        for part in mapping.split(Document.from_text(text), families, world):
            list(mapping.read(part, families))

    return read


@pytest.mark.parametrize("run", RUNS, ids=repr)
def test_a_long_run_is_read_in_linear_time(run, families, world):
    assert_linear(reading(families, world), run, "Opening words\n", "\nlast words", LENGTH)


@pytest.mark.slow
@pytest.mark.parametrize("run", ["A ", "Aa\n", "a\tb\n"], ids=repr)
def test_every_family_reads_a_long_run_behind_its_opening_in_linear_time(run, families, world, openings):
    assert set(openings) == set(families)
    for opening in openings.values():
        assert_linear(reading(families, world), run, opening + "\n", "\nlast words", LENGTH // 3)


def test_every_general_reader_is_run_on_documents_of_no_family():
    assert set(common.READERS) >= {"people", "meetings", "inspections"}
