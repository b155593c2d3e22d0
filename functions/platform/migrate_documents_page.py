"""One page of a migration, in one commit with the event that asks for the next: a kill repeats a page, or nothing."""

from typing import Any

from pydantic_core import to_json

from shared.data.repository import Repository
from shared.data.store import Document
from shared.domain.operations import transitions
from shared.domain.operations.events import MigrationPageDue
from shared.domain.operations.migrations import PAGE_BYTES, PAGE_DOCUMENTS
from shared.domain.operations.repository import OperationRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(MigrationPageDue)
async def migrate_documents_page(event: MigrationPageDue, ctx: SubscriberContext) -> None:
    """Rewrite some documents of older schema versions; one that can't be is named in the log, and left."""
    from shared.runtime.repositories import repositories

    operation = await OperationRepository(ctx.work).get(event.operation_id)
    if operation.is_over or operation.tries != event.tries:
        return
    known = {name: repository for name, repository in repositories().items() if repository.schema_version > 1}
    if not event.collection:
        event = event.with_(total=sum([await each(ctx.work).count_older() for each in known.values()]))
    left = [name for name in known if name >= event.collection]
    for name in left:
        repository = known[name](ctx.work)
        after = (event.after_version, event.after_id) if event.after_id and name == event.collection else None
        page = _bounded(await repository.older(PAGE_DOCUMENTS, after))
        if page:
            await _rewrite(repository, page, event.with_(collection=name), ctx)
            return
    await _conclude(event, ctx)


async def _rewrite(
    repository: Repository[Any], page: list[Document], event: MigrationPageDue, ctx: SubscriberContext
) -> None:
    refused: list[str] = []
    # The operation's own document is rewritten by what is reported on it.
    own = ctx.work.absolute(OperationRepository.path(event.operation_id))
    for document in page:
        if document.path == own:
            continue
        try:
            repository.renew(document)
        except Exception as error:
            refused.append(f"{event.collection}/{document.path.rpartition('/')[2]}: {type(error).__name__}")
    done = event.with_(
        after_version=int(page[-1].data["schemaVersion"]),
        after_id=page[-1].path.rpartition("/")[2],
        rewritten=event.rewritten + len(page) - len(refused),
        refused=event.refused + len(refused),
    )
    ctx.work.emit(done)
    handled = done.rewritten + done.refused
    await transitions.progressed(ctx.work, event.operation_id, handled, max(event.total, handled), lines=refused)


async def _conclude(event: MigrationPageDue, ctx: SubscriberContext) -> None:
    if event.refused:
        await transitions.failed(
            ctx.work,
            event.operation_id,
            code="documents_not_migrated",
            message=f"{event.refused} documents can't be read as the current version has them; see the log",
        )
        return
    await transitions.succeeded(ctx.work, event.operation_id, {"rewritten": event.rewritten})


def _bounded(documents: list[Document]) -> list[Document]:
    """Return as many documents as one commit surely takes, one at least."""
    page: list[Document] = []
    size = 0
    for document in documents:
        size += len(to_json(document.data))
        if page and size > PAGE_BYTES:
            break
        page.append(document)
    return page
