"""The steps of searches with assertions in Python are made where programs can be run."""

from shared.domain.suite_runs.events import SandboxedCardSearchStepDue
from shared.runtime.card_search import make_step
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.profiles import Runtime


@subscriber(SandboxedCardSearchStepDue, external=True, runtime=Runtime.EXECUTION)
async def make_sandboxed_card_search_step(event: SandboxedCardSearchStepDue, ctx: ExternalContext) -> None:
    """Make one step of a search whose assertions run programs."""
    await make_step(event, ctx)
