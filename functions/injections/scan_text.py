"""A text from outside, before it goes into a prompt. The scanner warns; it can't prove that a text is harmless."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.injections.allowing import allowed_among
from shared.domain.injections.reports import Part, Scan, ScanReport
from shared.engines.injections.scanning import MAX_TEXT
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class ScanText(Request):
    """Which text."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT)]


@command("POST /v1/injection-scans", permission=Permission.CARDS_READ, external=True, audited=False)
async def scan_text(request: ScanText, ctx: ExternalContext) -> ScanReport:
    """Look for prompt injections in a text."""
    scan = await Scan.of([Part(pointer="/text", text=request.text)], ctx.outside.embeddings)
    digests = scan.digests()

    async def read(work: UnitOfWork) -> frozenset[str]:
        return await allowed_among(work, digests, at=ctx.now)

    return scan.report(await ctx.finish(read))
