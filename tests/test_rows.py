"""Rows: plain values for Python, and the forms of the SPARQL standards."""

import csv
import datetime
import io
import json
import sys
from decimal import Decimal

import pytest

from kg.project import ProjectError
from kg.queryfile import Parameter
from kg.rdf import Iri, Literal, text, typed
from kg.rows import Rows, is_blank, plain
from kg.values import term

ROWS = Rows(
    ("name", "count", "share", "day"),
    [
        {"name": text("Ash, “the” board", "en"), "count": typed("3", "integer"), "share": typed("1.5", "decimal"), "day": typed("2015-12-17", "date")},
        {"name": Iri("http://a"), "share": typed("2", "decimal")},
    ],
)  # fmt: skip


def test_rows_are_dicts_of_plain_values_without_what_is_not_bound():
    assert list(ROWS) == [
        {"name": "Ash, “the” board", "count": 3, "share": Decimal("1.5"), "day": datetime.date(2015, 12, 17)},
        {"name": "http://a", "share": Decimal(2)},
    ]
    assert ROWS[1] == {"name": "http://a", "share": Decimal(2)}
    assert len(ROWS) == 2
    assert ROWS


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (typed("true", "boolean"), True),
        (typed("0", "boolean"), False),
        (typed("2015-12", "gYearMonth"), "2015-12"),
        (typed("2015-02-31", "date"), "2015-02-31"),
        (typed("abc", "integer"), "abc"),
        (typed("abc", "decimal"), "abc"),
        (text("x"), "x"),
    ],
)
def test_a_term_is_a_value_of_its_type_or_its_words(term, value):
    assert plain(term) == value
    assert type(plain(term)) is type(value)


def test_json_is_the_format_of_the_standard():
    assert json.loads(ROWS.text("json")) == {
        "head": {"vars": ["name", "count", "share", "day"]},
        "results": {
            "bindings": [
                {
                    "name": {"type": "literal", "value": "Ash, “the” board", "xml:lang": "en"},
                    "count": {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
                    "share": {"type": "literal", "value": "1.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
                    "day": {"type": "literal", "value": "2015-12-17", "datatype": "http://www.w3.org/2001/XMLSchema#date"},
                },
                {
                    "name": {"type": "uri", "value": "http://a"},
                    "share": {"type": "literal", "value": "2", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
                },
            ]
        },
    }
    blank = Rows(("b",), [{"b": Iri("_:x")}])
    assert json.loads(blank.text("json"))["results"]["bindings"] == [{"b": {"type": "bnode", "value": "x"}}]
    assert is_blank(Iri("_:x"))
    assert not is_blank(Literal("_:x"))


def test_csv_reads_back_and_lines_of_json_are_one_row_each():
    assert list(csv.reader(io.StringIO(ROWS.text("csv"), newline=""))) == [
        ["name", "count", "share", "day"],
        ["Ash, “the” board", "3", "1.5", "2015-12-17"],
        ["http://a", "", "2", ""],
    ]
    assert [json.loads(line) for line in ROWS.text("jsonl").splitlines()] == [
        {"name": "Ash, “the” board", "count": 3, "share": "1.5", "day": "2015-12-17"},
        {"name": "http://a", "share": "2"},
    ]


def test_the_truth_of_a_question_has_every_form_too():
    yes = Rows((), kind="boolean", truth=True)
    assert yes
    assert not Rows((), kind="boolean")
    assert json.loads(yes.text("json")) == {"head": {}, "boolean": True}
    assert yes.text("csv") == "boolean\r\ntrue\r\n"
    assert yes.text("jsonl") == '{"boolean": true}\n'
    with pytest.raises(ValueError, match="no form 'pdf'"):
        yes.text("pdf")


def test_rows_become_a_pandas_frame():
    frame = ROWS.to_pandas()
    assert list(frame.columns) == ["name", "count", "share", "day"]
    assert frame["share"].tolist() == [1.5, 2.0]
    assert frame["name"].tolist() == ["Ash, “the” board", "http://a"]


def test_rows_become_a_polars_frame():
    frame = ROWS.to_polars()
    assert frame.columns == ["name", "count", "share", "day"]
    assert frame["share"].to_list() == [1.5, 2.0]
    assert frame["count"].to_list() == [3, None]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_without_its_library_says_what_to_install(monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ProjectError) as error:
        getattr(ROWS, f"to_{library}")()
    assert str(error.value) == f"a frame needs {library}, which is not installed: pip install 'line-of-sight[frames]'"


def test_days_and_numbers_are_values_of_a_question_and_so_are_lists_of_them(graph):
    days = [datetime.date(2021, 7, 27), datetime.date(2015, 12, 17)]
    asked = graph.ask("role_holders_at_date", date=days[0])
    assert list(asked)
    assert list(asked) == list(graph.ask("role_holders_at_date", date="2021-07-27"))
    assert list(graph.ask("role_holders_at_date", date=days)) == list(
        graph.ask("role_holders_at_date", date=["2021-07-27", "2015-12-17"])
    )
    bound = graph.questions["people_of_milestone"].terms({"number": [7, Decimal("1.2")]}, graph.store)
    assert bound == {"number": (text("7"), text("1.2"))}
    with pytest.raises(ProjectError, match="date: 'None' is no day"):
        graph.ask("role_holders_at_date", date=None)
    with pytest.raises(ProjectError, match="date: no value is given"):
        graph.ask("role_holders_at_date", date=[])


@pytest.mark.parametrize(
    ("given", "lexical"), [(3, "3"), (Decimal(3), "3"), (Decimal("3.00"), "3"), ("+03", "3"), (Decimal("3.5"), "")]
)
def test_a_whole_number_may_be_any_number_that_is_one(given, lexical):
    parameter = Parameter("n", "integer", "a number", "1", False, (typed("1", "integer"),))
    if lexical:
        assert term(parameter, given, lambda _: []) == typed(lexical, "integer")
    else:
        with pytest.raises(ProjectError, match="n: '3.5' is no whole number"):
            term(parameter, given, lambda _: [])
