"""The stores that tests ask are built once, and anew when what they were made of changes."""

import pytest
import stores

pytestmark = pytest.mark.slow


def test_a_store_is_built_once_and_anew_when_a_source_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(stores, "STORES", tmp_path / "stores")
    folder = tmp_path / "note"
    folder.mkdir()
    (folder / "note.txt").write_text("A note\n\nThe board met on 3 May 2016 and found 12 cases.\n")
    first = stores.built(folder)
    made = (first.place / "current" / "build.json").stat().st_mtime_ns
    again = stores.built(folder)
    assert again.place == first.place
    assert (again.place / "current" / "build.json").stat().st_mtime_ns == made
    assert (again.report.version, again.report.units, again.report.findings) == (
        first.report.version,
        first.report.units,
        first.report.findings,
    )
    (folder / "note.txt").write_text("A note\n\nThe board met on 4 May 2016 and found 12 cases.\n")
    other = stores.built(folder)
    assert other.place != first.place
    assert not first.place.exists()
    assert other.report.version != first.report.version


def test_the_largest_folders_are_built_first():
    sizes = [sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) for folder in stores.folders()]
    assert stores.SEEDS in stores.folders()
    assert sizes == sorted(sizes, reverse=True)
