"""A run whose time has come begins as if its author had asked for it; why it can't, the schedule says."""

from shared.auth.tenant_states import TenantState
from shared.domain.suite_runs.events import SuiteScheduleDue
from shared.domain.suite_runs.repository import SuiteScheduleRepository
from shared.domain.suite_runs.schedules import ScheduleFailure
from shared.domain.tenants.repository import TenantRepository
from shared.errors import FailedPrecondition, InvalidInput, NotFound, ResourceExhausted
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber
from shared.runtime.suite_starting import begin, planned_run


@subscriber(SuiteScheduleDue)
async def run_scheduled_suite(event: SuiteScheduleDue, ctx: SubscriberContext) -> None:
    """Begin the run of a schedule that is due."""
    schedules, tenants = SuiteScheduleRepository(ctx.work), TenantRepository(ctx.work)
    tenant_id = ctx.work.tenant_id
    await ctx.work.get_many([schedules.path(event.schedule_id), tenants.path(tenant_id)])
    schedule, tenant = await schedules.find(event.schedule_id), await tenants.find(tenant_id)
    if schedule is None or tenant is None:
        return
    try:
        if tenant.state is not TenantState.ACTIVE:
            raise FailedPrecondition(f"this tenant is {tenant.state}", code="tenant_not_active")
        run = await planned_run(
            ctx.work, schedule.order, id=ctx.new_id(), by=schedule.created_by, schedule_id=schedule.id
        )
    except (FailedPrecondition, InvalidInput, NotFound, ResourceExhausted) as error:
        failure = ScheduleFailure(code=error.code, message=error.message)
        schedules.save(schedule.failed(failure, due_at=event.due_at))
        return
    begin(ctx.work, run)
    schedules.save(schedule.begun(run.id, due_at=event.due_at))
