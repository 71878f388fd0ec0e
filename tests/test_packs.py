"""The scorer of packs counts what is found, what is missed and what is raised wrongly."""

import pytest
from packs import Pack, packs, scores

SEED = "001_78c7fb0c54cdbe6c.txt"
SHARE = "of the 954 children who had a review of their care plans, a total of 744 (71%) children were seen"
ELSEWHERE = "Approximately 33% of the local authority's children are living in poverty"


@pytest.fixture
def pack(project):
    """A pack of the seeds of which a reader says this."""

    def made(**truth):
        return Pack("seeds", project.seeds, truth)

    return made


def row(quote, **more):
    """A row of a truth."""
    return {"file": SEED, "quotes": [quote], "why": "so it is", "kind": "percentage-of-counts", **more}


def test_what_is_raised_at_its_words_is_found_and_what_is_not_is_missed(pack, graph):
    made = scores(pack(discrepancy=[row(SHARE), row(ELSEWHERE), row(ELSEWHERE, certain=False)]), graph)
    assert (made["discrepancies"].expected, made["discrepancies"].right) == (2, 1)
    assert made["discrepancies"].missed == [f"percentage-of-counts: so it is “{ELSEWHERE}”"]
    assert (made["doubtful discrepancies"].expected, made["doubtful discrepancies"].right) == (1, 0)


def test_an_alarm_on_a_control_is_raised_wrongly_and_so_is_one_of_which_the_reader_says_nothing(pack, graph):
    quiet = scores(pack(discrepancy=[row(SHARE)], control=[row(ELSEWHERE)]), graph)["discrepancies"]
    loud = scores(pack(discrepancy=[row(ELSEWHERE)], control=[row(SHARE)]), graph)["discrepancies"]
    assert quiet.controls == loud.controls == 1
    assert any("of which the reader says nothing" in words for words in quiet.raised)
    assert not any(SHARE in words and "though so it is" in words for words in quiet.raised)
    assert any(SHARE in words and "though so it is" in words for words in loud.raised)


def test_who_held_a_role_is_right_only_by_name(pack, graph):
    asked = {"role": "Director of Children's Services", "body": "Middlesbrough Council", "date": "2021-07-27", "sure": "certain"}
    right = scores(pack(asof=[{**asked, "holder": "Sue Butcher"}, {**asked, "holder": "vacant"}]), graph)["roles at a date"]
    assert (right.expected, right.right) == (2, 1)
    unknown = scores(pack(asof=[{**asked, "body": "No Such Board", "holder": "Sue Butcher"}]), graph)["roles at a date"]
    assert unknown.missed
    assert "No Such Board" in unknown.missed[0]


class Answering:
    """A graph that answers one question with these rows, and any SPARQL with none."""

    def __init__(self, *rows):
        self.rows = rows

    def ask(self, question, **values):
        assert (question, values) == ("recommendations_without_follow_up", {})
        return self.rows

    def sparql(self, text, most_rows):
        assert "?thing" in text
        return [][:most_rows]


def test_silence_where_no_later_document_covers_the_matter_is_raised_wrongly(pack):
    rows = [{"quote": f"3. {ELSEWHERE}", "silence": "silence"}]
    of = {"file": SEED, "quote": ELSEWHERE}
    covered = scores(pack(silence=[{"of": of, "covered": True}]), Answering(*rows))["silences"]
    assert (covered.expected, covered.right, covered.raised) == (1, 1, [])
    other = scores(pack(silence=[{"of": of, "covered": False}]), Answering(*rows))["silences"]
    assert (other.expected, other.right, len(other.raised)) == (1, 0, 1)
    unanswered = scores(pack(silence=[{"of": of, "covered": False}]), Answering())["silences"]
    assert (unanswered.right, unanswered.raised) == (0, [])


def test_what_is_no_promise_is_a_control(pack, graph):
    promise = "The Executive Director did not have the figures to hand but would provide the Middlesbrough figures"
    at = {"file": "000_ec9d75ce2cce2b13.txt", "quote": promise, "why": "it is none"}
    score = scores(pack(promise=[], not_promise=[at]), graph)["promises"]
    assert (score.controls, len(score.raised)) == (1, 1)


def test_a_quote_that_does_not_stand_there_is_a_wrong_truth(pack, graph):
    with pytest.raises(ValueError, match="does not stand in"):
        scores(pack(discrepancy=[row("No words like these.")]), graph)


@pytest.mark.parametrize("one", packs(), ids=lambda one: one.name)
def test_every_quote_of_every_truth_stands_in_its_file(one):
    places = [place for kind in ("discrepancy", "control") for row in one.truth[kind] for place in one.places(row)]
    sides = [one.at(**row[side]) for row in one.truth.get("followup", ()) for side in ("of", "by")]
    sides += [one.at(**row[side]) for row in one.truth.get("not_linked", ()) for side in ("a", "b")]
    sides += [one.at(**row["of"]) for row in one.truth.get("silence", ())]
    sides += [one.at(row["file"], row["quote"]) for kind in ("promise", "not_promise") for row in one.truth.get(kind, ())]
    assert len(places) > 30
    assert all(place.end > place.start for place in [*places, *sides])
