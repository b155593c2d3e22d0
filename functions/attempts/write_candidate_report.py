"""The report on a candidate is laid out in the tenant's colours; it says what `get_candidate_report` says."""

import asyncio
import hashlib
from datetime import datetime

from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.events import CandidateReportRequested
from shared.domain.attempts.exports import AttemptExport, AttemptExportRepository
from shared.domain.attempts.reports import CandidateReport, ReportedQuestion, candidate_report
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.grading.comments import comments_on
from shared.domain.integrity.repository import IntegritySummaryRepository
from shared.domain.operations import transitions
from shared.domain.tenants.model import Tenant
from shared.domain.tenants.repository import TenantRepository
from shared.engines.report_parts import ReportedIntegrity
from shared.engines.report_sheets import Sheet, SheetTable, SheetText
from shared.ports.files import FileRef
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

_HEAD = ("Question", "Result", "Time", "Points")
_NOT_REVIEWED = "not looked at by the team yet"
_WHAT_FINDINGS_ARE = "Findings are reasons to look, for people to judge; they have no points, and decide nothing."
_TESTS_HEAD = ("Test", "Shown to the candidate", "Verdict", "Points")


@subscriber(CandidateReportRequested, external=True)
async def write_candidate_report(event: CandidateReportRequested, ctx: ExternalContext) -> None:
    """Write the report on a candidate."""
    from shared.engines.report_layout import pdf

    async def begin(work: UnitOfWork) -> tuple[AttemptExport, CandidateReport, Tenant] | None:
        export = await AttemptExportRepository(work).find(event.export_id)
        if export is None or export.file is not None:
            return None
        await transitions.started(work, export.id)
        tenant = await TenantRepository(work).get(work.tenant_id)
        attempt = await AttemptRepository(work).get(export.attempt_id)
        asked = [each.question_id for each in attempt.questions]
        comments = await comments_on(work, attempt.id, asked) if attempt.released_at else {}
        summary = await IntegritySummaryRepository(work).find(attempt.id)
        report = await candidate_report(work, attempt, comments, summary.reported() if summary else None)
        return export, report, tenant

    begun = await ctx.prepare(begin)
    if begun is None:
        return
    export, report, tenant = begun
    content = await asyncio.to_thread(pdf, sheet_of(report, tenant))
    await ctx.files.put(export.path, content, export.kind.content_type)
    file = FileRef(path=export.path, sha256=hashlib.sha256(content).hexdigest(), size=len(content))

    async def record(work: UnitOfWork) -> bool:
        exports = AttemptExportRepository(work)
        current = await exports.find(event.export_id)
        if current is None:
            return False
        exports.save(current.with_(file=file))
        result = {"exportId": current.id, "sha256": file.sha256, "size": file.size}
        await transitions.succeeded(work, current.id, result)
        return True

    if not await ctx.finish(record):
        await ctx.files.delete(export.path)


def sheet_of(report: CandidateReport, tenant: Tenant) -> Sheet:
    """Return a report as it is laid out."""
    parts: list[SheetTable | SheetText] = []
    for number, section in enumerate(report.sections, 1):
        name = section.title or f"Section {number}"
        rows = [
            (each.title, _outcome(each), _duration(each.seconds_worked), f"{each.points} of {each.max_points}")
            for each in section.questions
        ]
        heading = f"{name}: {section.points} of {section.max_points} points"
        parts.append(SheetTable(heading, (_HEAD, *rows), (0.44, 0.2, 0.18, 0.18)))
        parts += [_tests(each) for each in section.questions if each.tests]
        parts += [_comments(each) for each in section.questions if each.comments]
    if report.integrity is not None:
        parts.append(_integrity(report, report.integrity))
    return Sheet(
        company=tenant.name,
        title=report.candidate_name,
        subtitle=report.assessment_title,
        facts=tuple(_facts(report)),
        parts=tuple(parts),
        color=tenant.branding.primary_color,
    )


def _facts(report: CandidateReport) -> list[tuple[str, str]]:
    facts = [
        ("E-mail", report.candidate_email),
        ("Score", f"{report.points} of {report.max_points} points ({report.score_percent} %)"),
        ("Started", _moment(report.started_at)),
    ]
    if report.submitted_at is not None and report.seconds_taken is not None:
        facts.append(("Submitted", f"{_moment(report.submitted_at)}, after {_duration(report.seconds_taken)}"))
    if report.passed is not None:
        facts.append(("Passed", "yes" if report.passed else "no"))
    if report.percentile is not None and report.compared_with:
        facts.append(("Percentile", f"{report.percentile} among {report.compared_with + 1} candidates"))
    if report.needs_review:
        facts.append(("Open", "some answers wait for a person's judgement"))
    return facts


def _tests(question: ReportedQuestion) -> SheetTable:
    rows = [(each.id, "yes" if each.visible else "no", each.verdict, str(each.points)) for each in question.tests]
    return SheetTable(f"Tests of {question.title}", (_TESTS_HEAD, *rows), (0.4, 0.25, 0.15, 0.2))


def _comments(question: ReportedQuestion) -> SheetText:
    paragraphs: list[tuple[str, str]] = []
    for number, each in enumerate(question.comments, 1):
        grader = f"Grader {number}" if each.points is None else f"Grader {number}, {each.points} points"
        if each.comment:
            paragraphs.append((grader, each.comment))
        paragraphs += [(f"{grader}, on {remark.criterion_id}", remark.comment) for remark in each.remarks]
    return SheetText(f"Comments on {question.title}", tuple(paragraphs))


def _integrity(report: CandidateReport, integrity: ReportedIntegrity) -> SheetText:
    titles = {each.question_id: each.title for section in report.sections for each in section.questions}
    reviewed = f"looked at by the team, {_moment(integrity.reviewed_at)}" if integrity.reviewed_at else _NOT_REVIEWED
    count = len(integrity.findings)
    paragraphs = [(f"{count} finding{'' if count == 1 else 's'}, {reviewed}", _WHAT_FINDINGS_ARE)]
    for each in integrity.findings:
        about = titles.get(each.question_id or "")
        paragraphs.append((f"{each.severity}: {about}" if about else each.severity, each.statement))
        if each.reply is not None and each.replied_at is not None:
            paragraphs.append((f"The candidate, {_moment(each.replied_at)}", each.reply))
    return SheetText("What was noticed", tuple(paragraphs))


def _duration(seconds: int | None) -> str:
    return "" if seconds is None else f"{seconds // 60} min {seconds % 60} s"


def _outcome(question: ReportedQuestion) -> str:
    if not question.answered:
        return "no answer"
    if question.needs_review:
        return "to be judged"
    return ", ".join(each for each in (question.verdict, question.language) if each) or "answered"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
