"""Every flag of an environment at once, for clients that keep them; they ask again by entity tag."""

from shared.auth.permissions import Permission
from shared.domain.flags.schemas import EvaluatedFlags
from shared.engines.flags.evaluation import evaluate_all
from shared.errors import NotFound
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.flag_serving import EvaluationRequest, served_flags
from shared.runtime.ofrep import OFREP
from shared.runtime.rate_limit_policies import FLAGS


class EvaluateFlags(EvaluationRequest):
    """For whom; and in which app and environment, where the key does not say that."""


@command(
    "POST /ofrep/v1/evaluate/flags",
    permission=Permission.FLAGS_EVALUATE,
    external=True,
    audited=False,
    limits=(FLAGS,),
    errors=(NotFound,),
    wire=OFREP,
)
async def evaluate_flags(request: EvaluateFlags, ctx: ExternalContext) -> EvaluatedFlags:
    """Evaluate all flags; nothing is counted, since nobody knows which of them a client will use."""
    served = await served_flags(request, ctx)
    return EvaluatedFlags.of(evaluate_all(served.flags, request.context, ctx.now))
