"""A report is asked for: by somebody, or because it is due."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.reports.definition import ReportFormat
from shared.domain.reports.events import ReportExpired, ReportRequested
from shared.domain.reports.model import KEPT_FOR, Report, ReportRun
from shared.domain.reports.repository import ReportRunRepository

KIND = "report"


def begin_run(
    work: UnitOfWork, report: Report, *, id: str, by: str, format: ReportFormat, mail_to: tuple[str, ...] = ()
) -> ReportRun:
    """Have a report written under an id, its operation's, and mailed to some members."""
    run = ReportRun(
        id=id,
        project_id=report.project_id,
        report_id=report.id,
        name=report.name,
        definition=report.definition,
        format=format,
        mail_to=mail_to,
        created_by=by,
        created_at=work.now,
        expires_at=work.now + KEPT_FOR,
    )
    ReportRunRepository(work).add(run)
    work.emit(ReportRequested(run_id=run.id))
    work.emit(ReportExpired(run_id=run.id), at=run.expires_at)
    return run
