"""The source files of a build: finding them in files, folders and zip files, and reading one.

To find files opens no document (:func:`find`); to read one needs nothing but what was found of it (:func:`read`), so files may be
read in any order and in several processes. A zip file is a folder of sources.

The slug of a source is its name without the ending. Where several files would have the same, each has the names of its folders in
front, as many as tell them apart, or its ending behind; what a file is called so depends on nothing but its own name and place, and
a further file changes at most the slugs of those whose name it shares. Files of equal bytes are read once.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kg import intake
from kg.facts import slug
from kg.intake import archive
from kg.intake.composer import NoText
from kg.original import Original
from kg.project import Project, ProjectError
from kg.said import IDENTITY, NOTHING, TABLE, Given, Tables
from kg.text import Document
from kg.triples import source_slug

ENDINGS = tuple(intake.ENDINGS)
ZIP = ".zip"


@dataclass(frozen=True)
class Found:
    """A file that was found: ``path``, or ``inside`` the zip file ``path``. ``chosen``: it was named itself."""

    path: Path
    inside: str = ""
    slug: str = ""
    given: Given = NOTHING
    chosen: bool = False

    @property
    def where(self) -> Path:
        """Where the file is, for messages: the name within a zip file follows that of the zip file."""
        return self.path / self.inside

    @property
    def name(self) -> str:
        """The name of the file as received."""
        return self.where.name

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return self._member().size if self.inside else self.path.stat().st_size

    def _member(self) -> archive.Member:
        member = archive.opened(self.path).get(self.inside)
        if member is None:
            raise ProjectError(f"{self.where}: no longer there")
        return member

    def content(self) -> bytes:
        """Its bytes. Raises ProjectError when they cannot be read."""
        if not self.inside:
            return intake.content(self.path)
        member = self._member()
        if member.size > intake.MOST_BYTES:
            raise ProjectError(f"{self.where}: larger than {intake.MOST_BYTES // 1024 // 1024} MB, too large for a document")
        return member.data()


@dataclass(frozen=True)
class Source:
    """A source file, read. Where ``unread`` says why nothing of it could be read, its document has no text."""

    path: Path
    document: Document
    given: Given
    unread: str = ""

    @property
    def curated(self) -> str:
        """The name of what is curated for it: that of its file, or its slug where several files have that."""
        return self.path.stem if source_slug(self.path.name) == self.document.slug else self.document.slug


def read(found: Found) -> Source:
    """The document of a file that was found.

    A file without text is not read, and so is a damaged or locked one that only its folder was named of. Raises ProjectError for
    such a one that was named itself, and for a text that is no text.
    """
    data = b""
    try:
        data = found.content()
        document = intake.document(found.name, data, found.where)
    except NoText as error:
        return _unread(found, data, error)
    except ProjectError as error:
        if found.chosen:
            raise
        return _unread(found, data, error)
    return Source(found.where, replace(document, slug=found.slug), found.given)


def _unread(found: Found, data: bytes, error: ProjectError) -> Source:
    reason = str(error).removeprefix(f"{found.where}: ").removeprefix(f"{found.name}: ")
    kind = intake.ENDINGS.get(found.where.suffix.lower(), "application/octet-stream")
    document = replace(Document.of(found.name, data, "", Original(kind)), slug=found.slug)
    return Source(found.where, document, found.given, unread=reason)


def label(source: Source) -> str:
    """The name of a source among others: that of its file, with its slug where several files have that name."""
    document = source.document
    return document.name if source_slug(document.name) == document.slug else f"{document.name} ({document.slug})"


def find(project: Project, given: Sequence[str | Path] = ()) -> tuple[list[Found], list[str]]:
    """The files in ``given`` (files, folders, zip files; without any, the project's seeds), sorted by name; and remarks.

    Raises ProjectError for what is not there, a folder without any file that is read, a damaged zip file, or a ``sources.toml``
    that is malformed, names a file that is not there, or (in the project's own seeds) is missing or misses a file.
    """
    remarks: list[str] = []
    tables = Tables()
    found: dict[Path, Found] = {}
    for place in [Path(one) for one in given] or [project.seeds]:
        own = place.resolve() == project.seeds.resolve()
        inside = list(_within(place, remarks))
        if not inside and place.suffix.lower() != ZIP:
            raise ProjectError(f"{place}: no file that is read ({', '.join(ENDINGS)}) in this folder")
        if not inside:
            raise ProjectError(f"{place}: no file that is read ({', '.join(ENDINGS)}) in this zip file")
        told = False
        for one in inside:
            root = place if place.is_dir() or one.inside else place.parent
            said = tables.of(one.path, one.inside, root)
            told = told or tables.has_any(one.path, one.inside, root)
            found.setdefault(one.where, replace(one, given=said or NOTHING, chosen=one.chosen or own))
        root = place if place.is_dir() or place.suffix.lower() == ZIP else place.parent
        if own and not told:
            raise ProjectError(f"{place / TABLE}: missing; it says of each source its title, publisher, date and origin")
        if own and (missing := sorted(one.name for one in inside if tables.of(one.path, one.inside, root) is None)):
            raise ProjectError(f"{place / TABLE}: says nothing of {', '.join(missing)}")
        remark = f"{root}: no {TABLE}, so titles, publishers and dates are those that the documents print"
        remarks += [remark] if not told and remark not in remarks else []
    ordered = sorted(found.values(), key=lambda one: (one.name, str(one.where)))
    return _named(_once(ordered, remarks)), remarks


def _within(place: Path, remarks: list[str]) -> Iterable[Found]:
    """The files that are read in a place, and remarks on those left out."""
    if place.is_dir():
        for path in sorted(place.rglob("*")):
            if not path.is_file() or path.name.startswith((".", "~$")) or path.name in (TABLE, IDENTITY):
                continue
            if path.suffix.lower() == ZIP:
                try:
                    yield from list(_packed(path, remarks))
                except ProjectError as error:
                    remarks.append(f"{path}: left out: {str(error).removeprefix(f'{path}: ')}")
            elif path.suffix.lower() in ENDINGS:
                yield Found(path)
            else:
                remarks.append(f"{path}: left out, since only {', '.join(ENDINGS)} and {ZIP} files are read")
    elif not place.is_file():
        raise ProjectError(f"{place}: no such file or folder")
    elif place.suffix.lower() == ZIP:
        yield from _packed(place, remarks)
    else:
        yield Found(place, chosen=True)


def _packed(path: Path, remarks: list[str]) -> Iterable[Found]:
    """The files that are read in a zip file; one within it is left out."""
    for name in archive.opened(path):
        inner = PurePosixPath(name)
        if inner.name == TABLE or inner.name.startswith("~$"):
            continue
        if inner.suffix.lower() in ENDINGS:
            yield Found(path, name)
        else:
            remarks.append(f"{path / name}: left out, since only {', '.join(ENDINGS)} files are read in a zip file")


def _once(found: Sequence[Found], remarks: list[str]) -> list[Found]:
    """The files without further ones of the same bytes; only files of one size are compared."""
    sizes: dict[int, list[Found]] = defaultdict(list)
    for one in found:
        sizes[one.size].append(one)
    again: set[Path] = set()
    for same in (same for size, same in sizes.items() if len(same) > 1 and size):
        first: dict[bytes, Found] = {}
        for one in same:
            try:
                kept = first.setdefault(hashlib.sha256(one.content()).digest(), one)
            except ProjectError:
                continue  # told when it is read
            if kept is not one:
                again.add(one.where)
                remarks.append(f"{one.where}: the same file as {kept.where}, which is read")
    return [one for one in found if one.where not in again]


def _named(found: Sequence[Found]) -> list[Found]:
    """The files with their slugs; see the module."""
    groups: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        groups[source_slug(one.name)].append(one)
    taken = {key for key, group in groups.items() if len(group) == 1}
    made: dict[Path, str] = {group[0].where: key for key, group in groups.items() if len(group) == 1}
    for key, group in sorted((key, group) for key, group in groups.items() if len(group) > 1):
        folders = {one.where: tuple(part.removesuffix(ZIP) for part in one.where.absolute().parent.parts[1:]) for one in group}
        apart = set(folders.values())
        depths = range(1, max(len(parts) for parts in apart) + 1)
        depth = next((deep for deep in depths if len({slug(*parts[-deep:]) for parts in apart}) == len(apart)), len(depths))
        shared = Counter(folders.values())
        for one in group:
            near = folders[one.where]
            name = slug(*(near[-depth:] if len(apart) > 1 else ()), key)
            if shared[near] > 1:
                name = slug(name, one.where.suffix.lower())
            if name in taken:
                name = slug(name, hashlib.sha256("/".join((*near[-depth:], one.name)).encode()).hexdigest()[:8])
            taken.add(name)
            made[one.where] = name
    return [replace(one, slug=made[one.where]) for one in found]
