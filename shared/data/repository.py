"""Documents as entities: one small class for each collection."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Generic, TypeVar

from shared.data.pagination import Page, PageRequest, cursor_after, cursor_for
from shared.data.query import QueryShape
from shared.data.store import Document, Filter, Operator, Order, StoreQuery
from shared.data.unit_of_work import Reads, UnitOfWork
from shared.errors import InternalError, InvalidInput, NotFound
from shared.model import FrozenModel

BATCH_LIMIT = 100


class Entity(FrozenModel):
    """A stored thing with an id of its own."""

    id: str


E = TypeVar("E", bound=Entity)


class Repository(Generic[E]):
    """Read and write the entities of one collection through a unit of work.

    `upgrade` brings data of an older `schema_version` up to date in memory; the next write stores it so.
    """

    collection: ClassVar[str]
    noun: ClassVar[str]
    model: type[E]
    schema_version: ClassVar[int] = 1

    def __init__(self, reads: Reads) -> None:
        self._reads = reads

    async def find(self, id: str) -> E | None:
        """Return an entity or None."""
        document = await self._reads.get(self.path(id))
        return self._entity(document) if document else None

    async def get(self, id: str) -> E:
        """Return an entity; raise NotFound as `<noun>_not_found`."""
        return found(await self.find(id), self.noun)

    async def get_many(self, ids: Sequence[str]) -> list[E | None]:
        """Return entities in the order asked, None where missing; one round trip."""
        paths = {id: self.path(id) for id in ids if is_document_id(id)}
        documents = dict(zip(paths, await self._reads.get_many(list(paths.values())), strict=True))
        return [self._entity(document) if (document := documents.get(id)) else None for id in ids]

    async def page(
        self,
        shape: QueryShape,
        request: PageRequest,
        equals: Mapping[str, Any] | None = None,
        ranges: Sequence[Filter] = (),
    ) -> Page[E]:
        """Return one page of a declared listing; a range needs its field to be the first sort key."""
        scope: dict[str, Any] = {
            "shape": shape.collection,
            "equals": dict(equals or {}),
            "ranges": [[each.field, each.operator, each.value] for each in ranges],
            "sort": list(request.sort or ()),
        }
        try:
            filters = (*shape.filters(equals or {}), *shape.bounds(ranges, request.sort))
            query = StoreQuery(shape.collection, filters, shape.orders(request.sort))
        except ValueError as error:
            raise InvalidInput(str(error), code="invalid_sort") from error
        tenant_id = self._reads.tenant_id
        after = cursor_after(request.cursor, tenant_id, scope) if request.cursor else None
        if after is not None:
            after = (*after[:-1], self._reads.absolute(self.path(after[-1])))
        limited = StoreQuery(query.collection, query.filters, query.orders, request.limit + 1, after)
        documents = await self._reads.query(limited)
        more = len(documents) > request.limit
        documents = documents[: request.limit]
        next_cursor = None
        if more:
            last = documents[-1]
            values = [last.data.get(order.field) for order in query.orders]
            next_cursor = cursor_for([*values, last.path.rpartition("/")[2]], tenant_id, scope)
        total = await self._reads.count(query) if request.count else None
        return Page([self._entity(document) for document in documents], next_cursor, total)

    def add(self, entity: E) -> None:
        """Store a new entity."""
        self._work.create(self.path(entity.id), self._data(entity))

    def save(self, entity: E) -> None:
        """Store the next state of an entity that was read in this unit."""
        self._work.update(self.path(entity.id), self._data(entity))

    async def put(self, entity: E) -> None:
        """Store an entity, whether it is there already or not."""
        if await self.find(entity.id) is None:
            self.add(entity)
        else:
            self.save(entity)

    def remove(self, entity: E) -> None:
        """Delete an entity that was read in this unit."""
        self._work.delete(self.path(entity.id))

    def hold(self, entity: E) -> None:
        """Demand that an entity read in this unit stays as it is until the commit."""
        self._work.hold(self.path(entity.id))

    async def older(self, limit: int, after: tuple[int, str] | None = None) -> list[Document]:
        """Return documents of older schema versions, by version and id, behind those of `after`."""
        behind = (after[0], self._reads.absolute(self.path(after[1]))) if after else None
        return await self._reads.query(replace(self._older(), limit=limit, after=behind))

    async def count_older(self) -> int:
        """Return how many documents are of older schema versions."""
        return await self._reads.count(self._older())

    def renew(self, document: Document) -> None:
        """Store a document read in this unit as the current schema version has it."""
        self._work.update(self.path(document.path.rpartition("/")[2]), self._data(self._entity(document)))

    def upgrade(self, data: dict[str, Any], version: int) -> dict[str, Any]:
        """Return data of an older schema version as the current one has it."""
        return data

    @classmethod
    def path(cls, id: str) -> str:
        """Return the document's path in the tenant; an id that can't be one finds nothing."""
        return f"{cls.collection}/{document_id(id)}"

    @property
    def _work(self) -> UnitOfWork:
        if not isinstance(self._reads, UnitOfWork):
            raise InternalError("a query can't write")
        return self._reads

    def _older(self) -> StoreQuery:
        older = Filter("schemaVersion", Operator.LESS, self.schema_version)
        return StoreQuery(self.collection, (older,), (Order("schemaVersion"),))

    def _entity(self, document: Document) -> E:
        data = dict(document.data)
        version = int(data.get("schemaVersion", 1))
        if version > self.schema_version:
            raise InternalError(f"{document.path} was written by a newer version of Ella ({version})")
        if version < self.schema_version:
            data = self.upgrade(data, version)
        return self.model.model_validate(data)

    def _data(self, entity: E) -> dict[str, Any]:
        return {**entity.to_data(), "schemaVersion": self.schema_version}


def found(entity: E | None, noun: str) -> E:
    """Return the entity, or raise NotFound for its noun."""
    if entity is None:
        raise NotFound(f"there is no such {noun.replace('_', ' ')}", code=f"{noun}_not_found")
    return entity


def document_id(id: str) -> str:
    """Return an id that is safe as a document id; raise NotFound for one that never can exist."""
    if not is_document_id(id):
        raise NotFound("there is no such thing")
    return id


def is_document_id(id: str) -> bool:
    """Tell whether an id can be a document's."""
    return bool(id) and len(id) <= 200 and not ("/" in id or "\x00" in id or id in (".", "..") or id.startswith("__"))
