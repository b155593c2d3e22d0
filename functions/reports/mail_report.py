"""One mail for each member who gets a report, so that a mail server that fails midway repeats none of the others."""

from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork
from shared.domain.projects.repository import ProjectRepository
from shared.domain.reports.events import ReportMailDue
from shared.domain.reports.mails import report_mail
from shared.domain.reports.model import ReportRun
from shared.domain.reports.repository import ReportRunRepository
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import MemberRepository, TenantRepository
from shared.engines.mail_layout import MailStyle, message_id
from shared.ports.mail import Attachment
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

MAX_BYTES = 10 * 1024 * 1024


@subscriber(ReportMailDue, external=True, give_up_after=timedelta(days=2))
async def mail_report(event: ReportMailDue, ctx: ExternalContext) -> None:
    """Mail a report's file to a member who still is in its project."""

    async def read(work: UnitOfWork) -> tuple[ReportRun, str, str, MailStyle] | None:
        run = await ReportRunRepository(work).find(event.run_id)
        if run is None or run.file is None or event.member_id in run.mailed_to:
            return None
        project = await ProjectRepository(work).find(run.project_id)
        member = await MemberRepository(work).find(event.member_id)
        if project is None or project.deleted or project.place_of(event.member_id) is None:
            return None
        if member is None or not member.is_active:
            return None
        return run, project.name, member.email, mail_style(await TenantRepository(work).get(work.tenant_id))

    found = await ctx.prepare(read)
    if found is None:
        return
    run, project, to, style = found
    content = await ctx.files.get(run.path, max_bytes=MAX_BYTES)
    attachment = Attachment(run.file_name, run.format.content_type, content)
    id = message_id("mail_report", f"{run.id}.{event.member_id}")
    await ctx.outside.mailer.send(
        report_mail(run, project, to=to, root=ctx.config.public_url, style=style, message_id=id, file=attachment)
    )

    async def note(work: UnitOfWork) -> None:
        runs = ReportRunRepository(work)
        current = await runs.find(event.run_id)
        if current is not None:
            runs.save(current.with_(mailed_to=(*current.mailed_to, event.member_id)))

    await ctx.finish(note)
