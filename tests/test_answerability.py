"""What stands behind an answer: which documents it is from, and whether what it lacks was not stated, not read or not covered."""

import pytest
from conftest import ROOT

import kg.project
from kg.answerability import Answerability, answerability
from kg.mentioning import Names
from kg.query import load
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
    assert "Not covered: until 2010-01-01; what is stated of this kind is of 2016-02-19." in said


def test_a_period_that_statements_enclose_is_not_said_to_be_uncovered(graph):
    assert "Not covered" not in case(graph, "findings_by_theme", theme="radicalisation", since="2010-01-01")[1]


def test_a_question_of_vocabulary_or_of_files_has_no_such_line(graph):
    for question in ("terms", "rules", "documents", "unread_units", "checksums_of_files", "place_codes"):
        assert answerability(graph.answer(question, {}), graph.store) is None, question
        assert graph.answerability(graph.answer(question, {})) == ""


def test_rows_that_sum_up_name_no_documents(graph):
    assert case(graph, "body_counts_by_kind")[1].startswith("The rows sum up statements of a kind that ")


def test_a_document_that_is_asked_of_is_the_only_one_told_of(graph):
    assert case(graph, "figures_of_document", document="003-c374112f8c8d4d02")[1].startswith(
        "Answered from 1 of 1 document, issued"
    )


def test_every_question_of_documents_has_its_line(graph):
    for name, stored in QUESTIONS.items():
        found = answerability(stored.run(graph.store), graph.store)
        if found is not None:
            assert str(found).startswith(("Answered from ", "The rows sum up ", "None of ")), name
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


def test_names_that_tell_nothing_are_none():
    assert Names.of(["it"], ["it"], phrases=True) is None
    assert Names.of([], [], phrases=True) is None
