"""How things of each kind are listed on the pages of what they are about: under which title, with which columns, in which order.

A kind is what stands in the IRI: "finding" of ``id/finding/…``. What has no plan is listed all the same, by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.rdf import Iri
from kg.vocab import DCTERMS, LOS, ORG, SKOS

_DAYS = {LOS.date, Iri("said on"), LOS["from"], LOS.until, LOS.attestedOn, DCTERMS.date, DCTERMS.issued}


@dataclass(frozen=True)
class Column:
    """A column of a list: its heading, and the properties of which the first that has values is shown."""

    heading: str
    properties: tuple[Iri, ...]
    number: bool = False

    @property
    def dates(self) -> bool:
        """Whether it holds days."""
        return self.properties[0] in _DAYS


def _column(heading: str, *properties: Iri, number: bool = False) -> Column:
    return Column(heading, properties, number)


_SINCE, _UNTIL, _ATTESTED = _column("From", LOS["from"]), _column("Until", LOS.until), _column("Said of", LOS.attestedOn)
NAME = Iri()  # stands for the thing itself: its words or its name, with a link
BECAME = Iri("became")  # stands for the follow-ups of it; these for the document of a mention, its date, and what is spoken of
SAID_IN, SAID_ON, SAID_OF = Iri("said in"), Iri("said on"), Iri("said of")
_KIND, _STATUS, _NUMBER, _DATE = (
    _column("Kind", LOS.kind),
    _column("Status", LOS.status),
    _column("No.", LOS.number),
    _column("Date", LOS.date, DCTERMS.date),
)

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "agenda-item": (_NUMBER, _column("Item", NAME), _column("Meeting", LOS.meeting)),
    "allocation": (
        _column("Team", LOS.team, NAME),
        _column("Place", LOS.place),
        _column("Heads", LOS.headcount, number=True),
        _column("Days a week", LOS.daysPerWeek, number=True),
        _column("New", LOS.new),
        _column("Programme", LOS.programme),
    ),
    "body": (_column("Body", NAME), _column("Place", LOS.place), _column("Part of", ORG.subOrganizationOf)),
    "commitment": (
        _column("Commitment", NAME),
        _column("What became of it", BECAME),
        _column("By", LOS.madeBy, LOS.responsiblePrinted),
        _column("Due", LOS.until, LOS.printed),
    ),
    "decision": (_DATE, _column("Decision", NAME), _column("Meeting", LOS.meeting), _column("By", LOS.madeBy)),
    "discrepancy": (
        _KIND,
        _column("What does not agree", NAME),
        _column("Printed", LOS.printed),
        _column("Computed", LOS.computed),
        _STATUS,
    ),
    "doc": (
        _column("Date", DCTERMS.issued),
        _column("Document", NAME),
        _column("Family", LOS.family),
        _column("Published by", DCTERMS.publisher),
    ),
    "finding": (
        _NUMBER,
        _column("Finding", NAME),
        _column("Judged", LOS.polarity),
        _column("Themes", LOS.theme),
        _column("Stated in", LOS.madeIn),
    ),
    "follow-up": (
        _column("What became of it", LOS.status),
        _column("Earlier", LOS.of),
        _column("Later", LOS.by),
        _column("Why", LOS.text),
        _column("How sure", LOS.confidence, number=True),
    ),
    "inspection": (
        _column("Published", DCTERMS.issued, LOS.until, LOS["from"]),
        _column("Inspection", NAME),
        _column("Of", LOS.inspects),
        _column("By", LOS.conductedBy),
        _column("Framework", LOS.framework),
    ),
    "judgement": (
        _column("Aspect", LOS.aspect, NAME),
        _column("Grade", LOS.grade),
        _column("As printed", LOS.printed),
        _column("Inspection", LOS.inspection),
    ),
    "later-mention": (_column("Date", SAID_ON), _column("Document", SAID_IN), _column("Speaks of", SAID_OF, NAME)),
    "match": (_column("Who may be whom", NAME), _column("Why", LOS.text), _column("How sure", LOS.confidence, number=True)),
    "meeting": (_DATE, _column("Meeting", NAME), _column("Held by", LOS.heldBy), _STATUS),
    "membership": (
        _column("Who", ORG.member),
        _column("As", LOS.printed, ORG.role),
        _column("Of", ORG.organization),
        _SINCE,
        _UNTIL,
        _ATTESTED,
    ),
    "milestone": (
        _NUMBER,
        _column("Milestone", NAME),
        _SINCE,
        _UNTIL,
        _column("Responsible", LOS.responsible, LOS.responsiblePrinted),
        _column("Programme", LOS.programme),
    ),
    "observation": (
        _column("Date", LOS.date, LOS.until, LOS["from"]),
        _column("Indicator", LOS.indicator),
        _column("Place", LOS.place),
        _column("Of whom", LOS.group),
        _column("Value", LOS.value, LOS.printed, number=True),
        _column("Unit", LOS.unit),
        _column("Basis", LOS.basis),
    ),
    "participation": (
        _column("Who", LOS.participant),
        _column("As", LOS.capacity),
        _column("At", LOS.event),
        _column("For", LOS.onBehalfOf),
        _column("As printed", LOS.printed),
    ),
    "place": (_column("Place", NAME), _column("Code", LOS.gssCode), _column("Within", LOS.within), _SINCE, _UNTIL),
    "post": (_column("Post", LOS.printed, NAME), _column("Of", ORG.postIn), _STATUS, _SINCE, _ATTESTED),
    "programme": (_column("Programme", NAME), _KIND, _column("Led by", LOS.ledBy), _SINCE, _UNTIL),
    "recommendation": (
        _column("Published", DCTERMS.issued),
        _column("Made on", LOS.date),
        _NUMBER,
        _column("Recommendation", NAME),
        _column("What became of it", BECAME),
        _column("To", LOS.addressedTo),
        _column("By", LOS.madeBy),
        _column("Stated in", LOS.madeIn),
    ),
    "relationship": (
        _column("One", LOS.subject),
        _column("Relation", LOS.kind),
        _column("Other", LOS.object),
        _SINCE,
        _UNTIL,
        _ATTESTED,
    ),
    "succession": (
        _column("Former", LOS.predecessor),
        _column("Later", LOS.successor),
        _column("% of the former", LOS.shareOfPredecessor, number=True),
        _column("% of the later", LOS.shareOfSuccessor, number=True),
    ),
    "code": (_column("Concept", NAME), _column("Meaning", SKOS.definition), _column("Within", SKOS.broader)),
}
PLAIN = (_column("What", NAME),)

TITLES: Mapping[tuple[str, Iri], str] = {
    ("agenda-item", LOS.meeting): "Agenda",
    ("allocation", LOS.place): "Staff placed here",
    ("allocation", LOS.programme): "Staff of the programme",
    ("allocation", LOS.team): "Where its staff are placed",
    ("body", LOS.place): "Bodies of this place",
    ("body", ORG.subOrganizationOf): "Its parts",
    ("body", LOS.succeededBy): "What it took the place of",
    ("commitment", LOS.madeBy): "Commitments made",
    ("commitment", LOS.madeIn): "Commitments made in it",
    ("decision", LOS.agendaItem): "Decisions",
    ("decision", LOS.madeBy): "Decisions made",
    ("decision", LOS.meeting): "Decisions",
    ("discrepancy", LOS.premise): "What does not agree with this",
    ("doc", DCTERMS.publisher): "Documents it published",
    ("doc", LOS.about): "Documents about it",
    ("doc", LOS.place): "Documents of this place",
    ("finding", DCTERMS.isPartOf): "Findings within it",
    ("finding", LOS.about): "Findings about it",
    ("finding", LOS.madeIn): "Findings",
    ("follow-up", LOS.by): "What it follows up",
    ("follow-up", LOS.of): "What became of it",
    ("inspection", LOS.conductedBy): "Inspections it made",
    ("inspection", LOS.inspects): "Inspections of it",
    ("judgement", LOS.inspection): "Judgements",
    ("later-mention", LOS.mentionOf): "Later mentions of it",
    ("match", LOS.object): "Who else this may be",
    ("match", LOS.subject): "Who else this may be",
    ("meeting", LOS.heldBy): "Meetings",
    ("membership", ORG.member): "Roles",
    ("membership", ORG.organization): "People and their roles",
    ("membership", LOS.post): "Who filled it",
    ("milestone", LOS.programme): "Milestones",
    ("milestone", LOS.responsible): "Milestones in charge of",
    ("observation", LOS.indicator): "Figures",
    ("observation", LOS.place): "Figures of this place",
    ("participation", LOS.event): "Who took part",
    ("participation", LOS.onBehalfOf): "Who took part for it",
    ("participation", LOS.participant): "Took part in",
    ("place", LOS.succeededBy): "What it took the place of",
    ("place", LOS.within): "Places within it",
    ("post", ORG.postIn): "Posts, held or not",
    ("programme", LOS.ledBy): "Programmes it leads",
    ("programme", LOS.operatesIn): "Programmes at work here",
    ("recommendation", LOS.addressedTo): "Recommendations to it",
    ("recommendation", LOS.madeBy): "Recommendations made",
    ("recommendation", LOS.madeIn): "Recommendations",
    ("recommendation", LOS.supportedBy): "Recommendations that rest on it",
    ("relationship", LOS.object): "Named by others as a partner",
    ("relationship", LOS.subject): "Relations to others",
    ("succession", LOS.predecessor): "What it became",
    ("succession", LOS.successor): "What it was made of",
}
# the stored question that goes on asking, and its parameter for the thing of the page
QUESTIONS: Mapping[tuple[str, Iri], tuple[str, str]] = {
    ("agenda-item", LOS.meeting): ("agenda_of_meeting", "meeting"),
    ("allocation", LOS.programme): ("staffing_of_programme", "programme"),
    ("body", ORG.subOrganizationOf): ("parts_of_body", "body"),
    ("decision", LOS.madeBy): ("decisions_of_body", "body"),
    ("inspection", LOS.inspects): ("inspections_of_body", "body"),
    ("meeting", LOS.heldBy): ("meetings_of_body", "body"),
    ("membership", ORG.member): ("roles_of_person", "person"),
    ("membership", ORG.organization): ("members_of_body", "body"),
    ("milestone", LOS.programme): ("milestones_of_programme", "programme"),
    ("observation", LOS.indicator): ("figures_of_indicator", "indicator"),
    ("participation", LOS.event): ("attendance_of_meeting", "meeting"),
    ("post", ORG.postIn): ("vacant_posts", "body"),
    ("recommendation", LOS.addressedTo): ("recommendations_to_body", "body"),
    ("recommendation", LOS.madeBy): ("recommendations_of_body", "body"),
    ("relationship", LOS.subject): ("relations_of_body", "body"),
    ("relationship", LOS.object): ("relations_of_body", "body"),
}
# the lists that come first on a page, whatever it is of; those after them by their titles
_FIRST = [
    "judgement",
    "inspection",
    "recommendation",
    "follow-up",
    "membership",
    "post",
    "participation",
    "agenda-item",
    "decision",
    "meeting",
    "finding",
    "relationship",
    "body",
    "observation",
    "milestone",
    "allocation",
    "commitment",
    "programme",
    "discrepancy",
    "doc",
]
# by which a list is ordered; what is of a date the latest first
ORDER: Mapping[str, tuple[Iri, ...]] = {
    "doc": (DCTERMS.issued,),
    "inspection": (DCTERMS.issued, LOS.until, LOS["from"]),
    "meeting": (DCTERMS.date,),
    "membership": (LOS.attestedOn, LOS["from"]),
    "observation": (LOS.date, LOS.until, LOS["from"]),
    "recommendation": (DCTERMS.issued, LOS.date),
    "relationship": (LOS.attestedOn,),
    "decision": (LOS.date,),
    "post": (LOS.attestedOn,),
}

# what a thing itself rests on or is about, told with its words, by the kind of the thing
GROUNDS: Mapping[str, tuple[tuple[Iri, str], ...]] = {
    "recommendation": ((LOS.supportedBy, "The findings it rests on"),),
    "follow-up": ((LOS.of, "The earlier statement"), (LOS.by, "The later statement")),
    "later-mention": ((LOS.mentionOf, "What it mentions"), (LOS.premise, "What it was found from")),
    "discrepancy": ((LOS.premise, "What does not agree"),),
    "match": ((LOS.premise, "What it was found from"),),
    "relationship": ((LOS.premise, "What it was found from"),),
    "membership": ((LOS.premise, "What it was found from"),),
}
# of these the words only name them, and are folded away
NAMED = {"body", "person", "place", "programme", "indicator", "code", "meeting"}
# of these all the words stand in the open
PLAINLY = {"discrepancy", "follow-up", "match", "later-mention"}


def rank(kind: str) -> int:
    """The place of a list of this kind among others."""
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)
