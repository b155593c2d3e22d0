"""What is cached, for how long, and what makes it stale, as data.

Cached is what costs more than the one round trip that every request makes anyway. What a request loads to judge who may
see it (members, projects, tasks, assessments) is read anew each time, so nobody ever sees what is no longer theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Cached(StrEnum):
    """A kind of values that are kept, and dropped, together."""

    ANALYTICS = "analytics"
    ASSESSMENT = "assessment"
    METRICS = "metrics"
    QUERY = "query"


OWN_SECONDS = 5
"""How old a value in an instance's own memory may be that something can change: no other instance can drop it there."""


@dataclass(frozen=True, slots=True)
class CachePolicy:
    """`seconds` is how old a shared value may be, `own_seconds` one in an instance's own memory.

    `cascade` names what is made of it and dropped with it.
    """

    seconds: int
    cascade: tuple[Cached, ...] = ()
    own_seconds: int = OWN_SECONDS


CACHE_POLICIES: Mapping[Cached, CachePolicy] = MappingProxyType(
    {
        Cached.ANALYTICS: CachePolicy(1_800),
        # Versions never change, so nothing makes what is kept of them stale.
        Cached.ASSESSMENT: CachePolicy(1_800, own_seconds=1_800),
        Cached.METRICS: CachePolicy(1_800, cascade=(Cached.ANALYTICS,)),
        # A model makes the same of a text each time.
        Cached.QUERY: CachePolicy(3_600, own_seconds=3_600),
    }
)

STALE_AFTER: Mapping[str, tuple[Cached, ...]] = MappingProxyType(
    {
        "archive_project": (Cached.METRICS,),
        "count_task": (Cached.METRICS,),
        "create_project": (Cached.METRICS,),
        "delete_project": (Cached.METRICS,),
        "recount_project_tasks": (Cached.METRICS,),
        "restore_project": (Cached.METRICS,),
        "update_project": (Cached.METRICS,),
    }
)
"""What is dropped for a tenant after a function, or the event that it handles, has changed something there."""


def dropped_with(kind: Cached) -> frozenset[Cached]:
    """Return a kind and all that is made of it."""
    found, waiting = set[Cached](), [kind]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += CACHE_POLICIES[each].cascade
    return frozenset(found)
