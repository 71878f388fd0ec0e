"""A store is published in one step, whatever happens meanwhile."""

import random
import subprocess
import sys
import time

import pytest

from kg.publishing import publish
from kg.store import Store
from tests.conftest import ROOT


def lines(word, number=400):
    return sorted(f'<http://a/{word}/{i}> <http://p> "{word}" <http://g> .\n' for i in range(number))


def words(place):
    """What the store at ``place`` says, all of it."""
    return {row["o"].lexical for row in Store.open(place).select("SELECT ?o { ?s ?p ?o }")}


def test_the_former_version_stays_for_those_who_have_it_open_and_older_ones_go(tmp_path):
    place = tmp_path / "store"
    publish(place, lines("one"), {})
    former = Store.open(place)
    publish(place, lines("two"), {})
    assert {row["o"].lexical for row in former.select("SELECT DISTINCT ?o { ?s ?p ?o }")} == {"one"}
    assert words(place) == {"two"}
    publish(place, lines("three"), {})
    assert len(list((place / "versions").iterdir())) == 2
    assert words(place) == {"three"}


def test_the_same_statements_are_the_same_version(tmp_path):
    place = tmp_path / "store"
    assert publish(place, lines("one"), {}) == publish(place, lines("one"), {})
    assert len(list((place / "versions").iterdir())) == 1


PUBLISHING = """
import sys
from kg.publishing import publish
print("ready", flush=True)
for word in sys.argv[2:]:
    publish(sys.argv[1], sorted(f'<http://a/{word}/{i}> <http://p> "{word}" <http://g> .\\n' for i in range(3000)), {})
"""


def publishing(place, *words_):
    """A process that publishes one store after the other."""
    return subprocess.Popen([sys.executable, "-c", PUBLISHING, str(place), *words_], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_build_that_is_killed_at_any_moment_leaves_a_store_that_answers(tmp_path):
    place = tmp_path / "store"
    publish(place, lines("old", 3000), {})
    draw = random.Random(3)
    seen = set()
    for number in range(60):  # a machine under load may need more than twelve to publish once in time
        if number >= 12 and len(seen) > 1:
            break
        child = publishing(place, *(f"new{build}" for build in range(1000)))
        child.stdout.readline()
        time.sleep(draw.uniform(0, 0.5))
        child.kill()
        child.communicate()
        (said,) = words(place)
        assert len(Store.open(place)) == 3000
        seen.add(said)
    assert len(seen) > 1
    publish(place, lines("last"), {})
    assert words(place) == {"last"}
    assert not list((place / "versions").glob(".*"))


def test_a_version_that_was_half_removed_is_made_anew(tmp_path, monkeypatch):
    place = tmp_path / "store"
    version = publish(place, lines("one"), {})
    publish(place, lines("two"), {})

    def killed(folder, **_):
        next((folder / "store").glob("CURRENT")).unlink()
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("kg.publishing.shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(place, lines("three"), {})
    assert words(place) == {"three"}
    assert publish(place, lines("one"), {}) == version
    assert words(place) == {"one"}


def test_two_builds_at_once_come_one_after_the_other(tmp_path):
    place = tmp_path / "store"
    children = [publishing(place, f"w{number}") for number in range(3)]
    assert [child.wait(60) for child in children] == [0, 0, 0]
    for child in children:
        child.stdout.close()
    assert len(words(place)) == 1
