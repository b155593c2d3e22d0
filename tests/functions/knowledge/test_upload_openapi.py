import pytest

from tests.fixtures.knowledge import (
    OPENAPI,
    knowledge,
    uploaded,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    return Arranged(as_=manager, path=path, body={"uploadId": await uploaded(stage, manager, OPENAPI)})


async def test_an_operation_begins_that_reads_the_document(stage: Stage) -> None:
    answer = await stage.arranged("upload_openapi", await arrange(stage))
    assert (answer.status, answer.data["kind"], answer.data["status"]) == (202, "knowledge_import", "pending")
