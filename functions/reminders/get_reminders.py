"""When an assessment's candidates are reminded."""

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.invitations.reminders import ReminderRules
from shared.domain.invitations.repository import ReminderPlanRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetReminders(Request):
    """Of which assessment."""

    assessment_id: Identifier


def _plan_path(request: GetReminders) -> list[str]:
    return [ReminderPlanRepository.path(request.assessment_id)]


@query(
    "GET /v1/assessments/{assessmentId}/reminders",
    permission=Permission.INVITATIONS_READ,
    loads=Loads(AssessmentRepository, "assessment_id", beside=_plan_path, tagged=False),
)
async def get_reminders(request: GetReminders, ctx: QueryContext) -> ReminderRules:
    """Get the rules by which an assessment's candidates are reminded; without days, nobody is."""
    assessment = await AssessmentRepository(ctx.reads).get(request.assessment_id)
    plan = await ReminderPlanRepository(ctx.reads).find(assessment.id)
    if plan is None:
        return ReminderRules()
    return ReminderRules(**{name: getattr(plan, name) for name in ReminderRules.model_fields})
