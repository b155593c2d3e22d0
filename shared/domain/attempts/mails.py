"""What the hiring team and candidates get by mail."""

from shared.domain.attempts.model import Attempt
from shared.domain.attempts.results import AttemptResult
from shared.engines.mail_layout import MailStyle, mail
from shared.ports.mail import Mail


def scored_mail(
    attempt: Attempt, result: AttemptResult, *, to: str, url: str, style: MailStyle, message_id: str
) -> Mail:
    """Return the mail that says how a candidate did."""
    unjudged = [question.title for question in result.questions if question.needs_review]
    values = {
        "name": attempt.candidate_name,
        "assessment": attempt.title,
        "points": str(result.points),
        "max_points": str(result.max_points),
        "unjudged": ", ".join(unjudged) or None,
        "url": url,
    }
    return mail("attempt_scored", values, to=to, style=style, message_id=message_id)


def released_mail(attempt: Attempt, result: AttemptResult, *, url: str, style: MailStyle, message_id: str) -> Mail:
    """Return the mail that tells a candidate their result, with their link to it."""
    values = {
        "name": attempt.candidate_name,
        "assessment": attempt.title,
        "points": str(result.points),
        "max_points": str(result.max_points),
        "url": url,
    }
    return mail("result_released", values, to=attempt.candidate_email, style=style, message_id=message_id)
