"""What later documents say of what nothing follows up: silence, a mention, a trace of a promise, or nothing."""

import pytest

from kg import silences, traces
from kg.dates import When
from kg.facts import AgendaItem, Concept, Finding, FollowUp, Header, Recommendation, Ref, Unit, slug
from kg.later import documents
from kg.reading.commitments import commitments
from kg.reading.part import Opening, Part
from kg.text import Document
from kg.vocab import LOS


def a_part(words, world, issued, family="minutes", council="northby-council", title="made up"):
    text = Document.from_text(f"{title}\n\n{words}", f"{slug(words)[:40]}.txt")
    about = Ref("body", council)
    header = Header(title=title, issued=When(issued, issued), about=about, evidence=(text.span[: len(title)],))
    return Part(
        span=text.span,
        family=family,
        slug=f"{family}-{issued}",
        world=world,
        opening=Opening(text.span[:0], 1.0, "made up"),
        header=header,
    )


def read(words, world, issued, kind="unit", **more):
    """A document with one statement: a recommendation, a promise, a finding (by its polarity), an agenda item or a mere unit."""
    part = a_part(words, world, issued, **more)
    span = part.span[len(part.header.title) + 2 :]
    ref = Ref(kind if kind in ("recommendation", "agenda-item") else "finding", f"{part.slug}/1")
    facts = [part.header]
    if kind == "recommendation":
        facts.append(Recommendation(ref=ref, made_in=part.ref, text=words, evidence=(span,)))
    elif kind == "promise":
        facts += commitments(part)
    elif kind == "agenda-item":
        facts.append(AgendaItem(ref=ref, meeting=Ref("meeting", "some"), label=words, evidence=(span,)))
    elif kind == "unit":
        facts.append(Unit(kind=Concept("unit-kind", "paragraph"), status="unread", evidence=(span,)))
    else:
        facts.append(Finding(ref=ref, made_in=part.ref, text=words, polarity=Concept("polarity", kind), evidence=(span,)))
    return [(part, fact) for fact in facts]


def told(earlier, *later, world, followed=frozenset()):
    pairs = [pair for document in (earlier, *later) for pair in document]
    return [(one.status, str(one.passage.words)) for one in silences.silences(pairs, world, followed, documents(pairs))]


def traced(earlier, *later, world):
    pairs = [pair for document in (earlier, *later) for pair in document]
    return [str(one.passage.words) for one in traces.traces(pairs, documents(pairs), world)]


ASKED = "The use of family group conferences during pre-proceedings."


@pytest.mark.parametrize(
    ("asked", "later", "kind", "family", "status"),
    [
        (ASKED, "Pre-proceedings work is tracked by a panel.", "strength", "letter", "silent"),
        (ASKED, "Pre-proceedings", "unit", "letter", "silent"),
        ("Make better use of chronologies.", "Use of chronologies", "agenda-item", "agenda", "silent"),
        ("Make better use of chronologies.", "The panel spoke of chronologies.", "unit", "minutes", "mentioned"),
        ("Make better use of chronologies.", "Chronologies are of use.", "strength", "letter", "mentioned"),
        ("Improve caseloads.", "Caseloads 18 17 16", "unit", "letter", "silent"),
        ("Improve how children's views are used.", "The voice of the child was asked. Views of children came.", "unit", "minutes", "silent"),
        ("Have managers look at assessments within timescales.", "Each assessment took 45 working days.", "unit", "minutes", "mentioned"),
        ("Start life-story work for children whose plan is adoption.", "Adoption of 12 children. Nine adopters came.", "unit", "minutes", "silent"),
        ("Give care leavers their health histories.", "Care leavers: 40. Of these care leavers nine are at college.", "unit", "minutes", "silent"),
    ],
)  # fmt: skip
def test_a_later_document_on_the_matter_is_silent_or_mentions_it(asked, later, kind, family, status, world):
    first = read(asked, world, "2019-01-10", "recommendation", family="report")
    assert [one[0] for one in told(first, read(later, world, "2020-05-02", kind, family=family), world=world)] == [status]


@pytest.mark.parametrize(
    ("asked", "later", "more"),
    [
        ("Make better use of chronologies.", "Assessments are timely.", {}),  # another matter
        ("Improve leadership of commissioning.", "Leaders commission services well.", {}),  # a broad theme
        (
            "Bring down the caseloads of reviewing officers (IROs).",
            "The caseloads in private fostering are fair.",
            {},
        ),  # other service
        ("Make better use of chronologies.", "The panel spoke of chronologies.", {"issued": "2018-01-01"}),  # not later
        ("Make better use of chronologies.", "The panel spoke of chronologies.", {"issued": "2019"}),  # not certainly later
        ("Make better use of chronologies.", "The panel spoke of chronologies.", {"council": "southby-council"}),  # elsewhere
        ("Start life-story work for children whose plan is adoption.", "There were 12 adopters.", {}),  # one sentence is too few
        ("Improve the quality of plans.", "The work of the panel is in its plan.", {}),  # a wide subject alone
        ("Report to the improvement board.", "The improvement board met.", {}),  # only to whom it is brought
    ],
)
def test_what_no_later_document_speaks_of_is_not_covered(asked, later, more, world):
    given = {"issued": "2020-05-02", **more}
    first = read(asked, world, "2019-01-10", "recommendation", family="report")
    assert told(first, read(later, world, given.pop("issued"), **given), world=world) == []


