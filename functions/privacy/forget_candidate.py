"""What is known of a candidate beside the invitation: their attempt gets a pseudonym, what they told or sent goes."""

from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.analytics.repository import AttemptFeedbackRepository, DemographicsRepository
from shared.domain.attempts.events import AttemptExportExpired
from shared.domain.attempts.exports import AttemptExportRepository
from shared.domain.attempts.repository import AccommodationRepository, AttemptRepository
from shared.domain.grading.model import graded_id
from shared.domain.grading.repository import AppealRepository
from shared.domain.greenhouse.repository import InterviewRepository
from shared.domain.integrity.repository import IntegritySummaryRepository
from shared.domain.invitations.events import CandidateErased
from shared.domain.invitations.model import ERASED_EMAIL, ERASED_NAME
from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.uploads.events import FileDeleted
from shared.domain.uploads.model import UploadStatus
from shared.domain.uploads.repository import UploadRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

MOST_FILES = 100


@subscriber(CandidateErased)
async def forget_candidate(event: CandidateErased, ctx: SubscriberContext) -> None:
    """Forget who sat an attempt."""
    attempts, accommodations = AttemptRepository(ctx.work), AccommodationRepository(ctx.work)
    declarations, feedback = DemographicsRepository(ctx.work), AttemptFeedbackRepository(ctx.work)
    summaries = IntegritySummaryRepository(ctx.work)
    id = event.invitation_id
    await ctx.work.get_many([each.path(id) for each in (attempts, accommodations, declarations, feedback, summaries)])
    if (granted := await accommodations.find(id)) is not None:
        accommodations.remove(granted)
    if (declared := await declarations.find(id)) is not None:
        declarations.remove(declared)
    if (said := await feedback.find(id)) is not None:
        feedback.save(said.with_(text=""))
    if (summary := await summaries.find(id)) is not None:
        summaries.save(summary.erased())
    for export in await AttemptExportRepository(ctx.work).about(id):
        ctx.work.emit(AttemptExportExpired(export_id=export.id))
    interviews = InterviewRepository(ctx.work)
    for interview in await interviews.of_invitation(id):
        interviews.remove(interview)
    attempt = await attempts.find(id)
    if attempt is not None:
        attempts.save(attempt.pseudonymised(name=ERASED_NAME, email=ERASED_EMAIL))
        appeals = AppealRepository(ctx.work)
        for appeal in await appeals.get_many([graded_id(id, each.question_id) for each in attempt.questions]):
            if appeal is not None:
                appeals.save(appeal.erased())
        if await _remove_files(ctx.work, attempt.candidate_uid):
            ctx.work.emit(event)


async def _remove_files(work: UnitOfWork, candidate_uid: str) -> bool:
    """Remove files that were sent as answers; tell whether there may be more."""
    uploads = UploadRepository(work)
    theirs = Filter("createdBy", Operator.EQUAL, candidate_uid)
    found = await work.query(StoreQuery(uploads.collection, (theirs,), limit=MOST_FILES))
    gone = [each for each in await uploads.get_many([document.data["id"] for document in found]) if each is not None]
    for upload in gone:
        uploads.remove(upload)
        work.emit(FileDeleted(file_id=upload.id, path=upload.path, size=upload.size))
    stored = sum(upload.size for upload in gone if upload.status is UploadStatus.COMPLETE)
    if stored:
        Quotas(work).give_back(Quota.STORAGE_BYTES, stored)
    return len(found) == MOST_FILES
