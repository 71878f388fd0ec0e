"""What the tests share: the project, the store of the seeds, and the command line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest
import stores

import kg.project
from kg import mapping
from kg.graph import Graph
from kg.text import Document
from kg.world import read_lexicon

ROOT = Path(__file__).resolve().parent.parent

hypothesis.settings.register_profile("kg", deadline=None, derandomize=True, max_examples=100, print_blob=False)
hypothesis.settings.load_profile("kg")


def pytest_collection_modifyitems(items):
    """Tests that measure time are known by what they call; they run by themselves, for measuring coverage would slow them down.

    Slow ones go first, so that none is the last by itself.
    """
    for item in items:
        if "assert_linear" in item.function.__code__.co_names:
            item.add_marker(pytest.mark.timed)
        elif getattr(item.function, "is_hypothesis_test", False):  # what a hundred examples run is run by others, too
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_sessionfinish(session):
    """Where nothing may be skipped, a run that skipped a test has failed; the summary names it."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped") and os.environ.get("KG_NOTHING_SKIPPED"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def project():
    """The project of this checkout."""
    return kg.project.find(ROOT)


@pytest.fixture(scope="session")
def world(project):
    """What the project knows of the world."""
    return read_lexicon(project)


@pytest.fixture(scope="session")
def families(project):
    """The mappings of the project by family."""
    return mapping.load(project)


@pytest.fixture
def read(request, families, world):
    """Reads a text by the mapping that the test module names in FAMILY: the one part that it is, and its facts."""
    family = request.module.FAMILY

    def parted(text):
        (part,) = mapping.split(Document.from_text(text), {family: families[family]}, world, "doc")
        assert part.family == family
        return part, list(families[family].read(part))

    return parted


@pytest.fixture(scope="session")
def built():
    """The store of the seeds, and what its build said."""
    return stores.built(stores.SEEDS)


@pytest.fixture(scope="session")
def graph(built):
    """The graph of the seeds."""
    return Graph.open(built.place, ROOT)


@pytest.fixture
def kg_command(tmp_path):
    """Runs the command line as a user would, in a process and a folder of its own."""

    def run(*arguments, **options):
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("KG_", "_KG", "NO_COLOR", "COLUMNS"))},
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
            **options.pop("env", {}),
        }
        options = {"cwd": tmp_path, "capture_output": True, "text": True, "timeout": 300, **options}
        return subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], env=environment, check=False, **options)

    return run


@pytest.fixture
def copied(project, tmp_path):
    """A copy of the project to change: its root. It has one short source of its own."""
    root = tmp_path / "project"
    for name in kg.project.FOLDERS:
        if name != "seeds":
            shutil.copytree(project.root / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "curated"))
    (root / "seeds").mkdir()
    (root / "seeds" / "note.txt").write_text("A note\n\nThe board met on 3 May 2016 and found 12 cases.\n")
    (root / "seeds" / "sources.toml").write_text('["note.txt"]\ntitle = "A note"\n')
    return root
