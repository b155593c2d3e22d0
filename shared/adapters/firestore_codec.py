"""Our values, writes and queries as Firestore's protocol buffers, and back.

Works on the bare protobuf messages below the proto-plus wrappers: several times faster, and public by `.pb()`.
A list in a list, which Firestore lacks, is stored as `{"[]": […]}`; a map of that shape in a list is wrapped again.
A vector is a map that says so, as in Firestore's own clients.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from google.cloud.firestore_v1.types import query as query_types
from google.cloud.firestore_v1.types import write as write_types

from shared.adapters.query_plan import QueryPlan
from shared.data.store import (
    Create,
    Data,
    Delete,
    Document,
    Hold,
    Increment,
    Neighbour,
    Operator,
    Update,
    Vector,
    Write,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NESTED = "[]"
_KIND, _VECTOR = "__type__", "__vector__"
DISTANCE = "__distance"
"""What a found document's distance is called in an answer; no field of a document begins so."""
_SIMPLE_FIELD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*(\.[A-Za-z_][A-Za-z_0-9]*)*")
# Poorly typed by their package; `Any` once instead of at every use.
_writes: Any = write_types
_queries: Any = query_types
_WriteMessage: Any = _writes.Write.pb()
_QueryMessage: Any = _queries.StructuredQuery.pb()
_OPERATORS = {
    Operator.EQUAL: "EQUAL",
    Operator.LESS: "LESS_THAN",
    Operator.LESS_OR_EQUAL: "LESS_THAN_OR_EQUAL",
    Operator.GREATER: "GREATER_THAN",
    Operator.GREATER_OR_EQUAL: "GREATER_THAN_OR_EQUAL",
    Operator.IN: "IN",
    Operator.CONTAINS: "ARRAY_CONTAINS",
    Operator.CONTAINS_ANY: "ARRAY_CONTAINS_ANY",
}


def version_of(timestamp: Any) -> str:
    """Return an update time as a version, to the nanosecond."""
    return f"{timestamp.seconds}.{timestamp.nanos:09d}"


def stamp_of(version: str) -> Any:
    """Return what `version_of` made a text of, as a timestamp."""
    from google.protobuf.timestamp_pb2 import Timestamp

    seconds, _, nanos = version.partition(".")
    return Timestamp(seconds=int(seconds), nanos=int(nanos))


def document_of(message: Any, root: str) -> Document:
    """Return a document from its message; `root` ends with a slash."""
    data = {name: _decoded(value) for name, value in message.fields.items()}
    return Document(message.name.removeprefix(root), data, version_of(message.update_time))


def write_message(item: Write, root: str) -> Any:
    """Return one normalised write as a message."""
    message = _WriteMessage()
    name = root + item.path
    match item:
        case Create(_, data):
            _document(message, name, data)
            message.current_document.exists = False
        case Update(_, data, version):
            _document(message, name, data)
            _precondition(message, version)
        case Delete(_, version):
            message.delete = name
            if version is not None:
                _precondition(message, version)
        case Hold(_, version):
            message.update.name = name
            # Present and empty: an absent mask would replace the document by nothing.
            message.update_mask.SetInParent()
            _precondition(message, version)
        case Increment(_, amounts, values):
            _document(message, name, values)
            message.update_mask.SetInParent()
            message.update_mask.field_paths.extend(_quoted(field) for field in values)
            for field, amount in amounts.items():
                message.update_transforms.add(field_path=_quoted(field)).increment.integer_value = amount
    return message


def query_message(query: QueryPlan, root: str, *, paged: bool = True) -> Any:
    """Return a query as a StructuredQuery; `paged=False` leaves limit and cursor out."""
    message = _QueryMessage()
    message.from_.add(collection_id=query.collection_id, all_descendants=query.group)
    filters = message.where.composite_filter if len(query.filters) > 1 else None
    if filters is not None:
        filters.op = "AND"
    for item in query.filters:
        target = filters.filters.add() if filters is not None else message.where
        if item.value is None:
            target.unary_filter.field.field_path = _field_path(item.field)
            target.unary_filter.op = "IS_NULL"
        else:
            target.field_filter.field.field_path = _field_path(item.field)
            target.field_filter.op = _OPERATORS[item.operator]
            _encode(target.field_filter.value, item.value)
    for order in query.orders:
        _order(message, _field_path(order.field), order.descending)
    _order(message, "__name__", query.path_descending)
    for field in query.only:
        message.select.fields.add(field_path=_field_path(field))
    if paged and query.limit is not None:
        message.limit.value = query.limit
    if paged and query.after is not None:
        for value in query.after[:-1]:
            _encode(message.start_at.values.add(), value)
        message.start_at.values.add().reference_value = root + query.after[-1]
        message.start_at.before = False
    return message


