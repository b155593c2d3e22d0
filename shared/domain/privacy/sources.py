"""Where a person's data lies in a tenant, as data: what an export holds of each collection."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.data.store import Filter, Operator, StoreQuery
from shared.domain.privacy.exports import Subject
from shared.engines.playback.chapters import readable

_NEVER = frozenset(
    {
        *("commitId", "tenantId", "schemaVersion", "pendingShard", "salts", "commitments", "spec", "challenge"),
        *("secretHash", "previousSecretHash", "path", "shard", "others"),
    }
)
"""What is bookkeeping, a secret, or no data of the person's: hidden tests are in the specs of runs, and findings name
the attempts of others beside them."""


@dataclass(frozen=True, slots=True)
class Source:
    """One collection: documents whose `field` is the person's id, behind a prefix; of `only` some fields if any.

    With `by_address` they are those whose `field` has the key of the person's address in it; what such a one says is
    shown only where it names nobody else.
    """

    collection: str
    field: str
    prefix: str = ""
    only: tuple[str, ...] = ()
    by_address: bool = False

    def query(self, subject_id: str, limit: int, after: str | None) -> StoreQuery:
        """Return the query for one page, behind a path."""
        operator = Operator.CONTAINS if self.by_address else Operator.EQUAL
        wanted = Filter(self.field, operator, self.prefix + subject_id)
        return StoreQuery(self.collection, (wanted,), (), limit, (after,) if after else None)

    def shown(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return what an export holds of a document."""
        kept = {
            name: readable(value) if isinstance(value, bytes) else value
            for name, value in data.items()
            if name not in _NEVER
        }
        if self.by_address and len(data[self.field]) > 1:
            kept.pop("body", None)
        return {name: kept[name] for name in self.only if name in kept} if self.only else kept


_WORK = ("id", "title", "name", "status", "createdAt")
"""Of what somebody made for their tenant, that they made it: what it holds is the tenant's, or other people's."""

_SITTING = (
    *("id", "assessmentId", "candidateName", "candidateEmail", "status", "startedAt", "deadline", "submittedAt"),
    *("closedBy", "timing", "sections", "seating", "releasedAt"),
)
"""Of an attempt, what candidates may fetch themselves: points are told where the assessment lets them be seen."""

_RECORDED = (
    Source("signalLogs", "id"),
    Source("editRecords", "attemptId"),
    Source("editChapters", "attemptId"),
    Source("rooms", "invitationId", only=("id", "kind", "subjectId", "language", "openedAt")),
    Source("auditEntries", "actor", "candidate:"),
)
"""What was written down while a candidate was at work."""

_REPORTED = Source("inboundEvents", "people", only=("id", "eventType", "body", "receivedAt"), by_address=True)
"""What other systems of the tenant's told of somebody."""

SOURCES: Mapping[Subject, tuple[Source, ...]] = {
    Subject.MEMBER: (
        Source("members", "id"),
        Source("avatars", "id"),
        Source("notificationPreferences", "id"),
        Source("notifications", "memberId"),
        Source("digestItems", "memberId"),
        Source("digests", "memberId"),
        Source("teamMemberships", "memberId"),
        Source("uploads", "createdBy"),
        Source("operations", "createdBy"),
        Source("auditEntries", "actor", "user:"),
        Source("apiKeys", "createdBy", only=_WORK),
        Source("backups", "createdBy", only=_WORK),
        Source("restores", "createdBy", only=_WORK),
        Source("assessments", "createdBy", only=_WORK),
        Source("questions", "createdBy", only=_WORK),
        Source("gradings", "graderId", only=("id", "status", "comment", "privateNotes", "submittedAt")),
        Source("appeals", "decidedBy", only=("id", "status", "reason", "decidedAt")),
        Source("cards", "createdBy", only=_WORK),
        Source("cardComments", "createdBy", only=("id", "cardId", "text", "createdAt", "editedAt")),
        Source("cardChanges", "by", only=("id", "cardId", "kind", "at")),
        Source("caseSets", "createdBy", only=_WORK),
        Source("abTests", "createdBy", only=_WORK),
        Source("appCases", "createdBy", only=_WORK),
        Source("personas", "createdBy", only=_WORK),
        Source("simulations", "createdBy", only=_WORK),
        Source("suiteRuns", "createdBy", only=_WORK),
        Source("costEntries", "member", only=("id", "at", "model", "costNanos")),
        Source("suiteSchedules", "createdBy", only=_WORK),
        Source("modelCosts", "name", only=("id", "day", "tries", "costNanos")),
        Source("modelBudgets", "createdBy", only=_WORK),
        Source("flags", "createdBy", only=("id", "key", "status", "createdAt")),
        Source("flagVersions", "madeBy", only=("id", "change", "note", "madeAt")),
        Source("cardOptimisations", "createdBy", only=_WORK),
        Source("scores", "givenBy", "user:", only=("id", "name", "number", "text", "comment", "givenAt")),
        Source("ragEvaluations", "createdBy", only=_WORK),
        Source("knowledgeDrafts", "updatedBy", only=("key", "updatedAt")),
        Source("conversations", "createdBy", "user:"),
        Source("conversationTurns", "createdBy", "user:"),
        Source("projects", "ownerId", only=_WORK),
        Source("tasks", "createdBy", only=_WORK),
        Source("planSnapshots", "createdBy", only=_WORK),
        Source("projectForecasts", "createdBy", only=_WORK),
        Source("timeEntries", "createdBy"),
        Source("timers", "id"),
        Source("timesheets", "createdBy"),
        Source("memberRates", "id"),
        Source("metricCounters", "memberId"),
        Source("comments", "createdBy"),
        Source("attachments", "createdBy"),
        Source("calendarFeeds", "id", only=("id", "createdAt")),
        Source("reports", "createdBy", only=_WORK),
        Source("reportRuns", "createdBy", only=_WORK),
        Source("promptReports", "createdBy", only=_WORK),
        Source("savedViews", "createdBy"),
        Source("watches", "memberId"),
        Source("activities", "createdBy"),
        Source("invitations", "invitedBy", only=("id", "assessmentId", "createdAt")),
        Source("memberInvitations", "invitedBy", only=("id", "role", "createdAt")),
        Source("injectionAllowances", "createdBy", only=("id", "reason", "createdAt")),
        _REPORTED,
    ),
    Subject.CANDIDATE: (
        Source("invitations", "id"),
        Source("uploads", "createdBy", "candidate-"),
        Source("attempts", "id"),
        Source("answers", "attemptId"),
        Source("answerScores", "attemptId"),
        Source("attemptResults", "attemptId"),
        Source("earlierResults", "attemptId"),
        Source("rescoredAttempts", "attemptId"),
        Source("gradedAnswers", "attemptId"),
        Source("gradings", "attemptId"),
        Source("appeals", "attemptId"),
        Source("runs", "subjectId"),
        Source("integritySummaries", "id"),
        _REPORTED,
        *_RECORDED,
    ),
    Subject.CANDIDATE_THEMSELVES: (
        Source("invitations", "id", only=("id", "assessmentTitle", "email", "candidateName", "status", "createdAt")),
        Source("attempts", "id", only=_SITTING),
        Source("answers", "attemptId"),
        Source("uploads", "createdBy", "candidate-"),
        Source("conflictCopies", "attemptId"),
        Source("attemptFeedback", "id"),
        Source("demographics", "id"),
        Source("appeals", "attemptId", only=("id", "title", "text", "filedAt", "status", "reason", "decidedAt")),
        *_RECORDED,
    ),
}
