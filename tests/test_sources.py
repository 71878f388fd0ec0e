"""Sources: which files a build finds in files, folders and zip files, what they are called, and what the table beside them says."""

import pickle
import zipfile

import pytest

from kg import intake
from kg.build import build
from kg.project import Project, ProjectError, find
from kg.said import Given
from kg.sources import find as found
from kg.sources import label, read
from kg.store import Store

ENDINGS = ".docx, .pdf, .aspx, .htm, .html, .xhtml, .md, .text, .txt"


def written(root, files):
    for name, words in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return root


def packed(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, words in files.items():
            archive.writestr(name, words)
    return path


def slugs(project, *given):
    return {str(one.where): one.slug for one in found(project, given)[0]}


def test_without_any_the_seeds_are_found_with_what_the_table_says(project):
    sources, remarks = found(project)
    assert [source.name for source in sources] == sorted(path.name for path in project.seeds.glob("*.txt"))
    assert all(source.given.title and source.given.publisher and source.given.licence for source in sources)
    assert [source.slug for source in sources] == [source.path.stem.replace("_", "-") for source in sources]
    assert remarks == []


def test_a_folder_is_read_with_its_subfolders_and_other_files_are_left_out_with_a_remark(project, tmp_path):
    written(tmp_path / "in", {"deep/b.md": "words b", "a.txt": "words", "c.xlsx": "PK", ".hidden.txt": "words", "~$a.docx": "lock"})
    sources, remarks = found(project, [tmp_path / "in"])
    assert [source.name for source in sources] == ["a.txt", "b.md"]
    assert [source.given for source in sources] == [Given(), Given()]
    assert remarks == [
        f"{tmp_path}/in/c.xlsx: left out, since only {ENDINGS} and .zip files are read",
        f"{tmp_path}/in: no sources.toml, so titles, publishers and dates are those that the documents print",
    ]


def test_a_file_given_twice_is_read_once_and_any_text_file_may_be_given(project, tmp_path):
    path = tmp_path / "report.txt.copy"
    path.write_text("words")
    sources, _ = found(project, [path, path])
    assert [read(source).document.text for source in sources] == ["words"]


def test_the_files_of_a_zip_file_are_sources(project, tmp_path):
    pack = packed(
        tmp_path / "pack.zip", {"2019/a.txt": "one", "b.html": "<html><p>two", "x.png": "", "inner.zip": "PK", ".DS_Store": ""}
    )
    sources, remarks = found(project, [pack])
    assert [(one.name, one.slug, str(one.where)) for one in sources] == [
        ("a.txt", "a", f"{pack}/2019/a.txt"),
        ("b.html", "b", f"{pack}/b.html"),
    ]
    assert [read(one).document.text for one in sources] == ["one", "two\n"]
    assert remarks[:2] == [
        f"{pack}/{name}: left out, since only {ENDINGS} files are read in a zip file" for name in ("inner.zip", "x.png")
    ]
    written(tmp_path / "in", {"c.txt": "three"})
    pack.rename(tmp_path / "in" / "pack.zip")
    assert [one.slug for one in found(project, [tmp_path / "in"])[0]] == ["a", "b", "c"]


def test_what_was_found_can_be_sent_to_another_process(project, tmp_path):
    packed(tmp_path / "pack.zip", {"a.txt": "one"})
    sources = pickle.loads(pickle.dumps(found(project, [tmp_path / "pack.zip"])[0]))  # noqa: S301
    assert [read(one).document.text for one in sources] == ["one"]


def test_files_of_one_name_have_their_folders_in_front(project, tmp_path):
    root = written(
        tmp_path / "in",
        {
            "Adults/2019/minutes.pdf": "1",
            "Children/2019/minutes.pdf": "2",
            "Children/2020/minutes.pdf": "3",
            "Children/2020/plan.txt": "4",
        },
    )
    before = slugs(project, root)
    assert list(before.values()) == ["adults-2019-minutes", "children-2019-minutes", "children-2020-minutes", "plan"]
    written(root, {"Children/2021/minutes.pdf": "5", "note.txt": "6"})
    assert before.items() <= slugs(project, root).items()


def test_files_of_one_name_in_one_folder_have_their_endings_behind(project, tmp_path):
    root = written(tmp_path / "in", {"minutes.txt": "1", "minutes.html": "2", "a b.txt": "3", "a-b.txt": "4"})
    assert sorted(slugs(project, root).values()) == sorted(
        [
            "a-b-txt",
            next(slug for slug in slugs(project, root).values() if slug.startswith("a-b-txt-")),
            "minutes-html",
            "minutes-txt",
        ]
    )
    sources = {one.slug: read(one) for one in found(project, [root])[0]}
    assert label(sources["minutes-txt"]) == "minutes.txt (minutes-txt)"
    assert sources["minutes-html"].curated == "minutes-html"
    assert (sources["a-b-txt"].document.slug, sources["a-b-txt"].curated) == ("a-b-txt", "a-b-txt")


def test_files_of_equal_bytes_are_read_once(project, tmp_path):
    root = written(tmp_path / "in", {"a.txt": "words", "copy.txt": "words", "other.txt": "drows"})
    sources, remarks = found(project, [root])
    assert [one.name for one in sources] == ["a.txt", "other.txt"]
    assert f"{root}/copy.txt: the same file as {root}/a.txt, which is read" in remarks


def test_a_table_speaks_of_files_by_name_and_by_path_also_in_a_zip_file(project, tmp_path):
    root = written(
        tmp_path / "in",
        {"2019/a.txt": "1", "2019/b.txt": "2", "sources.toml": '["2019/a.txt"]\ntitle = "A"\n["p.zip/c.txt"]\ntitle = "C"\n'},
    )
    written(root, {"2019/sources.toml": '["b.txt"]\ntitle = "B"\ndate = "2019-03"\n'})
    packed(root / "p.zip", {"c.txt": "3", "d/e.txt": "4", "d/sources.toml": '["e.txt"]\ntitle = "E"\n'})
    sources, remarks = found(project, [root])
    assert [(one.name, one.given.title) for one in sources] == [("a.txt", "A"), ("b.txt", "B"), ("c.txt", "C"), ("e.txt", "E")]
    assert remarks == []
    packed(root / "p.zip", {"c.txt": "3", "sources.toml": '["gone.txt"]\ntitle = "E"\n'})
    with pytest.raises(ProjectError, match=r"p\.zip/sources\.toml: line 1: no file gone\.txt beside it"):
        found(project, [root])
    (root / "p.zip").unlink()
    with pytest.raises(ProjectError, match=r"in/sources\.toml: line 3: no file p\.zip/c\.txt beside it"):
        found(project, [root])


def test_a_file_of_a_folder_that_cannot_be_read_is_unread_and_one_that_was_named_stops(project, tmp_path):
    root = written(tmp_path / "in", {"a.txt": "words", "b.docx": "PK\x03\x04 broken", "c.txt": b"caf\xe9 caf\xe9"})
    sources = [read(one) for one in found(project, [root])[0]]
    assert [(one.document.name, one.unread) for one in sources] == [
        ("a.txt", ""),
        ("b.docx", "a damaged zip or Word file (File is not a zip file)"),
        ("c.txt", "line 1: not UTF-8 text (byte 3)"),
    ]
    assert sources[1].document.text == ""
    assert sources[1].document.original.media_type.startswith("application/vnd.openxmlformats")
    with pytest.raises(ProjectError, match=r"in/c\.txt: line 1: not UTF-8 text"):
        read(found(project, [root / "c.txt"])[0][0])


def test_an_unread_file_is_a_document_that_says_why(project, tmp_path):
    root = written(tmp_path / "in", {"a.txt": "The board met on 3 May 2016.", "Scan 1.docx": "PK\x03\x04 broken"})
    report = build(project, [root], tmp_path / "store")
    assert [part.slug for part in report.documents] == ["a"]
    assert f"{root}/Scan 1.docx: not read: a damaged zip or Word file (File is not a zip file)" in report.remarks
    rows = Store.open(tmp_path / "store").select(
        "PREFIX los: <https://w3id.org/line-of-sight/def/> SELECT ?d ?file ?why ?family WHERE "
        "{ GRAPH ?d { ?d a los:Document ; los:sourceFile ?file ; los:unreadReason ?why ; los:family ?family } }"
    )
    assert [[str(getattr(value, "lexical", value)) for value in row.values()] for row in rows] == [
        [
            "https://w3id.org/line-of-sight/doc/scan-1",
            "Scan 1.docx",
            "a damaged zip or Word file (File is not a zip file)",
            "https://w3id.org/line-of-sight/code/family/unknown",
        ]
    ]


def test_a_place_without_files_that_are_read_is_refused(project, tmp_path):
    written(tmp_path / "in", {"a.xlsx": "x"})
    with pytest.raises(ProjectError, match=r"in: no file that is read \(\.docx, .*\) in this folder$"):
        found(project, [tmp_path / "in"])
    with pytest.raises(ProjectError, match=r"p\.zip: no file that is read \(\.docx, .*\) in this zip file$"):
        found(project, [packed(tmp_path / "p.zip", {"a.xlsx": "x"})])
    with pytest.raises(ProjectError, match=r"gone\.zip: no such file or folder"):
        found(project, [tmp_path / "gone.zip"])


def test_the_project_is_the_one_given_or_named_or_the_checkout(project, copied, monkeypatch):
    assert find(copied) == Project(copied)
    monkeypatch.setenv("KG_PROJECT", str(copied))
    assert find() == Project(copied)
    monkeypatch.delenv("KG_PROJECT")
    assert find() == project
    with pytest.raises(ProjectError, match="no file matches"):
        project.files("ontology/*.nothing")


def test_a_damaged_zip_file_in_a_folder_is_told_and_the_rest_is_found(tmp_path):
    (tmp_path / "fake.zip").write_text("no zip at all")
    (tmp_path / "minutes.txt").write_text("Minutes")
    files, remarks = found(find(), [tmp_path])
    assert [one.name for one in files] == ["minutes.txt"]
    assert [remark for remark in remarks if "fake.zip: left out: a damaged zip file" in remark] != []
    with pytest.raises(ProjectError, match="damaged zip file"):
        found(find(), [tmp_path / "fake.zip"])


@pytest.mark.parametrize(("name", "said"), [("a.docx", "not a Word file"), ("a.pdf", "not a PDF file")])
def test_a_file_that_is_not_what_its_name_says_is_damaged(name, said):
    with pytest.raises(ProjectError, match=said):
        intake.document(name, b"x")
