"""A running attempt shows that it is there: what tells, after an outage, whom it kept from working."""

from datetime import timedelta
from typing import Self

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository, HeartbeatRepository
from shared.domain.attempts.schemas import SittingView
from shared.domain.attempts.time_credit import BEAT, Heartbeat, ServiceWatch, first_heartbeat, settled
from shared.domain.attempts.transitions import change
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class SendHeartbeat(Request):
    """Of which attempt."""

    attempt_id: Identifier


class HeartbeatView(SittingView):
    """Where the attempt stands by the server's clock, and in how many seconds to send the next heartbeat."""

    next_in_seconds: int

    @classmethod
    def after(cls, beat: Heartbeat, shown: SittingView) -> Self:
        """Return the answer to a heartbeat."""
        due = beat.at + BEAT - shown.server_time
        return cls(
            **{name: getattr(shown, name) for name in SittingView.model_fields},
            next_in_seconds=max(1, -(-due // timedelta(seconds=1))),
        )


def _heartbeat_path(request: SendHeartbeat) -> list[str]:
    return [HeartbeatRepository.path(request.attempt_id)]


@command(
    "POST /v1/attempts/{attemptId}/heartbeat",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_heartbeat_path),
    audited=False,
    limits=(ATTEMPT,),
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def send_heartbeat(request: SendHeartbeat, ctx: CommandContext) -> HeartbeatView:
    """Note that a candidate is at work, at most every two and a half minutes; give back what an outage took."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    attempt.require_running()
    heartbeats = HeartbeatRepository(ctx.work)
    last = await heartbeats.find(attempt.id)
    beat = last or first_heartbeat(attempt)
    if last is None or last.is_due(at=ctx.now):
        beat = beat.beaten(at=ctx.now)
        if beat.silences:
            before = attempt
            watch = await ServiceWatch.read(ctx.work)
            attempt, waiting = settled(before, beat.silences, watch, at=ctx.now)
            beat = beat.with_(silences=waiting)
            if attempt != before:
                await change(ctx.work, attempt)
        await heartbeats.put(beat)
    return HeartbeatView.after(beat, SittingView.of(attempt, now=ctx.now))
