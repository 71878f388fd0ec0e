"""The records that a mapping reads from a document: small, frozen, each with the spans it was read from.

A record knows no RDF. Things that more than one record speaks of (bodies, people, meetings, inspections, …) are named by
a :class:`Ref`, concepts of the closed schemes by a :class:`Concept`, dates by :class:`kg.dates.When`. A record without
evidence cannot be made. What each class and field means as a term stands in ``ontology/``; :mod:`kg.triples` pairs them.
"""

from kg.facts.base import Concept, Fact, Method, Named, Ref, slug
from kg.facts.documents import Coverage, Header, Unit, Unread
from kg.facts.events import AgendaItem, Decision, Inspection, Judgement, Meeting, Participation
from kg.facts.parties import Body, Membership, Person, Place, Post, Relationship
from kg.facts.statements import Commitment, Discrepancy, Finding, FollowUp, Indicator, Observation, Recommendation
from kg.facts.undertakings import Allocation, Milestone, Programme

__all__ = [
    "AgendaItem",
    "Allocation",
    "Body",
    "Commitment",
    "Concept",
    "Coverage",
    "Decision",
    "Discrepancy",
    "Fact",
    "Finding",
    "FollowUp",
    "Header",
    "Indicator",
    "Inspection",
    "Judgement",
    "Meeting",
    "Membership",
    "Method",
    "Milestone",
    "Named",
    "Observation",
    "Participation",
    "Person",
    "Place",
    "Post",
    "Programme",
    "Recommendation",
    "Ref",
    "Relationship",
    "Unit",
    "Unread",
    "slug",
]
