"""What became of each file, and of all files of one run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from report_etl.records import RECORD_KINDS

# Kinds that speak of the report's quality; the others are what it was ingested for.
QUALITY_KINDS = {"rejects", "findings", "repairs"}


class FileState(StrEnum):
    """What became of one file."""

    LOADED = "loaded"
    REPLACED = "replaced"  # rows of earlier rules gave way to these
    KNOWN = "already known"  # the same bytes by the same rules: nothing was loaded twice
    QUARANTINED = "quarantined"
    CHANGING = "still changing"  # back in the inbox for the next run
    TAKEN_OVER = "taken over"  # another worker has the file, since this one seemed dead


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file; `counts` are its rows by kind, `reason` the sentence of a failure."""

    file_name: str
    sha256: str | None
    state: FileState
    counts: dict[str, int] = field(default_factory=dict)
    reason: str | None = None
    error: str | None = None
    seconds: float = 0.0

    def line(self) -> str:
        """The canonical log line: one per document, `key=value`, greppable."""
        parts = [f"state={self.state.value.replace(' ', '_')}", f"file={self.file_name!r}"]
        parts.append(f"sha256={self.sha256[:12] if self.sha256 else '-'}")
        parts += [f"{kind}={count}" for kind, count in self.counts.items() if count]
        parts.append(f"seconds={self.seconds:.2f}")
        if self.reason:
            parts.append(f"error={self.error} reason={self.reason!r}")
        return " ".join(parts)


@dataclass(frozen=True)
class IngestSummary:
    """What became of all files of one run."""

    files: tuple[FileOutcome, ...] = ()

    def __add__(self, more: IngestSummary) -> IngestSummary:
        return IngestSummary(self.files + more.files)

    @property
    def states(self) -> dict[FileState, int]:
        """Number of files for each state that occurred."""
        counted = Counter(outcome.state for outcome in self.files)
        return {state: counted[state] for state in FileState if counted[state]}

    @property
    def rows(self) -> dict[str, int]:
        """Rows loaded by this run, for each record kind that holds content."""
        counted = self._loaded()
        return {kind: counted[kind] for kind in RECORD_KINDS if kind not in QUALITY_KINDS}

    @property
    def rejects(self) -> int:
        return self._loaded()["rejects"]

    @property
    def findings(self) -> int:
        return self._loaded()["findings"]

    @property
    def inconsistent(self) -> int:
        """Findings that alarm."""
        return self._loaded()["inconsistent"]

    @property
    def quarantined(self) -> tuple[FileOutcome, ...]:
        return tuple(outcome for outcome in self.files if outcome.state is FileState.QUARANTINED)

    def _loaded(self) -> Counter[str]:
        counted: Counter[str] = Counter()
        for outcome in self.files:
            if outcome.state in (FileState.LOADED, FileState.REPLACED):
                counted.update(outcome.counts)
        return counted


# Called after each file with the number done, the number known of so far, and what became of it.
Progress = Callable[[int, int, FileOutcome], None]
