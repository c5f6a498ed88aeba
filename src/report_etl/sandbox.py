"""Calls in processes of their own, held to limits: one that hangs, crashes or swells costs only itself.

Processes are reused, since starting one costs more than most documents, and replaced after a number of
calls or after any trouble. Limits that the system enforces (address space, processor time) end the process;
wall time is kept by the parent, as code that hangs inside a C library hears no signal.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import queue
import resource
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

_Argument = TypeVar("_Argument")
_Result = TypeVar("_Result")
_START_WITHIN = 120.0  # seconds, for a process to import its modules
_KILLS = 5
_TRIES = 4  # a process may be killed for reasons that lie outside the document


@dataclass(frozen=True)
class Limits:
    """What one call may cost; times in seconds, sizes in bytes."""

    wall: float
    cpu: float
    memory: int  # address space of the process
    output: int  # of the pickled result
    calls: int  # after so many a process is replaced


class Trouble(Enum):
    """Why a call has no result."""

    WALL = auto()
    CPU = auto()
    MEMORY = auto()
    OUTPUT = auto()
    CRASH = auto()  # the process died, each time
    RAISED = auto()  # the function raised `error`


@dataclass(frozen=True)
class Failure:
    """A call without a result."""

    trouble: Trouble
    error: BaseException | None = None


class CannotStart(Exception):
    """No process comes up within the limits: they are too narrow for any call."""


class Sandbox(Generic[_Argument, _Result]):
    """`size` processes that call `function`; use it with `with`. Function and values must be picklable."""

    def __init__(
        self, function: Callable[[_Argument], _Result], limits: Limits, size: int, preload: Sequence[str] = ()
    ) -> None:
        self._function = function
        self._limits = limits
        # Forked from a server that has imported everything once: a new process costs milliseconds.
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__, *preload])
        self._threads = ThreadPoolExecutor(size, "sandbox")
        self._idle: queue.SimpleQueue[_Process | None] = queue.SimpleQueue()
        for _ in range(size):
            self._idle.put(None)
        self._all: set[_Process] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in list(self._all):
            process.end()
        self._threads.shutdown()

    def map(self, arguments: Sequence[_Argument]) -> Iterator[_Result | Failure]:
        """The result of each call, in order; a failure stands in its place.

        Raises:
            CannotStart: no process comes up.
        """
        return self._threads.map(self._call, arguments)

    @property
    def process_ids(self) -> list[int]:
        """Of the processes that live now."""
        return [process.id for process in self._all]

    def _call(self, argument: _Argument) -> _Result | Failure:
        process = self._idle.get()
        answer: _Result | Failure = Failure(Trouble.CRASH)
        try:
            for _ in range(_TRIES):
                if self._closed:
                    break
                if process is None:
                    process = _Process(self._context, self._function, self._limits)
                    self._all.add(process)
                answer = process.call(argument)
                if process.worn_out or isinstance(answer, Failure):
                    process.end()
                    self._all.discard(process)
                    process = None
                if not isinstance(answer, Failure) or answer.trouble is not Trouble.CRASH:
                    break
        finally:
            self._idle.put(process)
        return answer


class Sandboxed(Generic[_Argument, _Result]):
    """What works through a sandbox and lives as long as it; use it with `with`."""

    def __init__(self, sandbox: Sandbox[_Argument, _Result]) -> None:
        self._sandbox = sandbox

    def __enter__(self) -> Self:
        self._sandbox.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sandbox.__exit__(kind, error, trace)

    @property
    def process_ids(self) -> list[int]:
        """Of the processes that live now."""
        return self._sandbox.process_ids


class _Process:
    """One process and our end of the pipe to it."""

    def __init__(
        self, context: multiprocessing.context.ForkServerContext, function: Callable[..., Any], limits: Limits
    ) -> None:
        self._limits = limits
        self._calls = 0
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, function, limits), daemon=True)
        self._process.start()
        theirs.close()
        if not self._heard_within(_START_WITHIN):
            self.end()
            raise CannotStart
        try:
            self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            self.end()
            raise CannotStart from error

    @property
    def id(self) -> int:
        assert self._process.pid is not None  # it has been started
        return self._process.pid

    @property
    def worn_out(self) -> bool:
        return self._calls >= self._limits.calls

    def call(self, argument: Any) -> Any:
        """The answer of the process, or the failure to get one."""
        self._calls += 1
        try:
            self._pipe.send(argument)
            if not self._heard_within(self._limits.wall):
                return Failure(Trouble.WALL)
            return pickle.loads(self._pipe.recv_bytes())
        except (EOFError, OSError, pickle.UnpicklingError):
            self._process.join(1)
            ran_out = self._process.exitcode == -signal.SIGXCPU
            return Failure(Trouble.CPU if ran_out else Trouble.CRASH)

    def end(self) -> None:
        """Kill the process and whatever it has started."""
        self._process.kill()
        for _ in range(_KILLS):  # until the group is empty, or holds only dead ones that nobody collects
            try:
                os.killpg(self.id, signal.SIGKILL)
            except ProcessLookupError:
                break
            self._process.join(0.02)
        self._process.join(5)
        self._pipe.close()

    def _heard_within(self, seconds: float) -> bool:
        """True when there is an answer, or nobody left to give one."""
        return bool(wait([self._pipe, self._process.sentinel], seconds))


def _serve(pipe: Connection, function: Callable[..., Any], limits: Limits) -> None:
    """The life of a process: one answer for each argument."""
    os.setsid()  # what it starts can be killed with it
    os.register_at_fork(after_in_child=lambda: os._exit(1))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    pipe.send_bytes(b"ready")
    while True:
        try:
            argument = pipe.recv()
        except EOFError:
            return
        usage = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(usage.ru_utime + usage.ru_stime + limits.cpu) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
        pipe.send_bytes(_answer(function, argument, limits))


def _answer(function: Callable[..., Any], argument: Any, limits: Limits) -> bytes:
    try:
        answer = pickle.dumps(function(argument), pickle.HIGHEST_PROTOCOL)
        return answer if len(answer) <= limits.output else pickle.dumps(Failure(Trouble.OUTPUT))
    except MemoryError:
        return pickle.dumps(Failure(Trouble.MEMORY))
    except Exception as error:  # noqa: BLE001 - handed to the parent, who knows what to make of it
        return _failure_as_bytes(error)


def _failure_as_bytes(error: Exception) -> bytes:
    try:
        answer = pickle.dumps(Failure(Trouble.RAISED, error))
        pickle.loads(answer)  # some exceptions go in and do not come out
    except Exception:  # noqa: BLE001 - any of them can fail in its own way
        return pickle.dumps(Failure(Trouble.RAISED, RuntimeError(f"{type(error).__name__}: {error}")))
    return answer


def _end_with_parent() -> None:
    """A parent that is killed cannot end its workers: they watch it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
