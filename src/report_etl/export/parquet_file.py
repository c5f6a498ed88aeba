"""Parquet by pyarrow: typed columns; the printed text beside each decimal is the exact one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

from report_etl.db import ColumnKind, StoredValues, TableDescription
from report_etl.export.form import Form, as_json

_GROUP = 20_000  # rows written at a time
# Readers agree on 38 digits (decimal128). What has more stands in the text column only, and is counted.
_DIGITS, _AFTER_POINT = 38, 10


class ParquetFile(Form):
    """One table: decimal128(38, 10), date32, timestamps in UTC, JSON as text."""

    needs = "pyarrow"

    def __init__(self, file: BinaryIO, excel: bool) -> None:
        self._file = file
        self._too_long: Counter[str] = Counter()

    def write_table(self, table: TableDescription, rows: Iterator[StoredValues]) -> None:
        """Row group after row group."""
        import pyarrow
        from pyarrow import parquet

        types: dict[ColumnKind, Any] = {
            "text": pyarrow.string(),
            "integer": pyarrow.int64(),
            "decimal": pyarrow.decimal128(_DIGITS, _AFTER_POINT),
            "float": pyarrow.float64(),
            "boolean": pyarrow.bool_(),
            "date": pyarrow.date32(),
            "instant": pyarrow.timestamp("us", tz="UTC"),
            "json": pyarrow.string(),
        }
        fields = [pyarrow.field(c.name, types[c.kind], nullable=c.nullable) for c in table.columns]
        schema = pyarrow.schema(fields)
        with parquet.ParquetWriter(self._file, schema, compression="zstd") as writer:
            while group := list(islice(rows, _GROUP)):
                columns = [
                    pyarrow.array(self._values(column.name, column.kind, values), field.type)
                    for column, field, values in zip(
                        table.columns, schema, zip(*group, strict=True), strict=True
                    )
                ]
                writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))

    def close(self) -> None:
        """The writer has completed the file."""

    def notes(self) -> Iterator[str]:
        """How many decimals stand in their text column only."""
        for name, number in self._too_long.items():
            yield (
                f"{number} values of {name} have more digits than decimal({_DIGITS}, {_AFTER_POINT}) holds: "
                f"there it is null, {name}_text has them"
            )

    def _values(self, name: str, kind: ColumnKind, values: tuple[Any, ...]) -> list[Any]:
        if kind == "json":
            return [None if value is None else as_json(value) for value in values]
        if kind == "decimal":
            fitting = [value if value is None or _fits(value) else None for value in values]
            lost = sum(a is not b for a, b in zip(values, fitting, strict=True))
            if lost:
                self._too_long[name] += lost
            return fitting
        return list(values)


def _fits(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # the database holds finite numbers only
    return exponent >= -_AFTER_POINT and value.adjusted() < _DIGITS - _AFTER_POINT
