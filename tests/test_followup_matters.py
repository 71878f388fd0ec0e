"""Follow-ups that no document prints: two statements of one council on one narrow matter, and what must not be linked."""

import pytest

from kg import followups
from kg.dates import When
from kg.facts import Commitment, Concept, Finding, FollowUp, Header, Recommendation, Ref
from kg.reading.councils import council_of
from kg.reading.matters import matter, shared, stem
from kg.reading.part import Opening, Part
from kg.text import Document
from tests.timing import assert_linear

COUNCIL = Ref("body", "northby-council")


def a_part(world, name, words, year, council=COUNCIL):
    document = Document.from_text(words, name=f"{name}.txt")
    whole = document.span
    header = Header(title=name, issued=When.of(str(year), year), about=council, evidence=(whole[:5],))
    return Part(span=whole, family="minutes", slug=name, world=world, opening=Opening(whole[:0], 1.0, "made up"), header=header)


def finding(part, words, polarity):
    span = part.span.find(words)
    ref = Ref("finding", f"{part.slug}/{span.start}")
    return part, Finding(ref=ref, made_in=part.ref, text=words, polarity=Concept("polarity", polarity), evidence=(span,))


def recommendation(part, words, number=""):
    span = part.span.find(words)
    ref = Ref("recommendation", f"{part.slug}/{span.start}")
    return part, Recommendation(ref=ref, made_in=part.ref, text=words, number=number, evidence=(span,))


def told(world, *pairs):
    """The links of the pairs, as (earlier words, later words, status)."""
    said = followups.statements([*[(part, part.header) for part, _ in pairs], *pairs], world)
    return [(link.earlier.fact.text, link.later.fact.text, link.status) for link in followups.links(said, world)]


ASKED = "Make sure that every return home interview is offered within 72 hours."


@pytest.mark.parametrize(
    ("words", "polarity", "status"),
    [
        ("Return home interviews are timely and of good quality.", "strength", "addressed"),
        ("The offer of return home interviews is improving but is not yet complete.", "strength", "partly"),
        ("Return interviews are timely, but they are not always analysed.", "mixed", "partly"),
        ("Return home interviews are often late.", "weakness", "repeated"),
        ("Return home interviews, although improving, are still late.", "weakness", "partly"),
        ("A new return home interview service is in place.", "neutral", "partly"),  # not within 72 hours
        ("Return home interviews are well recorded.", "strength", "partly"),  # another side
        ("Return home interviews are good; however, some are late.", "strength", "partly"),
        ("Oversight of return home interviews has not been effective enough to make sure of timely help.", "strength", "repeated"),
    ],
)
def test_a_later_judgement_of_the_same_narrow_matter_says_what_became_of_a_recommendation(words, polarity, status, world):
    first, second = a_part(world, "first", ASKED, 2018), a_part(world, "second", words, 2020)
    assert told(world, recommendation(first, ASKED), finding(second, words, polarity)) == [(ASKED, words, status)]


def test_a_weakness_found_again_is_repeated(world):
    one, other = "Caseloads are too high for some social workers.", "Too many social workers have high caseloads."
    first, second = a_part(world, "first", one, 2018), a_part(world, "second", other, 2020)
    assert told(world, finding(first, one, "weakness"), finding(second, other, "weakness")) == [(one, other, "repeated")]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Caseloads are too high.", "Personal education plans are of poor quality."),  # another matter
        (
            "Assessments are too long.",
            "Assessments of foster carers take account of the views of neighbours.",
        ),  # a broad subject alone
        ("Caseloads are too high.", "Caseloads in the youth offending service are low."),  # another service
        ("Supervision of care leavers is weak.", "Supervision of work with children in need is strong."),  # other children
        ("Caseloads are too high.", "Plans are weak, for example where caseloads are mentioned."),  # an example only
        ("Visits to children are often late.", "Visits to children are well recorded."),  # another side of a weakness
        ("Turnover is low, but buildings are damp.", "Children have good workers and turnover is low."),  # what it only concedes
        ("Agency staff are too many.", "Agency staff’s parking is good."),  # whose something is
        ("Supervision is weak.", "For these children, supervision was good."),  # praise of some cases
    ],
)
def test_no_link_without_one_narrow_matter(earlier, later, world):
    first, second = a_part(world, "first", earlier, 2018), a_part(world, "second", later, 2020)
    assert told(world, finding(first, earlier, "weakness"), finding(second, later, "strength")) == []


