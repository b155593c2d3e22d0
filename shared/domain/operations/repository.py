"""Where operations are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.operations.model import Operation

OPERATION_LIST = QueryShape(
    "operations", equals=("createdBy", "kind", "status"), sorts=(("-createdAt",), ("createdAt",))
)


class OperationRepository(Repository[Operation]):
    """Operations; browsers listen to the documents themselves, so they hold what their creator may see."""

    collection: ClassVar[str] = "operations"
    noun: ClassVar[str] = "operation"
    model = Operation
