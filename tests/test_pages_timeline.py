"""The time line of inspections, and the discrepancies: all of them, each with its words, none on another."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pages.asked import Asked
from kg.pages.desk import Desk
from kg.pages.lanes import APART, HEAD, NAMES, WIDE, drawn
from kg.rdf import Iri, text
from kg.store import Store
from kg.vocab import PREFIXES

ID, DOC, CODE, LOS, XSD = (PREFIXES[name] for name in ("id", "doc", "code", "los", "xsd"))
KINDS = {10: "date", 7: "gYearMonth", 4: "gYear"}
QUOTE = '"'
TYPE, LABEL, SUB = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label", PREFIXES["rdfs"] + "subClassOf"


def quads(*statements):
    return [f"<{s}> <{p}> {o if o[0] == QUOTE else Iri(o).n3()} <{DOC}a> .\n" for s, p, o in statements]


def said(words):
    return text(words).n3()


def date(day):
    return f'"{day}"^^<{XSD}{KINDS[len(day)]}>'


def passage(number, words, document="a"):
    iri = f"{ID}passage/{document}/{number}-{number + 9}"
    return iri, [
        (iri, LOS + "document", DOC + document),
        (iri, PREFIXES["oa"] + "start", f'"{number}"^^<{XSD}integer>'),
        (iri, PREFIXES["oa"] + "exact", said(words)),
    ]


def inspection(name, body, until="", kind="FullInspection", words="Inspected."):
    iri = f"{ID}inspection/{name.replace(chr(32), chr(45))}"
    at, told = passage(len(name) * 1000, words)
    made = [
        (iri, TYPE, LOS + "Inspection"),
        (iri, TYPE, LOS + kind),
        (iri, LABEL, said(name)),
        (iri, LOS + "mainEvidence", at),
        *told,
    ]
    if body:
        made += [(iri, LOS + "inspects", f"{ID}body/{body}"), (f"{ID}body/{body}", LABEL, said(f"{body.title()} Council"))]
    return made + ([(iri, LOS + "until", date(until))] if until else [])


def judgement(inspected, aspect, grade, number):
    iri = f"{ID}judgement/{inspected}-{aspect}"
    at, told = passage(number, f"{aspect} is {grade} <b>now</b>")
    return [
        (iri, TYPE, LOS + "Judgement"),
        (iri, LOS + "inspection", f"{ID}inspection/{inspected}"),
        (iri, LOS + "aspect", f"{CODE}aspect/{aspect}"),
        (f"{CODE}aspect/{aspect}", LABEL, said(aspect.title())),
        (iri, LOS + "grade", f"{CODE}grade/{grade}"),
        (iri, LOS + "mainEvidence", at),
        *told,
    ]


@pytest.fixture(scope="module")
def desk(project, tmp_path_factory):
    scale = [
        (f"{CODE}framework/f", LOS + "scale", f"{CODE}grade/scale"),
        *(
            triple
            for number, grade in enumerate(("fine", "middling", "poor"), 1)
            for triple in (
                (f"{CODE}grade/{grade}", LABEL, said(grade.title())),
                (f"{CODE}grade/{grade}", PREFIXES["skos"] + "inScheme", f"{CODE}grade/scale"),
                (f"{CODE}grade/{grade}", PREFIXES["skos"] + "notation", f'"{number}"'),
            )
        ),
    ]
    classes = [
        (LOS + "Inspection", LABEL, said("inspection")),
        *((LOS + kind, SUB, LOS + "Inspection") for kind in ("FullInspection", "FocusedVisit")),
        (LOS + "FullInspection", LABEL, said("full inspection")),
        (LOS + "FocusedVisit", LABEL, said("focused visit")),
    ]
    found = [
        *inspection("first", "ash", "2015-03-20", words="First <i>words</i>"),
        *judgement("first", "overall", "poor", 1),
        *judgement("first", "leadership", "fine", 2),
        *inspection("second", "ash", "2018-06"),
        *judgement("second", "help", "fine", 3),
        *judgement("second", "leadership", "middling", 4),
        *inspection("the third", "birch", "2018-06-01", "FocusedVisit"),
        *inspection("the fourth", "birch"),
        *inspection("of nobody", "", "2019"),
    ]
    conflicts = []
    for number, (sure, kind) in enumerate((("certain", "numbering"), ("doubtful", "names"), ("doubtful", "names"))):
        iri = f"{ID}discrepancy/{number}"
        conflicts += [
            (iri, TYPE, LOS + "Discrepancy"),
            (iri, LOS + "kind", f"{CODE}discrepancy/{kind}"),
            (f"{CODE}discrepancy/{kind}", LABEL, said(f"odd {kind}")),
            (iri, LOS + "status", f"{CODE}status/{sure}"),
            (f"{CODE}status/{sure}", LABEL, said(sure)),
            (iri, LOS + "printed", said("6 / 7")),
            (iri, LOS + "text", said(f"Two <u>{kind}</u> differ.")),
        ]
        for end in range(number + 2):
            at, told = passage(50_000 + number * 100 + end, f"End {number}.{end} & more", "b" if number == 2 else "a")
            conflicts += [(iri, LOS + "evidence", at), *told]
    council = [(DOC + "b", LOS + "about", f"{ID}body/birch"), (DOC + "a", LOS + "about", f"{ID}body/ash")]
    lines = sorted(set(quads(*scale, *classes, *found, *conflicts, *council)))
    return Desk(Store.in_memory(lines), project, tmp_path_factory.mktemp("desk"))


def page(desk, name, *given, root=""):
    answer = desk.made(Asked(f"{name}.{name}", {}, given, root=root, at=f"/{name}"))
    return answer.status, answer.body.decode()


def rows(html):
    return re.findall(r'<tr role="row"><td.*?</tr>', html, re.DOTALL)


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ([], ["first", "second", "the third", "of nobody", "the fourth"]),
        ([("body", "birch")], ["the third", "the fourth"]),
        ([("kind", "focused visit")], ["the third"]),
        ([("since", "2018"), ("until", "2018")], ["second", "the third"]),
        ([("until", "2016")], ["first"]),
        ([("body", "ash"), ("since", "2019")], []),
    ],
)
def test_inspections_are_those_that_are_asked_for_in_the_order_of_time(desk, given, names):
    status, html = page(desk, "inspections", *given)
    assert status == 200
    assert [re.findall(r'/id/inspection/[^"]*">([^<]*)', row)[0] for row in rows(html)] == names
    dated = [name for name in names if name != "the fourth"]
    assert html.count('<a href="/id/inspection/') == len(names) + len(dated)  # in the table, and in the drawing


def test_a_grade_stands_in_words_and_steps_and_has_its_passage(desk):
    _, html = page(desk, "inspections", ("body", "ash"))
    first, second = rows(html)
    assert re.findall(r'<li>(\w+) <span class="grade (g\d)">(\w+)', first) == [
        ("Overall", "g4", "Poor"),
        ("Leadership", "g2", "Fine"),
    ]
    assert "overall is poor &lt;b&gt;now&lt;/b&gt;" in first
    assert 'href="/doc/a.html?passage=1-10#p1-10"' in first
    assert "<i>" not in html
    drawing = html.partition('class="lanes"')[2].partition("</svg>")[0]
    assert re.findall(r"mark (g\d)", drawing) == ["g4", "g0"], "aspects that differ have no one grade"
    assert "June 2018" in second


@pytest.mark.parametrize("given", [("since", "19"), ("until", "²²²²"), ("kind", "party"), ("body", "nobody")])
def test_what_no_inspection_can_be_asked_is_a_sentence(desk, given):
    status, html = page(desk, "inspections", given)
    assert status == 400
    assert "<table" not in html


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        ([], "012"),
        ([("certainty", "certain")], "0"),
        ([("kind", "names")], "12"),
        ([("document", "b")], "2"),
        ([("body", "ash")], "01"),
        ([("body", "ash"), ("certainty", "doubtful")], "1"),
        ([("document", DOC + "b"), ("kind", "numbering")], ""),
    ],
)
def test_discrepancies_are_all_there_with_every_end_also_where_sentences_are_alike(desk, given, numbers):
    status, html = page(desk, "discrepancies", *given)
    assert status == 200 or not numbers
    for number in range(3):
        there = str(number) in numbers
        assert (f'href="/id/discrepancy/{number}.html"' in html) == there
        for end in range(number + 2):
            assert (f"End {number}.{end} &amp; more" in html) == there
    assert "<u>" not in html
    assert html.index('id="certain"') < html.index('id="doubtful"') if numbers == "012" else True


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (("kind", "x"), 400),
        (("certainty", "sure"), 400),
        (("document", "none"), 404),
        (("body", "none"), 404),
        (("measure", "x"), 400),
    ],
)
def test_what_no_discrepancy_can_be_asked_is_a_sentence(desk, given, status):
    assert page(desk, "discrepancies", given)[0] == status


@pytest.mark.parametrize("name", ["inspections", "discrepancies"])
def test_every_link_begins_with_the_root(desk, name):
    _, html = page(desk, name, root="/behind")
    assert not [link for link in re.findall(r'(?:href|action)="(/[^"]*)"', html) if not link.startswith("/behind/")]
    assert 'style="' not in html


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.lists(st.dates(), min_size=1, max_size=12), min_size=1, max_size=6))
def test_no_mark_of_a_time_line_lies_on_another_and_all_are_on_the_page(found):
    line = drawn({name: [(day, number) for number, day in enumerate(days)] for name, days in found.items()})
    marks = [(mark.x, mark.y) for lane in line.lanes for mark in lane.marks]
    assert len(marks) == sum(map(len, found.values()))
    for one, (x, y) in enumerate(marks):
        assert NAMES < x < WIDE
        assert HEAD < y < line.high
        for other_x, other_y in marks[one + 1 :]:
            assert abs(other_x - x) >= APART or abs(other_y - y) >= APART
    for lane in line.lanes:
        assert all(lane.top < mark.y < lane.top + lane.high for mark in lane.marks)


def test_a_time_line_of_one_day_in_the_last_year_there_is():
    assert drawn({"x": [(datetime.date.max, 1)]}).years
    assert drawn({}).lanes == ()
