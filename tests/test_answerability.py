"""What stands behind an answer: which documents it is from, and whether what it lacks was not stated, not read or not covered."""

import pytest
from conftest import ROOT

import kg.project
from kg.answerability import Answerability, answerability
from kg.dated import _certain
from kg.mentioning import Names
from kg.query import load
from kg.rdf import text, typed
from kg.store import Store

QUESTIONS = load(kg.project.find(ROOT))


def case(graph, question, **values):
    found = answerability(graph.answer(question, values), graph.store)
    return found.case, str(found)


def test_an_answer_names_its_documents_and_when_they_were_issued(graph):
    assert case(graph, "findings_by_theme", theme="radicalisation") == (
        "answered",
        "Answered from 1 of 9 documents, issued 2016-02-19: 001-78c7fb0c54cdbe6c.",
    )


def test_what_no_text_mentions_is_not_stated(graph):
    assert case(graph, "figures_with_words", words="zzzz") == (
        "not stated", "None of 9 documents answers. Not stated: no text mentions “zzzz”.",
    )  # fmt: skip


def test_what_a_text_mentions_without_such_a_statement_is_only_mentioned(graph):
    found, said = case(graph, "recommendations_by_theme", theme="radicalisation")
    assert found == "only mentioned"
    assert "is mentioned in 001-78c7fb0c54cdbe6c, and no recommendation as asked was read there." in said


def test_a_day_before_all_statements_is_not_covered(graph):
    found, said = case(graph, "findings_by_theme", theme="radicalisation", until="2010-01-01")
    assert found == "not covered"
    assert "Not covered: until 2010-01-01; what would answer is of 2015-12-17." in said


def test_a_period_that_statements_enclose_is_not_said_to_be_uncovered(graph):
    assert "Not covered" not in case(graph, "findings_by_theme", theme="radicalisation", since="2010-01-01")[1]


def test_a_period_in_a_gap_between_documents_is_not_covered_and_the_nearest_days_are_told(graph):
    found, said = case(graph, "theme_over_time", theme="early-help", since="2017-01-01", until="2017-12-31")
    assert found == "not covered"
    assert (
        "Not covered: since 2017-01-01 until 2017-12-31; what would answer is of 2015-04-28 to 2021-09-21,"
        " the nearest of 2015-12-17 and 2018-03-28." in said
    )
    found, said = case(graph, "events_between", since="2017-01-01", until="2017-12-31")
    assert (found, "the nearest of 2015-12-17 and 2018." in said) == ("not covered", True)


def test_a_document_of_the_time_that_says_nothing_as_asked_is_named(graph):
    values = {"body": "middlesbrough-children-and-young-peoples-social-care-and-services-scrutiny-panel"}
    found, said = case(graph, "decisions_of_body", since="2021-09-21", until="2021-09-21", **values)
    assert found != "not covered"
    assert "Not covered" not in said
    assert (  # the agenda was issued on 13 September for a meeting on the 21st
        "Nothing that would answer is of then (2021-09-21), though 000-ec9d75ce2cce2b13/1-agenda and"
        " 000-ec9d75ce2cce2b13/3-business-case are: what would answer is of 2021-07-27." in said
    )


def test_rows_without_any_date_are_said_to_be_left_out_of_a_period(graph):
    found, said = case(graph, "figures_of_place", name="North Ormesby", since="2017-01-01", until="2017-12-31")
    assert found == "not dated"
    assert "33 rows without a date are left out." in said
    assert "Not covered" not in said


def test_the_days_of_rows_are_told_where_a_period_is_asked_of(graph):
    assert (
        "The rows are of 2018-03-28."
        in case(graph, "findings_by_theme", theme="early-help", since="2018-01-01", until="2018-12-31")[1]
    )
    assert "The rows are" not in case(graph, "findings_by_theme", theme="early-help")[1]
    said = case(graph, "documents_covering_period", since="2014-01-01", until="2014-12-31")[1]
    assert "The rows are" not in said  # they give the days of issue only
    said = case(graph, "figures_of_indicator", indicator="children-looked-after", since="2021-07-01")[1]
    assert said.endswith("000-ec9d75ce2cce2b13/3-business-case.") or "3 rows without a date are left out." in said


