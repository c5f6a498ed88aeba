"""Whatever a call does to its process, the others get their results and the parent lives."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from report_etl.sandbox import CannotStart, Failure, Limits, Sandbox, Trouble

LIMITS = Limits(wall=60, cpu=60, memory=1_000_000_000, output=1_000_000, calls=1000)


def misbehave(deed: str) -> object:
    """Runs in a process of the sandbox."""
    if deed == "hang":
        ctypes.CDLL(None).sleep(600)  # in C: no Python handler runs
    if deed == "spin":
        while True:
            pass
    if deed == "swell":
        return len(bytearray(10_000_000_000))
    if deed == "segfault":
        ctypes.string_at(0)
    if deed == "exit":
        os._exit(0)
    if deed == "flood":
        return "x" * 10_000_000
    if deed == "fork":
        return "child" if os.fork() == 0 else "parent"
    if deed.startswith("start "):
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", deed.removeprefix("start ")])
        return os.getpid()
    if deed == "unspeakable":
        raise _Unspeakable("a", "b")
    return os.getpid() if deed == "who" else deed


class _Unspeakable(Exception):
    """Pickles, and fails to be unpickled."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one)


def troubles(limits: Limits, *deeds: str, size: int = 2) -> list[object]:
    with Sandbox(misbehave, limits, size) as sandbox:
        answers = list(sandbox.map(deeds))
    return [answer.trouble if isinstance(answer, Failure) else answer for answer in answers]


def test_results_come_in_order() -> None:
    assert troubles(LIMITS, *"abcdefgh") == list("abcdefgh")


@pytest.mark.parametrize(
    ("deed", "trouble"),
    [
        ("swell", Trouble.MEMORY),
        ("segfault", Trouble.CRASH),
        ("exit", Trouble.CRASH),
        ("flood", Trouble.OUTPUT),
        ("unspeakable", Trouble.RAISED),
    ],
)
def test_a_call_costs_only_itself(deed: str, trouble: Trouble) -> None:
    assert troubles(LIMITS, "before", deed, "after") == ["before", trouble, "after"]


def test_a_call_that_hangs_in_c_is_ended_by_the_parent() -> None:
    limits = replace(LIMITS, wall=1)
    assert troubles(limits, "before", "hang", "after") == ["before", Trouble.WALL, "after"]


def test_processor_time_is_counted_for_each_call() -> None:
    limits = replace(LIMITS, cpu=1)
    assert troubles(limits, "before", "spin", "after", size=1) == ["before", Trouble.CPU, "after"]


def test_a_forked_child_does_not_answer_in_its_parents_place() -> None:
    assert troubles(LIMITS, "before", "fork", "after", size=1) == ["before", "parent", "after"]


def test_what_a_call_has_started_ends_with_its_process() -> None:
    mark = f"sandbox-{os.urandom(8).hex()}"
    with Sandbox(misbehave, LIMITS, 1) as sandbox:
        list(sandbox.map([f"start {mark}"]))
    deadline = time.monotonic() + 30
    while _runs(mark) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(mark)


def _runs(mark: str) -> list[str]:
    """The state of every process with the mark on its command line; the dead have none.

    Command lines of other tests hold file names in any encoding.
    """
    found: list[str] = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark.encode() in (entry / "cmdline").read_bytes():
                found.append((entry / "stat").read_text())
    return found


def test_a_process_is_reused_and_replaced_after_its_calls() -> None:
    ids = troubles(replace(LIMITS, calls=3), *["who"] * 7, size=1)
    assert [ids.count(one) for one in dict.fromkeys(ids)] == [3, 3, 1]


def test_a_process_killed_from_outside_costs_no_document() -> None:
    with Sandbox(misbehave, LIMITS, 1) as sandbox:
        (first,) = sandbox.map(["who"])
        assert sandbox.process_ids == [first]
        os.kill(sandbox.process_ids[0], 9)
        assert list(sandbox.map(["still there"])) == ["still there"]


def test_limits_too_narrow_for_any_call_are_told() -> None:
    with pytest.raises(CannotStart):
        troubles(replace(LIMITS, memory=1000), "good")
