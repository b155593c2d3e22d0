"""Greenhouse tells what was wrong with our answers; the log has it, with whose it was."""

from shared.auth.permissions import Permission
from shared.domain.greenhouse.messages import Errors, ErrorsReceived, GreenhouseModel, Text
from shared.observability import logging
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.greenhouse import GREENHOUSE
from shared.runtime.rate_limit_policies import FOREIGN

MAX_LOGGED = 2_000


class ReportGreenhouseErrors(GreenhouseModel):
    """Which of our answers was wrong, and what with it."""

    api_call: Text
    errors: Errors


@command(
    "POST /greenhouse/response_errors",
    permission=Permission.GREENHOUSE_CONNECT,
    limits=(FOREIGN,),
    wire=GREENHOUSE,
)
async def report_greenhouse_errors(request: ReportGreenhouseErrors, ctx: CommandContext) -> ErrorsReceived:
    """Report what was wrong with an answer."""
    errors = str(list(request.errors))[:MAX_LOGGED]
    logging.warning("Greenhouse could not use an answer", apiCall=request.api_call[:MAX_LOGGED], errors=errors)
    return ErrorsReceived(received=len(request.errors))
