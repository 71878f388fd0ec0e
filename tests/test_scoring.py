"""The scorer counts what is right, missed and false, and the made-up documents are read as well as they have been."""

from collections import defaultdict

import pytest
import scoring
from scoring import TRUTH, Read, Tally, Truth, folded, score, truths

from kg import intake, mapping

PUBLISHED, MADE = ([truth for truth in truths() if truth.document.startswith("made/") is made] for made in (False, True))
REPORT = """Northtown Council
Inspection of children’s social care services
Inspection dates: 1 March 2021 to 12 March 2021
Lead inspector: Ann Example, Her Majesty’s Inspector

Judgement | Grade
The impact of leaders on social work practice with children and families | Good
The experiences and progress of children who need help and protection | Inadequate
The experiences and progress of children in care and care leavers | Good
Overall effectiveness | Requires improvement to be good

What needs to improve
• The quality of plans.
• The speed of visits.
"""


def said(tmp_path, **given):
    """A truth that says what is given."""
    return Truth(tmp_path, "made/x.txt", {"family": "inspection-report", **given})


@pytest.fixture
def reading(families, world):
    """What is read of a text."""

    def read(text):
        document = intake.document("x.txt", text.encode())
        parts = mapping.split(document, families, world)
        return Read(parts, [fact for part in parts for fact in mapping.read(part, families)], world)

    return read


def judgements(*grades):
    """Rows of a truth."""
    return [{"aspect": aspect, "grade": grade} for aspect, grade in grades]


def test_what_is_true_and_read_is_right_what_is_not_read_is_missed_and_what_is_not_true_is_false(tmp_path, reading):
    rows = judgements(("overall", "requires-improvement"), ("help-and-protection", "good"))
    made = score(said(tmp_path, judgement=rows, complete=["judgement"]), reading(REPORT))
    assert made.tallies["judgement"] == Tally(true=2, right=1, false=3, judged=True)
    assert made.missed == ["judgement: help-and-protection · good"]
    assert "judgement: help-and-protection · inadequate" in made.false


def test_what_is_listed_in_part_is_not_held_against_what_else_is_read(tmp_path, reading):
    made = score(said(tmp_path, judgement=judgements(("overall", "requires-improvement"))), reading(REPORT))
    assert made.tallies["judgement"] == Tally(true=1, right=1)
    assert (made.false, made.tallies["judgement"].precision) == ([], None)


def test_a_header_is_right_only_where_it_says_the_same(tmp_path, reading):
    given = {"framework": "ilacs", "from": "2021-03-01", "until": "2021-03-11", "issued": ""}
    made = score(said(tmp_path, **given), reading(REPORT))
    assert {key: (made.tallies[key].true, made.tallies[key].right) for key in given} == {
        "framework": (1, 1), "from": (1, 1), "until": (1, 0), "issued": (0, 0),
    }  # fmt: skip
    assert made.missed == ["until: 2021-03-11 is true, 2021-03-12 was read"]


def test_people_count_by_name_and_capacity_and_recommendations_by_their_first_words(tmp_path, reading):
    people = [{"name": "Ann Example", "capacity": "inspector"}]
    asked = [{"start": "the quality of plans"}, {"start": "the cost of"}]
    made = score(said(tmp_path, person=people, recommendation=asked, complete=["recommendation"]), reading(REPORT))
    assert made.tallies["person"] == Tally(true=1)
    assert made.tallies["recommendation"] == Tally(true=2, right=1, false=1, judged=True)
    assert sorted(made.missed) == ["person: ann example · inspector", "recommendation: the cost of"]


@pytest.mark.parametrize(
    ("tally", "shares"),
    [
        (Tally(true=4, right=3, false=1, judged=True), (0.75, 0.75, 0.75)),
        (Tally(true=4, right=3), (0.75, None, None)),
        (Tally(judged=True, false=2), (None, 0.0, None)),
        (Tally(true=2, judged=True, false=2), (0.0, 0.0, 0.0)),
    ],
)
def test_shares_are_told_where_they_are_known(tally, shares):
    assert (tally.recall, tally.precision, tally.f1) == shares


@pytest.mark.parametrize(
    ("one", "other"), [("“Good”  \n plans.", '"good" plans'), ("A. B. Example", "A B Example"), ("O’Hara", "o'hara")]
)
def test_words_are_compared_without_what_print_makes_of_them(one, other):
    assert folded(one) == folded(other)


def test_a_truth_with_unknown_keys_or_a_folder_without_truths_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        truths(tmp_path)
    (tmp_path / "x.toml").write_text('document = "x"\nfamily = "minutes"\ngrade = "good"\n')
    with pytest.raises(ValueError, match="no grade in a truth"):
        truths(tmp_path)


def test_the_truths_of_the_made_up_documents_are_in_their_words():
    for truth in MADE:
        text = folded(intake.read(TRUTH / truth.document).text)
        starts = [row["start"] for kind in ("recommendation", "decision", "part") for row in truth.said.get(kind, [])]
        names = [row["name"] for row in truth.said.get("person", [])]
        missing = [words for words in (*starts, *names) if folded(words) not in text]
        assert missing == [], truth.document


def test_there_are_truths_of_twenty_published_documents_and_of_every_family():
    assert len(PUBLISHED) >= 20
    read_by_hand = {truth.family for truth in truths()}
    assert read_by_hand >= {
        "inspection-report", "ofsted-letter", "jtai-letter", "send-report", "minutes", "agenda", "scrutiny-report", "executive-report",
        "commissioner-review", "business-case", "unknown",
    }  # fmt: skip


FLOORS = {  # F1 that the made-up documents together have had, by kind of fact; a change may not lose it
    "family": 0.99,
    "judgement": 0.99,
    "person": 0.90,
    "recommendation": 0.90,
    "decision": 0.90,
}


@pytest.fixture(scope="module")
def tallies(families, world):
    """The tallies of all made-up documents together."""
    made = defaultdict(Tally)
    for truth in MADE:
        document = intake.read(TRUTH / truth.document)
        parts = mapping.split(document, families, world)
        facts = [fact for part in parts for fact in mapping.read(part, families)]
        for kind, tally in score(truth, Read(parts, facts, world)).tallies.items():
            made[kind].add(tally)
    return made


@pytest.mark.parametrize(("kind", "floor"), FLOORS.items())
def test_the_made_up_documents_are_read_as_well_as_they_have_been(kind, floor, tallies):
    assert tallies[kind].f1 >= floor, scoring.LISTS
