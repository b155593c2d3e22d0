"""An export is written page by page, straight into the file store."""

from collections.abc import AsyncIterator

from pydantic_core import to_json

from shared.auth.sign_in_sessions import sessions_path
from shared.data.store import Document
from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.avatars import AvatarRepository
from shared.domain.accounts.settings import find_settings
from shared.domain.collaboration.repository import RoomRepository
from shared.domain.collaboration.states import RoomState
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.operations import transitions
from shared.domain.privacy.events import PersonalDataExportRequested
from shared.domain.privacy.exports import CONTENT_TYPE, PersonalDataExport, PersonalDataExportRepository, Subject
from shared.domain.privacy.sources import SOURCES, Source
from shared.domain.tenants.repository import MemberRepository
from shared.domain.tenants.users import find_user
from shared.domain.uploads.repository import UploadRepository
from shared.engines.addresses import person_key
from shared.engines.crdt.documents import text_of
from shared.engines.zip_stream import ZipStream
from shared.ports.files import FileRef, Measured
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PAGE = 50
"""Documents of up to a megabyte lie in memory together."""


@subscriber(PersonalDataExportRequested, external=True)
async def write_personal_data_export(event: PersonalDataExportRequested, ctx: ExternalContext) -> None:
    """Write a person's data to a file."""

    async def begin(work: UnitOfWork) -> PersonalDataExport | None:
        export = await PersonalDataExportRepository(work).find(event.export_id)
        if export is None or export.file is not None:
            return None
        await transitions.started(work, export.id)
        return export

    export = await ctx.prepare(begin)
    if export is None:
        return
    written = Measured(_archive(ctx, export))
    await ctx.files.put(export.path, written.pieces(), CONTENT_TYPE)
    file = FileRef(path=export.path, sha256=written.sha256.hexdigest(), size=written.size)

    async def record(work: UnitOfWork) -> bool:
        exports = PersonalDataExportRepository(work)
        current = await exports.find(event.export_id)
        if current is None:
            return False
        exports.save(current.with_(file=file))
        result = {"exportId": current.id, "sha256": file.sha256, "size": file.size}
        await transitions.succeeded(work, current.id, result)
        return True

    if not await ctx.finish(record):
        await ctx.files.delete(export.path)


async def _archive(ctx: ExternalContext, export: PersonalDataExport) -> AsyncIterator[bytes]:
    archive = ZipStream(export.created_at)
    contents: dict[str, str] = {}
    rooms: list[str] = []
    people = await ctx.prepare(lambda work: _keys_of_addresses(work, export))
    if export.subject is Subject.MEMBER:
        yield archive.begin("account.json")
        yield archive.write(await ctx.prepare(lambda work: _account(work, export.subject_ids[0])))
        yield archive.end()
    for source in SOURCES[export.subject]:
        yield archive.begin(f"{source.collection}.json")
        separator = b"[\n"
        async for document in _documents(ctx, people if source.by_address else export.subject_ids, source):
            yield archive.write(separator + to_json(source.shown(document.data), indent=2))
            separator = b",\n"
            _note_content(contents, source, document)
            if source.collection == RoomRepository.collection:
                rooms.append(document.data["id"])
        yield archive.write(b"\n]\n" if separator == b",\n" else b"[]\n")
        yield archive.end()
    for room_id in rooms:
        yield archive.begin(f"rooms/{room_id.replace(':', '-')}.txt")
        yield archive.write(await _room_text(ctx, room_id))
        yield archive.end()
    for path, name in contents.items():
        yield archive.begin(name)
        async for piece in ctx.files.stream(path):
            yield archive.write(piece)
        yield archive.end()
    yield archive.close()


async def _keys_of_addresses(work: UnitOfWork, export: PersonalDataExport) -> tuple[str, ...]:
    """Return the keys of the addresses that a member or a candidate's invitations have."""
    repository = MemberRepository(work) if export.subject is Subject.MEMBER else InvitationRepository(work)
    found = [each for each in await repository.get_many(export.subject_ids) if each is not None]
    return tuple(dict.fromkeys(person_key(each.email) for each in found))


async def _documents(ctx: ExternalContext, subject_ids: tuple[str, ...], source: Source) -> AsyncIterator[Document]:
    for subject_id in subject_ids:
        after: str | None = None
        while True:
            query = source.query(subject_id, PAGE, after)
            found = await ctx.prepare(lambda work, query=query: work.query(query))
            for document in found:
                yield document
            if len(found) < PAGE:
                break
            after = found[-1].path


def _note_content(contents: dict[str, str], source: Source, document: Document) -> None:
    """Remember the file that a document is about, with its name in the archive."""
    data = document.data
    if source.collection == AvatarRepository.collection:
        contents[data["path"]] = "files/avatar.png"
    if source.collection == UploadRepository.collection and data["file"] is not None:
        name = "".join(each if each.isprintable() and each not in '/\\:*?"<>|' else "_" for each in data["fileName"])
        contents[data["file"]["path"]] = f"files/{data['id']}-{name}"


async def _room_text(ctx: ExternalContext, room_id: str) -> bytes:
    """Return what a room holds: nothing once its content is deleted."""
    state = await ctx.prepare(lambda work: RoomState.read(work, room_id))
    return text_of(await state.merged(ctx.files)).encode()


async def _account(work: UnitOfWork, user_id: str) -> bytes:
    """Return what belongs to no tenant: who somebody is, how they want to be served, where they are signed in."""
    user, settings = await find_user(work, user_id), await find_settings(work, user_id)
    sessions = await work.global_documents.get(sessions_path(user_id))
    account = {
        "id": user_id,
        "email": user.email if user else None,
        "displayName": user.display_name if user else None,
        "tenantIds": user.tenant_ids if user else (),
        "settings": settings.to_data(),
        "signInSessions": list(sessions.data["sessions"].values()) if sessions else [],
    }
    return to_json(account, indent=2)
