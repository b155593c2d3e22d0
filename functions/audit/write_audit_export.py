"""An export is written page by page, straight into the file store."""

import hashlib
from collections.abc import AsyncIterator
from functools import cache

from shared.data.pagination import Page, PageRequest
from shared.data.store import Document, Filter, Operator, Order, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.audit.events import AuditExportRequested
from shared.domain.audit.exports import (
    COLUMNS,
    AuditExport,
    AuditExportRepository,
    ExportFormat,
    csv_row,
    entry_line,
    header_line,
)
from shared.domain.audit.model import AuditEntry
from shared.domain.audit.repository import AUDIT_LIST, AuditEntryRepository
from shared.domain.audit.tree import TREE_ID, AuditTileRepository, AuditTree, AuditTreeRepository, signer
from shared.domain.operations import transitions
from shared.engines.delimited.writing import csv_lines
from shared.engines.merkle.tiles import WIDTH, Tile, hash_from
from shared.engines.merkle.tree import Subtree, inclusion_nodes
from shared.observability.audit import COLLECTION
from shared.ports.files import FileRef
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PAGE = 100


@subscriber(AuditExportRequested, external=True)
async def write_audit_export(event: AuditExportRequested, ctx: ExternalContext) -> None:
    """Write the audit log to a file."""

    async def begin(work: UnitOfWork) -> tuple[AuditExport, AuditTree] | None:
        export = await AuditExportRepository(work).find(event.export_id)
        if export is None or export.file is not None:
            return None
        await transitions.started(work, export.id)
        return export, await AuditTreeRepository(work).find(TREE_ID) or AuditTree(id=TREE_ID)

    begun = await ctx.prepare(begin)
    if begun is None:
        return
    export, tree = begun

    async def refuse(work: UnitOfWork) -> None:
        message = "no entry has its place in the log yet; ask again in a minute"
        await transitions.failed(work, export.id, code="not_sequenced", message=message)

    if export.format is ExportFormat.JSON_LINES and tree.size == 0:
        await ctx.finish(refuse)
        return
    written = _Written(_json_lines(ctx, tree) if export.format is ExportFormat.JSON_LINES else _csv(ctx, export))
    await ctx.files.put(export.path, written.pieces(), export.format.content_type)
    file = FileRef(path=export.path, sha256=written.sha256.hexdigest(), size=written.size)

    async def record(work: UnitOfWork) -> None:
        exports = AuditExportRepository(work)
        exports.save((await exports.get(export.id)).with_(file=file))
        result = {"exportId": export.id, "sha256": file.sha256, "size": file.size, "treeSize": tree.size}
        await transitions.succeeded(work, export.id, result)

    await ctx.finish(record)


class _Written:
    """Pieces on their way into a file, counted and hashed."""

    def __init__(self, source: AsyncIterator[bytes]) -> None:
        self._source = source
        self.sha256 = hashlib.sha256()
        self.size = 0

    async def pieces(self) -> AsyncIterator[bytes]:
        async for piece in self._source:
            self.sha256.update(piece)
            self.size += len(piece)
            yield piece


async def _json_lines(ctx: ExternalContext, tree: AuditTree) -> AsyncIterator[bytes]:
    tiles = await _all_tiles(ctx, tree.size)

    @cache
    def subtree(node: Subtree) -> bytes:
        return hash_from(tiles, node)

    name = tree.note.split("\n", 1)[0]
    yield header_line(tree.note, signer(ctx.config, name.rpartition("/")[2]).verifier_key)
    for start in range(0, tree.size, PAGE):
        end = min(start + PAGE, tree.size)
        documents = await ctx.prepare(lambda work, start=start, end=end: _entries(work, start, end))
        if [document.data["index"] for document in documents] != list(range(start, end)):
            raise ValueError(f"the log lacks entries between {start} and {end}")
        lines = [
            entry_line(dict(document.data), [subtree(node) for node in inclusion_nodes(index, tree.size)])
            for index, document in enumerate(documents, start)
        ]
        yield b"".join(lines)


async def _csv(ctx: ExternalContext, export: AuditExport) -> AsyncIterator[bytes]:
    yield csv_lines([COLUMNS])
    cursor: str | None = None
    while True:
        page = await ctx.prepare(lambda work, cursor=cursor: _page(work, export, cursor))
        yield csv_lines([csv_row(entry) for entry in page.items])
        cursor = page.next_cursor
        if cursor is None:
            return


async def _entries(work: UnitOfWork, start: int, end: int) -> list[Document]:
    filters = (Filter("index", Operator.GREATER_OR_EQUAL, start), Filter("index", Operator.LESS, end))
    return await work.query(StoreQuery(COLLECTION, filters, (Order("index"),)))


async def _page(work: UnitOfWork, export: AuditExport, cursor: str | None) -> Page[AuditEntry]:
    bounds = ((Operator.GREATER_OR_EQUAL, export.since), (Operator.LESS, export.until))
    ranges = [Filter("at", operator, bound) for operator, bound in bounds if bound is not None]
    request = PageRequest(PAGE, cursor, sort=("at",))
    return await AuditEntryRepository(work).page(AUDIT_LIST, request, {"actor": export.actor}, ranges)


async def _all_tiles(ctx: ExternalContext, size: int) -> dict[Tile, bytes]:
    tiles: dict[Tile, bytes] = {}
    count, level = size, 0
    while count:
        wanted = [(level, number) for number in range(-(-count // WIDTH))]
        for start in range(0, len(wanted), PAGE):
            some = wanted[start : start + PAGE]
            tiles |= await ctx.prepare(lambda work, some=some: AuditTileRepository(work).read(some))
        count //= WIDTH
        level += 1
    return tiles
