"""How the day, the role and the body of a question as of a day are written."""

from __future__ import annotations

import pytest

from kg.project import ProjectError
from kg.queryfile import Parameter
from kg.rdf import Iri, typed
from kg.values import Thing, terms
from kg.vocab import BASE

DATE = Parameter("date", "date", "the day", "2021-07-27", True, (), lasts=True)
DAY = Parameter("since", "date", "the first day", "2021-07-27", True, ())
ROLE = Parameter("role", "concept role", "the role", "chair", False, ())
BODY = Parameter("body", "body", "the body", "some-board", False, ())


def nothing(_starts):
    return []


@pytest.mark.parametrize(
    ("words", "value", "kind"),
    [
        ("2018-03-28", "2018-03-28", "date"),
        ("28 March 2018", "2018-03-28", "date"),
        ("2018-03", "2018-03", "gYearMonth"),
        ("March 2018", "2018-03", "gYearMonth"),
        ("2018", "2018", "gYear"),
    ],
)
def test_a_day_month_or_year_may_be_asked_about(words, value, kind):
    assert terms(DATE, words, nothing) == [typed(value, kind)]


@pytest.mark.parametrize(
    ("parameter", "words"),
    [(DATE, "2018-13"), (DATE, "soon"), (DATE, "31 September 2018"), (DATE, "1018"), (DAY, "2018-03"), (DAY, "2018")],
)
def test_what_is_none_is_refused(parameter, words):
    with pytest.raises(ProjectError, match="is no day"):
        terms(parameter, words, nothing)


def things(found):
    return lambda starts: found.get(starts[0].removeprefix(BASE), [])


def thing(kind, short, label, *aliases):
    return Thing(Iri(f"{BASE}{kind}{short}"), short, label, aliases)


ROLES = [
    thing("code/role/", "lead-member", "lead member for children's services", "Executive Member for Children's Services"),
    thing("code/role/", "assistant-director", "assistant director", "Assistant Director, Safeguarding"),
]


@pytest.mark.parametrize(
    "words",
    ["Executive Member, Children’s Services", "Children's Services Executive Member", "executive member for childrens services"],
)
def test_a_role_is_found_by_its_words_in_any_order(words):
    assert terms(ROLE, words, things({"code/role/": ROLES})) == [ROLES[0].iri]


@pytest.mark.parametrize("words", ["Executive Member", "Executive Member, Adults' Services", "Director, Safeguarding", "of the"])
def test_a_role_of_fewer_or_other_words_is_none(words):
    with pytest.raises(ProjectError, match="is none of"):
        terms(ROLE, words, things({"code/role/": ROLES}))


def board(short):
    return thing("id/body/", short, "Local Safeguarding Children Board")


DOCUMENTS = [thing("doc/", "report-2016", "Report"), thing("doc/", "pack-7/2-minutes", "Minutes")]


def test_a_board_of_documents_that_do_not_tell_whose_it_is_is_asked_of_with_the_one_that_is_known():
    boards = [
        board("kelby-safeguarding-children-board"),
        board("report-2016-safeguarding-children-board"),
        board("pack-7-safeguarding-children-board"),
    ]
    found = terms(BODY, "Local Safeguarding Children Board", things({"id/body/": boards, "doc/": DOCUMENTS}))
    assert found == [one.iri for one in boards]


def test_boards_of_two_areas_are_told_apart():
    boards = [board("kelby-safeguarding-children-board"), board("leeds-safeguarding-children-board")]
    with pytest.raises(ProjectError, match="can be 2 things"):
        terms(BODY, "Local Safeguarding Children Board", things({"id/body/": boards, "doc/": DOCUMENTS}))


@pytest.mark.parametrize(
    "words",
    ["Kelby Local Safeguarding Children Board", "kelby safeguarding children board", "Safeguarding Children's Board, Kelby"],
)
def test_a_safeguarding_board_is_the_same_with_and_without_local(words):
    board = thing("id/body/", "kelby-safeguarding-children-board", "Local Safeguarding Children Board")
    other = thing("id/body/", "kelby-safeguarding-adults-board", "Safeguarding Adults Board")
    assert terms(BODY, words, things({"id/body/": [board, other]})) == [board.iri]


@pytest.mark.parametrize("words", [",", "", " . ", "–"])
def test_words_without_a_letter_or_digit_are_refused(words):
    with pytest.raises(ProjectError, match="has no letter or digit to look for"):
        terms(Parameter("words", "string", "words", "audits", True, ()), words, nothing)


def test_what_is_long_is_not_repeated_whole():
    with pytest.raises(ProjectError) as refused:
        terms(DATE, "long " * 1000, nothing)
    assert len(str(refused.value)) < 200
    assert "…" in str(refused.value)
