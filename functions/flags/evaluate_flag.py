"""One flag, asked for as OpenFeature's remote evaluation protocol has it."""

from shared.auth.permissions import Permission
from shared.domain.flags.schemas import EvaluatedFlag
from shared.engines.flags.evaluation import ErrorCode, Failure, evaluate
from shared.errors import InvalidInput, NotFound
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.flag_serving import EvaluationRequest, served_flags
from shared.runtime.ofrep import OFREP
from shared.runtime.rate_limit_policies import FLAGS
from shared.runtime.requests import Identifier


class EvaluateFlag(EvaluationRequest):
    """Which flag, for whom; and in which app and environment, where the key does not say that."""

    key: Identifier


@command(
    "POST /ofrep/v1/evaluate/flags/{key}",
    permission=Permission.FLAGS_EVALUATE,
    external=True,
    audited=False,
    limits=(FLAGS,),
    errors=(NotFound,),
    wire=OFREP,
)
async def evaluate_flag(request: EvaluateFlag, ctx: ExternalContext) -> EvaluatedFlag:
    """Evaluate a flag."""
    served = await served_flags(request, ctx)
    found = evaluate(served.flags, request.key, request.context, ctx.now)
    if isinstance(found, Failure):
        error = NotFound if found.code is ErrorCode.FLAG_NOT_FOUND else InvalidInput
        raise error(found.details, code=found.code.lower())
    served.count(found)
    return EvaluatedFlag.of(found)
