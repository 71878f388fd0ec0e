"""Details of a partnership as text of a table read by its rows: all labels first, then the names, then the people."""

import pytest

from kg.reading.partners import partners
from kg.text import Document

LABELS = "Local authority\n\nIntegrated care board\n\n"
NAMES = "Northby & Vale Council\n\nNHS Uplands, Northby and Vale\nICB\n\n"
LINKS = "www.northby.gov.uk\n\nwww.uplands.nhs.uk\n"


def told(text, world):
    return [
        (
            " ".join(span.words for name in one.names for span in name),
            [(two.name.words, [x.words for x in two.role]) for two in one.people],
        )
        for one in partners(Document.from_text(text).span, world)
    ]


DIRECTOR = ("Dara Whit", ["Director of Children’s", "Services"])
CHIEF = ("Lina North", ["Chief Executive"])


@pytest.mark.parametrize(
    ("people", "first", "second"),
    [
        ("Dara Whit, Director of Children’s\nServices\n\nLina North, Chief Executive\n\n", [DIRECTOR], [CHIEF]),
        ("Dara Whit\n\nDirector of Children’s\nServices\n\nLina North\nChief Executive\n\n", [DIRECTOR], [CHIEF]),
        ("Lina North, Chief Executive\n\n", [], []),  # of which of the two is not said
        ("", [], []),
    ],
)
def test_names_and_people_go_with_the_labels_one_by_one(people, first, second, world):
    assert told(LABELS + NAMES + people + LINKS, world) == [
        ("Northby & Vale Council", first),
        ("NHS Uplands, Northby and Vale ICB", second),
    ]


def test_people_between_the_names_are_of_the_body_before_them(world):
    text = (
        LABELS
        + "Northby Council\n\nDara Whit, Director of Children’s\nServices\n\nNHS Uplands ICB\n\nLina North, Chief Executive\n"
    )
    assert told(text, world) == [("Northby Council", [DIRECTOR]), ("NHS Uplands ICB", [CHIEF])]


def test_a_person_with_a_role_is_no_body(world):
    text = "Local authority\n\nDara Whit, Chief Executive\n\nNorthby Council\n"
    assert told(text, world) == [("Northby Council", [])]
