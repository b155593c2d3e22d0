"""What traces add to an app's days, its models, its users and its trace sessions.

What a trace adds follows from its summary alone. Whoever changes a summary adds the difference in the same commit, so
that late spans, a user told later and a deletion all come out right, and the counters can be checked.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from zlib import crc32

from shared.data.unit_of_work import UnitOfWork
from shared.domain.traces.counted import DURATION
from shared.domain.traces.model import Trace
from shared.domain.traces.scores import session_key
from shared.engines.latencies import bucket_of

Kind = Literal["day", "model", "user"]
Counters = dict[str, int]

SHARDS = 5
"""How many documents count one day, or one model on a day; a user's is one."""

KEPT = timedelta(days=400)
"""How long days and models stay counted; users as long as their traces."""

USAGE, SESSIONS = "traceUsage", "traceSessions"
_NANOS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is counted: on a `day` (ISO 8601, UTC) under a model's or user's name, or for a trace session."""

    kind: Kind | Literal["session"]
    name: str = ""
    day: str = ""


def contribution(trace: Trace | None) -> dict[Place, Counters]:
    """Return what a trace adds, nothing without one."""
    if trace is None:
        return {}
    day = trace.started_at.date().isoformat()
    counters = _of_trace(trace)
    timed = {**counters, f"{DURATION}{bucket_of(trace.duration_nanos)}": 1}
    places: dict[Place, Counters] = {Place("day", "", day): timed}
    if trace.user_id:
        places[Place("user", trace.user_id, day)] = timed
    if trace.trace_session_id:
        places[Place("session", trace.trace_session_id)] = counters
    for each in trace.calls:
        durations = {f"{DURATION}{bucket}": count for bucket, count in each.durations.items()}
        places[Place("model", each.model, day)] = {
            "traces": 1,
            "calls": each.count,
            "errors": each.errors,
            "inputTokens": each.input_tokens,
            "outputTokens": each.output_tokens,
            "costNanos": round(each.cost * _NANOS),
            **durations,
        }
    return places


def changed(before: Mapping[Place, Counters], after: Mapping[Place, Counters]) -> dict[Place, Counters]:
    """Return what is to be added so that `after` is counted instead of `before`."""
    changes: dict[Place, Counters] = {}
    for place in {**before, **after}:
        old, new = before.get(place, {}), after.get(place, {})
        amounts = {name: new.get(name, 0) - old.get(name, 0) for name in {**old, **new}}
        if any(amounts.values()):
            changes[place] = {name: amount for name, amount in amounts.items() if amount}
    return changes


def together(parts: Iterable[Mapping[Place, Counters]]) -> dict[Place, Counters]:
    """Return the sum of what several traces add."""
    total: dict[Place, Counters] = {}
    for part in parts:
        for place, counters in part.items():
            held = total.setdefault(place, {})
            for name, amount in counters.items():
                held[name] = held.get(name, 0) + amount
    return total


def count(work: UnitOfWork, app_id: str, changes: Mapping[Place, Counters], *, until: datetime) -> None:
    """Add to the counters, at most once in a unit of work; users and trace sessions are kept `until` then."""
    shard = crc32(work.commit_id.encode()) % SHARDS
    for place, amounts in changes.items():
        if any(amounts.values()):
            path, values = _document(app_id, place, shard, work.now)
            kept = until if place.kind in ("user", "session") else max(until, work.now + KEPT)
            work.increment(path, amounts, {**values, "appId": app_id, "expiresAt": kept, "schemaVersion": 1})


def session_path(app_id: str, trace_session_id: str) -> str:
    """Return the document that counts a trace session."""
    return f"{SESSIONS}/{session_key(app_id, trace_session_id)}"


def _document(app_id: str, place: Place, shard: int, at: datetime) -> tuple[str, dict[str, Any]]:
    if place.kind == "session":
        values = {"id": session_key(app_id, place.name), "traceSessionId": place.name, "receivedAt": at}
        return session_path(app_id, place.name), values
    name = hashlib.sha256(place.name.encode()).hexdigest()[:32]
    id = f"{app_id}-{place.day}-{place.kind}-{name}-{0 if place.kind == 'user' else shard}"
    return f"{USAGE}/{id}", {"id": id, "kind": place.kind, "name": place.name, "day": place.day}


def _of_trace(trace: Trace) -> Counters:
    return {
        "traces": 1,
        "failedTraces": int(trace.status == "error"),
        "spans": trace.span_count,
        "errors": trace.error_count,
        "calls": sum(each.count for each in trace.calls),
        "inputTokens": trace.input_tokens,
        "outputTokens": trace.output_tokens,
        "costNanos": round(trace.cost * _NANOS),
    }
