"""Parts of made-up documents about real areas, for tests of the readers of bodies, places, programmes and relations."""

from functools import cache

import kg.project
from kg.dates import When
from kg.facts import Header
from kg.reading.part import Opening, Part
from kg.reading.refs import authority_ref, place_ref
from kg.text import Document
from kg.world import read_lexicon


@cache
def world():
    """The lexicon of the project."""
    return read_lexicon(kg.project.find())


def part_about(area, text, date="2019-05-01", publisher=None):
    """A part of ``text`` about the council of ``area`` (about none, for an empty name)."""
    span = Document.from_text(text).span
    header = Header(
        title="Report",
        issued=When(date, date) if date else None,
        about=authority_ref(f"{area} Council", world()) if area else None,
        place=place_ref(area, world()) if area else None,
        publisher=publisher,
        evidence=(span[:4],),
    )
    return Part(span=span, family="unknown", slug="made-up", world=world(), opening=Opening(span[:0], 0.0, ""), header=header)
