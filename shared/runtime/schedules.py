"""How a scheduled function is served."""

import asyncio

from starlette.responses import Response

from shared.runtime.composition import Composition
from shared.runtime.declare import ScheduledDeclaration
from shared.runtime.events import platform_context
from shared.runtime.failures import report_failure
from shared.runtime.profiles import PROFILES


async def serve_schedule(declaration: ScheduledDeclaration, composition: Composition) -> Response:
    """Run once."""
    try:
        async with asyncio.timeout(PROFILES[declaration.runtime].timeout):
            await declaration.handler(platform_context(declaration.name, composition))
    except Exception as error:
        report_failure(composition, f"{declaration.name} failed", error)
        return Response(status_code=500)
    return Response(status_code=204)
