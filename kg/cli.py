"""The command line: it reads arguments and prints; what is done is done by the modules that the commands import when they run."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click
from click.shell_completion import CompletionItem

from kg import __version__
from kg.project import ProjectError
from kg.serving.command import serve
from kg.where import LENGTHS, SECONDS, Where, placed, waiting

FORMS = ("table", "csv", "json", "jsonl", "html")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", message="kg %(version)s")
@placed
def kg() -> None:
    """Line of Sight: ask the documents in which children's services are held to account.

    Every answer names its document and the exact words it rests on. Start with: kg build, then kg ask.
    """


@kg.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...", type=click.Path())
@placed
@click.pass_obj
def build(where: Where, sources: tuple[str, ...]) -> None:
    """Read documents, and build, validate and store the graph.

    SOURCE is a file (PDF, web page, Word, Markdown or text), or a folder or zip file of them; without any, the project's own seeds/
    are read. The former store stays as it was unless everything went well.
    """
    from kg.build import build as built
    from kg.printing import Page
    from kg.progress import shown
    from kg.telling import built as told

    place = where.folder()
    with shown() as progress:
        report = built(where.found(), sources, place, progress)
    _say(told(report, place, Page.here()))


def _completed(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from kg.completing import completed

    where = context.find_object(Where) or Where()
    where.seconds = 3  # nobody waits longer for a completion
    asked = [*([context.params.get("question")] if context.params.get("question") else []), *(context.params.get("values") or ())]
    with contextlib.suppress(ProjectError):
        return [CompletionItem(value, help=said) for value, said in completed(where.found(), where.graph, asked, incomplete)]
    return []


@kg.command()
@click.argument("question", required=False, shell_complete=_completed)
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]...", shell_complete=_completed)
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True, help="How the answer is written.")
@click.option("--quotes", is_flag=True, help="Show the words that each row rests on.")
@waiting
@placed
@click.pass_obj
def ask(where: Where, question: str | None, values: tuple[str, ...], form: str, quotes: bool) -> None:
    """Ask a stored question; without QUESTION, list the questions and their parameters.

    A parameter is given by name, as in theme=early-help; given twice, or with commas, the question is asked of each.
    """
    from kg import answering
    from kg.printing import Page

    if question is None:
        from kg.query import load

        _say(answering.catalogue(load(where.found()), Page.here()))
        return
    given: dict[str, list[str]] = {}
    for value in values:
        name, equals, rest = value.partition("=")
        if not equals:
            raise click.UsageError(f"{value!r} is no NAME=VALUE")
        given.setdefault(name, []).append(rest)
    graph = where.graph()
    answered = graph.answer(question, given)
    click.echo(answering.written(answered, graph, form, quotes, Page.here()), nl=False)
    stands = [graph.answerability(answered)] if form not in ("table", "html") else []
    for note in filter(None, [*stands, *answered.notes]) if form != "table" else ():
        click.echo(f"kg: {note}", err=True)


@kg.command()
@click.argument("query", required=False)
@click.option(
    "-f", "--file", "file", type=click.File(encoding="utf-8"), help="Read the query from a file, or from - (standard input)."
)
@click.option(
    "--format", "form", type=click.Choice((*FORMS, "turtle")), default="table", show_default=True, help="How the answer is written."
)
@click.option("--seconds", type=LENGTHS, default=SECONDS, show_default=True, help="Stop the query after so long.")
@click.option("--rows", type=click.IntRange(1), default=10_000, show_default=True, help="Give no more rows than this.")
@placed
@click.pass_obj
def sparql(where: Where, query: str | None, file: IO[str] | None, form: str, seconds: float, rows: int) -> None:
    r"""Ask any SPARQL 1.1 query; the graph is only read. The default graph is the union of all named graphs.

    The prefixes of the project (los:, code:, id:, doc:, rdfs:, …) need no declaration. Answers write IRIs in short, to be read; in a
    query a name with a slash, such as id:body/ofsted, is written id:body\/ofsted, or in full: <https://w3id.org/…>.
    """
    from kg import answering
    from kg.printing import Page

    if (query is None) == (file is None):
        raise click.UsageError("give one query, or -f FILE")
    try:
        text = query if file is None else file.read()
    except UnicodeDecodeError as error:
        raise ProjectError(f"{getattr(file, 'name', 'the query')}: not UTF-8 text (byte {error.start})") from error
    answer = where.graph().sparql(text or "", seconds, rows)
    click.echo(answering.spelled_out(answer, form, Page.here()), nl=False)
    if answer.cut:
        click.echo(f"kg: there are more than {rows:,} rows; the others are left out (--rows gives more)", err=True)


@kg.command()
@click.option("--reference", is_flag=True, help="Validate with pySHACL, the reference, instead of the faster engine.")
@waiting
@placed
@click.pass_context
def validate(context: click.Context, reference: bool) -> None:
    """Hold the stored graph against its shapes and checks, and say what is wrong."""
    from kg.printing import Page
    from kg.rules import broken
    from kg.telling import validated
    from kg.validate import validate as held

    graph = context.ensure_object(Where).graph()
    lines = graph.store.lines()
    found, wrong = held(graph.project, lines, "pyshacl" if reference else "shacl"), broken(graph.project, lines)
    _say(validated(found, Page.here(), every=True, broken=wrong))
    if wrong or any(one.severity == "Violation" for one in found):
        context.exit(1)


@kg.command()
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option("--unread", is_flag=True, help="Show the words that were not read, too.")
@click.option(
    "--format", "form", type=click.Choice(FORMS[:4]), default="table", show_default=True, help="How the counts are written."
)
@waiting
@placed
@click.pass_obj
def coverage(where: Where, documents: tuple[str, ...], unread: bool, form: str) -> None:
    """Tell for each document what was read, what was not, and why; or for each DOCUMENT, by its short name or its file."""
    from kg import answering
    from kg.census import census, chosen
    from kg.printing import Page

    graph = where.graph()
    click.echo(answering.covered(chosen(census(graph.store, graph.project), documents), form, unread, Page.here()), nl=False)


@kg.command()
@click.argument("old", required=False, type=click.Path())
@click.argument("new", required=False, type=click.Path())
@click.option("--kind", help="Only facts of this kind: finding, judgement, agenda-item, ...")
@click.option("--document", help="Only what this document, file or rule states.")
@click.option("--back", type=click.IntRange(1), metavar="N", help="Without OLD: the changes of the Nth build from the last.")
@click.option("--exit-code", is_flag=True, help="End with exit status 1 where there are differences.")
@click.option(
    "--format", "form", type=click.Choice(FORMS[:4]), default="table", show_default=True, help="How the changes are written."
)
@placed
@click.pass_context
def diff(
    context: click.Context,
    old: str | None,
    new: str | None,
    kind: str | None,
    document: str | None,
    back: int | None,
    exit_code: bool,
    form: str,
) -> None:
    """Tell which facts were added, are gone or changed from OLD to NEW, each with its words.

    OLD and NEW are each the folder of a store, or an N-Quads file (.nq, .nq.gz). Without NEW, it is the store (--store); without both,
    the changes that the last build made in the store are told. The exit status is 0 whether or not there are any.
    """
    import kg as api
    from kg.comparing import compared
    from kg.printing import Page
    from kg.versions.kept import kept

    if old is not None and back is not None:
        raise click.UsageError("--back tells of the builds of a store; it does not go with OLD")
    where = context.ensure_object(Where)
    found = kept(where.folder(), back or 1) if old is None else api.diff(old, new or where.folder())
    found = found.only(kind, document)
    if form == "table":
        more = "--kind and --document list them, --format csv writes all" if old is not None else ""
        _say(compared(found if kind or document else found.brief(), Page.here(), more))
    else:
        click.echo(found.rows().text(form), nl=False)
    if exit_code and found:
        context.exit(1)


@kg.command()
@click.option(
    "--to", "folder", type=click.Path(file_okay=False), default="exports", show_default=True, help="Folder for the files."
)
@click.option(
    "--format",
    "forms",
    multiple=True,
    type=click.Choice(("turtle", "trig", "nquads", "jsonld")),
    help="Only this form; may be repeated.",
)
@waiting
@placed
@click.pass_obj
def export(where: Where, folder: str, forms: tuple[str, ...]) -> None:
    """Write the graph into files: Turtle, TriG, N-Quads and JSON-LD.

    Turtle holds what all named graphs say together; the other three keep the graphs apart.
    """
    for path in where.graph().export(folder, forms):
        click.echo(f"{path}  {path.stat().st_size:,} bytes")


@kg.command()
@click.option("--as-of", metavar="DATE", help="Only what was so, or had happened, by this day (2021-07-27).")
@click.option("--to", "files", multiple=True, metavar="FILE", help="Write .gexf, .graphml, .json, .svg or .png; may be repeated.")
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="How many bodies to tell of.")
@waiting
@placed
@click.pass_obj
def network(where: Where, as_of: str | None, files: tuple[str, ...], top: int) -> None:
    """Tell which bodies are most connected, and through what; write the network into files."""
    from kg.graphfiles import check, save
    from kg.network import standings
    from kg.printing import Page
    from kg.telling import connected

    for file in files:
        check(Path(file))
    graph = where.graph()
    links = graph.network(as_of)
    labels = {body: data["label"] for body, data in links.nodes(data=True)}
    _say(connected(standings(links), labels, top, Page.here()))
    for file in files:
        click.echo(save(links, Path(file)))
    for remark in graph.store.remarks:
        click.echo(f"kg: {remark}", err=True)


kg.add_command(serve)


def _say(lines: Iterator[str]) -> None:
    click.echo("".join(f"{line}\n" for line in lines), nl=False)
