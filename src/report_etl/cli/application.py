"""What all commands share: switches, exit codes, errors as one sentence, output as UTF-8."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Any, BinaryIO, Literal, NoReturn

import click

from report_etl.errors import ConfigError, DatabaseError, DocumentError

WRONG_USE = 2
CANNOT_GO_ON = 3  # the document cannot be read, or the database not reached
QUARANTINED = 1
FOUND_TROUBLE = 1
_PROGRAM_FAULT = 70  # EX_SOFTWARE of sysexits.h
_INTERRUPTED = 130
_TERMINATED = 143
_PIPE_CLOSED = 141
# A report or a file name must not command the terminal.
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}


@dataclass
class _Switches:
    debug: bool = False


_switches = _Switches()


class Application(click.Group):
    """The group of all commands: turns errors into a sentence on stderr and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = "report-etl",
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command and, in `standalone_mode`, leave with the exit code of the contract."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        _switches.debug = False
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, _terminated)
        with _ErrorsAsSentences():
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            sys.exit(code if isinstance(code, int) else 0)


class Command(click.Command):
    """A command with the switches that every command takes."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params += [
            click.Option(
                ["-v", "--verbose"],
                count=True,
                expose_value=False,
                callback=_set_verbosity,
                help="Log to stderr; twice for details.",
            ),
            click.Option(
                ["--debug"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_set_debug,
                help="Show a traceback with an error.",
            ),
        ]


def write_out(data: str | bytes) -> None:
    """Write to stdout as UTF-8, whatever the locale; end quietly when the reader has gone."""
    if isinstance(data, str):
        data = data.translate(_CONTROLS).encode("utf-8", "backslashreplace")
    with pipe() as stream:
        stream.write(data)


@contextlib.contextmanager
def pipe() -> Iterator[BinaryIO]:
    """Standard output for bytes; the program ends quietly when the reader has gone."""
    try:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python flushes stdout once more at its end: give it somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_PIPE_CLOSED)


def say(line: str = "") -> None:
    """Write one line of text to stdout."""
    write_out(line + "\n")


def complain(sentence: str) -> None:
    """Write one sentence to stderr."""
    click.echo(f"report-etl: {one_line(sentence)}", err=True)


def one_line(text: str) -> str:
    """The text on one line, without characters that command a terminal."""
    return text.translate(_CONTROLS).replace("\n", " ")


def _terminated(signum: int, frame: FrameType | None) -> NoReturn:
    """Leave in good order, as by Ctrl-C: files at work go back."""
    raise SystemExit(_TERMINATED)


class _ErrorsAsSentences:
    """A context in which any error becomes a sentence and an exit code."""

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        if error is None or isinstance(error, SystemExit):
            return False
        if _switches.debug:
            traceback.print_exception(error)
        if isinstance(error, click.ClickException):
            error.show()
        elif isinstance(error, click.Abort | KeyboardInterrupt):
            complain("interrupted; no file is lost")
        else:
            complain(_sentence(error))
        raise SystemExit(_exit_code(error)) from None


def _sentence(error: BaseException) -> str:
    if isinstance(error, ConfigError | DocumentError | DatabaseError):
        return str(error)
    return (
        f"fault of the program ({type(error).__name__}: {error}): please report it; --debug shows where it is"
    )


def _exit_code(error: BaseException) -> int:
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return _INTERRUPTED
    if isinstance(error, click.ClickException | ConfigError):
        return WRONG_USE
    if isinstance(error, DocumentError | DatabaseError):
        return CANNOT_GO_ON
    return _PROGRAM_FAULT


def _set_debug(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    _switches.debug = _switches.debug or value


def _set_verbosity(context: click.Context, parameter: click.Parameter, value: int) -> None:
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(value, 2)]
    handler = logging.StreamHandler()
    handler.setLevel(level)  # a flow lowers the level of the logger for its own record
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("report_etl")
    logger.handlers = [handler]
    logger.setLevel(level)
