"""An answer that waits for a decision is nobody's queue: its graders and whoever leads the grading hear of it.

What graders are told says nothing of whose answer it is.
"""

from collections.abc import Iterable

from shared.data.unit_of_work import UnitOfWork
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.grading.events import GradersDisagreed
from shared.domain.grading.model import graded_id
from shared.domain.grading.repository import GradedAnswerRepository
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(GradersDisagreed)
async def announce_graders_disagreed(event: GradersDisagreed, ctx: SubscriberContext) -> None:
    """Notify an answer's graders, and who leads the grading, that the graders disagree."""
    attempts, answers, invitations = (
        AttemptRepository(ctx.work),
        GradedAnswerRepository(ctx.work),
        InvitationRepository(ctx.work),
    )
    id = graded_id(event.attempt_id, event.question_id)
    await ctx.work.get_many([answers.path(id), *(each.path(event.attempt_id) for each in (attempts, invitations))])
    attempt, answer = await attempts.find(event.attempt_id), await answers.find(id)
    invitation = await invitations.find(event.attempt_id)
    if attempt is None or answer is None:
        return
    assessment = await AssessmentRepository(ctx.work).find(attempt.assessment_id)
    leads = [assessment.created_by if assessment else "", invitation.invited_by if invitation else ""]
    graders = [grader_id for grader_id in answer.grader_ids if grader_id not in leads]
    at = f"/attempts/{attempt.id}/questions/{event.question_id}/grading"
    for ids, link in ((leads, at), (graders, "/gradings")):
        await tell_and_mail(
            ctx.work,
            await _active(ctx.work, ids),
            NotificationKind.GRADERS_DISAGREED,
            link=link,
            assessment=attempt.title,
            question=attempt.question(event.question_id).title,
        )


async def _active(work: UnitOfWork, ids: Iterable[str]) -> list[str]:
    members = await MemberRepository(work).get_many([id for id in dict.fromkeys(ids) if id])
    return [member.id for member in members if member is not None and member.is_active]
