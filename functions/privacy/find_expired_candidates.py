"""Some invitations at a time are looked at, the oldest first; each whose data was kept long enough is to be erased.

An attempt counts from when it was handed in; an invitation that nobody used, from when it expired. What has to stay is
remembered by its oldest, where the next day begins, so that a day's work is what became too old that day.
"""

from datetime import datetime

from shared.data.pagination import PageRequest
from shared.data.query import QueryShape
from shared.data.store import Filter, Operator
from shared.domain.attempts.model import Attempt
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.invitations.model import ERASED_EMAIL, Invitation, InvitationStatus
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.privacy.events import CandidateExpired, RetentionPageDue
from shared.domain.privacy.retention import RetentionMark, RetentionMarkRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

PAGE = 100
OLD_INVITATIONS = QueryShape("invitations", sorts=(("createdAt",),), ranges=("createdAt",))


@subscriber(RetentionPageDue)
async def find_expired_candidates(event: RetentionPageDue, ctx: SubscriberContext) -> None:
    """Find a page of candidates whose data was kept long enough."""
    marks = RetentionMarkRepository(ctx.work)
    mark = await marks.find(RetentionMark.INVITATIONS)
    bounds = [Filter("createdAt", Operator.LESS, event.before)]
    if mark is not None:
        bounds.append(Filter("createdAt", Operator.GREATER_OR_EQUAL, mark.erased_before))
    request = PageRequest(PAGE, event.cursor, ("createdAt",))
    page = await InvitationRepository(ctx.work).page(OLD_INVITATIONS, request, ranges=bounds)
    attempts = await AttemptRepository(ctx.work).get_many([each.id for each in page.items])
    kept_from = event.kept_from
    for invitation, attempt in zip(page.items, attempts, strict=True):
        if invitation.email == ERASED_EMAIL:
            continue
        if _is_over(invitation, attempt, event.before):
            ctx.work.emit(CandidateExpired(invitation_id=invitation.id))
        else:
            kept_from = min(kept_from or invitation.created_at, invitation.created_at)
    if page.next_cursor is not None:
        ctx.work.emit(event.with_(cursor=page.next_cursor, kept_from=kept_from))
    else:
        await marks.put(RetentionMark(id=RetentionMark.INVITATIONS, erased_before=kept_from or event.before))


def _is_over(invitation: Invitation, attempt: Attempt | None, before: datetime) -> bool:
    if invitation.status is InvitationStatus.STARTED:
        return False
    since = attempt.submitted_at if attempt is not None else invitation.expires_at
    return since is not None and since < before