def test_what_stands_beside_is_silence_only_where_the_very_matter_is_nowhere_named(world):
    first = read("The quality of chronologies in children's records.", world, "2019-01-10", "recommendation", family="report")
    notes = read("Case notes are entered soon.", world, "2020-05-02", "strength", family="letter")
    assert told(first, notes, world=world) == [("silent", "Case notes are entered soon.")]
    spoken = read("Chronologies are kept. Case notes are entered soon.", world, "2020-05-02", "strength", family="letter")
    assert [one[0] for one in told(first, spoken, world=world)] == ["mentioned"]
    looked = read("They looked at a range of evidence, such as case records.", world, "2020-05-02", family="letter")
    assert told(first, looked, world=world) == []


def test_a_mention_anywhere_keeps_silence_elsewhere_untold(world):
    first = read("Make better use of chronologies.", world, "2019-01-10", "recommendation", family="report")
    title = read("Chronologies", world, "2020-01-10")
    spoken = read("The panel spoke of chronologies.", world, "2021-01-10")
    assert told(first, title, spoken, world=world) == [("mentioned", "The panel spoke of chronologies.")]


def test_praise_of_the_service_is_no_silence(world):
    first = read(
        "Start life-story work for children whose plan is adoption.", world, "2019-01-10", "recommendation", family="report"
    )
    later = read("Adoption is prompt. Adopters are well prepared.", world, "2020-05-02", "strength", family="letter")
    assert told(first, later, world=world) == []


def names(thing):
    return str(thing)


def test_what_has_a_follow_up_is_not_silent_and_both_ends_are_shown(world):
    first = read(ASKED, world, "2019-01-10", "recommendation", family="report")
    later = read("Pre-proceedings work is tracked by a panel.", world, "2020-05-02", "neutral", family="letter")
    pairs = [*first, *later]
    made = list(silences.quads(pairs, world, names, []))
    evidence = {str(quad.object).rsplit("/", 1)[-1] for quad in made if quad.predicate == LOS.evidence}
    assert evidence == {f"9-{9 + len(ASKED)}", "9-52"}
    follow_up = FollowUp(
        of=Ref("recommendation", "report-2019-01-10/1"),
        by=Ref("finding", "letter-2020-05-02/1"),
        status="addressed",
        evidence=(later[0][0].span[9:],),
    )
    assert list(silences.quads([*pairs, (later[0][0], follow_up)], world, names, [])) == []


@pytest.mark.parametrize(
    ("promise", "later", "kind"),
    [
        ("The Director said that a report on retention of social workers would be brought to the Board in September 2020.", "The report on retention was received on 15 September 2020.", "unit"),
        ("A report on exit interviews will be brought to the Panel.", "Exit interviews", "agenda-item"),
        ("She told us that a new threshold document would be published in January 2020.", "A threshold document was issued in January 2020.", "strength"),
        ("The police would put a detective sergeant into the team by the end of October 2020.", "A detective sergeant has sat with the team since October 2020.", "unit"),
        ("The Director would report back in November 2020 with options on homes near by.", "Officers took it to the Panel on 17 November 2020, as had been promised.", "unit"),
        ("The head said that a supported lodgings scheme would open in the spring.", "Our supported lodgings opened at last.", "unit"),
        ("The Chair was told that a business case for neighbourhood hubs would be put to Cabinet in March 2020.", "Members were told in January that the business case for hubs would come.", "unit"),
        ("Members would be sent a leaflet on lampposts and railings.", "The leaflet on lampposts and railings was sent round.", "unit"),
    ],
)  # fmt: skip
def test_a_kept_promise_leaves_a_trace(promise, later, kind, world):
    first = read(promise, world, "2019-10-10", "promise")
    assert len(first) == 2, "it is a promise"
    assert traced(first, read(later, world, "2021-02-03", kind), world=world) == [later]


@pytest.mark.parametrize(
    ("promise", "later", "kind"),
    [
        ("A report on exit interviews will be brought to the Panel.", "A report on exit interviews will be brought to the Panel.", "unit"),  # still to come
        ("A report on exit interviews will be brought to the Panel.", "The report on exit interviews has not been received.", "unit"),
        ("The Director would arrange visits to the front door team.", "Members visited the leaving care team.", "unit"),  # another team
        ("A report on exit interviews will be brought to the Panel.", "A report on absence was received by the Panel.", "unit"),  # another report
        ("A report on foster carers will be brought to the Panel in May 2021.", "Foster carers", "agenda-item"),  # before it was due
    ],
)  # fmt: skip
def test_what_only_looks_like_a_promise_kept_is_no_trace(promise, later, kind, world):
    first = read(promise, world, "2019-10-10", "promise")
    assert len(first) == 2, "it is a promise"
    assert traced(first, read(later, world, "2020-02-03", kind), world=world) == []


def test_a_report_that_is_pointed_back_to_is_that_of_the_sentence_before(world):
    first = read(
        "The Ombudsman was finalising her review of complaints. This report would be brought to the Panel.",
        world,
        "2019-10-10",
        "promise",
    )
    later = read("Update - Review of the Ombudsman", world, "2020-02-03", "agenda-item")
    assert traced(first, later, world=world) == ["Update - Review of the Ombudsman"]


def test_a_document_can_be_what_was_promised(world):
    first = read("A business case for neighbourhood hubs would be put to Cabinet in June 2020.", world, "2019-10-10", "promise")
    later = read("It costs much.", world, "2020-06-03", family="business-case", title="Business case: neighbourhood hubs")
    assert traced(first, later, world=world) == ["Business case: neighbourhood hubs"]
