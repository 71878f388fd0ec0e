"""Sources: which files a build reads, and what the table beside them says."""

import pytest

from kg.project import Project, ProjectError, find
from kg.sources import Given, read_sources


def test_without_any_the_seeds_are_read_with_what_the_table_says(project):
    sources, remarks = read_sources(project)
    assert [source.path.name for source in sources] == sorted(path.name for path in project.seeds.glob("*.txt"))
    assert all(source.given.title and source.given.publisher and source.given.licence for source in sources)
    assert remarks == []


def test_a_folder_is_read_with_its_subfolders_and_other_files_are_left_out_with_a_remark(project, tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "b.md").write_text("words")
    (tmp_path / "in" / "a.txt").write_text("words")
    (tmp_path / "in" / "scan.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "in" / ".hidden.txt").write_text("words")
    sources, remarks = read_sources(project, [tmp_path / "in"])
    assert [source.path.name for source in sources] == ["a.txt", "b.md"]
    assert [source.given for source in sources] == [Given(), Given()]
    assert any(remark.endswith("scan.pdf: left out, since only text files (.txt, .md, .text) are read") for remark in remarks)
    assert any("no sources.toml" in remark for remark in remarks)


def test_a_file_given_twice_is_read_once_and_any_text_file_may_be_given(project, tmp_path):
    path = tmp_path / "report.txt.copy"
    path.write_text("words")
    sources, _ = read_sources(project, [path, path])
    assert [source.document.text for source in sources] == ["words"]


def test_the_project_is_the_one_given_or_named_or_the_checkout(project, copied, monkeypatch):
    assert find(copied) == Project(copied)
    monkeypatch.setenv("KG_PROJECT", str(copied))
    assert find() == Project(copied)
    monkeypatch.delenv("KG_PROJECT")
    assert find() == project
    with pytest.raises(ProjectError, match="no file matches"):
        project.files("ontology/*.nothing")
