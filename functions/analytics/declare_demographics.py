"""A self-declaration is the candidate's own: voluntary, kept apart, in no audit entry, gone when they delete it."""

from shared.auth.permissions import Permission
from shared.domain.analytics.model import AgeBand, Declared, Demographics, Disability, Ethnicity, Gender
from shared.domain.analytics.repository import DemographicsRepository
from shared.domain.attempts.repository import AttemptRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class DeclareDemographics(Request):
    """What the candidate chooses to say; whatever is left out is not said any more."""

    attempt_id: Identifier
    gender: Gender | None = None
    ethnicity: Ethnicity | None = None
    age_band: AgeBand | None = None
    disability: Disability | None = None


def _declared(request: DeclareDemographics) -> list[str]:
    return [DemographicsRepository.path(request.attempt_id)]


@command(
    "PUT /v1/attempts/{attemptId}/demographics",
    permission=Permission.ATTEMPTS_FOLLOW_UP,
    loads=Loads(AttemptRepository, "attempt_id", beside=_declared, tagged=False),
    audited=False,
    limits=(ATTEMPT,),
)
async def declare_demographics(request: DeclareDemographics, ctx: CommandContext) -> Declared:
    """Say voluntarily who you are, for reports on fairness alone."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    declared = Declared(**{name: getattr(request, name) for name in Declared.model_fields})
    demographics = Demographics(id=attempt.id, assessment_id=attempt.assessment_id, declared=declared)
    await DemographicsRepository(ctx.work).put(demographics)
    return declared
