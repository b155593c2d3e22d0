"""Where invitations are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.invitations.candidates import Candidate
from shared.domain.invitations.imports import CandidateImport, ImportPage
from shared.domain.invitations.model import Invitation
from shared.domain.invitations.public_links import PlaceRequest, PublicLink
from shared.domain.invitations.reminders import Reminder, ReminderPlan
from shared.domain.invitations.wordings import CandidateMail, MailKind
from shared.engines.mail_layout import AS_WRITTEN, Wording

INVITATION_LIST = QueryShape(
    "invitations",
    equals=("assessmentId", "status"),
    sorts=(("-createdAt",), ("createdAt",)),
    ranges=("createdAt",),
)
CANDIDATE_INVITATIONS = QueryShape("invitations", equals=("candidateId",), required=("candidateId",))
CANDIDATE_LIST = QueryShape(
    "candidates", sorts=(("-lastInvitedAt",), ("lastInvitedAt",), ("name",), ("email",)), ranges=("lastInvitedAt",)
)
PUBLIC_LINK_LIST = QueryShape("publicLinks", equals=("assessmentId",), sorts=(("-createdAt",), ("createdAt",)))


class InvitationRepository(Repository[Invitation]):
    """Candidates' invitations."""

    collection: ClassVar[str] = "invitations"
    noun: ClassVar[str] = "invitation"
    model = Invitation


class CandidateRepository(Repository[Candidate]):
    """Candidates by the id of their address."""

    collection: ClassVar[str] = "candidates"
    noun: ClassVar[str] = "candidate"
    model = Candidate


class CandidateImportRepository(Repository[CandidateImport]):
    """Imports of candidates by the id of their operation."""

    collection: ClassVar[str] = "candidateImports"
    noun: ClassVar[str] = "candidate_import"
    model = CandidateImport


class ImportPageRepository(Repository[ImportPage]):
    """What became of the rows of imports."""

    collection: ClassVar[str] = "candidateImportPages"
    noun: ClassVar[str] = "candidate_import_page"
    model = ImportPage


class PublicLinkRepository(Repository[PublicLink]):
    """Links that anybody may follow."""

    collection: ClassVar[str] = "publicLinks"
    noun: ClassVar[str] = "public_link"
    model = PublicLink


class PlaceRequestRepository(Repository[PlaceRequest]):
    """Who asks for a place by a public link, until they confirm it."""

    collection: ClassVar[str] = "placeRequests"
    noun: ClassVar[str] = "place_request"
    model = PlaceRequest


class ReminderPlanRepository(Repository[ReminderPlan]):
    """When candidates are reminded, by assessment."""

    collection: ClassVar[str] = "reminderPlans"
    noun: ClassVar[str] = "reminder_plan"
    model = ReminderPlan


class ReminderRepository(Repository[Reminder]):
    """Reminders on their way, and sent."""

    collection: ClassVar[str] = "reminders"
    noun: ClassVar[str] = "reminder"
    model = Reminder


class CandidateMailRepository(Repository[CandidateMail]):
    """A tenant's own words in its mails to candidates, by kind."""

    collection: ClassVar[str] = "candidateMails"
    noun: ClassVar[str] = "candidate_mail"
    model = CandidateMail

    async def wording(self, kind: MailKind) -> Wording:
        """Return the words of one kind of mail."""
        found = await self.find(kind.value)
        return found.wording if found else AS_WRITTEN
