"""Clients gather signals and send them about once a minute; nothing a candidate can do depends on them."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.attempts.devices import Seat
from shared.domain.attempts.model import Attempt
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.integrity.repository import SignalLogRepository
from shared.domain.integrity.signals import (
    OWN_KINDS,
    Batch,
    Circumstances,
    ClientTime,
    ReportedSignal,
    SignalLog,
    mark,
)
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.model import FrozenModel
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import RECORDING
from shared.runtime.requests import Identifier, Request

MAX_BATCH = 50


class ReportSignals(Request):
    """Signals of one tab, numbered by it in rising order from 1, and when they are sent by its clock."""

    attempt_id: Identifier
    seat: Seat
    sent_at_ms: ClientTime
    signals: Annotated[tuple[ReportedSignal, ...], Field(min_length=1, max_length=MAX_BATCH)]


class ReportedSignals(FrozenModel):
    """Up to which number the tab's signals are settled, and how many of the attempt's were too many to keep."""

    last_sequence: int
    dropped: int


def _log_path(request: ReportSignals) -> list[str]:
    return [SignalLogRepository.path(request.attempt_id)]


@command(
    "POST /v1/attempts/{attemptId}/signals",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_log_path),
    audited=False,
    limits=(RECORDING,),
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def report_signals(request: ReportSignals, ctx: CommandContext) -> ReportedSignals:
    """Report what a client noticed; what the assessment doesn't record is passed over."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    attempt.require_open(at=ctx.now)
    _require_sound(request, attempt)
    logs = SignalLogRepository(ctx.work)
    before = await logs.find(attempt.id)
    log = before or SignalLog.begun(attempt.id, at=attempt.started_at)
    if not attempt.recording.signals:
        return ReportedSignals(last_sequence=request.signals[-1].sequence, dropped=0)
    after = log.after(_batch(request, ctx), attempt.recording)
    if after != log:
        await logs.put(after)
    return ReportedSignals(last_sequence=after.last_sequence(request.seat.id), dropped=after.dropped)


def _batch(request: ReportSignals, ctx: CommandContext) -> Batch:
    secret, scope = ctx.config.signing_key, ctx.scope
    circumstances = Circumstances(
        address=mark(secret, request.attempt_id, scope.address),
        device=mark(secret, request.attempt_id, f"{request.seat.device_id}\0{scope.user_agent}"),
    )
    return Batch(request.seat.id, request.sent_at_ms, request.signals, circumstances, ctx.now)


def _require_sound(request: ReportSignals, attempt: Attempt) -> None:
    problems: list[FieldProblem] = []
    last = 0
    for place, signal in enumerate(request.signals):
        if signal.sequence <= last:
            problems.append(FieldProblem(f"/signals/{place}/sequence", "not_rising", "number signals in rising order"))
        if signal.kind in OWN_KINDS:
            problems.append(FieldProblem(f"/signals/{place}/kind", "reserved_kind", "the server notices this itself"))
        if signal.question_id is not None and not attempt.asks(signal.question_id):
            problems.append(
                FieldProblem(
                    f"/signals/{place}/questionId", "question_not_found", "name one of the attempt's questions"
                )
            )
        last = max(last, signal.sequence)
    if problems:
        raise InvalidInput("some signals are wrong; see details", fields=problems)
