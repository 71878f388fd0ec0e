"""Bad input: one clear sentence with file and line, exit status 1, and the former store as it was."""

import functools
import re
import resource
import shutil

import pytest

from kg.build import build
from kg.project import Project, ProjectError
from kg.store import Store
from kg.world import NEEDED

pytestmark = pytest.mark.slow

SOURCE = "A note\n\nThe board met on 3 May 2016 and found 12 cases.\n"


@pytest.fixture
def former(tmp_path):
    """A store that a build is not to touch."""
    from kg.publishing import publish

    place = tmp_path / "store"
    publish(place, ["<http://a> <http://b> <http://c> <http://g> .\n"], {})
    return place


def refused(root, place, sources=()):
    """What the build says; the store at ``place`` must stay what it was."""
    before = sorted((path.relative_to(place), path.stat().st_mtime_ns) for path in place.rglob("*"))
    with pytest.raises(ProjectError) as error:
        build(Project(root), sources, place)
    assert sorted((path.relative_to(place), path.stat().st_mtime_ns) for path in place.rglob("*")) == before
    assert len(Store.open(place)) == 1
    said = str(error.value)
    assert "\n" not in said
    return said.replace(f"{root}/", "")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "empty.txt: the file is empty"),
        ("latin.txt", b"line\n\xa3300 was spent\n", "latin.txt: line 2: not UTF-8 text (byte 5)"),
        ("long.txt", b"x" * 2_000_000, "long.txt: line 1: over a million characters in one line, not a document"),
        (
            "control.txt",
            b"\x01\x02\x03words\n",
            "control.txt: line 1: full of control characters or direction marks, not readable text",
        ),
        (
            "marks.txt",
            "\u202e\u200fwords".encode(),
            "marks.txt: line 1: full of control characters or direction marks, not readable text",
        ),
        ("report.txt", b"%PDF-1.4\n%\xe2\xe3", "report.txt: the PDF file is cut off before its end"),
    ],
)
def test_a_source_that_is_no_readable_text(copied, former, tmp_path, name, data, said):
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(copied, former, [path]) == f"{tmp_path}/{said}"


