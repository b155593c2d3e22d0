"""Whoever is erased is counted no more: their tasks stay in the figures of project and tenant."""

from collections.abc import Mapping

from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.metrics.counting import CountedTask, Kind, Place
from shared.domain.metrics.model import TaskContribution
from shared.domain.metrics.rebuilding import COUNTERS
from shared.domain.metrics.repository import ContributionRepository
from shared.domain.metrics.rollups import place_of


async def forget_member(work: UnitOfWork, member_id: str, tasks: Mapping[str, CountedTask], zone: str) -> None:
    """Have tasks by id count for a member no more, however often they are counted again.

    `zone` is that of tasks not counted yet.
    """
    contributions = ContributionRepository(work)
    for (id, task), known in zip(tasks.items(), await contributions.get_many(list(tasks)), strict=True):
        before = known or TaskContribution(id=id, project_id=task.project_id, zone=zone)
        places = {key: counters for key, counters in before.places.items() if not _is_theirs(place_of(key), member_id)}
        await contributions.put(before.with_(erased_member_id=member_id, places=places))


async def delete_counters(work: UnitOfWork, member_id: str, limit: int) -> int:
    """Delete some of a member's counters; return how many."""
    theirs = Filter("memberId", Operator.EQUAL, member_id)
    found = await work.query(StoreQuery(COUNTERS, (theirs,), limit=limit))
    for document in found:
        work.delete(f"{COUNTERS}/{document.path.rpartition('/')[2]}")
    return len(found)


def _is_theirs(place: Place, member_id: str) -> bool:
    return (place.kind, place.id) == (Kind.MEMBER, member_id)
