"""What a candidate thought of it: asked once they have finished, said again it replaces what was said."""

from datetime import datetime

from shared.auth.permissions import Permission
from shared.domain.analytics.counters import of_rating
from shared.domain.analytics.model import AttemptFeedback, FeedbackText, Rating
from shared.domain.analytics.repository import AttemptFeedbackRepository, ContributionRepository
from shared.domain.analytics.rollups import Part, count
from shared.domain.attempts.repository import AttemptRepository
from shared.errors import FailedPrecondition
from shared.model import View
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class GiveAttemptFeedback(Request):
    """One to five stars, five being best, and what there is to say."""

    attempt_id: Identifier
    rating: Rating
    text: FeedbackText = ""


class GivenFeedbackView(View):
    """The candidate's own feedback."""

    rating: int
    text: str
    given_at: datetime


def _beside(request: GiveAttemptFeedback) -> list[str]:
    id = request.attempt_id
    return [AttemptFeedbackRepository.path(id), ContributionRepository.path(id)]


@command(
    "PUT /v1/attempts/{attemptId}/feedback",
    permission=Permission.ATTEMPTS_FOLLOW_UP,
    loads=Loads(AttemptRepository, "attempt_id", beside=_beside, tagged=False),
    limits=(ATTEMPT,),
    errors=(FailedPrecondition,),
)
async def give_attempt_feedback(request: GiveAttemptFeedback, ctx: CommandContext) -> GivenFeedbackView:
    """Say how an assessment was, after finishing it."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    attempt.require_over()
    feedback = AttemptFeedback(
        id=attempt.id,
        assessment_id=attempt.assessment_id,
        rating=request.rating,
        text=request.text,
        given_at=ctx.now,
    )
    await AttemptFeedbackRepository(ctx.work).put(feedback)
    await count(ctx.work, attempt.id, attempt.assessment_id, Part.FEEDBACK, of_rating(feedback.rating))
    return GivenFeedbackView.of(feedback)
