"""The last step of a rebuild; tasks go on being counted meanwhile, and nothing of that is lost."""

from shared.data.store import Document, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.metrics.events import MetricCountersDue
from shared.domain.metrics.model import TaskContribution
from shared.domain.metrics.rebuilding import COUNTERS, Rebuilt
from shared.domain.metrics.repository import ContributionRepository
from shared.domain.operations import transitions
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

BATCH = 100
TRIES = 5
"""How often counters are looked at that somebody counted in meanwhile."""


@subscriber(MetricCountersDue, external=True)
async def rebuild_metric_counters(event: MetricCountersDue, ctx: ExternalContext) -> None:
    """Write the counters anew that are not what was counted of the tasks, and tell how many."""
    id = event.operation_id
    if (await ctx.prepare(lambda work: transitions.started(work, id))).is_over:
        return
    written = 0
    for _ in range(TRIES):
        rebuilt = await _read(ctx)
        wrong, busy = rebuilt.wrong(), 0
        for start in range(0, len(wrong), BATCH):
            page = wrong[start : start + BATCH]
            busy += await ctx.prepare(lambda work, page=page, rebuilt=rebuilt: rebuilt.write(work, page))
        written += len(wrong) - busy
        if not busy:
            result = {"tasks": event.tasks, "added": event.added, "counters": written}
            await ctx.finish(lambda work, result=result: transitions.succeeded(work, id, result))
            return
    message = "tasks change too often just now; try again later"
    await ctx.finish(lambda work: transitions.failed(work, id, code="counters_busy", message=message, final=True))


async def _read(ctx: ExternalContext) -> Rebuilt:
    """Return what counters hold, and what they have to; in this order, so that no change in between is overlooked."""
    rebuilt, after = Rebuilt(), None
    while page := await ctx.prepare(lambda work, after=after: _documents(work, COUNTERS, after)):
        rebuilt.hold(page)
        after = page[-1].path
    after = None
    while page := await ctx.prepare(lambda work, after=after: _contributions(work, after)):
        rebuilt.add(contribution for _, contribution in page)
        after = page[-1][0]
    return rebuilt


async def _documents(work: UnitOfWork, collection: str, after: str | None) -> list[Document]:
    return await work.query(StoreQuery(collection, (), (), BATCH, (after,) if after else None))


async def _contributions(work: UnitOfWork, after: str | None) -> list[tuple[str, TaskContribution]]:
    """Return a page of contributions, each with its path."""
    repository = ContributionRepository(work)
    found = await _documents(work, repository.collection, after)
    contributions = await repository.get_many([document.data["id"] for document in found])
    return [(each.path, one) for each, one in zip(found, contributions, strict=True) if one is not None]
