"""Whoever made the assessment, and whoever invited the candidate, hear of an appeal."""

from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.grading.events import AppealFiled
from shared.domain.grading.model import graded_id
from shared.domain.grading.repository import AppealRepository
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(AppealFiled)
async def announce_appeal_filed(event: AppealFiled, ctx: SubscriberContext) -> None:
    """Notify the team that a candidate appeals."""
    attempts, appeals = AttemptRepository(ctx.work), AppealRepository(ctx.work)
    invitations = InvitationRepository(ctx.work)
    id = graded_id(event.attempt_id, event.question_id)
    await ctx.work.get_many([appeals.path(id), *(each.path(event.attempt_id) for each in (attempts, invitations))])
    attempt, appeal = await attempts.find(event.attempt_id), await appeals.find(id)
    invitation = await invitations.find(event.attempt_id)
    if attempt is None or appeal is None:
        return
    assessment = await AssessmentRepository(ctx.work).find(attempt.assessment_id)
    ids = [assessment.created_by if assessment else "", invitation.invited_by if invitation else ""]
    members = await MemberRepository(ctx.work).get_many([id for id in dict.fromkeys(ids) if id])
    await tell_and_mail(
        ctx.work,
        [member.id for member in members if member is not None and member.is_active],
        NotificationKind.APPEAL_FILED,
        link=f"/attempts/{attempt.id}/questions/{appeal.question_id}/appeal",
        candidate=attempt.candidate_name,
        assessment=attempt.title,
        question=appeal.title,
    )
