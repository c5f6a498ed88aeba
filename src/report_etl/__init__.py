"""Chinese industry reports into validated, traceable records. See docs/architecture.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from report_etl.language.dates import find_dates
    from report_etl.language.quantities import find_quantities
    from report_etl.pipeline import extract_file, extract_text

__all__ = ["extract_file", "extract_text", "find_dates", "find_quantities"]
__version__ = "0.1.0"

_HOME = {
    "extract_file": "report_etl.pipeline",
    "extract_text": "report_etl.pipeline",
    "find_dates": "report_etl.language.dates",
    "find_quantities": "report_etl.language.quantities",
}


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that `import report_etl` costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'report_etl' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
