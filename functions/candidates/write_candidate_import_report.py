"""When an import is over, whatever the reason, what became of its rows is written down and the rows themselves go."""

import hashlib

from shared.data.unit_of_work import UnitOfWork
from shared.domain.invitations.events import CandidateImportEnded
from shared.domain.invitations.imports import REPORT_COLUMNS, CandidateImport, ImportPage, page_id
from shared.domain.invitations.repository import CandidateImportRepository, ImportPageRepository
from shared.domain.operations import transitions
from shared.engines.delimited.writing import csv_lines
from shared.ports.files import FileRef
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PAGES = 20
"""Pages of outcomes that are read in one round trip."""


@subscriber(CandidateImportEnded, external=True)
async def write_candidate_import_report(event: CandidateImportEnded, ctx: ExternalContext) -> None:
    """Write what became of each row of an import."""

    async def read(work: UnitOfWork) -> CandidateImport | None:
        asked = await CandidateImportRepository(work).find(event.import_id)
        return asked if asked is not None and asked.report is None else None

    asked = await ctx.prepare(read)
    if asked is None:
        return
    lines = [csv_lines([REPORT_COLUMNS])]
    for first in range(0, asked.next_page, PAGES):
        numbers = range(first, min(first + PAGES, asked.next_page))
        for page in await ctx.prepare(lambda work, numbers=numbers: _pages(work, asked.id, numbers)):
            rows = [[each.number, each.outcome.value, each.message, each.invitation_id] for each in page.rows]
            lines.append(csv_lines(rows))
    content = b"".join(lines)
    await ctx.files.put(asked.report_path, content, "text/csv")
    report = FileRef(path=asked.report_path, sha256=hashlib.sha256(content).hexdigest(), size=len(content))

    async def record(work: UnitOfWork) -> None:
        imports = CandidateImportRepository(work)
        current = await imports.get(asked.id)
        imports.save(current.with_(report=report))
        result = {"importId": asked.id, "dryRun": asked.dry_run, "rows": asked.rows, "counts": asked.counts}
        await transitions.succeeded(work, asked.id, result)

    await ctx.finish(record)
    await ctx.files.delete(asked.prepared_path)


async def _pages(work: UnitOfWork, import_id: str, numbers: range) -> list[ImportPage]:
    found = await ImportPageRepository(work).get_many([page_id(import_id, number) for number in numbers])
    return [page for page in found if page is not None]
