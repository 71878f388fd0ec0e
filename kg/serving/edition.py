"""What an answer is made of besides the question: a version of the store, the stored questions, this code and its templates.

All of it together has a short name. While that stays, the same question has the same answer, byte for byte.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.pages.addresses import HERE
from kg.project import find

_OWN = ("**/*.py", "pages/templates/*", "pages/static/*", "pages/built/*.json")  # built files have their digests in their names
_READ = ("queries/**/*.rq", "ontology/**/*.ttl", "mappings/**/*.toml")


def edition(version: Path, project: Path | None = None) -> str:
    """The name of all that answers from the folder ``version``, with the questions of ``project``."""
    digest = hashlib.sha256(str(version.name).encode())
    package, root = HERE.parent, find(project).root
    found = [version / "build.json"]
    for folder, patterns in ((package, _OWN), (root, _READ)):
        for pattern in patterns:
            found += sorted(folder.glob(pattern))
    for path in found:
        if path.is_file():
            data = path.read_bytes()
            digest.update(b"%d %s\n" % (len(data), path.name.encode()))
            digest.update(data)
    return digest.hexdigest()
