"""Documents of many authorities in one graph: what is asked across them, and each answer in the words of its document."""

import re

import pytest
import stores

from kg.graph import Graph

pytestmark = pytest.mark.slow

AUTHORITIES = {  # of the reports in tests/truth/made, with the overall grade that each gives, by framework
    "ilacs": {
        "Shropshire Council": "Good",
        "Medway Council": "Requires improvement to be good",
        "Slough Borough Council": "Inadequate",
    },
    "sif": {"Rochdale Metropolitan Borough Council": "Requires improvement to be good", "Torbay Council": "Good"},
}


@pytest.fixture(scope="module")
def country():
    """The graph of all made-up documents."""
    built = stores.built(stores.MADE)
    assert [finding for finding in built.report.findings if finding.severity != "Info"] == []
    return Graph.open(built.place)


def rows(country, question, **values):
    """The rows of an answer as plain words, each checked to quote its document."""
    made = [
        {name: getattr(value, "lexical", str(value)) for name, value in row.items()}
        for row in country.ask(question, **values).terms
    ]
    for row in made:
        text = country.sparql(f"SELECT ?text WHERE {{ <{row['document']}> los:text ?text }}").terms
        assert not text or row["quote"] in getattr(text[0]["text"], "lexical", "")
    return made


@pytest.mark.parametrize("framework", AUTHORITIES)
def test_the_latest_grade_of_each_authority_is_that_of_its_own_report(country, framework):
    latest = {row["authority"]: row["grade_name"] for row in rows(country, "latest_grades", framework=framework)}
    assert {name: latest.get(name) for name in AUTHORITIES[framework]} == AUTHORITIES[framework]


def test_grades_are_told_by_region(country):
    assert {row["authority"] for row in rows(country, "latest_grades", framework="ilacs", region="South East")} == {
        "Medway Council",
        "Slough Borough Council",
    }


def test_a_grade_rose_or_fell_between_two_inspections_and_other_scales_are_left_out(country):
    changes = {(row["authority"], row["change"], row["comparable"]) for row in rows(country, "grade_changes", aspect="overall")}
    assert ("Medway Council", "rose", "yes: one framework") in changes
    assert rows(country, "grade_changes", aspect="send-arrangements") == []


def test_lead_inspectors_are_told_with_where_they_were(country):
    led = {(row["name"], row["where"]) for row in rows(country, "inspectors", capacity="lead-inspector")}
    assert led >= {
        ("Marguerite Hollis", "Shropshire Council"),
        ("Tobias Ferncliffe", "Medway Council"),
        ("Honor Castellane", "Slough Borough Council"),
        ("Georgina Ashmole", "Rochdale Metropolitan Borough Council"),
        ("Theodora Wickens", "Torbay Council"),
    }


def test_partners_are_those_whom_the_letter_addresses(country):
    partners = {
        row["partner_name"] for row in rows(country, "partners_in_inspections", framework="jtai", body="Bristol City Council")
    }
    assert any(re.search(r"Police", name) for name in partners)
    assert any(re.search(r"Integrated Care Board|ICB", name) for name in partners)


def test_what_is_asked_of_authorities_is_found_by_theme_across_them(country):
    found = rows(country, "recommendations_by_theme", theme="management-oversight")
    assert {re.sub(r"^.*/doc/", "", row["document"]) for row in found} >= {"ilacs-2024-raw"}


def test_grades_are_counted_by_year_and_framework(country):
    counted = {(row["year"], row["grade_name"]): row["authorities"] for row in rows(country, "grade_counts", aspect="overall")}
    assert counted[("2024", "Requires improvement to be good")] == "1"
    assert counted[("2017", "Good")] == "1"
