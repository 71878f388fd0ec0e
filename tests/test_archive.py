"""Zip files: what is in them, by name, and what is refused."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import intake
from kg.intake import archive
from kg.project import ProjectError


def packed(files, compression=zipfile.ZIP_STORED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as made:
        for name, words in files.items():
            made.writestr(name, words)
    return held.getvalue()


def listed(data):
    return {member.name: member.data() for member in archive.members("a.zip", data)}


def refused(data):
    with pytest.raises(ProjectError) as error:
        listed(data)
    return str(error.value)


def test_files_come_sorted_by_name_without_what_systems_add():
    data = packed(
        {"b.txt": "2", "a/c.txt": "1", "a/": "", "__MACOSX/a/._c.txt": "x", ".DS_Store": "x", "a/.git/x": "x", "Thumbs.db": "x"}
    )
    assert list(listed(data).items()) == [("a/c.txt", b"1"), ("b.txt", b"2")]


def test_names_that_point_out_of_the_archive_are_harmless():
    data = packed({"../../etc/passwd": "1", "/home/x.txt": "2", "C:\\Users\\me\\y.txt": "3", "a/./b.txt": "4", "..": "5"})
    assert sorted(listed(data)) == ["Users/me/y.txt", "a/b.txt", "etc/passwd", "home/x.txt"]


def test_names_are_decoded_as_they_were_written():
    assert list(listed(packed({"é – £.txt": "1"}))) == ["é – £.txt"]
    utf8_unsaid = packed({"xx.txt": "1"}).replace(b"xx.txt", "é.txt".encode())
    assert list(listed(utf8_unsaid)) == ["é.txt"]
    old = packed({"x.txt": "1"}).replace(b"x.txt", b"\x82.txt")  # é of the code page of DOS
    assert list(listed(old)) == ["é.txt"]


def test_a_link_is_left_out_and_of_two_files_of_one_name_the_later_counts():
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr(link, "/etc/passwd")
        made.writestr("a.txt", "1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            made.writestr("a.txt", "2")
    assert listed(held.getvalue()) == {"a.txt": b"2"}


def test_bombs_are_refused(monkeypatch):
    assert refused(packed({"a.txt": b"0" * 9_000_000}, zipfile.ZIP_DEFLATED)).startswith("a.zip: a.txt: unpacks to 1")
    monkeypatch.setattr(archive, "MOST_BYTES", 10)
    assert refused(packed({"a.txt": "12345678901"})) == "a.zip: unpacks to more than 0 MB"
    monkeypatch.setattr(archive, "MOST_FILES", 1)
    assert refused(packed({"a.txt": "1", "b.txt": "2"})) == "a.zip: 2 files in one zip file, more than the 1 that are read"


def test_a_locked_or_damaged_file_is_refused():
    data = bytearray(packed({"a.txt": "words"}))
    at = data.find(b"PK\x01\x02")
    locked = bytes(data[: at + 8] + struct.pack("<H", 1) + data[at + 10 :])
    assert refused(locked) == "a.zip: a.txt: locked with a password"
    assert refused(bytes(data).replace(b"words", b"wards")).startswith("a.zip: a.txt: damaged (Bad CRC-32")
    assert refused(b"PK\x03\x04").startswith("a.zip: a damaged zip file")
    method = bytes(data[: at + 10] + struct.pack("<H", 99) + data[at + 12 :])
    assert refused(method).startswith("a.zip: a.txt: damaged (That compression method is not supported")


def test_a_file_on_the_disk_is_opened_once_and_again_when_it_changed(tmp_path, monkeypatch):
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": "1"}))
    assert archive.opened(path) is archive.opened(path)
    path.write_bytes(packed({"b.txt": "1"}))
    assert list(archive.opened(path)) == ["b.txt"]
    with pytest.raises(ProjectError, match=r"gone\.zip: cannot be read \(No such file or directory\)"):
        archive.opened(tmp_path / "gone.zip")
    monkeypatch.setattr(archive, "MOST_BYTES", 10)
    with pytest.raises(ProjectError, match=r"a\.zip: larger than 0 MB, too large for a zip file"):
        archive.opened(path)


@given(st.binary(max_size=60), st.integers(0, 300))
def test_any_damage_is_files_or_refused(damage, at):
    data = packed({"a.txt": "words", "b/c.txt": "more"})
    try:
        listed(data[: at % len(data)] + damage + data[at % len(data) :])
    except ProjectError as error:
        assert "\n" not in str(error)  # noqa: PT017


TYPES = {"[Content_Types].xml": "<Types/>"}


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"words", "text"),
        ("a.md", b"# Heading", "text"),
        ("a.txt", b"\xef\xbb\xbf \r\n%PDF-1.7", "pdf"),
        ("a.txt", b"<!DOCTYPE html><p>x", "html"),
        ("a.txt", b"\xef\xbb\xbf<!-- saved from --> <HTML>", "html"),
        ("a.txt", b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', "html"),
        ("a.txt", "<html><p>x".encode("utf-16"), "html"),
        ("a.txt", "words".encode("utf-16"), "text"),
        ("a.txt", b"the element <html> of a page", "text"),
        ("a.html", b"<p>a part of a page", "html"),
        ("page.aspx", b"<div>a part</div>", "html"),
        ("a.html", b"only words", "text"),
        ("a", packed({**TYPES, "word/document.xml": ""}), "docx"),
        ("a", packed({"a.txt": ""}), "zip"),
    ],
)
def test_what_a_file_is_its_first_bytes_say(name, data, kind):
    assert intake.kind(name, data) == kind


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a: the file is empty"),
        (b"{\\rtf1 words}", "a: an RTF file, which is not read; save it as PDF, Word (.docx) or text"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "a: a file of an old Office program (.doc, .xls, .ppt, .msg), which is not read; save it as PDF, Word (.docx) or text",
        ),
        (b"\x89PNG\r\n\x1a\n", "a: a PNG picture, which is not read; save it as PDF, Word (.docx) or text"),
        (b"\xff\xd8\xff\xe0", "a: a JPEG picture, which is not read; save it as PDF, Word (.docx) or text"),
        (packed({**TYPES, "xl/workbook.xml": ""}), "a: an Excel file, which is not read; save it as PDF, Word (.docx) or text"),
        (packed({**TYPES, "ppt/a.xml": ""}), "a: a PowerPoint file, which is not read; save it as PDF, Word (.docx) or text"),
        (
            packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}),
            "a: an OpenDocument file, which is not read; save it as PDF, Word (.docx) or text",
        ),
        (packed({"a.txt": "x"}), "a: a zip file within another, or where one document is wanted; unpack it"),
        (b"PK\x03\x04", "a: a damaged zip or Word file (File is not a zip file)"),
    ],
)
def test_a_file_that_is_not_read_is_named_in_one_sentence(data, said):
    with pytest.raises(ProjectError) as error:
        intake.document("a", data)
    assert str(error.value) == said


def test_a_file_is_read_from_the_disk(tmp_path, monkeypatch):
    path = tmp_path / "a.html"
    path.write_text("<html><p>words")
    made = intake.read(path)
    assert (made.name, made.text, made.original.media_type) == ("a.html", "words\n", "text/html")
    with pytest.raises(ProjectError, match=r"gone\.html: cannot be read \(No such file or directory\)"):
        intake.read(tmp_path / "gone.html")
    monkeypatch.setattr(intake, "MOST_BYTES", 3)
    with pytest.raises(ProjectError, match=r"a\.html: larger than 0 MB, too large for a document"):
        intake.read(path)


@given(
    st.sampled_from([b"PK\x03\x04", b"<html>", b"", b"\xff\xfe", b"II*", b"{\\rtf"]),
    st.binary(max_size=200),
    st.sampled_from(["a.html", "a.txt", "a.docx"]),
)
def test_any_bytes_are_a_document_or_refused(start, rest, name):
    try:
        made = intake.document(name, start + rest)
    except ProjectError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert made.text.strip()
