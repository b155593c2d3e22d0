import pytest

from shared.domain.knowledge.events import (
    FileFormat,
    KnowledgeFileImported,
    KnowledgeFileReceived,
)
from tests.fixtures.knowledge import (
    OPENAPI,
    drafted_api,
    imported,
    knowledge,
    published,
    uploaded,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await knowledge(stage)
    upload_id = await uploaded(stage, manager, OPENAPI)
    answer = await stage.call("upload_openapi", as_=manager, path=path, body={"uploadId": upload_id})
    stage.bus.waiting.clear()
    event = KnowledgeFileReceived(
        app_id=path["appId"], upload_id=upload_id, operation_id=answer.data["id"], format=FileFormat.OPENAPI
    )
    return Arranged(event=event, tenant_id=manager.tenant_id)


async def test_good_parts_come_into_the_draft_and_each_other_has_its_line(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    done = await imported(stage, manager, path, OPENAPI)
    assert (done["status"], done["result"]["staged"], done["result"]["refused"]) == ("succeeded", 2, 1)
    assert done["result"]["problems"] == [{"where": "POST /pets", "message": "an operation is an object"}]


async def test_whoever_waits_for_a_file_is_told(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    assert await stage.deliver("import_knowledge_file", stage.envelope(call.event, call.tenant_id)) == 204
    [told] = [each for each in await stage.waiting() if each.type == KnowledgeFileImported.type]
    assert (told.data["staged"], told.data["refused"]) == (2, 1)


async def test_the_same_file_again_stages_nothing_that_is_active(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    await imported(stage, manager, path, OPENAPI)
    await published(stage, manager, path)
    done = await imported(stage, manager, path, OPENAPI)
    assert (done["result"]["items"], done["result"]["staged"]) == (2, 0)


async def test_a_file_of_nothing_of_the_kind_fails_and_is_gone(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    done = await imported(stage, manager, path, b"a: &a [*a]")
    assert (done["status"], done["error"]["code"]) == ("failed", "malformed_file")
    assert await stage.documents("uploads") == []


async def test_a_submitted_draft_takes_no_file(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    await stage.call("submit_knowledge", as_=manager, path=path)
    done = await imported(stage, manager, path, OPENAPI)
    assert (done["status"], done["error"]["code"]) == ("failed", "draft_submitted")


async def test_a_large_file_comes_in_many_commits(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    lines = "".join(f"  /pets/{number}: {{get: {{}}}}\n" for number in range(100))
    done = await imported(stage, manager, path, b"openapi: 3.1.0\npaths:\n" + lines.encode())
    assert done["result"]["staged"] == len(await stage.documents("knowledgeDrafts")) == 100
