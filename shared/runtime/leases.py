"""Keeping a lease while the work under it goes on."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from shared.errors import EllaError
from shared.observability import logging


@asynccontextmanager
async def renewed(renew: Callable[[], Awaitable[None]], *, every: timedelta) -> AsyncGenerator[None]:
    """Renew a lease every so often until the block ends; a renewal that fails is tried again at the next turn."""

    async def keep() -> None:
        while True:
            await asyncio.sleep(every.total_seconds())
            try:
                await renew()
            except EllaError as error:
                logging.warning("a lease could not be renewed", reason=error.message)

    keeping = asyncio.create_task(keep())
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping
