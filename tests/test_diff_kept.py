"""What each build changed is kept with the store, published with it or not at all, and told by kg diff."""

import inspect
import json
import subprocess
import sys
import time

import pytest

from kg.build import build
from kg.project import Project, ProjectError
from kg.publishing import publish
from kg.store import Store
from kg.versions import kept as lists
from kg.versions.kept import keep, kept
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

BASE = "https://w3id.org/line-of-sight/"
SHA, EVIDENCE, EXACT = f"<{BASE}def/sha256>", f"<{BASE}def/mainEvidence>", "<http://www.w3.org/ns/oa#exact>"


def lines(number, *words):
    """A document of the number, and a finding of each of the words."""
    here = f"<{BASE}doc/one>"
    made = [f'{here} {SHA} "{number}" {here} .\n']
    for place, said in enumerate(words):
        passage = f"<{BASE}id/passage/one/{place}-{place + 1}>"
        made += [
            f"<{BASE}id/finding/one/{place}> {EVIDENCE} {passage} {here} .\n",
            f'<{BASE}id/finding/one/{place}> <{BASE}def/text> "{said}" {here} .\n',
            f'{passage} {EXACT} "{said}" {here} .\n',
        ]
    return sorted(made)


def facts(difference):
    return sorted((one.change, (one.quotes or one.quotes_before)[0].words) for one in difference if one.section == "fact")


@pytest.fixture
def place(tmp_path):
    """A store of three versions, each with its list of changes but the first."""
    place = tmp_path / "store"
    publish(place, lines(1, "plans are poor"), {}, keep)
    publish(place, lines(2, "plans are poor", "visits are late"), {}, keep)
    publish(place, lines(3, "visits are often late"), {}, keep)
    return place


def test_the_lists_of_the_last_builds_are_kept_the_newest_last(place):
    assert [path.name for path in sorted((place / "current/changes").iterdir())] == ["000001.jsonl", "000002.jsonl"]
    assert facts(kept(place)) == [("changed", "visits are often late"), ("gone", "plans are poor")]
    assert facts(kept(place, 2)) == [("added", "visits are late")]
    assert kept(place).new == (place / "current").resolve().name
    assert kept(place).old == kept(place, 2).new
    with pytest.raises(ProjectError, match="the changes of 2 builds are kept, not of 3"):
        kept(place, 3)


def test_the_same_statements_once_more_are_no_change(place):
    before = (place / "current").resolve()
    publish(place, lines(3, "visits are often late"), {}, keep)
    assert (place / "current").resolve() == before
    assert len(list((before / "changes").iterdir())) == 2


def test_a_version_that_comes_back_tells_what_it_replaced(place):
    publish(place, lines(2, "plans are poor", "visits are late"), {}, keep)
    assert facts(kept(place)) == [("added", "plans are poor"), ("changed", "visits are late")]
    assert len(list((place / "current/changes").iterdir())) == 3


def test_the_lists_are_bounded_in_number_and_length(tmp_path, monkeypatch):
    monkeypatch.setattr(lists, "MOST_LISTS", 3)
    monkeypatch.setattr(lists, "MOST_CHANGES", 2)
    place = tmp_path / "store"
    for number in range(7):
        publish(place, lines(number, *(f"word{number} other{index}" for index in range(4))), {}, keep)
    assert [path.stem for path in sorted((place / "current/changes").iterdir())] == ["000004", "000005", "000006"]
    found = kept(place)
    assert (len(found), found.left_out) == (2, 7)
    (tally,) = [tally for tally in found.tallies if tally.section == "fact"]
    assert (tally.before, tally.added, tally.gone, tally.after) == (4, 4, 4, 4)


def test_the_first_build_and_no_store_are_told_as_such(tmp_path):
    with pytest.raises(ProjectError, match="no store here"):
        kept(tmp_path)
    publish(tmp_path / "store", lines(1, "plans are poor"), {}, keep)
    with pytest.raises(ProjectError, match="no build has replaced another here yet"):
        kept(tmp_path / "store")


