"""How a case did before: only tries of the same case, prompt and model can tell whether it is flaky."""

from datetime import datetime

from shared.auth.permissions import Permission
from shared.data.pagination import PageRequest
from shared.domain.suite_runs.model import SuiteResult, SuiteRun, result_id
from shared.domain.suite_runs.repository import SUITE_RUN_LIST, SuiteResultRepository, SuiteRunRepository
from shared.domain.suite_runs.results import CaseOutcome
from shared.engines.flakiness import flips, pass_interval
from shared.errors import NotFound
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

MAX_RUNS = 20


class GetCaseHistory(Request):
    """Of which result of which run."""

    run_id: Identifier
    result_id: Identifier


class PastTry(FrozenModel):
    """One try; one out of the cache, or undecided for an error, tells nothing of flakiness."""

    run_id: str
    repeat: int
    at: datetime
    outcome: CaseOutcome
    score: float
    cached: bool


class CaseHistory(FrozenModel):
    """The tries in the last runs, the oldest first, and how many of the `tries` that tell something passed.

    `low` and `high` are the 95 % interval of how often the case passes; `flips` counts changes from try to try.
    """

    past: tuple[PastTry, ...]
    tries: int
    passed: int
    flips: int
    flaky: bool
    low: float
    high: float


@query(
    "GET /v1/suite-runs/{runId}/results/{resultId}/history",
    permission=Permission.CARDS_READ,
    loads=Loads(
        SuiteRunRepository,
        "run_id",
        beside=lambda request: [SuiteResultRepository.path(request.result_id)],
        tagged=False,
    ),
    errors=(NotFound,),
)
async def get_case_history(request: GetCaseHistory, ctx: QueryContext) -> CaseHistory:
    """Get the tries of a case with the same versions and model in the last twenty runs, and whether it is flaky."""
    results = SuiteResultRepository(ctx.reads)
    run, result = await SuiteRunRepository(ctx.reads).get(request.run_id), await results.get(request.result_id)
    if result.run_id != run.id:
        raise NotFound("there is no such case result", code="case_result_not_found")
    equals = {"cardId": run.card_id, "caseSetId": run.case_set_id}
    page = await SuiteRunRepository(ctx.reads).page(SUITE_RUN_LIST, PageRequest(MAX_RUNS), equals)
    found = await results.get_many([id for each in reversed(page.items) for id in _tries(each, run, result)])
    past = tuple(_past(each) for each in found if each is not None)
    told = [each.outcome is CaseOutcome.PASSED for each in past if _tells(each)]
    low, high = pass_interval(sum(told), len(told))
    return CaseHistory(
        past=past,
        tries=len(told),
        passed=sum(told),
        flips=flips(told),
        flaky=0 < sum(told) < len(told),
        low=low,
        high=high,
    )


def _tries(of: SuiteRun, run: SuiteRun, result: SuiteResult) -> list[str]:
    """Return the ids of what a run made of the same case, none where its versions or models are others."""
    versions = (of.card_version, of.case_set_version) == (run.card_version, run.case_set_version)
    target = run.targets[result.target]
    if not versions or target not in of.targets:
        return []
    place = of.targets.index(target)
    return [result_id(of.id, result.case_key, place, repeat) for repeat in range(of.repeats)]


def _tells(each: PastTry) -> bool:
    return not each.cached and each.outcome is not CaseOutcome.ERROR


def _past(each: SuiteResult) -> PastTry:
    said = each.result
    return PastTry(
        run_id=each.run_id,
        repeat=each.repeat,
        at=each.at,
        outcome=said.outcome,
        score=said.score,
        cached=said.cached,
    )
