"""The wheel: built, installed in an empty environment, and used from the root of the file system."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

from kg import __version__
from tests.conftest import ROOT
from tests.serving import running

pytestmark = pytest.mark.slow


def run(*command, **options):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "PYTHON"))}
    constraints = {"PIP_CONSTRAINT": str(ROOT / "constraints.txt"), "PIP_BUILD_CONSTRAINT": str(ROOT / "constraints.txt")}
    return subprocess.run(
        list(map(str, command)),
        env={**environment, **constraints},
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
        **options,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The command, in an environment that has nothing but the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder)
    run(folder / "bin" / "python", "-m", "pip", "install", "--quiet", wheel)
    return folder / "bin" / "kg"


def test_the_wheel_carries_the_project_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"kg", f"line_of_sight-{__version__}.dist-info"}
    for folder in ("ontology", "mappings", "queries", "seeds"):
        in_checkout = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert {name.removeprefix("kg/_project/") for name in names if name.startswith(f"kg/_project/{folder}/")} == in_checkout
    archive = zipfile.ZipFile(wheel)
    scripts = json.loads(archive.read("kg/pages/built/manifest.json"))
    assert {f"src/{path.name}" for path in (ROOT / "web" / "src").glob("*.ts")} <= scripts.keys()
    assert {f"kg/pages/built/{entry['file']}" for entry in scripts.values()} < set(names)
    assert b"MIT" in archive.read("kg/pages/built/licences.md")
    assert not any("__pycache__" in name or name.endswith(".pyc") for name in names)


def test_the_installed_command_builds_and_answers_from_the_root(installed, built, tmp_path):
    done = run(installed, "build", "--store", tmp_path / "store", cwd="/")
    assert "The store is in" in done.stdout
    assert (tmp_path / "store/current/graph.nq").read_bytes() == (built.place / "current/graph.nq").read_bytes()
    answer = run(installed, "ask", "judgement_history", "--format", "json", "--store", tmp_path / "store", cwd="/")
    assert json.loads(answer.stdout)["results"]["bindings"]
    assert run(installed, "sparql", "ASK { ?s a los:Finding }", "--store", tmp_path / "store", cwd="/").stdout == "yes\n"
    assert run(installed, "--version", cwd="/").stdout == f"kg {__version__}\n"


def test_the_installed_service_answers_from_the_root(installed, built):
    with running(built.place, installed=installed) as service:
        status, answer = service.asked("ASK { ?s a los:Finding }")
    assert (status, answer.endswith('"boolean":true}')) == (200, True)


def test_the_python_interface_works_from_the_wheel(installed, built):
    code = (
        f"import kg; graph = kg.open({str(built.place)!r}); rows = graph.ask('recommendations_by_theme', theme='early-help');"
        " print(len(rows), rows[0]['quote'][:5], len(graph.network()) > 0)"
    )
    number, *rest = run(installed.parent / "python", "-c", code, cwd="/").stdout.split()
    assert int(number) > 0
    assert rest[-1] == "True"