def test_a_former_version_that_is_damaged_does_not_stop_a_build(place):
    (place / "current/graph.nq").write_text("nothing\n")
    publish(place, lines(4, "all is well"), {}, keep)
    assert facts(kept(place)) == [("changed", "visits are often late"), ("gone", "plans are poor")]
    assert Store.open(place).lines() == lines(4, "all is well")


def test_a_list_that_is_damaged_is_a_sentence(place):
    path = place / "current/changes/000002.jsonl"
    path.write_text(path.read_text()[:50])
    with pytest.raises(ProjectError, match=r"000002\.jsonl: this is no list of changes"):
        kept(place)


PUBLISHING = """
import sys
from kg.publishing import publish
from kg.versions.kept import keep
{lines}
print("ready", flush=True)
for number in range(1000):
    publish(sys.argv[1], lines(number, *(f"word{number % 5} {n}" for n in range(30))), {}, keep)
"""


def test_a_build_that_is_killed_leaves_whole_lists(tmp_path):
    place = tmp_path / "store"
    publish(place, lines(-2, "plans are poor"), {}, keep)
    publish(place, lines(-1, "plans are poor"), {}, keep)
    names = f"BASE = {BASE!r}; SHA = {SHA!r}; EVIDENCE = {EVIDENCE!r}; EXACT = {EXACT!r}\n"
    child_code = PUBLISHING.replace("{lines}", names + inspect.getsource(lines))
    for pause in (0.3, 0.45, 0.6):
        child = subprocess.Popen([sys.executable, "-c", child_code, str(place)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        child.stdout.readline()
        time.sleep(pause)
        child.kill()
        child.communicate()
        numbers = [int(path.stem) for path in sorted((place / "current/changes").iterdir())]
        assert numbers == list(range(numbers[0], numbers[-1] + 1))
        assert len(numbers) <= lists.MOST_LISTS
        newest = kept(place)
        assert newest.new == (place / "current").resolve().name
        for back in range(2, len(numbers) + 1):
            older = kept(place, back)
            assert older.new == newest.old
            newest = older


def test_a_build_keeps_what_it_changed(copied, tmp_path):
    place, note = tmp_path / "store", copied / "seeds/note.txt"
    first = build(Project(copied), (), place)
    note.write_text(note.read_text().replace("12 cases", "14 cases"))
    second = build(Project(copied), (), place)
    assert (first.changes, second.version) == (None, kept(place).new)
    (one,) = [one for one in kept(place) if one.kind == "observation"]
    assert (one.change, dict(one.before)["value"], dict(one.after)["value"]) == ("changed", "12", "14")
    assert [one.change for one in second.changes if one.section == "document"] == ["changed"]


def test_the_command_tells_the_changes_in_every_form(place, kg_command):
    said = kg_command("diff", "--store", place)
    assert said.returncode == 0
    assert "~ replaced: one" in said.stdout
    assert "Facts: 0 added, 1 gone, 1 changed" in said.stdout
    assert "finding  one       2       0      1     1        1" in said.stdout
    assert "    nothing → “often”, in “visits are often late”" in said.stdout
    assert kg_command("diff", "--back", 2, "--store", place).stdout.count("+ finding") == 1
    former = place / "versions" / kept(place).old
    rows = kg_command("diff", former, place, "--kind", "finding", "--format", "jsonl").stdout.splitlines()
    assert {(row["change"], row.get("quote"), row.get("quote_before")) for row in map(json.loads, rows)} == {
        ("changed", "visits are often late", "visits are late"),
        ("gone", None, "plans are poor"),
    }
    assert kg_command("diff", former, "--store", place, "--format", "csv").stdout.count("\n") == 4
    assert kg_command("diff", former, place, "--exit-code").returncode == 1


def test_no_difference_is_a_sentence_and_wrong_use_is_said(place, kg_command):
    same = kg_command("diff", place, place, "--exit-code")
    assert (same.returncode, same.stderr) == (0, "")
    assert same.stdout.endswith("Nothing differs: both state the same 1 fact of 1 document.\n")
    assert kg_command("diff", place, place, "--back", 1).returncode == 2
    missing = kg_command("diff", place, "nowhere.nq")
    assert (missing.returncode, missing.stderr) == (1, "kg: nowhere.nq: cannot be read (No such file or directory)\n")
