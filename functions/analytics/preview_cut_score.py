"""What if the line were drawn there? Nothing is decided by asking."""

import re
from fractions import Fraction
from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.data.store import StoreQuery
from shared.data.unit_of_work import Reads
from shared.domain.analytics.cut_scores import CutScorePreview, DeclaredScore, preview
from shared.domain.analytics.model import Declared
from shared.domain.analytics.repository import DECLARED
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.attempts.standings import MOST, scored_attempts
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request

_PERCENT = re.compile(r"^(100(\.0{1,2})?|[0-9]{1,2}(\.[0-9]{1,2})?)$")


class PreviewCutScore(Request):
    """Which cut, in percent of the points with at most two places."""

    assessment_id: Identifier
    percent: Annotated[str, StringConstraints(pattern=_PERCENT.pattern)]


@query(
    "GET /v1/assessments/{assessmentId}/cut-score",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AssessmentRepository, "assessment_id", tagged=False),
    audited=True,
    errors=(FailedPrecondition,),
    runtime=Runtime.ANALYTICS,
)
async def preview_cut_score(request: PreviewCutScore, ctx: QueryContext) -> CutScorePreview:
    """Preview how many would pass a cut score, and whether groups of candidates would pass alike."""
    await AssessmentRepository(ctx.reads).get(request.assessment_id)
    attempts = sorted(
        await scored_attempts(ctx.reads, request.assessment_id), key=lambda each: (each.scored_at, each.id)
    )
    declared = await _declared(ctx.reads, request.assessment_id)
    people = [DeclaredScore(each.share, declared[each.id]) for each in attempts if each.id in declared]
    return preview(Fraction(request.percent) / 100, [each.share for each in attempts], people)


async def _declared(reads: Reads, assessment_id: str) -> dict[str, Declared]:
    filters = DECLARED.filters({"assessmentId": assessment_id})
    found = await reads.query(StoreQuery(DECLARED.collection, filters, limit=2 * MOST))
    return {document.data["id"]: Declared.model_validate(document.data["declared"]) for document in found}
