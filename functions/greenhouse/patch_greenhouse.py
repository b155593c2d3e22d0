"""One try of telling Greenhouse that a test is complete. What fails comes back as an event for later."""

import random
from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork
from shared.domain.greenhouse.events import GreenhousePatchDue
from shared.domain.greenhouse.model import Interview
from shared.domain.greenhouse.repository import InterviewRepository
from shared.ports.http_client import CallFailed, DestinationRefused, OutboundRequest, Service
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

GONE = 410
JITTER = 0.2
_TOTAL_SECONDS = 15.0
_MAX_RESPONSE = 4_096


@subscriber(GreenhousePatchDue, external=True, give_up_after=timedelta(days=4))
async def patch_greenhouse(event: GreenhousePatchDue, ctx: ExternalContext) -> None:
    """Send Greenhouse an empty PATCH and note what came of it."""

    async def read(work: UnitOfWork) -> Interview | None:
        interview = await InterviewRepository(work).find(event.interview_id)
        return interview if interview is not None and interview.awaits(event.number) else None

    interview = await ctx.prepare(read)
    if interview is None:
        return
    problem, final = await _sent(interview, ctx)
    jitter = random.uniform(1, 1 + JITTER)  # noqa: S311 (spreads retries, no secret)

    async def note(work: UnitOfWork) -> None:
        interviews = InterviewRepository(work)
        current = await interviews.find(event.interview_id)
        if current is None or not current.awaits(event.number):
            return
        if problem is None:
            interviews.save(current.delivered(at=ctx.outside.clock.now()))
            return
        tried = current.tried(problem)
        if final or tried.delay is None:
            interviews.save(tried.given_up())
            return
        interviews.save(tried)
        due = ctx.outside.clock.now() + tried.delay * jitter * ctx.config.delay_scale
        work.emit(GreenhousePatchDue(interview_id=tried.id, number=event.number + 1), at=due)

    await ctx.finish(note)


async def _sent(interview: Interview, ctx: ExternalContext) -> tuple[str | None, bool]:
    """Return why the PATCH failed, None where it didn't, and whether trying again is no use."""
    request = OutboundRequest(
        "PATCH",
        interview.url,
        traceparent=ctx.scope.traceparent,
        total=_TOTAL_SECONDS,
        max_response=_MAX_RESPONSE,
        service=Service.GREENHOUSE,
        account=ctx.tenant_id,
    )
    try:
        response = await ctx.outside.http_client.send(request)
    except DestinationRefused as error:
        return error.message, True
    except CallFailed as error:
        return error.message, False
    if 200 <= response.status < 300:
        return None, False
    return f"Greenhouse answered {response.status}", response.status == GONE
