"""Who works on which arrival: the fencing token of whoever holds its file.

The folder a file lies in says who works on it (`inbox.claim`); here each change of hands is counted.
The transaction that ends an arrival removes its claim, and only under the token it was taken with: a
worker that was taken for dead and is not writes nothing. No clock is asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, RowMapping, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from report_etl.db.ledger import Clerk, storable
from report_etl.db.tables import claim as table
from report_etl.db.values import Arrival, Claim
from report_etl.errors import StaleClaim


def take(connection: Connection, arrivals: Sequence[Arrival], clerk: Clerk) -> list[Claim]:
    """Claim arrivals whose files we hold; every older claim on them is void from now on."""
    if not arrivals:
        return []
    rows = [
        {
            "arrival_id": arrival.id,
            "file_name": storable(arrival.file_name),
            "worker": clerk.worker,
            "token": 1,
            "claimed_at": clerk.now,
        }
        for arrival in arrivals
    ]
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    insert = dialect.insert(table)
    later = {name: insert.excluded[name] for name in ("worker", "claimed_at")}
    upsert = insert.on_conflict_do_update(
        index_elements=["arrival_id"], set_={"token": table.c.token + 1, **later}
    )
    return [_to_claim(row) for row in connection.execute(upsert.returning(table), rows).mappings()]


def end(connection: Connection, held: Claim) -> None:
    """Remove the claim of an arrival that ends in this transaction; refuse a holder that lost it."""
    mine = delete(table).where(table.c.arrival_id == held.arrival_id, table.c.token == held.token)
    if connection.execute(mine).rowcount != 1:
        raise StaleClaim(f"{held.file_name}: another worker took it over; leave it to that one")


def forget(connection: Connection, arrival_ids: Collection[str]) -> None:
    """Remove the claims of arrivals that ended before, or whose files went back to the inbox."""
    if arrival_ids:
        connection.execute(delete(table).where(table.c.arrival_id.in_(arrival_ids)))


def forget_before(connection: Connection, moment: datetime.datetime) -> int:
    """Remove claims taken before `moment`: their workers died with the database out of reach."""
    return connection.execute(delete(table).where(table.c.claimed_at < moment)).rowcount


def all_claims(connection: Connection) -> list[Claim]:
    rows = connection.execute(select(table).order_by(table.c.claimed_at, table.c.arrival_id)).mappings()
    return [_to_claim(row) for row in rows]


def _to_claim(row: RowMapping) -> Claim:
    return Claim(**{name: row[name] for name in Claim.__dataclass_fields__})
