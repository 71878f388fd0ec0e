"""Follow-ups by the words of a paragraph: matters that no list names, verdicts that go on from it, and look-alikes that are not linked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import followups
from kg.dates import When
from kg.facts import Concept, Finding, Header, Recommendation, Ref, Unit
from kg.lexicon import Entry, Vocabulary
from kg.nearest import answers, paragraphs
from kg.reading.aspects import another_side, conceded, naming
from kg.reading.boards import of_board
from kg.reading.outcome import is_closed, outcome, says, speaking
from kg.reading.part import Opening, Part
from kg.reading.wants import is_item
from kg.reading.wording import asked, near, rarity, whole, wording
from kg.statements import dated, statements
from kg.text import Document
from tests.timing import assert_linear

COUNCIL = Ref("body", "northby-council")


def span(words):
    return Document.from_text(words).span


def a_part(world, name, words, year, family="minutes"):
    text = Document.from_text(words, name=f"{name}.txt").span
    header = Header(title=name, issued=When.of(str(year), year), about=COUNCIL, evidence=(text[:5],))
    return Part(span=text, family=family, slug=name, world=world, opening=Opening(text[:0], 1.0, "made up"), header=header)


def recommended(part, words):
    found = part.span.find(words)
    ref = Ref("recommendation", f"{part.slug}/{found.start}")
    return part, Recommendation(ref=ref, made_in=part.ref, text=found.words, evidence=(found,))


def paragraph(part, words=None):
    found = part.span if words is None else part.span.find(words)
    return part, Unit(kind=Concept("unit-kind", "paragraph"), status="unread", evidence=(found,))


def said_of(world, asks, later, *more):
    """What the paragraph ``later`` of 2020 says became of what was asked in 2018, beside ``more`` that was asked too."""
    first = a_part(world, "first", "\n\n".join((asks, *more)), 2018, "inspection-report")
    second = a_part(world, "second", later, 2020)
    pairs = [(part, part.header) for part in (first, second)]
    pairs += [*(recommended(first, one) for one in (asks, *more)), paragraph(second)]
    found = answers(statements(pairs, world), paragraphs(pairs, dated(pairs)), world)
    return [(one.earlier.passage.words, one.status, [passage.words for passage in one.passages]) for one in found]


SWIMMING = "Offer swimming lessons to every child in the borough's hostels."


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("Swimming lessons at the hostels. The panel's request has been met.", "addressed"),
        ("Inspectors asked for swimming lessons in the hostels. This is still so: nothing has been done.", "repeated"),
        ("Swimming lessons have started in two hostels. The rest have yet to begin.", "partly"),
        ("Swimming lessons are poor in the hostels.", "repeated"),
    ],
)
def test_a_matter_that_no_list_names_is_followed_up_by_its_rare_words(later, status, world):
    assert [(words, how) for words, how, _ in said_of(world, SWIMMING, later)] == [(SWIMMING, status)]


@pytest.mark.parametrize(
    "later",
    [
        "Hostels for travellers are good.",
        "The council's swimming pool was put right.",
        "The team offers swimming lessons to children in hostels?",
        "Members asked what lessons had been learned. The answer was good.",
        "Officers looked at swimming lessons in hostels to decide whether progress had been made.",
        "The minutes on swimming lessons in the hostels were approved as a correct record.",
    ],
)
def test_what_shares_one_word_or_only_asks_is_no_follow_up(later, world):
    assert said_of(world, SWIMMING, later) == []


def test_a_deed_that_has_too_few_of_the_words_of_what_was_asked_is_done_in_part(world, monkeypatch):
    later = "Swimming lessons have been introduced in the hostels."
    for least, status in ((0.5, "addressed"), (9.0, "partly")):
        monkeypatch.setattr("kg.nearest.HALF", dict.fromkeys((1, 2, 3), least))
        assert [how for _, how, _ in said_of(world, SWIMMING, later)] == [status]


def test_a_source_that_is_printed_again_does_not_answer_itself(world):
    first = a_part(world, "first", SWIMMING, 2018, "inspection-report")
    second = a_part(world, "second", f"The letter asked: {SWIMMING}", 2020)
    again = recommended(second, SWIMMING)[1]
    own = Recommendation(ref=again.ref, made_in=first.ref, text=again.text, evidence=again.evidence)
    pairs = [*((part, part.header) for part in (first, second)), recommended(first, SWIMMING), paragraph(second)]
    for later, repeats in ((again, 1), (own, 0)):
        every = [*pairs, (second, later)]
        assert len(list(answers(statements(every, world), paragraphs(every, dated(every)), world))) == repeats


def test_of_several_recommendations_the_nearest_is_answered(world):
    other = "Teach swimming to foster carers."
    found = said_of(world, SWIMMING, "Swimming lessons in the hostels have been put right.", other)
    assert [words for words, _, _ in found] == [SWIMMING]


def test_a_verdict_that_goes_on_from_the_matter_is_what_a_follow_up_rests_on(world):
    later = "Swimming lessons in the hostels were looked at. This was a weakness and you have dealt with it."
    ((_, status, passages),) = said_of(world, SWIMMING, later)
    assert (status, passages[0]) == ("addressed", "This was a weakness and you have dealt with it.")


def test_a_follow_up_by_a_paragraph_that_is_no_finding_is_by_its_document(world):
    first = a_part(world, "first", SWIMMING, 2018, "inspection-report")
    second = a_part(world, "second", "Swimming lessons in the hostels have been put right.", 2020)
    pairs = [*((part, part.header) for part in (first, second)), recommended(first, SWIMMING), paragraph(second)]
    (row,) = followups.rows(pairs, world)
    assert (row.by, row.status) == (row.passages[0][1], "addressed")
    ref = Ref("finding", "second/1")
    found = Finding(ref=ref, made_in=second.ref, text="x", polarity=Concept("polarity", "neutral"), evidence=(second.span,))
    (row,) = followups.rows([*pairs, (second, found)], world)
    assert str(row.by).endswith("finding/second/1")


def test_an_earlier_or_the_same_document_answers_nothing(world):
    first = a_part(world, "first", SWIMMING, 2018, "inspection-report")
    for year in (2017, 2018):
        second = a_part(world, "second", "Swimming lessons in the hostels have been put right.", year)
        pairs = [*((part, part.header) for part in (first, second)), recommended(first, SWIMMING), paragraph(second)]
        assert list(answers(statements(pairs, world), paragraphs(pairs, dated(pairs)), world)) == []


@pytest.mark.parametrize(
    ("words", "status", "plain"),
    [
        ("This has been put right.", "addressed", 4),
        ("The position is no better.", "repeated", 3),
        ("The picture is mixed.", "partly", 3),
        ("It is in place in the north, but there is none in the south.", "partly", 3),
        ("We will listen to children and this will be good.", None, 0),
        ("Is practice good?", None, 0),
        ("The office has a blue door.", None, 0),
    ],
)
def test_how_plainly_a_sentence_says_what_became_of_something(words, status, plain, world):
    found = says(span(words), world)
    assert found.status == status
    assert found.plain == plain or status == "partly"


def test_a_verdict_decides_over_praise_and_a_deed_before_what_remains_is_done_in_part(world):
    for words, status in [
        ("Plans are poor. This was a concern and it has been resolved.", "addressed"),
        ("A tool has been introduced. It is still not in use.", "partly"),
        ("It is still not in use. A tool has been introduced.", "repeated"),
    ]:
        said = [says(one, world) for one in span(words).sentences()]
        found = outcome(range(len(said)), said)
        assert found is not None
        assert found[0] == status


def test_a_sentence_on_another_thing_ends_what_goes_on_from_the_matter(world):
    sentences = span("Lessons have begun. Advocacy is poor. It is slow.").sentences()
    said = [says(one, world) for one in sentences]
    assert speaking(sentences, [9.0, 0.0, 0.0], said, ["", "other", ""], world) == [0]
    assert speaking(sentences, [9.0, 0.0, 0.0], said, ["", "", ""], world)[:1] == [0]


@pytest.mark.parametrize(
    ("words", "closed"),
    [
        ("Every child had now been visited.", True),
        ("No worker now held more than 20 cases.", True),
        ("The weakness was put right.", True),
        ("Visits are better.", False),
    ],
)
def test_a_claim_that_nothing_is_left_to_do(words, closed, world):
    assert is_closed(span(words), world) == closed


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Revise the guidance for schools.", True),
        ("That police and nurses sit together.", True),
        ("the Council and its partners establish an academy", True),
        ("the Council has established an academy", False),
        ("Guidance was revised.", False),
    ],
)
def test_an_item_of_a_list_asks_by_its_form(words, asks, world):
    assert is_item(span(words), world) == asks


def test_what_a_report_finds_of_the_board_is_told_apart(world):
    words = "Practice is good.\n\nThe Local Safeguarding Children Board (LSCB)\n\nAudits are few.\n\nInformation about this inspection\n\nIt took place."
    part = a_part(world, "report", words, 2015, "inspection-report")
    (board,) = of_board(part)
    assert part.span.find("Audits are few.").start in board
    assert all(part.span.find(one).start not in board for one in ("Practice is good.", "It took place."))
    assert of_board(a_part(world, "minutes", words, 2015)) == ()


def test_rare_words_tell_more_than_common_ones_and_a_purpose_less_than_the_matter(world):
    assert rarity("chronolog", world) > rarity("famil", world) > rarity("children", world) == 0
    matter = asked(span("Improve swimming lessons in hostels so that children enjoy gardening."), world)
    assert matter["swimm"] == 1.0
    assert matter["garden"] < 1.0


@given(st.text(alphabet="abcdefg ,.", max_size=60), st.text(alphabet="abcdefg ,.", max_size=60))
def test_nothing_is_nearer_to_a_sentence_than_itself(world, one, other):
    first, second = wording(span(f"x {one}"), world), wording(span(f"x {other}"), world)
    full = whole(first, world)
    assert near(first, second, world, full).score <= near(first, first, world, full).score + 1e-9


def test_wordings_are_found_where_every_place_is_tried():
    words = ["re-referral*", "in part", "no", "Good", "CAF", "co-produc*", "not yet"]
    quick = Vocabulary([Entry(Concept("made", str(number)), one, (one,)) for number, one in enumerate(words)])
    tried = Vocabulary([*quick.entries, Entry(Concept("made", "sign"), "%%", ("%%",))])  # one that begins with no letter
    for text in (
        "Re-referrals in part; NO good CAF",
        "co-production, not yet (in part) nothing",
        "in-part good’s 'no’ goodness CAFs caf",
    ):
        assert [str(one.span) for one in quick.find(span(text))] == [str(one.span) for one in tried.find(span(text))]


@pytest.mark.parametrize(
    ("earlier", "later", "another"),
    [
        ("Visits are late.", "Visits are regular.", True),
        ("Visits are late.", "Visits are made on time.", False),
        ("Visits are poor.", "Visits are regular.", False),  # the earlier one is of no side
    ],
)
def test_praise_of_one_side_of_a_matter_says_nothing_of_another(earlier, later, another, world):
    assert another_side([span(earlier)], span(later), world) == another


@pytest.mark.parametrize(
    ("words", "only"),
    [
        ("Caseloads are low, but rooms are damp.", True),
        ("While caseloads are low, the rooms are damp.", True),
        ("Rooms are good, but caseloads are high.", False),
        ("Caseloads have fallen, but they are still high.", False),
        ("Caseloads are high.", False),
    ],
)
def test_what_a_sentence_only_concedes_is_not_what_it_blames(words, only, world):
    assert conceded(span(words), frozenset({"caseloads"}), world) == only


def test_long_runs_take_linear_time(world):
    for run in ("The council, although not, ", "swimming lessons ", "with the exception of ", "no one "):
        assert_linear(lambda words: says(span(words), world), run)
        assert_linear(lambda words: conceded(span(words), frozenset({"caseloads"}), world), run)
        assert_linear(lambda words: naming(span(words), frozenset({"caseloads"}), world, blamed=True), run)
        assert_linear(lambda words: wording(span(words), world), run)
