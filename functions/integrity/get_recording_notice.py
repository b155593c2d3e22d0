"""What is going to be recorded, told before anything starts."""

from typing import Self

from shared.auth.permissions import Permission
from shared.domain.assessments.model import Assessment
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.invitations.repository import InvitationRepository
from shared.engines.recording import Recording
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request

ACTIVITY = "When this page loses the focus, leaves the full screen or is open twice, and what else your browser reports"
CLIPBOARD = "How many characters you copy and paste, and a fingerprint of them; never the text"
DEVICES = "That your network address, your device or its clock changed; never the address itself"
EDITS = "How your answers come about, edit by edit"


class GetRecordingNotice(Request):
    """Nothing: the invitation says of which assessment."""


class RecordingNotice(FrozenModel):
    """What is recorded beyond the answers, as settings and in words; no statements where nothing is.

    The assessment's instructions (Markdown) and time limit come with it, so that all is known before the clock starts.
    """

    recording: Recording
    statements: tuple[str, ...]
    instructions: str
    time_limit_minutes: int

    @classmethod
    def of(cls, assessment: Assessment) -> Self:
        """Return the notice of an assessment's settings."""
        recording = assessment.recording
        said = (
            (recording.activity, ACTIVITY),
            (recording.clipboard, CLIPBOARD),
            (recording.devices, DEVICES),
            (recording.edits, EDITS),
        )
        return cls(
            recording=recording,
            statements=tuple(text for recorded, text in said if recorded),
            instructions=assessment.instructions,
            time_limit_minutes=assessment.time_limit_minutes,
        )


@query("GET /v1/recording-notice", permission=Permission.ATTEMPTS_START, runtime=Runtime.ASSESSMENT)
async def get_recording_notice(request: GetRecordingNotice, ctx: QueryContext) -> RecordingNotice:
    """Get what an attempt records of its candidate, before it is started."""
    invitation = await InvitationRepository(ctx.reads).get(ctx.candidate.invitation_id)
    assessment = await AssessmentRepository(ctx.reads).get(invitation.assessment_id)
    return RecordingNotice.of(assessment)
