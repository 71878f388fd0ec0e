"""What is refused when a stored question is asked: one sentence each, with what could be meant."""

import pytest
from conftest import ROOT

import kg.project
from kg.project import ProjectError
from kg.query import find, load

QUESTIONS = load(kg.project.find(ROOT))


def refused(graph, question, **values):
    with pytest.raises(ProjectError) as told:
        graph.answer(question, values)
    assert "\n" not in str(told.value)
    return str(told.value)


@pytest.mark.parametrize(
    ("question", "values", "said"),
    [
        ("theme_over_time", {"since": "2020-01-01", "until": "2017-12-31"}, "since (2020-01-01) is later than until (2017-12-31)"),
        ("events_between", {"since": "31 December 2021", "until": "1 May 2021"}, "since (2021-12-31) is later than until (2021-05-01)"),
        (
            "events_between",
            {"since": "2022-02-02"},
            "since (2022-02-02) is later than until (2021-12-31); until is that of the example, so give it too",
        ),
        ("discrepancies", {"certainty": "sure"}, "certainty: 'sure' is none of certain, doubtful"),
        ("findings_by_theme", {"polarity": "good"}, "polarity: 'good' is none of strength, weakness, mixed, neutral"),
        ("role_holders", {"date": "2021-09-31"}, "date: '2021-09-31' is no day of the calendar"),
        ("role_holders", {"date": "soon"}, "date: 'soon' is no day; write it as 2015-12-17 or 17 December 2015"),
        (
            "story_of_recommendation",
            {"words": " "},
            "words: no value is given; write it as in words='strengthening management oversight'",
        ),
        ("unread_with_words", {"words": ""}, "words: no value is given; write it as in words='looked after'"),
        ("bodies", {"words": ""}, "words: no value is given; write it as in words=safeguarding, or leave it out"),
        ("findings_by_theme", {"theme": ""}, "theme: no value is given; write it as in theme=radicalisation"),
        ("findings_by_theme", {"theme": []}, "theme: no value is given; write it as in theme=radicalisation"),
        (
            "findings_by_theme",
            {"tema": "early-help"},
            "findings_by_theme has no parameter 'tema'; its parameters are theme, polarity, since, until; near it is theme",
        ),
        ("rules", {"x": "1"}, "rules has no parameter 'x'; it has none"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_what_could_be(graph, question, values, said):
    assert refused(graph, question, **values) == said


@pytest.mark.parametrize(
    "values", [{"since": "2017-01-01", "until": "2017-01-01"}, {"since": "2030-01-01"}, {"until": "1066-10-14"}]
)
def test_a_period_of_one_day_and_an_open_one_are_asked_of(graph, values):
    assert graph.answer("theme_over_time", values).given.keys() == values.keys()


def test_any_day_of_the_calendar_can_be_asked_of(graph):
    for day in ("2100-01-01", "0900-02-28", " 2024-02-29 "):
        assert graph.answer("role_holders", {"date": day}).given["date"][0].lexical == day.strip()


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("story_of_recomendation", "story_of_recommendation"),
        ("theme_over_tim", "theme_over_time"),
        ("latest_grade", "latest_grades"),
        ("roles_holders", "role_holders"),
        ("attendence_of_meeting", "attendance_of_meeting"),
        ("vacant-post", "vacant_posts"),
    ],
)
def test_the_nearest_question_to_a_misspelt_one_comes_first(name, nearest):
    with pytest.raises(ProjectError, match=rf"no question is called '{name}'; near it (?:is|are) {nearest}\b"):
        find(QUESTIONS, name)


def test_an_example_of_other_documents_that_gives_no_row_says_so(graph):
    notes = graph.answer("latest_grades", {"framework": "jtai"}).notes
    assert notes == [
        "aspect: none was given, so the example was taken, overall; it is of the project's own documents, so give a value of your own"
    ]
