"""What the shell offers while somebody types ``kg ask``: questions, the names of their parameters, and values.

bash takes "=" for a word of its own, zsh and fish do not, so a value is completed in both forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from click.shell_completion import BashComplete, add_completion_class

from kg.graph import Graph
from kg.project import Project, ProjectError
from kg.query import complete, find, load


def completed(project: Project, graph: Callable[[], Graph], asked: Sequence[str], begun: str) -> Iterator[tuple[str, str]]:
    """The words that ``begun`` can go on to after the words ``asked``, each with what it means.

    ``graph`` opens the store, which only values need. Raises ProjectError where the question or the store is not there.
    """
    questions = load(project)
    if not asked:
        yield from ((name, one.file.summary) for name, one in questions.items() if name.startswith(begun))
        return
    question = find(questions, asked[0])
    if asked[-1] == "=" and len(asked) > 2:
        name, value, before = asked[-2], begun, ""
    elif not begun and asked[-1] in question.parameters:  # the sign itself is not handed on
        name, value, before = asked[-1], "", ""
    elif "=" in begun:
        name, _, value = begun.partition("=")
        before = f"{name}="
    else:
        given = {word.partition("=")[0] for word in asked[1:]}
        names = (name for name in question.parameters if name.startswith(begun) and name not in given)
        yield from ((f"{name}=", question.parameters[name].description) for name in names)
        return
    try:
        found = complete(graph().store, question, name, value)
    except ProjectError:
        return
    yield from ((before + one, "") for one in found if not any(letter.isspace() for letter in one))


class _Bash(BashComplete):
    """Completion for bash that leaves no blank behind "name="."""

    source_template = BashComplete.source_template.replace(
        "    done\n\n    return 0", "    done\n    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n\n    return 0"
    )


def register() -> None:
    """Make the completion for bash known to click."""
    add_completion_class(_Bash, "bash")