def test_no_link_between_councils_nor_within_a_source_nor_back_in_time_nor_at_one_time(world):
    words, later = "Caseloads are too high.", "Caseloads are now manageable."
    first = a_part(world, "first", f"{words} {later}", 2018)
    for second in (a_part(world, "second", later, 2018), a_part(world, "third", later, 2016)):
        assert told(world, finding(first, words, "weakness"), finding(second, later, "strength")) == []
    elsewhere = a_part(world, "fourth", later, 2020, Ref("body", "southby-council"))
    assert told(world, finding(first, words, "weakness"), finding(elsewhere, later, "strength")) == []
    assert told(world, finding(first, words, "weakness"), finding(first, later, "strength")) == []


def test_a_neutral_statement_follows_nothing_up_unless_it_says_how_far_something_is(world):
    words, later = "Caseloads are too high.", "Inspectors looked at caseloads."
    first, second = a_part(world, "first", words, 2018), a_part(world, "second", later, 2020)
    assert told(world, finding(first, words, "weakness"), finding(second, later, "neutral")) == []


def test_a_recommendation_that_is_named_by_its_number_is_followed_up_whatever_its_matter(world):
    asked, later = "Buy a bigger clock.", "Recommendation 4 has been implemented."
    first, second = a_part(world, "first", asked, 2018), a_part(world, "second", later, 2019)
    assert told(world, recommendation(first, asked, "4"), finding(second, later, "strength")) == [(asked, later, "addressed")]
    assert told(world, recommendation(first, asked, "5"), finding(second, later, "strength")) == []
    also = a_part(world, "also", "Ring a louder bell.", 2017)
    several = (
        recommendation(also, "Ring a louder bell.", "4"),
        recommendation(first, asked, "4"),
        finding(second, later, "strength"),
    )
    assert told(world, *several) == [], "of two earlier sources with such a number nobody knows which is meant"


def test_what_was_said_to_be_done_and_is_later_found_not_to_be_is_contradicted(world):
    asked, done, not_done = (
        "Introduce reflective supervision for all staff.",
        "Reflective supervision has been introduced for all staff.",
        "Supervision is not reflective.",
    )
    parts = [
        a_part(world, name, words, year) for name, words, year in (("a", asked, 2018), ("b", done, 2019), ("c", not_done, 2020))
    ]
    links = told(
        world, recommendation(parts[0], asked), finding(parts[1], done, "strength"), finding(parts[2], not_done, "weakness")
    )
    assert links == [(asked, done, "addressed"), (asked, not_done, "repeated"), (done, not_done, "contradicted")]


def test_of_a_later_source_the_two_closest_statements_count(world):
    later = [f"Caseloads are too high in team {name}." for name in ("one", "two", "three", "four")]
    first, second = a_part(world, "first", "Caseloads are too high.", 2018), a_part(world, "second", " ".join(later), 2020)
    pairs = [finding(first, "Caseloads are too high.", "weakness"), *(finding(second, words, "weakness") for words in later)]
    assert len(told(world, *pairs)) == followups.MOST


def test_a_promise_is_followed_up_and_follows_nothing_up(world):
    promised, later = (
        "Officers will review the sufficiency of placements.",
        "Sufficiency of placements has been reviewed and is good.",
    )
    first, second = a_part(world, "first", promised, 2018), a_part(world, "second", later, 2020)
    span = first.span.find(promised)
    made = Commitment(ref=Ref("commitment", "first/at-0"), made_in=first.ref, text=promised, evidence=(span,))
    assert told(world, (first, made), finding(second, later, "strength")) == [(promised, later, "addressed")]
    before = a_part(world, "before", "Sufficiency of placements is poor.", 2016)
    assert told(world, finding(before, str(before.span), "weakness"), (first, made)) == []


