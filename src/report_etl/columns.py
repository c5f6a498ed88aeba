"""COLUMN_TYPES: for each type of column `score(text)` and `parse(text)`, built on `language`."""

from __future__ import annotations
