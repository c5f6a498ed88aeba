"""Who works on which arrival: leases with a fencing token, without comparing two clocks.

A holder beats. Another worker that sees the same token and the same beat over a whole lease, measured by
its own monotonic clock, takes over: the token grows, and every later write of the old holder is refused.
"""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, Update, delete, select, update

from report_etl.db.engine import insert_once
from report_etl.db.ledger import Clerk, storable
from report_etl.db.tables import claim as table
from report_etl.db.values import Arrival, Claim
from report_etl.errors import StaleClaim


def take(connection: Connection, arrival: Arrival, clerk: Clerk) -> Claim | None:
    """Claim an arrival; None when it is claimed already."""
    name = storable(arrival.file_name)
    taken = Claim(arrival.id, name, clerk.worker, token=1, beat=0, claimed_at=clerk.now)
    values = {name: getattr(taken, name) for name in Claim.__dataclass_fields__}
    return taken if insert_once(connection, table, values) else None


def beat(connection: Connection, held: Claim) -> Claim:
    """Show that the holder lives."""
    grown = held.beat + 1
    changed = connection.execute(_where(held).values(beat=grown)).rowcount
    if changed != 1:
        raise _stale(held)
    return _current(connection, held.arrival_id) or held


def take_over(connection: Connection, seen: Claim, clerk: Clerk) -> Claim | None:
    """Claim what another held, if nothing happened to it since `seen`."""
    unchanged = _where(seen).where(table.c.beat == seen.beat)
    values = {"token": seen.token + 1, "beat": 0, "worker": clerk.worker, "claimed_at": clerk.now}
    if connection.execute(unchanged.values(**values)).rowcount != 1:
        return None
    return _current(connection, seen.arrival_id)


def release(connection: Connection, held: Claim) -> None:
    """Let go; nothing happens when the claim has another holder or is gone."""
    connection.execute(
        delete(table).where(table.c.arrival_id == held.arrival_id, table.c.token == held.token)
    )


def check(connection: Connection, held: Claim) -> None:
    """Refuse to go on for a holder that lost its claim; locks the claim until the transaction ends."""
    query = select(table.c.token).where(table.c.arrival_id == held.arrival_id).with_for_update()
    if connection.execute(query).scalar() != held.token:
        raise _stale(held)


def all_claims(connection: Connection) -> list[Claim]:
    rows = connection.execute(select(table).order_by(table.c.claimed_at, table.c.arrival_id)).mappings()
    return [_to_claim(row) for row in rows]


def _where(held: Claim) -> Update:
    return update(table).where(table.c.arrival_id == held.arrival_id, table.c.token == held.token)


def _current(connection: Connection, arrival_id: str) -> Claim | None:
    row = connection.execute(select(table).where(table.c.arrival_id == arrival_id)).mappings().first()
    return None if row is None else _to_claim(row)


def _to_claim(row: RowMapping) -> Claim:
    return Claim(**{name: row[name] for name in Claim.__dataclass_fields__})


def _stale(held: Claim) -> StaleClaim:
    return StaleClaim(f"{held.file_name}: another worker took it over; leave it to that one")