def test_a_day_on_which_nothing_was_said_is_told_with_the_nearest(graph):
    said = case(graph, "role_holders", role="director-of-childrens-services", date="2018-03-28")[1]
    assert "(2018-03-28), though 002-0b302d663c443a67 is: what would answer is of 2014-06 to 2022-01-31, the nearest of" in said
    assert "then" not in case(graph, "role_holders", role="director-of-childrens-services", date="2015-12-17")[1]
    values = {"role": "director-of-childrens-services", "body": "middlesbrough-council"}
    assert "Not covered: 2030-01-01;" in case(graph, "role_holders_at_date", date="2030-01-01", **values)[1]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("terms", "The rows are from the vocabulary, which no document states."),
        ("rules", "The rows are from the rules of the project, which no document states."),
        ("documents", "The rows are from the record of how documents were read."),
        ("unread_units", "The rows are from the record of how documents were read."),
        ("place_codes", "The rows are from the reference data (official names and codes), which no document states."),
        ("ward_succession", "The rows are from the reference data (official names and codes), which no document states."),
        ("successors", "The rows are from the reference data (official names and codes), which no document states."),
    ],
)
def test_what_no_document_states_is_said_to_be_so(graph, question, said):
    assert case(graph, question) == ("answered", said)


def test_what_is_not_on_record_is_said_to_be_so(graph):
    assert case(graph, "place_codes", name="Q") == (
        "not on record",
        "There is none in the reference data (official names and codes).",
    )
    assert case(graph, "successors", name="Nowhere")[1].startswith(
        "None of 9 documents answers, nor do the reference data (official names and codes). Not stated"
    )


def test_rows_that_sum_up_name_the_documents_with_statements_of_the_kind(graph):
    assert case(graph, "grade_counts")[1].startswith(
        "The rows sum up statements (judgement) of at least 3 and at most 4 of 9 documents, issued 2016-02-19"
    )
    assert case(graph, "grades_of_framework")[1].startswith(
        "The rows are from the vocabulary, which no document states. They sum up statements (judgement) of at most 4 of 9 documents"
    )
    assert case(graph, "places_by_kind")[1].startswith("Answered from at least 8 of 9 documents")
    assert case(graph, "latest_grades")[1].startswith("Answered from 2 of 9 documents")


def test_a_document_that_is_asked_of_is_the_only_one_told_of(graph):
    assert case(graph, "figures_of_document", document="003-c374112f8c8d4d02")[1].startswith(
        "Answered from 1 of 1 document, issued"
    )


def test_every_question_has_its_line(graph):
    for name, stored in QUESTIONS.items():
        found = answerability(stored.run(graph.store), graph.store)
        assert str(found).startswith(("Answered from ", "The rows ", "None of ")), name
        assert set(found.cited) <= set(found.documents)
        assert set(found.unread) <= set(found.documents)


def test_the_rows_of_the_python_api_tell_it_when_asked(graph):
    assert graph.ask("findings_by_theme", theme="radicalisation").answerability.startswith("Answered from 1 of 9 documents")
    assert graph.sparql("SELECT ?x WHERE { ?x a los:Nothing }").answerability == ""


MADE = """<doc/a> <rdf:type> <los:Document> <doc/a> .
<doc/a> <dcterms:issued> "2020-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> <doc/a> .
<doc/a> <los:text> "Of respite care the panel heard nothing. The hub opened." <doc/a> .
<doc/scan> <rdf:type> <los:Document> <doc/scan> .
<doc/scan> <los:unreadReason> "its pages are pictures" <doc/scan> .
<id/unit/1> <rdf:type> <los:Unit> <doc/a> .
<id/unit/1> <los:status> <code/status/unread> <doc/a> .
<id/unit/1> <los:kind> <code/unit-kind/paragraph> <doc/a> .
<id/unit/1> <los:mainEvidence> <id/passage/1> <doc/a> .
<id/passage/1> <oa:exact> "Of respite care the panel heard nothing." <doc/a> .
<id/finding/1> <rdf:type> <los:Finding> <doc/a> .
<id/finding/1> <los:mainEvidence> <id/passage/2> <doc/a> .
<id/passage/2> <los:document> <doc/a> <doc/a> .
"""


@pytest.fixture
def made():
    spelled = MADE
    for prefix in ("rdf", "los", "dcterms", "oa"):
        spelled = spelled.replace(f"<{prefix}:", f"<{kg.vocab.PREFIXES[prefix]}")
    for name in ("doc", "id", "code"):
        spelled = spelled.replace(f"<{name}/", f"<{kg.vocab.BASE}{name}/")
    return Store.in_memory(spelled.splitlines(keepends=True))