def nearest_message(query: QueryPlan, root: str, field: str, to: Vector) -> Any:
    """Return a query for what is nearest to a vector as a StructuredQuery."""
    message = query_message(query, root, paged=False)
    message.ClearField("order_by")
    found = message.find_nearest
    found.vector_field.field_path = _field_path(field)
    _encode_vector(found.query_vector, to)
    found.distance_measure = "COSINE"
    found.limit.value = query.limit
    found.distance_result_field = DISTANCE
    if query.only:
        message.select.fields.add(field_path=DISTANCE)
    return message


def neighbour_of(message: Any, root: str, field: str) -> Neighbour:
    """Return a found document without its vector, and how far away it is."""
    distance = message.fields[DISTANCE].double_value
    del message.fields[DISTANCE]
    message.fields.pop(field, None)
    return Neighbour(document_of(message, root), distance)


def _order(message: Any, field: str, descending: bool) -> None:
    message.order_by.add(direction="DESCENDING" if descending else "ASCENDING").field.field_path = field


def _document(message: Any, name: str, data: Data) -> None:
    message.update.name = name
    fields = message.update.fields
    for key, value in data.items():
        _encode(fields[key], value)


def _precondition(message: Any, version: str) -> None:
    seconds, _, nanos = version.partition(".")
    message.current_document.update_time.seconds = int(seconds)
    message.current_document.update_time.nanos = int(nanos)


def _quoted(field: str) -> str:
    if _SIMPLE_FIELD.fullmatch(field) and "." not in field:
        return field
    return "`" + field.replace("\\", "\\\\").replace("`", "\\`") + "`"


def _field_path(path: str) -> str:
    return path if _SIMPLE_FIELD.fullmatch(path) else ".".join(_quoted(part) for part in path.split("."))


def _encode(target: Any, value: Any) -> None:
    if isinstance(value, str):
        target.string_value = value
    elif value is None:
        target.null_value = 0
    elif isinstance(value, bool):
        target.boolean_value = value
    elif isinstance(value, int):
        target.integer_value = value
    elif isinstance(value, float):
        target.double_value = value
    elif isinstance(value, datetime):
        _encode_time(target, value)
    elif isinstance(value, bytes):
        target.bytes_value = value
    elif isinstance(value, Vector):
        _encode_vector(target, value)
    elif isinstance(value, dict):
        target.map_value.SetInParent()
        fields = target.map_value.fields
        for key, item in cast("dict[str, Any]", value).items():
            _encode(fields[key], item)
    else:
        target.array_value.SetInParent()
        for item in value:
            _encode(target.array_value.values.add(), _list_item(item))


def _encode_vector(target: Any, vector: Vector) -> None:
    fields = target.map_value.fields
    fields[_KIND].string_value = _VECTOR
    values = fields["value"].array_value.values
    for item in vector:
        values.add().double_value = item


def _decoded_map(message: Any) -> Any:
    fields = message.map_value.fields
    if _KIND in fields:
        return Vector(item.double_value for item in fields["value"].array_value.values)
    return {name: _decoded(item) for name, item in fields.items()}


def _list_item(item: Any) -> Any:
    if isinstance(item, list) or _is_wrapper(item):
        return {_NESTED: cast(Any, item)}
    return item


def _is_wrapper(item: Any) -> bool:
    return isinstance(item, dict) and list(cast("dict[str, Any]", item)) == [_NESTED]


def _encode_time(target: Any, value: datetime) -> None:
    past = value - _EPOCH
    target.timestamp_value.seconds = past.days * 86400 + past.seconds
    target.timestamp_value.nanos = past.microseconds * 1000


def _decoded(message: Any) -> Any:
    kind = message.WhichOneof("value_type")
    special = _DECODERS.get(kind)
    return special(message) if special else getattr(message, kind)


def _decoded_list(message: Any) -> list[Any]:
    return [_decoded_item(item) for item in message.array_value.values]


def _decoded_item(message: Any) -> Any:
    value = _decoded(message)
    return value[_NESTED] if _is_wrapper(value) else value


def _decoded_time(message: Any) -> datetime:
    stamp = message.timestamp_value
    return _EPOCH + timedelta(seconds=stamp.seconds, microseconds=stamp.nanos // 1000)


_DECODERS: dict[str, Callable[[Any], Any]] = {
    "null_value": lambda message: None,
    "map_value": _decoded_map,
    "array_value": _decoded_list,
    "timestamp_value": _decoded_time,
}
