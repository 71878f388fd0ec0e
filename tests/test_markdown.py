"""Markdown files: their structure without the marks, and texts that only have the name of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.intake import document
from kg.intake.markdown import is_markdown
from kg.project import ProjectError
from tests.timing import assert_linear


def marks(text):
    made = document("a.md", text.encode())
    return [(f"{one.kind} {one.level}" if one.level else one.kind, made.text[one.start : one.end]) for one in made.original.marks]


def test_headings_lists_and_tables_are_structure_and_marks_are_no_text():
    text = """# Scrutiny Panel
Minutes
=======

**Present:** Councillor A *Example*, who read the
[plan](https://x.example/y) of <Northby> & others\\.

| Measure | Rate |
| ------- | ---- |
| **Referrals** | 52<br>(estimate) |

1. **Apologies**

   None.

2. Plans
   - one
   - two
7) Seven

![A chart of referrals](a.png)

```
code kept
```
"""
    assert marks(text) == [
        ("heading 1", "Scrutiny Panel"),
        ("heading 1", "Minutes"),
        ("paragraph", "Present: Councillor A Example, who read the plan of <Northby> & others."),
        ("row", "Measure\tRate"),
        ("row", "Referrals\t52 (estimate)"),
        ("heading", "1. Apologies"),
        ("paragraph", "None."),
        ("item", "2. Plans"),
        ("item 1", "• one"),
        ("item 1", "• two"),
        ("item", "7) Seven"),
        ("paragraph", "code kept"),
    ]
    made = document("a.md", text.encode())
    assert [(one.kind, one.words) for one in made.original.losses] == [("picture", "A chart of referrals")]
    assert made.original.media_type == "text/markdown"


def test_lines_that_stand_for_themselves_stay_lines_and_wrapped_ones_are_joined():
    text = "## Present\n\nCouncillor A Example\nCouncillor B Sample\n\nRESOLVED that\na) it be noted; and\nb) more be done by the\nPanel.\n"
    assert marks(text)[1:] == [
        ("paragraph", "Councillor A Example"),
        ("paragraph", "Councillor B Sample"),
        ("paragraph", "RESOLVED that"),
        ("paragraph", "a) it be noted; and"),
        ("paragraph", "b) more be done by the Panel."),
    ]


def test_a_text_that_only_has_the_name_stays_as_it_is():
    for text in ("Words\nin lines\n", "# One heading\n" + "a plain line\n" * 60, "# A page\n\x0c\nAnother\n"):
        made = document("a.md", text.encode())
        assert (made.text, made.original.marks, made.original.media_type) == (text, (), "text/plain")
    assert document("a.txt", b"# Heading\n").text == "# Heading\n"


def test_whether_a_text_is_markdown_is_told_in_linear_time():
    for run in ("#", "*", "-", "**a", "](", "| ", "\n"):
        assert_linear(is_markdown, run, length=50_000)


@pytest.mark.parametrize("run", ["*a **b ", "[a](", "> ", "- ", "`", "![", "<a ", "| a "])
def test_hostile_marks_take_time_in_proportion(run):
    assert_linear(lambda text: document("a.md", text.encode()), run, before="# A\n\n", length=5_000)


@given(st.text("ab *_#|-`[]()>1.\n", max_size=80))
def test_any_text_is_a_document_or_refused(text):
    try:
        made = document("a.md", f"# Heading\n\n{text}".encode())
    except ProjectError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert made.text.split().count("a") <= text.count("a")
