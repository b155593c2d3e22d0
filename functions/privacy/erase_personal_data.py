"""Page by page a person's data goes from wherever it was copied to and the log; then there is a signed receipt.

It begins once the request itself has its place in the log, so that whoever verifies the log finds what erased an entry.
"""

from shared.data.store import Document, Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.repository import RescoredAttemptRepository
from shared.domain.audit.erasures import Erasure, ErasureRepository, without_personal_parts
from shared.domain.audit.events import ErasureRequested
from shared.domain.audit.tree import signer
from shared.domain.collaboration.repository import (
    RoomAwarenessRepository,
    RoomRecordRepository,
    RoomRepository,
    RoomSnapshotRepository,
    RoomUpdateRepository,
)
from shared.domain.inbound.handling import erase_naming
from shared.domain.integrity.repository import (
    EditChapterRepository,
    EditRecordRepository,
    IntegritySummaryRepository,
    SignalLogRepository,
)
from shared.domain.invitations.model import ERASED_NAME
from shared.domain.metrics.erasing import delete_counters, forget_member
from shared.domain.notifications.digests import DigestItemRepository, DigestRepository
from shared.domain.notifications.repository import NotificationRepository
from shared.domain.operations import transitions
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tenants.repository import TenantRepository
from shared.domain.uploads.events import FileDeleted
from shared.errors import DependencyUnavailable
from shared.observability.audit import COLLECTION
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

PAGE = 100
RECORDINGS_PAGE = 10
"""Documents of up to a megabyte lie in memory together."""


@subscriber(ErasureRequested)
async def erase_personal_data(event: ErasureRequested, ctx: SubscriberContext) -> None:
    """Erase a page of what a person left; sign a receipt when nothing is left."""
    erasures = ErasureRepository(ctx.work)
    erasure = await erasures.find(event.erasure_id)
    if erasure is None or erasure.receipt is not None:
        return
    if not erasure.recorded:
        await _require_recorded(ctx.work, erasure)
        erasure = erasure.with_(recorded=True)
    if erasure.member_id:
        left = await _delete(ctx.work, erasure)
        left += await delete_counters(ctx.work, erasure.member_id, PAGE)
        erasure = await _forget_figures(ctx.work, erasure, erasure.member_id)
        left += not erasure.figures_forgotten
    else:
        left = await _rename(ctx.work, erasure) + await _delete_recordings(ctx.work, erasure)
        left += await _delete_rooms(ctx.work, erasure)
    if erasure.person:
        left += await erase_naming(ctx.work, erasure.person, PAGE)
    entries = await _entries(ctx.work, erasure)
    for document in entries:
        path = f"{COLLECTION}/{document.path.rpartition('/')[2]}"
        ctx.work.update(path, without_personal_parts(document.data, erasure))
    erasure = erasure.with_(entries=erasure.entries + len(entries))
    if left or entries:
        ctx.work.emit(ErasureRequested(erasure_id=erasure.id))
        await transitions.progressed(ctx.work, erasure.id, erasure.entries)
    else:
        signs = signer(ctx.config, ctx.work.tenant_id)
        receipt = signs.sign(erasure.receipt_text(ctx.work.tenant_id, at=ctx.now))
        erasure = erasure.with_(receipt=receipt, person=None)
        result = {"receipt": receipt, "verifierKey": signs.verifier_key}
        await transitions.succeeded(ctx.work, erasure.id, result)
    erasures.save(erasure)


async def _require_recorded(work: UnitOfWork, erasure: Erasure) -> None:
    about = Filter("about", Operator.CONTAINS, erasure.id)
    if not any("index" in entry.data for entry in await work.query(StoreQuery(COLLECTION, (about,), limit=PAGE))):
        raise DependencyUnavailable("the request for the erasure has no place in the audit log yet")


async def _rename(work: UnitOfWork, erasure: Erasure) -> int:
    repository = RescoredAttemptRepository(work)
    query = StoreQuery(repository.collection, (Filter("attemptId", Operator.EQUAL, erasure.invitation_id),))
    ids = [document.data["id"] for document in await work.query(query)]
    found = [each for each in await repository.get_many(ids) if each and each.candidate_name != ERASED_NAME]
    for each in found[:PAGE]:
        repository.save(each.with_(candidate_name=ERASED_NAME))
    return len(found)


