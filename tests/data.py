"""Where the development data lies beside the checkout, and the marker of tests that need it."""

from __future__ import annotations

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="the development data (../shared/data) is not beside this checkout"
)
