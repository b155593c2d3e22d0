"""What the hiring team gets by mail."""

from shared.domain.attempts.model import Attempt, AttemptResult
from shared.engines.mail_layout import mail
from shared.ports.mail import Mail


def scored_mail(attempt: Attempt, result: AttemptResult, *, to: str, url: str, message_id: str) -> Mail:
    """Return the mail that says how a candidate did."""
    paragraphs = [
        f"{attempt.candidate_name} has finished “{attempt.title}”: {result.points} of {result.max_points} points.",
    ]
    unjudged = [question.title for question in result.questions if question.needs_review]
    if unjudged:
        paragraphs.append(
            f"Ella could not judge {', '.join(unjudged)}, through no fault of the candidate's: please look yourself."
        )
    return mail(
        to=to,
        subject=f"{attempt.candidate_name}: {result.points} of {result.max_points} points",
        paragraphs=paragraphs,
        button=("See the results", url),
        message_id=message_id,
    )
