"""The documentation and the program say the same, in both directions."""

import importlib.util
import re
import subprocess
import tomllib
from importlib.machinery import SourceFileLoader

import pytest

import kg
from kg import __version__, cli
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()
MARKDOWN = [path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")) if ".venv" not in path.parts]


@pytest.fixture(scope="module")
def docs():
    """The script that writes what is generated."""
    loader = SourceFileLoader("docs_script", str(ROOT / ".ci" / "docs"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("docs_script", loader))
    loader.exec_module(module)
    return module


def test_the_commands_are_those_of_the_documentation(docs):
    assert sorted(docs.COMMANDS) == sorted(cli.kg.commands)
    written = (ROOT / "docs" / "commands.md").read_text()
    assert sorted(re.findall(r"^## kg (\w+)$", written, re.MULTILINE)) == sorted(cli.kg.commands)
    assert written == docs.commands()


def test_the_questions_are_those_of_the_documentation(docs):
    written = (ROOT / "docs" / "questions.md").read_text()
    assert sorted(re.findall(r"^### (\w+)$", written, re.MULTILINE)) == sorted(
        path.stem for path in ROOT.glob("queries/answers/*/*.rq")
    )
    assert written == docs.questions()


def test_every_option_is_explained():
    for name, command in cli.kg.commands.items():
        assert command.help, name
        for parameter in command.params:
            if parameter.param_type_name == "option" and parameter.name != "help":
                assert getattr(parameter, "help", ""), f"{name} {parameter.name}"


def test_the_commands_that_documents_show_are_commands():
    shown = {found for path in MARKDOWN for found in re.findall(r"(?:^|\$ |`)kg ([a-z]+)", path.read_text(), re.MULTILINE)}
    assert shown <= set(cli.kg.commands)
    assert shown >= {"build", "ask", "coverage", "network", "sparql"}


def test_links_between_documents_lead_somewhere():
    for path in MARKDOWN:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_paths_that_documents_name_exist():
    for path in (ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"):
        for name in re.findall(r"`((?:kg|ontology|mappings|queries|seeds|docs|\.ci)/[\w./-]*)`", path.read_text()):
            assert (ROOT / name).exists() or "<" in name, f"{path.name}: {name}"


def test_modules_that_documents_name_exist():
    for path in MARKDOWN:
        for name in re.findall(r"`kg\.([a-z_]+)(?:\.[a-z_]+)?(?:\(\))?`", path.read_text()):
            if name not in kg.__all__:
                assert (ROOT / "kg" / f"{name}.py").exists() or (ROOT / "kg" / name).is_dir(), f"{path.name}: kg.{name}"


def test_the_answers_of_the_readme_are_those_of_the_program(docs, built):
    assert README.count("<!-- answer") == 3
    assert docs.readme(str(built.place)) == README


def test_the_layers_of_the_architecture_are_those_of_the_contract():
    written = (ROOT / "ARCHITECTURE.md").read_text()
    table = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contract = next(one for one in table["tool"]["importlinter"]["contracts"] if one["containers"] == ["kg"])
    placed = {name for layer in contract["layers"] for name in re.findall(r"\w+", layer)}
    drawn = re.search(r"## Layers\n\n[^#]*?\n\n((?:    [^\n]*\n)+)", written)[1]
    named = {name for line in drawn.splitlines() for name in re.findall(r"\w+", line[4:].split("   ")[0])}
    assert named <= placed


def test_the_version_is_the_same_everywhere():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == __version__
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text()
    for path in ROOT.glob("ontology/**/*.ttl"):
        for version in re.findall(r'owl:versionInfo "([^"]+)"', path.read_text()):
            assert version == __version__, path.name


def test_the_change_log_has_its_three_parts():
    assert re.findall(r"^### (\w+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[:3] == ["Ontology", "Questions", "Package"]


def test_every_dependency_is_pinned():
    pinned = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if line and not line.startswith("#")
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = {re.match(r"[\w.-]+", one)[0].lower().replace("_", "-") for one in wanted} - {"line-of-sight"}
    assert names <= pinned


def test_the_make_targets_that_documents_name_exist():
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {found for path in MARKDOWN for found in re.findall(r"(?:`|^)make ([a-z]+)", path.read_text(), re.MULTILINE)}
    assert named <= made
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)
    subprocess.run(["bash", "-n", ROOT / ".ci" / "first-answers"], check=True)
