"""A report by mail."""

from shared.domain.reports.model import ReportRun
from shared.engines.mail_layout import MailStyle, mail
from shared.ports.mail import Attachment, Mail


def report_mail(
    run: ReportRun, project: str, *, to: str, root: str, style: MailStyle, message_id: str, file: Attachment
) -> Mail:
    """Return the mail that a report's file comes with; `root` is where the application is."""
    url = f"{root}/projects/{run.project_id}/reports/{run.report_id}"
    values = {"report": run.name, "project": project, "at": run.created_at, "url": url}
    return mail("report", values, to=to, style=style, message_id=message_id, attachments=(file,))
