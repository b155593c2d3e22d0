"""A month's report is mailed to each of the platform's staff by an event of their own, so that each gets it once."""

from shared.domain.alerts.events import MonthlyReportDue
from shared.domain.alerts.monthly import MonthlyReportRepository
from shared.engines.mail_layout import MailStyle, mail, message_id
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(MonthlyReportDue, external=True)
async def mail_monthly_report(event: MonthlyReportDue, ctx: ExternalContext) -> None:
    """Mail a report."""
    report = await ctx.prepare(lambda work: MonthlyReportRepository(work).find(event.month))
    if report is not None:
        style = MailStyle(company="Ella", locale=ctx.config.alert_locale)
        sent = mail(
            "monthly_report",
            {**report.words(style.language), "url": f"{ctx.config.public_url}/platform"},
            to=event.recipient,
            style=style,
            message_id=message_id("mail_monthly_report", ctx.event_id),
        )
        await ctx.outside.mailer.send(sent)
