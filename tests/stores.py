"""Stores that tests and scores ask, each built once: by whichever process is first, for all others, and for later runs while nothing changed.

What is built stands in ``build/stores`` under the hash of all that it was made of: the code, the ontology, mappings and queries, the
sources, and the versions of Python and of every package installed. `python tests/stores.py` builds all of them, on all processors.
"""

import fcntl
import hashlib
import importlib.metadata
import os
import pickle
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from kg.build import Report, build  # noqa: E402 - this is a command, too
from kg.project import find  # noqa: E402

SEEDS = ROOT / "seeds"
STORES = ROOT / "build" / "stores"
PACKS = ROOT / "tests" / "data" / "packs"
MADE = ROOT / "tests" / "truth" / "made"


@dataclass(frozen=True)
class Built:
    """A store, and what the build said; of the documents only what stands in the store."""

    place: Path
    report: Report


def _files(folder):
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)


@cache
def _made_by():
    """The hash of the project and of what it runs on."""
    said = hashlib.sha256(sys.version.encode())
    said.update(str(sorted((one.name, one.version) for one in importlib.metadata.distributions())).encode())
    for name in ("kg", "ontology", "mappings", "queries"):
        for path in _files(ROOT / name):
            said.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode() + path.read_bytes())
    return said


def built(folder):
    """The store of the documents in ``folder``."""
    said = _made_by().copy()
    for path in _files(folder):
        said.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode() + path.read_bytes())
    STORES.mkdir(parents=True, exist_ok=True)
    home = STORES / f"{folder.name}-{said.hexdigest()[:16]}"
    with (STORES / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "report.pickle").is_file():
            for old in STORES.glob(f"{folder.name}-*"):
                shutil.rmtree(old)
            report = build(find(ROOT), () if folder == SEEDS else (folder,), home / "store")
            (home / "report.new").write_bytes(pickle.dumps(replace(report, documents=[])))
            (home / "report.new").rename(home / "report.pickle")  # a build that was killed is none
    return Built(home / "store", pickle.loads((home / "report.pickle").read_bytes()))  # noqa: S301 - our own


def folders():
    """The folders of documents of which there are stores: those that take longest first."""
    packs = [path.with_suffix("") for path in PACKS.glob("*.toml") if path.with_suffix("").is_dir()]
    return sorted([SEEDS, MADE, *packs], key=lambda folder: -sum(path.stat().st_size for path in _files(folder)))


def _alone(processors):
    """Keep this process on a processor of its own, so that a build in it starts no others."""
    os.sched_setaffinity(0, {processors.get()})


def build_all():
    """Build the stores that are not there, as many at once as there are processors, and say where each stands."""
    if not hasattr(os, "sched_setaffinity"):  # a build takes all processors then
        made = map(built, folders())
    else:
        context = get_context("spawn")
        processors = context.Queue()
        for one in os.sched_getaffinity(0):
            processors.put(one)
        with ProcessPoolExecutor(len(os.sched_getaffinity(0)), context, _alone, (processors,)) as pool:
            made = list(pool.map(built, folders()))
    for one in made:
        sys.stdout.write(f"{one.place.relative_to(ROOT)}\n")


if __name__ == "__main__":
    build_all()
