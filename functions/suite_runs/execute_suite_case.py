"""Most tries need no sandbox: many are made by one process, since they wait for models nearly all the time."""

from shared.domain.suite_runs.events import SuiteCaseDue
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.suite_execution import make_try


@subscriber(SuiteCaseDue, external=True)
async def execute_suite_case(event: SuiteCaseDue, ctx: ExternalContext) -> None:
    """Make one try of a run."""
    await make_try(event, ctx)
