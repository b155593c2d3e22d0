"""A suite is run by itself from now on; each run is as any other, and is listed with the schedule's id."""

from shared.auth.permissions import Permission
from shared.domain.cards.repository import CardRepository, CaseSetRepository
from shared.domain.suite_runs.repository import BaselineRepository, SuiteScheduleRepository
from shared.domain.suite_runs.schedules import MAX_SCHEDULES, Recurrence, SuiteSchedule
from shared.domain.suite_runs.schemas import SuiteScheduleView
from shared.errors import FailedPrecondition, NotFound, ResourceExhausted
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.suite_starting import SuiteOrderRequest, planned_run


class CreateSuiteSchedule(SuiteOrderRequest):
    """What is run on what, and when; labels and latest versions are looked up at each run anew."""

    recurrence: Recurrence


@command(
    "POST /v1/cards/{cardId}/schedules",
    permission=Permission.CARDS_RUN,
    idempotent=True,
    loads=Loads(
        CardRepository,
        "card_id",
        beside=lambda request: [CaseSetRepository.path(request.case_set_id), BaselineRepository.path(request.card_id)],
        tagged=False,
    ),
    errors=(NotFound, FailedPrecondition, ResourceExhausted),
    status=201,
)
async def create_suite_schedule(request: CreateSuiteSchedule, ctx: CommandContext) -> SuiteScheduleView:
    """Have a card run on a set of cases every day or week; what could not run now is refused."""
    schedules, order = SuiteScheduleRepository(ctx.work), request.order()
    await planned_run(ctx.work, order, id=ctx.new_id(), by=ctx.author)
    if await schedules.count_of_card(request.card_id) >= MAX_SCHEDULES:
        raise FailedPrecondition(
            f"a card has at most {MAX_SCHEDULES} schedules: delete one", code="too_many_suite_schedules"
        )
    schedule = SuiteSchedule(
        id=ctx.new_id(),
        card_id=order.card_id,
        case_set_id=order.case_set_id,
        order=order,
        recurrence=request.recurrence,
        due_at=request.recurrence.next_after(ctx.now),
        created_by=ctx.author,
        created_at=ctx.now,
    )
    schedules.add(schedule)
    ctx.work.about(suiteScheduleId=schedule.id)
    return SuiteScheduleView.of(schedule)
