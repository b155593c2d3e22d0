"""The tries of runs with assertions in Python are made where programs can be run."""

from shared.domain.suite_runs.events import SandboxedCaseDue
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.profiles import Runtime
from shared.runtime.suite_execution import make_try


@subscriber(SandboxedCaseDue, external=True, runtime=Runtime.EXECUTION)
async def execute_sandboxed_case(event: SandboxedCaseDue, ctx: ExternalContext) -> None:
    """Make one try of a run whose assertions run programs."""
    await make_try(event, ctx)
