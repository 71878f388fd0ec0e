"""A made-up graph of one document, for the tests of pages: its text, facts that rest on stretches of it, and units."""

from kg.rdf import Iri, Quad, text, typed
from kg.vocab import BASE, DCTERMS, LOS, OA, RDF, RDFS, concept, document, thing

DOC = document("a-paper")
WORDS = """The board met

The Hill Board met on 3 May 2031. <b onclick="x()">It</b> was sure & firm.
It found <script>alert(1)</script> delay.

- one item of work
- another item of work

The end came soon after that.
"""


def said(subject, *pairs, graph=DOC):
    """Lines of N-Quads of one thing."""
    return [Quad(Iri(subject), predicate, value, graph).n3() for predicate, value in pairs]


def passage(start, end, words=WORDS, source="a-paper", home=DOC, page=None):
    """A passage of the text: its IRI and its lines."""
    iri = thing("passage", f"{source}/{start}-{end}")
    number = ("integer",)
    pairs = [
        (RDF.type, LOS.Passage),
        (LOS.document, home),
        (OA.start, typed(str(start), *number)),
        (OA.end, typed(str(end), *number)),
        (OA.exact, text(words[start:end])),
    ]
    return iri, said(iri, *pairs, *([(LOS.page, typed(str(page), *number))] if page else []))


def fact(kind, slug, label, spans, words=WORDS, *pairs):
    """A thing that rests on spans of the text, the first of them its main evidence: its lines."""
    cited = [passage(*span, words) for span in spans]
    iri = thing(kind, slug)
    lines = said(iri, (RDF.type, LOS["".join(part.title() for part in kind.split("-"))]), (RDFS.label, text(label, "en")), *pairs)
    lines += said(iri, (LOS.mainEvidence, cited[0][0]), *((LOS.evidence, one) for one, _ in cited))
    return [*lines, *(line for _, several in cited for line in several)]


def unit(kind, start, end, words=WORDS, reason="", page=None):
    """A unit of the text, unread where there is a reason why: its lines."""
    iri, lines = passage(start, end, words, page=page)
    status = concept("status", "unread" if reason else "read")
    pairs = [
        (RDF.type, LOS.Unit),
        (LOS.kind, concept("unit-kind", kind)),
        (LOS.status, status),
        (LOS.mainEvidence, iri),
        (LOS.evidence, iri),
    ]
    return said(thing("unit", f"a-paper/{kind}-{start}-{end}"), *pairs, *([(LOS.reason, text(reason))] if reason else [])) + lines


def paper(words=WORDS, media="text/plain", *pairs):
    """What is known of the document: its lines."""
    return said(
        DOC,
        (RDF.type, LOS.Document),
        (RDFS.label, text("A <i>paper</i> of the board", "en")),
        (LOS.family, concept("family", "minutes")),
        (DCTERMS.issued, typed("2031-05-04", "date")),
        (LOS.mediaType, text(media)),
        (LOS.text, text(words)),
        (OA.start, typed("0", "integer")),
        (OA.end, typed(str(len(words)), "integer")),
        *pairs,
    )


def at(words, piece):
    """Where a piece stands in the words."""
    start = words.index(piece)
    return start, start + len(piece)


def some():
    """A small graph with everything: nested and overlapping passages, one that was not read, things with odd names."""
    sentence, name, day = (
        at(WORDS, "The Hill Board met on 3 May 2031."),
        at(WORDS, "Hill Board"),
        at(WORDS, "met on 3 May 2031. <b"),
    )
    board = thing("body", "hill-board")
    return [
        *paper(),
        *fact(
            "meeting",
            "hill-board-2031-05-03",
            "Hill Board, 3 May 2031",
            [sentence],
            WORDS,
            (LOS.heldBy, board),
            (DCTERMS.date, typed("2031-05-03", "date")),
        ),
        *fact("body", "hill-board", "The <Hill> Board", [name], WORDS, (LOS.place, thing("place", "X1"))),
        *fact("finding", "a-paper/1.2/x.ttl", "It was <em>sure</em>", [day], WORDS, (LOS.madeIn, DOC), (LOS.about, board)),
        *unit("paragraph", *at(WORDS, "The end came soon after that."), reason="too <odd> for it"),
        *unit("bullet", *at(WORDS, "- one item of work")),
        *unit("picture", *at(WORDS, "The board met"), reason="a picture, “x.png”"),
    ]


__all__ = ["BASE", "DOC", "WORDS", "at", "fact", "paper", "passage", "said", "some", "unit"]
