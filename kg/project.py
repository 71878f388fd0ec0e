"""Where the project's folders are: ontology, mappings, queries and seeds.

The rule, in one sentence: the folder asked for, else the environment variable ``KG_PROJECT``, else the copy that the
wheel carries, else the checkout around the package.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
FOLDERS = ("ontology", "mappings", "queries", "seeds")


class ProjectError(Exception):
    """The data, a file of the project or a question is at fault; the message is one sentence for its author."""


@dataclass(frozen=True)
class Project:
    """The root folder that holds the four folders of content."""

    root: Path

    def __post_init__(self) -> None:
        for name in FOLDERS:
            if not (self.root / name).is_dir():
                raise ProjectError(f"{self.root}: no folder {name}/ here, so this is not the project's folder")

    @property
    def ontology(self) -> Path:
        """Turtle: terms, schemes, reference data, shapes, examples."""
        return self.root / "ontology"

    @property
    def mappings(self) -> Path:
        """One Python module per family of documents, with its tables."""
        return self.root / "mappings"

    @property
    def queries(self) -> Path:
        """Stored SPARQL: answers, checks, rules, networks."""
        return self.root / "queries"

    @property
    def seeds(self) -> Path:
        """The first documents, as received."""
        return self.root / "seeds"

    def files(self, pattern: str) -> list[Path]:
        """The files that match ``pattern`` below the root, sorted.

        Raises ProjectError when there is none: a pattern that matches nothing has never been right.
        """
        found = sorted(path for path in self.root.glob(pattern) if path.is_file())
        if not found:
            raise ProjectError(f"{self.root / pattern}: no file matches")
        return found


def find(root: str | Path | None = None) -> Project:
    """The project to work on; see the module's rule. Raises ProjectError when a folder is missing."""
    if chosen := root or os.environ.get("KG_PROJECT"):
        return Project(Path(chosen).resolve())
    bundled = _PACKAGE / "_project"
    return Project(bundled if bundled.is_dir() else _PACKAGE.parent)
