"""The command line as a user meets it: in a process of its own, with its exit status and what it says on which stream."""

import csv
import fcntl
import io
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from kg.printing import Page, Row, table
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

THEME = "recommendations_by_theme"


@pytest.fixture(scope="module")
def place(built):
    return built.place


def test_help_lists_the_commands_and_imports_no_engine(kg_command):
    done = kg_command("--help")
    assert done.returncode == 0
    commands = re.findall(r"^  ([a-z]+)  ", done.stdout.split("Commands:")[1], re.MULTILINE)
    assert commands == ["ask", "build", "coverage", "diff", "export", "network", "serve", "sparql", "validate"]
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kg", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stderr
    imported = {line.rsplit("|", 1)[-1].strip() for line in loaded.splitlines()}
    assert not imported & {
        "starlette",
        "uvicorn",
        "pyoxigraph",
        "rdflib",
        "networkx",
        "pyshacl",
        "shacl",
        "rich",
        "PIL",
        "kg.store",
        "kg.build",
    }


def test_help_answers_at_once():
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kg", "--help"], cwd=ROOT, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5  # 75 ms on an idle machine; the bound allows for a busy one


def test_the_version_is_told(kg_command):
    assert kg_command("--version").stdout == "kg 0.1.0\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["frobnicate"], "No such command 'frobnicate'"),
        (
            ["ask", "--format", "pdf", THEME],
            "Invalid value for '--format': 'pdf' is not one of 'table', 'csv', 'json', 'jsonl', 'html'",
        ),
        (["ask", THEME, "early-help"], "'early-help' is no NAME=VALUE"),
        (["sparql"], "give one query, or -f FILE"),
        (["sparql", "ASK {}", "-f", "-"], "give one query, or -f FILE"),
        (["build", "--frob"], "No such option '--frob'"),
        (["network", "--top", "0"], "Invalid value for '--top': 0 is not in the range x>=1"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_status_2(kg_command, arguments, said):
    done = kg_command(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"kg: {said}")
    assert re.fullmatch(r"kg: .* \(see kg[a-z ]* --help\)\n", done.stderr)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", "no_such_question"], "no question is called 'no_such_question'"),
        (["ask", THEME, "them=early-help"], f"{THEME} has no parameter 'them'; its parameters are "),
        (["ask", THEME, "theme=no-such-theme"], "theme: 'no-such-theme' is no theme in the graph"),
        (["ask", "role_holders_at_date", "date=soon"], "date: 'soon' is no day; write it as 2015-12-17 or 17 December 2015"),
        (["sparql", "SELECT * {"], "the query does not parse: line 1, column "),
        (["sparql", "INSERT DATA { <a:a> <a:b> 1 }"], "INSERT would change the graph, which is only read here"),
        (["sparql", "SELECT * { SERVICE <http://127.0.0.1/> {} }"], "line 1 of the query asks another server (SERVICE)"),
        (
            ["sparql", "--seconds", "1", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"],
            "the query took more than 1 seconds",
        ),
        (["network", "--to", "network.pdf"], "network.pdf: the network is written as .gexf, "),
        (["network", "--as-of", "soon"], "'soon' is no day; write it as 2021-07-27"),
        (["export", "--to", "/proc/nowhere"], "/proc/nowhere: cannot be written ("),
        (["export", "--to", "no/folder"], "no/folder: cannot be written, for there is no folder no"),
        (["network", "--to", "no/n.svg"], "no/n.svg: cannot be written, for there is no folder no"),
        (["network", "--to", "/proc/n.json"], "/proc/n.json: cannot be written ("),
    ],
)
def test_what_is_at_fault_is_one_sentence_and_exit_status_1(kg_command, place, arguments, said):
    done = kg_command("--store", place, *arguments)
    assert done.returncode == 1
    assert done.stderr.startswith(f"kg: {said}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["ask", "sparql", "validate", "coverage", "diff", "export", "network"])
def test_without_a_store_every_command_says_how_to_build_one(kg_command, tmp_path, command):
    arguments = {"ask": [THEME], "sparql": ["ASK {}"]}.get(command, [])
    done = kg_command(command, *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "kg: store: no store here; build one with: kg build --store store\n"


def test_no_store_is_built_on_a_server(kg_command):
    done = kg_command("build", "--store", "https://example.org/sparql")
    assert done.stderr == "kg: https://example.org/sparql: a store is built in a folder, not on a server; give a folder\n"
    assert done.returncode == 1


def test_store_and_project_may_stand_before_or_after_the_command_or_in_the_environment(kg_command, place, tmp_path):
    ways = [
        kg_command("--store", place, "--project", ROOT, "sparql", "ASK {}"),
        kg_command("sparql", "--store", place, "--project", ROOT, "ASK {}"),
        kg_command("sparql", "ASK {}", env={"KG_STORE": str(place), "KG_PROJECT": str(ROOT)}),
    ]
    assert [(one.returncode, one.stdout) for one in ways] == [(0, "yes\n")] * 3
    done = kg_command("ask", "--project", tmp_path)
    assert done.stderr == f"kg: {tmp_path}: no folder ontology/ here, so this is not the project's folder\n"


def test_the_questions_are_listed_by_subject_with_their_parameters(kg_command):
    done = kg_command("ask")
    assert done.returncode == 0
    for path in ROOT.glob("queries/answers/*/*.rq"):
        assert f"\n  {path.stem}\n" in done.stdout
        assert f"\n{path.parent.name.upper()}\n" in done.stdout
    assert "theme=early-help" in done.stdout


def test_an_answer_is_a_table_that_fits_and_quotes_follow_their_rows(kg_command, place):
    for width in (40, 80, 200):
        done = kg_command("ask", THEME, "theme=early-help", "--quotes", "--store", place, env={"COLUMNS": str(width)})
        assert done.returncode == 0
        assert max(map(len, done.stdout.splitlines())) <= width
        assert "\x1b" not in done.stdout
        assert "“" in done.stdout
    plain = kg_command("ask", THEME, "theme=early-help", "--store", place)
    assert "\n    “" not in plain.stdout
    assert "\nAnswered from " in plain.stdout
    assert "With --quotes, the words that each rests on." in plain.stdout


def test_every_form_of_an_answer_has_the_same_rows(kg_command, place):
    def asked(form):
        done = kg_command("ask", THEME, "theme=early-help", "--format", form, "--store", place)
        assert done.returncode == 0
        return done.stdout

    results = json.loads(asked("json"))
    rows = results["results"]["bindings"]
    assert rows
    assert set(results["head"]["vars"]) >= {"passage", "document", "quote"}
    assert all(value["type"] in {"uri", "literal"} for row in rows for value in row.values())
    read = list(csv.DictReader(io.StringIO(asked("csv"), newline="")))
    assert [row["quote"] for row in read] == [row["quote"]["value"] for row in rows]
    lines = [json.loads(line) for line in asked("jsonl").splitlines()]
    assert [row["quote"] for row in lines] == [row["quote"]["value"] for row in rows]
    page = asked("html")
    assert page.count("<tr>") == len(rows) + 1
    assert "<h2>The query</h2>" in page
    assert "SHA-256" in page


def test_an_example_that_stood_in_for_a_value_is_told_on_the_other_stream(kg_command, place):
    done = kg_command("ask", THEME, "--format", "csv", "--store", place)
    assert "none was given, so the example was taken" in done.stderr
    assert "none was given" not in done.stdout
    assert "none was given" in kg_command("ask", THEME, "--store", place).stdout


def test_no_rows_are_told_in_words(kg_command, place):
    done = kg_command("ask", "figures_with_words", "words=zzzzqqqq", "--store", place)
    assert done.returncode == 0
    assert "No rows. None of 9 documents answers. Not stated: no text mentions “zzzzqqqq”." in " ".join(done.stdout.split())
    assert done.stdout.endswith("\nNote: words: no row matched zzzzqqqq\n")
    done = kg_command("ask", "programmes_in_place", "name=Nowhere", "name=Neverland", "--format", "jsonl", "--store", place)
    stands = "None of 9 documents answers. Not stated: no text mentions “Nowhere” or “Neverland”."
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"kg: {stands}\nkg: name: no row matched Nowhere or Neverland\n"


def test_ad_hoc_queries_are_answered_in_every_form_and_cut_with_a_notice(kg_command, place, tmp_path):
    query = "SELECT ?d { ?d a los:Document } ORDER BY ?d"
    assert "doc:001-" in kg_command("sparql", query, "--store", place).stdout
    assert kg_command("sparql", query, "--format", "csv", "--store", place).stdout.startswith("d\n")
    cut = kg_command("sparql", query, "--rows", "2", "--format", "jsonl", "--store", place)
    assert (len(cut.stdout.splitlines()), cut.stderr) == (
        2,
        "kg: there are more than 2 rows; the others are left out (--rows gives more)\n",
    )
    construct = "CONSTRUCT { ?d a los:Document } WHERE { ?d a los:Document }"
    assert "doc:003-c374112f8c8d4d02 a los:Document ." in kg_command("sparql", construct, "--store", place).stdout
    assert kg_command("sparql", "ASK { ?s a los:Nothing }", "--store", place).stdout == "no\n"
    assert json.loads(kg_command("sparql", "ASK {}", "--format", "json", "--store", place).stdout) == {"head": {}, "boolean": True}
    (tmp_path / "q.rq").write_text(query)
    assert "doc:001-" in kg_command("sparql", "-f", tmp_path / "q.rq", "--store", place).stdout
    assert "doc:001-" in kg_command("sparql", "-f", "-", "--store", place, input=query).stdout
    (tmp_path / "bad.rq").write_bytes(b"SELECT \xff")
    assert "not UTF-8 text (byte 7)" in kg_command("sparql", "-f", tmp_path / "bad.rq", "--store", place).stderr
    assert "<th scope=col>d</th>" in kg_command("sparql", query, "--format", "html", "--store", place).stdout


def test_the_build_says_what_a_researcher_wants_to_know(kg_command, tmp_path, copied):
    done = kg_command("build", "--project", copied, "--store", tmp_path / "new", copied / "seeds")
    assert (done.returncode, done.stderr) == (0, "")
    for said in (
        "1 document",
        "Facts",
        "Validation",
        "of unknown family",
        f"The store is in {tmp_path / 'new'}",
        "Next: kg ask --store",
    ):
        assert said in " ".join(done.stdout.split())
    assert kg_command("validate", "--project", copied, "--store", tmp_path / "new").returncode == 0


def test_the_coverage_tells_units_words_figures_and_reasons(kg_command, place):
    done = kg_command("coverage", "--store", place, "--unread")
    assert done.returncode == 0
    assert re.search(r"^document +family +units read +cited +figures read +lost$", done.stdout, re.MULTILINE)
    assert re.search(r"^total +\d+ of \d+ +\d+ % +\d+ of \d+ +\d+$", done.stdout, re.MULTILINE)
    assert "not read as a figure: “" in done.stdout
    assert "damaged table: " in done.stdout
    assert re.search(r"^[\w/-]+: \d+ units? not read$", done.stdout, re.MULTILINE)
    rows = json.loads(kg_command("coverage", "--store", place, "--format", "json").stdout)["results"]["bindings"]
    assert len(rows) >= 5
    assert all(int(row["figures_read"]["value"]) <= int(row["figures_printed"]["value"]) for row in rows)


def test_the_export_and_the_network_say_what_they_wrote(kg_command, place, tmp_path):
    done = kg_command("export", "--store", place, "--format", "nquads", "--to", "out")
    assert re.fullmatch(r"out/line-of-sight\.nq  [\d,]+ bytes\n", done.stdout)
    assert (tmp_path / "out" / "line-of-sight.nq").read_bytes() == (place / "current/graph.nq").read_bytes()
    done = kg_command("network", "--store", place, "--top", "3", "--to", "n.svg", "--to", "n.gexf")
    assert done.returncode == 0
    assert re.search(r"^1\. .*: \d+ partners?, betweenness 0\.\d{3}$", done.stdout, re.MULTILINE)
    assert "“" in done.stdout
    assert done.stdout.endswith("n.svg\nn.gexf\n")


def test_nobody_reading_on_is_no_error(place):
    command = [
        sys.executable,
        "-m",
        "kg",
        "sparql",
        "--rows",
        "100000",
        "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 20000",
        "--format",
        "csv",
        "--store",
        str(place),
    ]
    done = subprocess.run(  # noqa: S602 - a pipe is the point
        f"{' '.join(map(repr, command))} | head -n 1",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("s,p,o\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["ask"], ["ask", THEME, "--format", "csv"], ["coverage"], ["sparql", "ASK {}"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_answer_that_cannot_be_written_is_a_sentence(kg_command, place, arguments, unbuffered):
    with Path("/dev/full").open("w") as full:
        environment = {"KG_STORE": str(place), "PYTHONUNBUFFERED": unbuffered}
        done = kg_command(*arguments, env=environment, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (1, "kg: standard output: cannot be written (No space left on device)\n")


def closed(place, tmp_path, command):
    """Runs a command line of the shell, in which KG is the program."""
    environment = {**os.environ, "KG_STORE": str(place), "PYTHONPATH": str(ROOT), "KG": f"{sys.executable} -m kg"}
    return subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)


def test_a_stream_that_is_closed_is_no_surprise(place, tmp_path):
    done = closed(place, tmp_path, "$KG ask >&-")
    assert (done.returncode, done.stderr) == (1, "kg: standard output is closed, so there is nowhere to answer\n")
    assert closed(place, tmp_path, "$KG ask >&- 2>&-").returncode == 1
    done = closed(place, tmp_path, "$KG ask no_such_question 2>/dev/full")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    done = closed(place, tmp_path, "$KG sparql 'ASK {}' 2>&-")
    assert (done.returncode, done.stdout) == (0, "yes\n")
    done = closed(place, tmp_path, "$KG sparql -f - <&-")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "should not happen" not in done.stderr


def test_ctrl_c_is_quiet_and_ends_with_130(place):
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    command = [sys.executable, "-m", "kg", "sparql", query, "--store", str(place)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(1.5)
    child.send_signal(signal.SIGINT)
    said = child.communicate(timeout=20)
    assert (child.returncode, said) == (130, ("", ""))


def on_terminal(arguments, width=70, environment=None):
    """What the command shows on a terminal of that width."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    variables = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=ROOT, stdin=child, stdout=child, stderr=child, env={**variables, "TERM": "xterm", **(environment or {})},
    )  # fmt: skip
    os.close(child)
    shown = b""
    until = time.monotonic() + 120
    while time.monotonic() < until and select.select([parent], [], [], 60)[0]:
        try:
            piece = os.read(parent, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(parent)
    assert process.wait(60) == 0
    return shown.decode()


def test_on_a_terminal_tables_take_its_width_and_heads_are_bold(place):
    shown = on_terminal(["ask", THEME, "theme=early-help", "--store", place])
    assert "\x1b[1m" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert 60 <= max(map(len, plain.splitlines())) <= 70
    assert "\x1b" not in on_terminal(["ask", THEME, "theme=early-help", "--store", place], environment={"NO_COLOR": "1"})


def test_on_a_terminal_a_build_shows_how_far_it_is(copied, tmp_path):
    shown = on_terminal(["build", "--project", copied, "--store", tmp_path / "new"])
    assert "reading" in shown
    assert "storing" in shown
    assert "1 document" in shown


def completions(shell, words, place):
    """What the shell is offered after ``words``, the last of which is being typed."""
    environment = {
        **os.environ, "_KG_COMPLETE": f"{shell}_complete", "COMP_WORDS": "\n".join(words) if shell == "bash" else " ".join(words),
        "COMP_CWORD": str(len(words) - 1), "KG_STORE": str(place), "KG_PROJECT": str(ROOT),
    }  # fmt: skip
    if shell == "fish":
        environment |= {"COMP_WORDS": " ".join(words), "COMP_CWORD": words[-1]}
    done = subprocess.run([sys.executable, "-m", "kg"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def test_zsh_and_fish_complete_questions_parameters_and_values(place):
    assert f"plain\n{THEME}\n" in completions("zsh", ["kg", "ask", "recommendations_by"], place)
    assert "plain\ntheme=\n" in completions("zsh", ["kg", "ask", THEME, "th"], place)
    assert "plain\ntheme=early-help\n" in completions("zsh", ["kg", "ask", THEME, "theme=early"], place)
    assert "plain,theme=early-help" in completions("fish", ["kg", "ask", THEME, "theme=early"], place)


def test_bash_completes_values_though_it_parts_words_at_the_sign(place):
    assert completions("bash", ["kg", "ask", THEME, "theme", "=", "early-h"], place) == "plain,early-help\n"
    assert "plain,early-help\n" in completions("bash", ["kg", "ask", THEME, "theme", "="], place)
    assert "plain,theme=\n" in completions("bash", ["kg", "ask", THEME, ""], place)
    assert completions("bash", ["kg", "ask", THEME, "theme=early-help", "theme=x"], place).strip() == ""
    assert completions("bash", ["kg", "ask", "no_such_question", "x"], place).strip() == ""


def test_the_scripts_for_completion_are_there_for_three_shells():
    for shell in ("bash", "zsh", "fish"):
        script = subprocess.run(
            [sys.executable, "-m", "kg"],
            cwd=ROOT,
            env={**os.environ, "_KG_COMPLETE": f"{shell}_source"},
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        assert "_kg_completion" in script
        assert ("compopt -o nospace" in script) == (shell == "bash")


def test_what_should_not_happen_is_a_sentence_too(kg_command, tmp_path, copied):
    (copied / "queries" / "names" / "names_of_things.rq").unlink()
    done = kg_command("ask", "--project", copied)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    traced = kg_command("ask", "--project", copied, env={"KG_DEBUG": "1"})
    assert "Traceback" in traced.stderr


def test_cells_wrap_columns_shrink_and_a_narrow_page_lists():
    rows = [Row(["Ash", "a long description of what it is and does"], ["“quoted words”"]), Row(["Beech", ""])]
    assert list(table(["name", "what_it_is"], rows, Page(30))) == [
        "name   what it is",
        "-----  -----------------------",
        "Ash    a long description of",
        "       what it is and does",
        "    “quoted words”",
        "",
        "Beech",
        "",
    ]
    listed = list(table(["name", "what_it_is"], rows, Page(12)))
    assert listed[:3] == ["name: Ash", "what it is:", "  a long des"]
    assert "".join(listed[1:7]).replace(" ", "") == "whatitis:alongdescriptionofwhatitisanddoes"
    assert listed[-4:] == ["    words”", "", "name: Beech", ""]
    assert max(map(len, listed)) <= 12
