"""One page of a table: its invitations, the outcome of its rows and the quota they use, all in one commit."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.invitations.events import CandidateImportEnded, CandidateImportPageDue
from shared.domain.invitations.imports import (
    CandidateImport,
    ImportPage,
    PreparedRow,
    RowOutcome,
    RowReport,
    page_id,
    prepared_rows,
)
from shared.domain.invitations.inviting import Inviting
from shared.domain.invitations.repository import CandidateImportRepository, ImportPageRepository
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.errors import FailedPrecondition
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(CandidateImportPageDue, external=True)
async def invite_imported_candidates(event: CandidateImportPageDue, ctx: ExternalContext) -> None:
    """Invite the people of one page of a table."""

    async def read(work: UnitOfWork) -> CandidateImport | None:
        return await _due(work, event)

    asked = await ctx.prepare(read)
    if asked is None:
        return
    start, length = asked.next_range
    pieces = [piece async for piece in ctx.files.stream(asked.prepared_path, start=start, length=length)]
    rows = prepared_rows(b"".join(pieces))

    async def invite(work: UnitOfWork) -> None:
        current = await _due(work, event)
        if current is None:
            return
        # Whoever cancels at the same moment comes before this page, or after it.
        operations = OperationRepository(work)
        operations.hold(await operations.get(current.id))
        reports = await _invited(work, current, rows)
        ImportPageRepository(work).add(ImportPage(id=page_id(current.id, event.page), rows=tuple(reports)))
        after = current.advanced(reports)
        CandidateImportRepository(work).save(after)
        await transitions.progressed(work, after.id, sum(after.counts.values()), after.rows)
        if after.is_through:
            work.emit(CandidateImportEnded(import_id=after.id))
        else:
            work.emit(event.with_(page=after.next_page))

    async def stop(work: UnitOfWork, code: str, message: str) -> None:
        done = sum(asked.counts.values())
        more = f"{message}; {done} of {asked.rows} rows are done, try again to go on"
        await transitions.failed(work, asked.id, code=code, message=more)

    try:
        await ctx.finish(invite)
    except (QuotaExceeded, FailedPrecondition) as error:
        code, message = error.code, error.message
        await ctx.finish(lambda work: stop(work, code, message))


async def _due(work: UnitOfWork, event: CandidateImportPageDue) -> CandidateImport | None:
    """Return the import, None where this page is not the next of its present try."""
    imports, operations = CandidateImportRepository(work), OperationRepository(work)
    await work.get_many([imports.path(event.import_id), operations.path(event.import_id)])
    asked, operation = await imports.find(event.import_id), await operations.find(event.import_id)
    if asked is None or operation is None or operation.is_over or operation.tries != event.tries:
        return None
    return asked if asked.next_page == event.page and not asked.is_through else None


async def _invited(work: UnitOfWork, asked: CandidateImport, rows: list[PreparedRow]) -> list[RowReport]:
    people = {row.number: row.person for row in rows if row.refused is None}
    inviting = Inviting(work, asked.offer)
    live = await inviting.live(list(people.values()))
    new = {number: person for number, person in people.items() if person.id not in live}
    ids: dict[int, str] = {}
    if not asked.dry_run and new:
        assessments = AssessmentRepository(work)
        assessment = await assessments.get(asked.offer.assessment_id)
        assessment.require_active()
        if work.now >= asked.offer.expires_at:
            raise FailedPrecondition("invitations of this import would have expired; import anew", code="offer_expired")
        assessments.hold(assessment)
        await Quotas(work).take(Quota.ASSESSMENTS, len(new))
        invitations = await inviting.invite(list(new.values()))
        ids = {number: invitation.id for number, invitation in zip(new, invitations, strict=True)}

    def report(row: PreparedRow) -> RowReport:
        if row.refused is not None:
            return row.refused
        existing = live.get(row.person.id)
        if existing is not None:
            message = "an invitation that is still open has this e-mail address"
            outcome = RowOutcome.ALREADY_INVITED
            return RowReport(number=row.number, outcome=outcome, message=message, invitation_id=existing.id)
        outcome = RowOutcome.READY if asked.dry_run else RowOutcome.INVITED
        return RowReport(number=row.number, outcome=outcome, invitation_id=ids.get(row.number, ""))

    return [report(row) for row in rows]
