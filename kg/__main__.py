"""The command ``kg``, also as ``python -m kg``: runs the command line and turns whatever is wrong into a sentence and a status."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import TextIO

import click

from kg import cli
from kg.project import ProjectError
from kg.where import Where

DEBUG = "KG_DEBUG"
UNWRITABLE = {errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG, errno.EDQUOT}
GRACE = 0.7  # seconds to clean up in


class _Stopped(BaseException):
    """Somebody stopped the command by a signal: no KeyboardInterrupt, for which click prints an empty line."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _stop(number: int, _frame: FrameType | None) -> None:
    raise _Stopped(number)


def _told_of_signals() -> int:
    """A file descriptor that a signal can be read from as soon as it comes, also while the engine is at work."""
    heard, told = os.pipe()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    return heard


def _end_when_stuck(heard: int) -> None:
    """End the process after a signal that nobody could act on: the engine comes back to Python only with its answer."""
    for number in os.read(heard, 1):
        time.sleep(GRACE)
        if sys.stderr.isatty():
            os.write(sys.stderr.fileno(), b"\x1b[?25h")  # a bar hides the cursor
        os._exit(128 + number)


def main() -> None:
    """Run the command line. The exit status is 0, 1 where data or question are at fault, 2 for wrong usage, 130 on Ctrl-C."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run ``arguments``; the exit status. Whatever is wrong is said in one sentence on standard error."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - nobody is there to hear
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open()  # noqa: SIM115 - nobody is there to ask
    if sys.stdout is None:
        return _failed("standard output is closed, so there is nowhere to answer", 1)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without a character shows a mark, not a traceback
    if "_KG_COMPLETE" in os.environ:
        from kg import completing

        completing.register()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    threading.Thread(target=_end_when_stuck, args=(_told_of_signals(),), daemon=True).start()
    try:
        code = cli.kg.main(arguments, "kg", standalone_mode=False, obj=Where())
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "kg"
        return _failed(f"{error.format_message().rstrip('.')} (see {command} --help)", 2)
    except click.ClickException as error:
        return _failed(error.format_message(), 1)
    except ProjectError as error:
        if DEBUG in os.environ:
            raise
        return _failed(str(error), 1)
    except _Stopped as stopped:
        return 128 + stopped.number
    except BrokenPipeError:
        _silence(sys.stdout)  # nobody reads on
        return 0
    except OSError as error:
        if DEBUG in os.environ:
            raise
        return _failed(_refused(error), 1)
    except Exception as error:
        if DEBUG in os.environ:
            raise
        return _failed(_unforeseen(error), 1)
    return code if isinstance(code, int) else 0


def _refused(error: OSError) -> str:
    """What the system refused, and where. Our files are named by those who write them, so what has no name is a stream."""
    if error.filename:
        return f"{error.filename}: {error.strerror}"
    if error.errno in UNWRITABLE:
        _silence(sys.stdout)
        return f"standard output: cannot be written ({error.strerror})"
    return _unforeseen(error)


def _unforeseen(error: Exception) -> str:
    return f"this should not happen ({type(error).__name__}: {error}); {DEBUG}=1 shows where it did"


def _silence(stream: TextIO) -> None:
    """Let what is left in ``stream`` go nowhere, so that the exit has nothing to fail on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _failed(sentence: str, status: int) -> int:
    try:
        print(f"kg: {' '.join(sentence.split())}", file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        _silence(sys.stderr)  # the status says it
    return status


if __name__ == "__main__":
    main()