def test_what_only_unread_units_mention_is_not_read_and_files_that_could_not_be_read_are_named(made):
    found = answerability(QUESTIONS["statements_with_words"].run(made, {"words": "Respite Care"}), made)
    assert (found.case, dict(found.unread)) == ("not read", {"a": 1})
    assert str(found) == (
        "None of 2 documents answers. Not read: 1 unit that mentions “Respite Care”, in a. 1 file could not be read at all: scan."
    )


def test_documents_of_unknown_family_are_named_for_little_was_read_of_them(made):
    family = f"<{kg.vocab.BASE}code/family/%s>"
    for name, strange in (("unknown", ("a",)), ("minutes", ())):
        made_of = f"<{kg.vocab.BASE}doc/a> <{kg.vocab.PREFIXES['los']}family> {family % name} <{kg.vocab.BASE}doc/a> .\n"
        store = Store.in_memory([*made.lines(), made_of])
        found = answerability(QUESTIONS["statements_with_words"].run(store, {"words": "zzzz"}), store)
        assert found.strange == strange
        assert ("Of unknown family, so only figures, dates and bodies were read: a." in str(found)) == bool(strange)


def test_what_is_mentioned_where_it_was_read_is_only_mentioned(made):
    assert answerability(QUESTIONS["statements_with_words"].run(made, {"words": "the hub"}), made).case == "only mentioned"


def test_a_store_without_documents_states_nothing():
    empty = Store.in_memory([])
    found = answerability(QUESTIONS["vacant_posts"].run(empty), empty)
    assert (found.case, str(found)) == (
        "not stated",
        "None of 0 documents answers. Not stated: no statement of this kind as asked was read in any.",
    )


def test_many_documents_are_named_by_the_first_and_their_number():
    found = Answerability("answered", ("a", "b", "c", "d"), cited=("a", "b", "c", "d"), unread={"a": 2}, matter="“x”")
    assert str(found) == "Answered from 4 of 4 documents: a, b and 2 more. Not read: 2 units that mention “x”, in a."


@pytest.mark.parametrize(
    ("names", "labels", "phrases", "text", "found"),
    [
        (["early help"], ["early help"], True, "Early  Help is offered", True),
        (["early help"], ["early help"], True, "nearly helpful", False),
        (["foster*"], ["foster"], True, "two Fostering teams", True),
        (["SEND"], ["SEND"], True, "please send it", False),
        (["Children’s Board"], ["Children’s Board"], True, "the Children's Board", True),
        (["Northby Safeguarding Board", "the Board"], ["Northby Safeguarding Board"], False, "the Board met", False),
        (["Northby Safeguarding Board", "NSCB"], ["Northby Safeguarding Board"], False, "the NSCB met", True),
    ],
)
def test_a_text_mentions_a_thing_by_a_name_of_its_own(names, labels, phrases, text, found):
    assert Names.of(names, labels, phrases=phrases).mentioned(text) is found


def test_of_a_particular_body_only_documents_that_name_it_in_full_or_tell_of_it_count():
    named = Names.of(["Northby Safeguarding Children Board", "LSCB"], ["Northby Safeguarding Children Board"], phrases=False)
    assert named.mentioned("the LSCB met")
    assert not named.in_full("the LSCB met")
    assert named.in_full("the  Northby safeguarding Children Board met")


def test_names_that_tell_nothing_are_none():
    assert Names.of(["it"], ["it"], phrases=True) is None
    assert Names.of([], [], phrases=True) is None
    assert Names.of(["2014"], ["2014"], phrases=True) is None


def test_a_day_on_which_a_row_is_certain_is_covered_although_no_statement_is_of_that_day():
    asked = [("2019-07-01", "2019-07-01"), ("2020-01-01", "2020-01-01")]
    sure, perhaps = (
        {"date": typed(day, "date"), "how_sure": text(how)} for day, how in (("2019-07-01", "certain"), ("2020-01-01", "possible"))
    )
    assert _certain([sure, perhaps], asked) == asked[:1]
    assert _certain([{"by_then": text("yes")}], asked[1:]) == asked[1:]
    assert _certain([{"holder": text("A Brook")}], asked) == []