async def _delete_recordings(work: UnitOfWork, erasure: Erasure) -> int:
    """Delete a page of what was recorded of an attempt, and of what was found in it."""
    count = 0
    for repository in (SignalLogRepository, EditChapterRepository, EditRecordRepository, IntegritySummaryRepository):
        theirs = Filter("attemptId", Operator.EQUAL, erasure.invitation_id)
        query = StoreQuery(repository.collection, (theirs,), limit=RECORDINGS_PAGE)
        for document in await work.query(query):
            work.delete(repository.path(document.path.rpartition("/")[2]))
            count += 1
    return count


async def _delete_rooms(work: UnitOfWork, erasure: Erasure) -> int:
    """Delete a page of what was written in a candidate's rooms, and rooms that are empty; the answers stay."""
    count = 0
    theirs = Filter("invitationId", Operator.EQUAL, erasure.invitation_id)
    for room in await work.query(StoreQuery(RoomRepository.collection, (theirs,), limit=RECORDINGS_PAGE)):
        inside = Filter("roomId", Operator.EQUAL, room.data["id"])
        found = 0
        for repository in (RoomUpdateRepository, RoomRecordRepository, RoomAwarenessRepository):
            for document in await work.query(StoreQuery(repository.collection, (inside,), limit=RECORDINGS_PAGE)):
                work.delete(repository.path(document.data["id"]))
                found += 1
        if not found:
            await _delete_room(work, room.data["id"])
        count += found or 1
    return count


async def _delete_room(work: UnitOfWork, id: str) -> None:
    snapshots = RoomSnapshotRepository(work)
    snapshot = await snapshots.find(id)
    if snapshot is not None:
        snapshots.remove(snapshot)
        if snapshot.file is not None:
            work.emit(FileDeleted(file_id=id, path=snapshot.file.path, size=snapshot.file.size))
    work.delete(RoomRepository.path(id))


async def _delete(work: UnitOfWork, erasure: Erasure) -> int:
    """Delete a page of what a member was told; what they made is the tenant's."""
    count = 0
    for repository in (NotificationRepository, DigestItemRepository, DigestRepository):
        theirs = Filter("memberId", Operator.EQUAL, erasure.member_id)
        for document in await work.query(StoreQuery(repository.collection, (theirs,), limit=PAGE)):
            work.delete(repository.path(document.path.rpartition("/")[2]))
            count += 1
    return count


async def _forget_figures(work: UnitOfWork, erasure: Erasure, member_id: str) -> Erasure:
    """Have a page of the tasks that a member is assigned to count for them no more; the tasks stay as they are."""
    if erasure.figures_forgotten:
        return erasure
    tasks, tenants = TaskRepository(work), TenantRepository(work)
    theirs = Filter("assigneeId", Operator.EQUAL, member_id)
    after = (work.absolute(tasks.path(erasure.tasks_after)),) if erasure.tasks_after else None
    page = await work.query(StoreQuery(tasks.collection, (theirs,), (), PAGE, after))
    found = [task for task in await tasks.get_many([each.data["id"] for each in page]) if task is not None]
    zone = (await tenants.get(work.tenant_id)).time_zone
    await forget_member(work, member_id, {task.id: task for task in found}, zone)
    if len(page) < PAGE:
        return erasure.with_(figures_forgotten=True)
    return erasure.with_(tasks_after=found[-1].id)


async def _entries(work: UnitOfWork, erasure: Erasure) -> list[Document]:
    """Return entries by the person, or about them; what was erased is neither."""
    filters = (
        Filter("actor", Operator.EQUAL, erasure.actor),
        Filter("about", Operator.CONTAINS, erasure.subject_id),
    )
    found = {
        each.path: each for one in filters for each in await work.query(StoreQuery(COLLECTION, (one,), limit=PAGE))
    }
    return list(found.values())
