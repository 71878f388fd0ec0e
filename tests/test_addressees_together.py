"""Addressees of a letter whose lines were run together: each is read with role and body; the end of a title is no body."""

from kg import mapping
from kg.facts import Body, Membership, Participation
from kg.reading.offices import offices
from kg.text import Document

TOGETHER = """18 July 2023

Anna Mbeki, Director of Children’s Services, Northtown Metropolitan Borough Council Kofi Mensah-Cole, Chief Executive, Greater Vale Integrated Care Board Sian Harper, Independent Scrutineer, Northtown Safeguarding Children Partnership Dan Frost, Chief Constable, Northshire Police

Dear Northtown Safeguarding Children Partnership

Joint targeted area inspection of Northtown

This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency response to neglect in Northtown.

This inspection took place from 5 to 9 June 2023.

Headline findings

Children and families benefit from early help.
"""


def test_addressees_run_together_on_one_line_keep_their_own_roles_and_bodies(families, world):
    document = Document.from_text(TOGETHER)
    facts = [fact for part in mapping.split(document, families, world) for fact in mapping.read(part, families)]
    assert [
        (fact.participant.slug.removeprefix("northtown-"), fact.printed)
        for fact in facts
        if isinstance(fact, Participation) and fact.capacity.name == "addressee"
    ] == [
        ("anna-mbeki", "Director of Children’s Services"),
        ("kofi-mensah-cole", "Chief Executive"),
        ("sian-harper", "Independent Scrutineer"),
        ("dan-frost", "Chief Constable"),
    ]
    assert {fact.person.slug.removeprefix("northtown-"): fact.body.slug for fact in facts if isinstance(fact, Membership)} == {
        "anna-mbeki": "northtown-council",
        "kofi-mensah-cole": "greater-vale-integrated-care-board",
        "sian-harper": "northtown-safeguarding-children-partnership",
        "dan-frost": "northshire-police",
    }
    assert "Executive" not in {fact.name for fact in facts if isinstance(fact, Body)}


def test_the_end_of_a_title_or_of_the_name_of_a_larger_place_is_no_body(world):
    for words in ("Chief Executive, by e-mail", "Deputy Mayor for Policing and Crime, Greater Manchester"):
        (office,) = offices(Document.from_text(words).span, (), world)
        assert office.body is None