def test_the_quads_name_rule_premises_and_both_passages(world):
    words, later = "Caseloads are too high.", "Caseloads are now manageable."
    first, second = a_part(world, "first", words, 2018), a_part(world, "second", later, 2020)
    pairs = [(first, first.header), (second, second.header), finding(first, words, "weakness"), finding(second, later, "strength")]
    made = [quad for quad in followups.quads(pairs, world, lambda thing: "a name") if quad.subject != followups.GRAPH]
    said = {}
    for quad in made:
        said.setdefault(quad.predicate.rsplit("/", 1)[-1].rsplit("#", 1)[-1], []).append(
            str(getattr(quad.object, "lexical", quad.object))
        )
    assert said["of"] == ["https://w3id.org/line-of-sight/id/finding/first/0"]
    assert said["by"] == said["premise"][1:] == ["https://w3id.org/line-of-sight/id/finding/second/0"]
    assert said["evidence"] == [
        "https://w3id.org/line-of-sight/id/passage/first/0-23",
        "https://w3id.org/line-of-sight/id/passage/second/0-29",
    ]
    assert said["rule"] == ["https://w3id.org/line-of-sight/graph/same-matter"]
    assert said["text"] == ["Both are of the same council and speak of caseloads."]
    printed = FollowUp(of=pairs[2][1].ref, by=pairs[3][1].ref, status="addressed", evidence=(second.span,))
    assert list(followups.quads([*pairs, (second, printed)], world, lambda thing: "a name")) == []


def test_words_count_without_their_endings():
    assert {stem(word) for word in ("assessment", "assessments", "assessing", "assessed")} == {"assess"}
    assert stem("child’s") == "child"


def test_what_two_sentences_share(world):
    one = matter(Document.from_text("Chronologies are missing.").span, world)
    other = matter(Document.from_text("The use of chronologies is weak.").span, world)
    assert shared(one, other) == (frozenset({"chronologies"}), frozenset())
    assert shared(one, matter(Document.from_text("Rain fell.").span, world)) is None


@pytest.mark.parametrize("run", ["a ", "caseload ", "by ", "plan, ", "’s "])
def test_matters_take_linear_time(run, world):
    assert_linear(lambda text: matter(Document.from_text(text).span, world), run)


def test_a_sentence_that_goes_on_from_the_one_before_is_of_its_matter(world):
    asked, later = "Improve supervision of social workers.", "It is still too variable."
    first = a_part(world, "first", asked, 2018)
    second = a_part(world, "second", f"The last inspection found supervision of social workers to be weak. {later}", 2020)
    assert told(world, recommendation(first, asked), finding(second, later, "weakness")) == [(asked, later, "repeated")]


def test_the_paragraph_before_tells_the_matter_where_it_speaks_of_an_earlier_inspection(world):
    asked, later = "Reduce caseloads.", "Nothing has been done."
    first = a_part(world, "first", asked, 2018)
    second = a_part(world, "second", f"The initial inspection found that caseloads were too high.\n\n{later}", 2020)
    assert told(world, recommendation(first, asked), finding(second, later, "weakness")) == [(asked, later, "repeated")]
    elsewhere = a_part(world, "third", f"Inspectors drove in.\n\n{later}", 2020)
    assert told(world, recommendation(first, asked), finding(elsewhere, later, "weakness")) == []


def test_a_sentence_that_only_tells_what_an_earlier_source_found_judges_nothing(world):
    words, later = "Caseloads are too high.", "The initial inspection found that caseloads were too high."
    first, second = a_part(world, "first", words, 2018), a_part(world, "second", later, 2020)
    assert told(world, finding(first, words, "weakness"), finding(second, later, "weakness")) == []


@pytest.mark.parametrize(
    ("words", "name", "council"),
    [
        ("Children in Leeds do well. Leeds City Council has a plan.", "report", "leeds-council"),
        ("Leeds, Bradford and Wakefield work together.", "report", None),
        ("Children do well.", "leeds-minutes-2019", "leeds-council"),
        ("Children do well.", "minutes", None),
    ],
)
def test_the_council_of_a_document_that_does_not_say_whose_it_is(words, name, council, world):
    assert council_of(a_part(world, name, words, 2019, None)) == (Ref("body", council) if council else None)
