"""When candidates are reminded is decided for each assessment; who was invited before is reminded by it as well."""

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.invitations.events import RemindersChanged
from shared.domain.invitations.model import InvitationStatus
from shared.domain.invitations.reminders import ReminderPlan, ReminderRules
from shared.domain.invitations.repository import ReminderPlanRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SetReminders(ReminderRules, Request):
    """The rules that replace those there were; without days nobody is reminded."""

    assessment_id: Identifier


def _plan_path(request: SetReminders) -> list[str]:
    return [ReminderPlanRepository.path(request.assessment_id)]


@command(
    "PUT /v1/assessments/{assessmentId}/reminders",
    permission=Permission.INVITATIONS_WRITE,
    loads=Loads(AssessmentRepository, "assessment_id", beside=_plan_path, tagged=False),
)
async def set_reminders(request: SetReminders, ctx: CommandContext) -> ReminderRules:
    """Decide when an assessment's candidates are reminded."""
    plans = ReminderPlanRepository(ctx.work)
    assessment = await AssessmentRepository(ctx.work).get(request.assessment_id)
    before = await plans.find(assessment.id) or ReminderPlan(id=assessment.id)
    rules = {name: getattr(request, name) for name in ReminderRules.model_fields}
    plan = before.with_(**rules, revision=before.revision + 1)
    await plans.put(plan)
    for status in (InvitationStatus.PENDING, InvitationStatus.REDEEMED):
        ctx.work.emit(RemindersChanged(assessment_id=plan.id, revision=plan.revision, status=status.value))
    return ReminderRules(**rules)
