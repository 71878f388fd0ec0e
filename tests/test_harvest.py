"""Many files are read in several processes, with the same facts; whatever ends the reading ends the processes."""

import multiprocessing

import pytest

from kg import harvest, sources
from kg.harvest import Reader
from kg.project import ProjectError

pytestmark = pytest.mark.slow

LETTER = "Northtown Council\n\nMinutes of a meeting held on {day} March 2021\n\nPRESENT: Councillor A Example (Chair)\n\nAGREED that plan {day} be noted.\n"


@pytest.fixture(scope="module")
def reader(project):
    return Reader.of(project)


@pytest.fixture
def found(project, tmp_path):
    """More files than are read in one process."""
    for day in range(1, harvest.FEW + 2):
        (tmp_path / f"minutes-{day:02}.txt").write_text(LETTER.format(day=day))
    return sources.find(project, [tmp_path])[0]


@pytest.fixture
def long(project):
    """Files that take a while, each the same."""
    one = next(one for one in sources.find(project)[0] if one.size > 100_000)
    return [one] * (harvest.FEW + 4)


def told(read):
    """What was read, comparable between processes."""
    return [
        (one.source.document.name, part.slug, type(fact).__name__, [(span.start, span.end) for span in fact.evidence])
        for one in read
        for part, fact in one.pairs
    ]


def test_what_several_processes_read_is_what_one_reads(reader, found):
    read = list(reader.harvests(found))
    assert told(read) == told(map(reader.harvest, found))
    assert {type(fact).__name__ for one in read for _, fact in one.pairs} >= {"Decision", "Meeting", "Participation"}
    for one in read:
        assert all(part.world is reader.known for part in one.parts)
        assert all(span.document is one.source.document for _, fact in one.pairs for span in fact.evidence)


def test_a_process_that_is_killed_ends_the_reading_with_a_sentence(reader, long):
    reading = reader.harvests(long)
    next(reading)
    for process in multiprocessing.active_children():
        process.kill()
    with pytest.raises(ProjectError, match="ended from outside; nothing is stored"):
        list(reading)


def test_no_process_outlives_a_reading_that_is_broken_off(reader, long):
    reading = reader.harvests(long)
    next(reading)
    assert multiprocessing.active_children() != []
    reading.close()
    assert multiprocessing.active_children() == []


def test_a_mapping_that_fails_is_told_with_its_file(reader, found, monkeypatch):
    monkeypatch.setattr(harvest.mapping, "read", lambda *_: 1 / 0)
    with pytest.raises(ProjectError, match=r"minutes-01\.txt: a mapping failed on it \(ZeroDivisionError: division by zero\)"):
        reader.harvest(found[0])


def test_what_cannot_be_kept_on_the_way_is_told(reader, found, monkeypatch, tmp_path):
    folder = tmp_path / "short-lived"
    folder.mkdir()
    monkeypatch.setattr(harvest.tempfile, "tempdir", str(folder))
    reading = reader.harvests(found)
    next(reading)
    for one in folder.iterdir():
        for kept in one.iterdir():
            kept.unlink()
        one.rename(tmp_path / "elsewhere")
    with pytest.raises(
        ProjectError, match=r"kg-\w+: what was read of the documents cannot be kept here: No such file or directory"
    ):
        list(reading)
    assert multiprocessing.active_children() == []
