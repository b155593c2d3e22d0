"""Whoever made an assessment, and whoever released its results, hear that they are out."""

from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.attempts.events import ResultsReleased
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(ResultsReleased)
async def announce_results_released(event: ResultsReleased, ctx: SubscriberContext) -> None:
    """Notify the team that results were released."""
    assessment = await AssessmentRepository(ctx.work).find(event.assessment_id)
    if assessment is None:
        return
    ids = list(dict.fromkeys([event.released_by, assessment.created_by]))
    members = await MemberRepository(ctx.work).get_many(ids)
    await tell(
        ctx.work,
        [member.id for member in members if member is not None and member.is_active],
        NotificationKind.RESULTS_RELEASED,
        link=f"/assessments/{assessment.id}/attempts",
        assessment=assessment.title,
        count=str(event.count),
    )
