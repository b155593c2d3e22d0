"""Counters of each assessment, kept up to date by events.

What each attempt has added is its own document, the contribution. An event makes the contribution what the attempt is
now, and adds the difference to one of the assessment's counter documents: delivered twice, late or in another order,
events come to the same. Several documents share the counting, so that none is written too often.
"""

from collections.abc import Iterable
from enum import StrEnum
from zlib import crc32

from shared.data.store import Document
from shared.data.unit_of_work import UnitOfWork
from shared.domain.analytics.counters import Counters, added, difference
from shared.domain.analytics.model import Contribution
from shared.domain.analytics.repository import ContributionRepository

SHARDS = 5


class Part(StrEnum):
    """What of a candidate's way counts by itself."""

    INVITATION = "invitation"
    ATTEMPT = "attempt"
    FEEDBACK = "feedback"


async def count(work: UnitOfWork, id: str, assessment_id: str, part: Part, counters: Counters) -> None:
    """Count one part of a candidate's way as it stands now; at most once in a unit of work."""
    contributions = ContributionRepository(work)
    before = await contributions.find(id) or Contribution(id=id, assessment_id=assessment_id)
    changes = difference(before.parts.get(part.value, {}), counters)
    if not changes:
        return
    await contributions.put(before.with_(parts={**before.parts, part.value: counters}))
    shard = shard_paths(assessment_id)[crc32(id.encode()) % SHARDS]
    work.increment(shard, changes, {"assessmentId": assessment_id, "schemaVersion": 1})


def shard_paths(assessment_id: str) -> list[str]:
    """Return the documents that count an assessment."""
    return [f"assessmentCounters/{assessment_id}:{shard}" for shard in range(SHARDS)]


def counted(shards: Iterable[Document | None]) -> Counters:
    """Return what an assessment's counter documents come to together."""
    total: Counters = {}
    for shard in shards:
        if shard is not None:
            numbers = {name: value for name, value in shard.data.items() if type(value) is int and value}
            numbers.pop("schemaVersion", None)
            total = added(total, numbers)
    return total
