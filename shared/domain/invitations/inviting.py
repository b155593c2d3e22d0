"""Inviting, one person or hundreds in one unit of work: nobody has two invitations to an assessment that admit them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import AwareDatetime

from shared.data.unit_of_work import UnitOfWork
from shared.domain.invitations.candidates import Candidate, Person
from shared.domain.invitations.events import CandidateChanged, CandidateErased, CandidateInvited
from shared.domain.invitations.model import LIFETIME, Invitation, Offer
from shared.domain.invitations.repository import CandidateRepository, InvitationRepository
from shared.errors import AlreadyExists, FieldProblem, InvalidInput

SHORTEST = timedelta(hours=1)
LONGEST = timedelta(days=90)


class Inviting:
    """Invite people to one assessment; `live` is asked before `invite`."""

    def __init__(self, work: UnitOfWork, offer: Offer) -> None:
        self._work = work
        self._offer = offer
        self._candidates = CandidateRepository(work)
        self._invitations = InvitationRepository(work)

    async def live(self, people: Sequence[Person]) -> dict[str, Invitation]:
        """Return the invitations that admit some of them already, by candidate; they stay as they are until then."""
        candidates = await self._candidates.get_many([person.id for person in people])
        named = [each.invitations.get(self._offer.assessment_id) for each in candidates if each]
        invitations = await self._invitations.get_many([id for id in named if id])
        found = [each for each in invitations if each is not None]
        for each in found:
            self._invitations.hold(each)
        return {each.candidate_id: each for each in found if each.is_live(at=self._work.now)}

    async def invite(self, people: Sequence[Person]) -> list[Invitation]:
        """Invite people of whom none has a live invitation, and none is named twice."""
        candidates = await self._candidates.get_many([person.id for person in people])
        return [self._invited(person, candidate) for person, candidate in zip(people, candidates, strict=True)]

    def _invited(self, person: Person, candidate: Candidate | None) -> Invitation:
        now, offer = self._work.now, self._offer
        invitation = Invitation(
            id=self._work.new_id(),
            **offer.model_dump(),
            email=person.email,
            candidate_id=person.id,
            candidate_name=person.name,
            created_at=now,
        )
        known = candidate or Candidate(
            id=person.id, email=person.email, name=person.name, created_at=now, last_invited_at=now
        )
        changed = known.invited(offer.assessment_id, invitation.id, name=person.name, at=now)
        if candidate is None:
            self._candidates.add(changed)
        else:
            self._candidates.save(changed)
        self._invitations.add(invitation)
        self._work.emit(CandidateInvited(invitation_id=invitation.id))
        if candidate is None or candidate.name != person.name:
            self._work.emit(CandidateChanged(candidate_id=person.id))
        return invitation


def already_invited(invitation: Invitation) -> AlreadyExists:
    """Return the error of an invitation beside one that is live."""
    message = "this person is invited to the assessment already; resend or cancel that invitation"
    details = {"invitationId": invitation.id, "status": invitation.status.value}
    return AlreadyExists(message, code="already_invited", details=details)


def expiry(asked: AwareDatetime | None, *, at: datetime) -> datetime:
    """Return when an invitation made now ends; raise InvalidInput for less than an hour or more than 90 days."""
    if asked is None:
        return at + LIFETIME
    if not at + SHORTEST <= asked <= at + LONGEST:
        problem = FieldProblem("/expiresAt", "out_of_range", "name a time from an hour to 90 days from now")
        raise InvalidInput("an invitation can't end then", fields=[problem])
    return asked


async def erase(work: UnitOfWork, invitation: Invitation) -> None:
    """Forget whom an invitation was for; raise FailedPrecondition while the attempt runs, or when it is forgotten."""
    erased = invitation.erased()
    await _forget(work, invitation)
    InvitationRepository(work).save(erased)
    work.emit(CandidateErased(invitation_id=invitation.id))


async def _forget(work: UnitOfWork, invitation: Invitation) -> None:
    candidates = CandidateRepository(work)
    candidate = await candidates.find(invitation.candidate_id) if invitation.candidate_id else None
    if candidate is None:
        return
    left = candidate.without(invitation.id)
    if left is None:
        candidates.remove(candidate)
        work.emit(CandidateChanged(candidate_id=candidate.id))
    elif left != candidate:
        candidates.save(left)