def test_a_source_of_fifty_megabytes_in_one_line(copied, former, tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(b"word " * (10 * 1024 * 1024))
    assert refused(copied, former, [path]).endswith("huge.txt: larger than 32 MB, too large for a document")


def test_a_source_that_is_not_there_and_a_folder_without_texts(copied, former, tmp_path):
    assert refused(copied, former, [tmp_path / "no.txt"]).endswith("no.txt: no such file or folder")
    (tmp_path / "folder").mkdir()
    assert "folder: no file that is read (.docx, .pdf, .aspx, .htm, .html, .xhtml, .md, .text, .txt) in this folder" in refused(
        copied, former, [tmp_path / "folder"]
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (None, "seeds/sources.toml: missing; it says of each source its title, publisher, date and origin"),
        ('["note.txt"\n', r"seeds/sources\.toml: .*line 1"),
        (
            '\n["note.txt"]\ntitel = "A"\n',
            r"seeds/sources\.toml: line 2: note\.txt: no titel here; known are council, date, licence, origin, publisher, title",
        ),
        ('["note.txt"]\ntitle = 3\n', r"seeds/sources\.toml: line 1: note\.txt: a table of strings is wanted"),
        ('["note.txt"]\n\n["gone.txt"]\n', r"seeds/sources\.toml: line 3: no file gone\.txt beside it"),
        ('["note.txt"]\ndate = "3 May 2016"\n', r"seeds/sources\.toml: line 1: note\.txt: date '3 May 2016' is not an ISO date"),
        ("", r"seeds/sources\.toml: says nothing of note\.txt"),
        (b"\n[seeds", r"seeds/sources\.toml: line 2: Expected '\]' at the end of a table declaration$"),
        (b"#" * 5_000_000, r"seeds/sources\.toml: larger than 4 MB, too large for a table"),
        (b'["note.txt"]\ntitle = "\xff"\n', r"seeds/sources\.toml: line 2: not UTF-8 text \(byte 22\)"),
        ('["note.txt"]\ndate = "2021-13-40"\n', r"seeds/sources\.toml: line 1: note\.txt: date '2021-13-40' is not an ISO date"),
        ('["note.txt"]\ndate = "2021-02-30"\n', r"seeds/sources\.toml: line 1: note\.txt: date '2021-02-30' is not an ISO date"),
    ],
)
def test_a_table_of_sources_that_is_missing_or_malformed(copied, former, written, said):
    path = copied / "seeds" / "sources.toml"
    path.unlink()
    if written is not None:
        path.write_bytes(written if isinstance(written, bytes) else written.encode())
    assert re.search(said, refused(copied, former))


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ('quote = "words that are not there"', "line 2: the quote 'words that are not there' is not in the text of note.txt"),
        ('quote = "12"', ""),
        ('quote = "e"', "line 2: the quote 'e' stands "),
        ("", "line 2: a statement needs the quote it rests on"),
    ],
)
def test_a_curated_statement_whose_quote_is_not_there_just_once(copied, former, statement, said):
    folder = copied / "mappings" / "curated"
    folder.mkdir()
    (folder / "note.toml").write_text(f'# reviewed\n[[statement]]\nfact = "Decision"\ntext = "x"\n{statement}\n')
    if said:
        assert f"mappings/curated/note.toml: {said}" in refused(copied, former)
    else:
        assert build(Project(copied), (), copied / "store").facts["Decision"] == 1


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("ontology", r"ontology/bodies\.ttl: line \d+: "),
        ("ontology/schemes", r"ontology/schemes/aspect\.ttl: line \d+: "),
        ("ontology/reference", r"ontology/reference/bodies\.ttl: line \d+: "),
        ("ontology/shapes", r"^ontology/shapes/bodies\.ttl: line \d+: expected \S+"),
    ],
)
def test_an_ontology_file_with_a_syntax_error(copied, former, folder, said):
    path = min((copied / folder).glob("*.ttl"))
    path.write_text(path.read_text() + "\nlos:Broken a owl:Class ; ; . .\n")
    assert re.search(said.replace("bodies", path.stem).replace("aspect", path.stem), refused(copied, former))


def test_a_blank_node_in_the_ontology(copied, former):
    path = min((copied / "ontology" / "schemes").glob("*.ttl"))
    path.write_text(path.read_text() + "\n<http://a> <http://b> [] .\n")
    assert refused(copied, former).startswith(f"ontology/schemes/{path.name}: a blank node")


def test_a_mapping_with_a_syntax_error_without_a_name_of_the_contract_or_of_a_family_that_is_taken(copied, former):
    path = copied / "mappings" / "zz.py"
    path.write_text("def (\n")
    assert refused(copied, former) == "mappings/zz.py: line 1: invalid syntax"
    path.write_text("import nothing_of_the_kind\n")
    assert refused(copied, former).startswith("mappings/zz.py: cannot be loaded (ModuleNotFoundError: ")
    path.write_text("FAMILY = 'zz'\n")
    assert refused(copied, former) == "mappings/zz.py: a mapping needs openings, header, read"
    path.write_text("FAMILY = 'minutes'\nopenings = header = read = print\n")
    (copied / "mappings" / "zzz.py").write_text("FAMILY = 'minutes'\nopenings = header = read = print\n")
    assert "the family minutes has a mapping already" in refused(copied, former)


def test_a_mapping_that_fails_on_a_document(copied, former):
    (copied / "mappings" / "zz.py").write_text(
        "FAMILY = 'zz'\n\n\ndef openings(text, world):\n    return 1 / 0\n\n\ndef header(part):\n    pass\n\n\ndef read(part):\n    pass\n"
    )
    assert refused(copied, former) == "seeds/note.txt: a mapping failed on it (ZeroDivisionError: division by zero)"


