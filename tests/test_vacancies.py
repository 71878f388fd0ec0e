"""Posts that prose says are empty, from when to when; and what only looks like one."""

from __future__ import annotations

import pytest

from kg.facts import Body, Membership, Post
from kg.lexicon import Lexicon
from kg.reading.people import people
from kg.reading.vacancies import vacancies
from tests.test_tenures import part_of, value
from tests.timing import assert_linear

PSW, DCS = "principal-social-worker", "director-of-childrens-services"


def _empty(text: str, world: Lexicon) -> set[tuple[str, str, str, str, str]]:
    found = [one for one in people(part_of(text, world)) if isinstance(one, Post) and one.status == "vacant"]
    return {(one.role.name, one.body.slug, value(one.since), value(one.until), value(one.attested_on)) for one in found}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There is no principal social worker.", (PSW, "kelby-council", "", "", "2021-07-27")),
        ("There has been no principal social worker since July 2020.", (PSW, "kelby-council", "2020-07", "", "2021-07-27")),
        ("The council has not had a principal social worker since July 2020.", (PSW, "kelby-council", "2020-07", "", "2021-07-27")),
        ("The council does not currently have a principal social worker in post.", (PSW, "kelby-council", "", "", "2021-07-27")),
        ("The service has been without a principal social worker since May 2020.", (PSW, "kelby-council", "2020-05", "", "2021-07-27")),
        ("No director of children's services was in post between May and September 2020.", (DCS, "kelby-council", "2020-05", "2020-09", "")),
        ("There is a vacancy for a principal social worker.", (PSW, "kelby-council", "", "", "2021-07-27")),
        ("The post of Principal Social Worker was vacant from May to October 2020.", (PSW, "kelby-council", "2020-05", "2020-10", "")),
        ("The post of Principal Social Worker, which matters, had gone. The post of Principal Social Worker, had been vacant since 31 March 2021.", (PSW, "kelby-council", "2021-03-31", "", "2021-07-27")),
        ("The Principal Social Worker left in July 2020 and has not been replaced.", (PSW, "kelby-council", "2020-07", "", "2021-07-27")),
        ("The Principal Social Worker left in June 2020 and the post was vacant until November 2020.", (PSW, "kelby-council", "2020-06", "2020-11", "")),
        ("The Improvement Board has had no chair since January 2021.", ("chair", "kelby-improvement-board", "2021-01", "", "2021-07-27")),
        ("The Improvement Board has no independent chair at present.", ("independent-chair", "kelby-improvement-board", "", "", "2021-07-27")),
        ("In Northend the post of hub co-ordinator has been vacant since 8 March 2021.", ("officer", "kelby-council", "2021-03-08", "", "2021-07-27")),
        ("The post of designated clinical officer has been vacant since September 2020.", ("designated-clinical-officer", "kelby-council", "2020-09", "", "2021-07-27")),
        ("The post of Principal Social Worker has been empty since November 2020.", (PSW, "kelby-council", "2020-11", "", "2021-07-27")),
        ("The Principal Social Worker post stood empty.", (PSW, "kelby-council", "", "", "2021-07-27")),
        ("The post of Principal Social Worker was left empty when Ann Lee retired in August 2020.", (PSW, "kelby-council", "2020-08", "", "2021-07-27")),
    ],
)  # fmt: skip
def test_a_sentence_says_that_nobody_has_a_post(text: str, told: tuple[str, ...], world: Lexicon) -> None:
    assert _empty(text, world) == {told}


@pytest.mark.parametrize(
    "text",
    [
        "The chair was empty when the Improvement Board met.",
        "The Principal Social Worker was left empty-handed.",
        "If the post of Principal Social Worker has been empty since May, tell us.",
        "There is no permanent principal social worker.",
        "There is no evidence that the principal social worker has done so.",
        "There is no reason why the director of children's services should leave.",
        "There was no director of children's services present.",
        "If the post of Principal Social Worker is vacant, the Director acts.",
        "If there is no principal social worker, the Director acts.",
        "The post of Principal Social Worker will be vacant if nobody applies.",
        "No Chief Executive was appointed in 2020.",
        "There is no chair for this meeting of the Improvement Board.",
        "The principal social worker has no vacancies in the team.",
        "There is no social worker in the school.",
        "No principal social worker would accept this.",
    ],
)
def test_what_is_supposed_partial_or_of_something_else_is_no_vacancy(text: str, world: Lexicon) -> None:
    assert _empty(text, world) == set()


def test_a_heading_tells_of_which_body_the_chair_is(world: Lexicon) -> None:
    text = "Staffing\n\nAll is well.\n\nLocal Safeguarding Children Board\n\nThe post of independent chair has been vacant since January 2021.\n"
    assert _empty(text, world) == {("independent-chair", "kelby-safeguarding-children-board", "2021-01", "", "2021-07-27")}
    other = "Staffing\n\nThe post of independent chair has been vacant since January 2021.\n"
    assert _empty(other, world) == set()


def test_its_chair_is_that_of_the_body_named_before(world: Lexicon) -> None:
    text = "The Kelby Safeguarding Children Partnership is strong. Its independent chair, Ann Lee, spoke."
    found = [one for one in people(part_of(text, world)) if isinstance(one, Membership)]
    assert [(one.role.name, one.body.slug) for one in found] == [("independent-chair", "kelby-safeguarding-children-partnership")]
    assert not [
        one for one in people(part_of("Its independent chair, Ann Lee, spoke.", world)) if isinstance(one, Membership | Body)
    ]


def test_vacancies_are_read_in_linear_time(world: Lexicon) -> None:
    for run in ("there is no ", "has had no chair since ", "the post of a ", "vacancy for "):
        assert_linear(lambda text: list(vacancies(part_of(text, world))), run, length=5_000)
