"""What the code may not hold: facts of the documents, the ways of others into the engine, modules without end."""

import ast
import re

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

CODE = sorted([*ROOT.glob("kg/**/*.py"), *ROOT.glob("mappings/*.py")])
# words of the trade and of English that are no facts of any one document, though a name in the seeds holds them
COMMON = {
    "Ofsted",
    "Board",
    "Council",
    "Panel",
    "Committee",
    "Partnership",
    "Service",
    "Services",
    "Team",
    "Report",
    "Children",
    "Child",
    "Young",
    "People",
    "Health",
    "Education",
    "Social",
    "Care",
    "England",
    "Local",
    "Authority",
    "Executive",
    "Member",
    "Members",
    "Officer",
    "Officers",
    "Director",
    "Chair",
    "Chief",
    "Councillor",
    "Commissioner",
    "Review",
    "Inspection",
    "Police",
    "Trust",
    "Group",
    "Safeguarding",
    "Scrutiny",
    "Mayor",
    "Government",
    "Department",
    "National",
    "Home",
    "Office",
    "House",
    "Court",
    "Royal",
    "Crown",
    "Act",
    "Framework",
    "Strategy",
    "Plan",
    "Project",
    "Pilot",
    "Working",
    "Together",
    "Early",
    "Help",
    "North",
    "South",
    "East",
    "West",
    "City",
    "County",
    "Borough",
    "Street",
    "Town",
    "Centre",
    "Park",
    "Road",
    "Hall",
    "College",
    "School",
    "University",
    "Way",
    "Hill",
    "Green",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
}


def strings(path):
    """The words of the string constants of a module, without docstrings."""
    tree = ast.parse(path.read_text())
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def names_of_seeds(graph):
    """The names of people, local bodies, places and programmes that only documents give, in full and each telling word of them."""
    rows = graph.store.select(
        "PREFIX los: <https://w3id.org/line-of-sight/def/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        " SELECT DISTINCT ?name ?class { VALUES ?class { los:Person los:Ward los:Programme los:Body } ?thing a ?class ; rdfs:label ?name }"
    )
    people = {row["name"].lexical for row in rows if row["class"].endswith("Person")}
    others = {row["name"].lexical for row in rows if not row["class"].endswith("Person")}
    words = {word for name in people for word in re.findall(r"[A-Z][a-z’'-]{2,}", name)}
    return words - COMMON, {name for name in others if len(name.split()) > 1}


def test_no_name_of_the_documents_stands_in_code(graph):
    surnames, names = names_of_seeds(graph)
    assert len(surnames) > 20
    found = [
        (f"{path.relative_to(ROOT)}:{line}", word)
        for path in CODE
        for line, value in strings(path)
        for word in {"Middlesbrough", "Teesside", "Tees", "Newport", "Ormesby", "Peopletoo", "Cleveland"}
        & set(re.findall(r"\w+", value))
    ]
    assert found == []
    whole = [
        (f"{path.relative_to(ROOT)}:{line}", name)
        for path in CODE
        for line, value in strings(path)
        for name in names
        if name in value and not all(word in COMMON or word.islower() for word in re.findall(r"\w+", name))
    ]
    assert [pair for pair in whole if pair[1].split()[0] not in COMMON] == []


def test_no_surname_of_the_documents_stands_in_code(graph):
    surnames, _ = names_of_seeds(graph)
    listed = {word for path in CODE for _, value in strings(path) for word in re.findall(r"\b[A-Z][a-z’'-]{2,}\b", value)}
    english = set(re.findall(r"\b[A-Z][a-z’'-]{2,}\b", " ".join(sorted(COMMON))))
    assert listed & (surnames - english) == set()


def test_no_figure_of_the_documents_stands_in_code(graph):
    rows = graph.store.select(
        "PREFIX los: <https://w3id.org/line-of-sight/def/> SELECT DISTINCT ?p { ?o a los:Observation ; los:printed ?p }"
    )
    figures = {
        figure
        for row in rows
        for figure in re.findall(r"\d[\d,]*(?:\.\d+)?", row["p"].lexical)
        if len(re.sub(r"\D", "", figure)) >= 3
    }
    figures -= {"100", "1000", "1,000", "10,000", "10000", "100,000", "100000"} | {str(year) for year in range(1900, 2100)}
    found = [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node.value)
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant)
        and not isinstance(node.value, bool)
        and str(node.value) in figures
        and path.parent.name != "kg"
    ]
    assert [pair for pair in found if isinstance(pair[1], str) or (isinstance(pair[1], float) and pair[1] != int(pair[1]))] == []


def test_modules_stay_under_300_lines():
    assert {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in CODE if len(path.read_text().splitlines()) > 300
    } == {}


def test_mappings_import_only_the_package_and_the_standard_library():
    import sys

    allowed = {"kg", "__future__", *sys.stdlib_module_names}
    for path in ROOT.glob("mappings/*.py"):
        imported = {
            name.split(".")[0]
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in ([node.module] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names])
        }
        assert imported <= allowed, path.name
        assert not imported & {"pathlib", "os", "io", "subprocess", "urllib", "sqlite3"}, path.name