@pytest.mark.parametrize("name", NEEDED)
def test_a_list_of_words_that_is_missing(copied, former, name):
    (copied / "mappings" / "lexicon" / f"{name}.toml").unlink()
    assert refused(copied, former) == f"mappings/lexicon/{name}.toml: missing, though the mappings ask for this list of words"


def test_a_list_of_words_of_a_mapping_that_is_missing(copied, former):
    (copied / "mappings" / "zz.py").write_text(
        "FAMILY = 'zz'\n\n\ndef openings(text, world):\n    return world.tables['zz']\n\n\nheader = read = print\n"
    )
    assert refused(copied, former) == "mappings/lexicon/zz.toml: missing, though the mappings ask for this list of words"


def test_a_rule_that_does_not_parse(copied, former):
    path = copied / "queries" / "rules" / "zz.rq"
    path.write_text("#+ summary: x\nCONSTRUCT { ?s ?p } WHERE {}\n")
    assert refused(copied, former) == "queries/rules/zz.rq: the query does not parse: line 2, column 19"


def test_a_question_without_header(copied, kg_command, built):
    folder = copied / "queries" / "answers" / "people"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "zz.rq").write_text("SELECT * {}\n")
    done = kg_command("ask", "--project", copied, "--store", built.place)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"kg: {folder / 'zz.rq'}: line 1: a stored query opens with a header of '#+' lines\n"


def test_a_folder_that_is_no_project_and_a_pattern_without_files(copied, former):
    shutil.rmtree(copied / "queries" / "rules")
    assert refused(copied, former) == "queries/rules/*.rq: no file matches"
    shutil.rmtree(copied / "queries")
    with pytest.raises(ProjectError, match="no folder queries/ here, so this is not the project's folder"):
        Project(copied)


def test_a_store_folder_that_holds_other_things(copied, tmp_path):
    place = tmp_path / "precious"
    place.mkdir()
    (place / "letter.txt").write_text("dear")
    with pytest.raises(ProjectError, match="precious: holds other things, so no store is written there"):
        build(Project(copied), (), place)
    assert [path.name for path in place.iterdir()] == ["letter.txt"]


def test_a_graph_that_breaks_its_rules_is_not_stored(copied, former):
    path = copied / "ontology" / "shapes" / "zz.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix los: <https://w3id.org/line-of-sight/def/> .\n"
        '<urn:s> a sh:NodeShape ; sh:targetClass los:Document ; sh:property <urn:p> .\n<urn:p> sh:path los:number ; sh:minCount 1 ; sh:message "A document has a number."@en .\n'
    )
    said = refused(copied, former)
    assert said.startswith("the graph breaks its rules in 1 places, so nothing is stored: A document has a number. (")


@pytest.mark.parametrize("place", ["/proc/nowhere", "/proc/nowhere/deeper", "/dev/full/store"])
def test_a_store_folder_that_cannot_be_made(copied, kg_command, place):
    done = kg_command("build", "--project", copied, "--store", place)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"kg: {place}: cannot be written \([A-Z][a-z ]+\)\n", done.stderr)


def test_a_store_that_the_disk_has_no_room_for(copied, former, kg_command):
    before = sorted(path.relative_to(former) for path in former.rglob("*"))
    limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (20_000, 20_000))
    unmeasured = {"COVERAGE_PROCESS_CONFIG": "", "COVERAGE_PROCESS_START": ""}  # the data of coverage would find no room either
    done = kg_command("build", "--project", copied, "--store", former, preexec_fn=limit, env=unmeasured)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"kg: {former}: cannot be written (File too large)\n"
    assert sorted(path.relative_to(former) for path in former.rglob("*")) == before
    assert len(Store.open(former)) == 1


def test_the_place_of_a_store_is_told_as_a_shell_reads_it(copied, kg_command):
    done = kg_command("build", "--project", copied, "--store", "my store")
    assert "Next: kg ask --store 'my store' (" in done.stdout
    assert kg_command("ask", "recommendations_by_theme", "--store", "no store").stderr.endswith("kg build --store 'no store'\n")
