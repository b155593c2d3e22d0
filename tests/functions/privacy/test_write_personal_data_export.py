import hashlib

import pytest

from functions.privacy import write_personal_data_export as module
from shared.auth.roles import Role
from shared.domain.privacy.events import PersonalDataExportRequested
from shared.errors import DependencyUnavailable
from tests.fixtures.notifications import notified
from tests.fixtures.privacy import exported_data
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    viewer = await stage.member(Role.VIEWER)
    operation = (await stage.call("export_my_data", as_=viewer)).data
    event = PersonalDataExportRequested(export_id=operation["id"])
    return Arranged(as_=viewer, event=event, tenant_id=viewer.tenant_id)


async def test_more_than_a_page_is_written_whole(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    viewer = await stage.member(Role.VIEWER)
    ids = await notified(stage, viewer, 5)
    export = await exported_data(stage, viewer, "export_my_data")
    assert sorted(each["id"] for each in export.json("notifications.json")) == sorted(ids)


async def test_the_operation_says_what_was_written(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    export = await exported_data(stage, viewer, "export_my_data")
    answer = await stage.call("get_operation", as_=viewer, path={"operationId": export.id})
    sha256 = hashlib.sha256(export.content).hexdigest()
    assert answer.data["result"] == {"exportId": export.id, "sha256": sha256, "size": len(export.content)}


async def test_a_file_store_that_is_down_only_delays_it(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, PersonalDataExportRequested)
    envelope = stage.envelope(call.event, call.tenant_id)
    put = stage.files.put

    async def down(*_: object, **__: object) -> None:
        raise DependencyUnavailable("down")

    stage.files.put = down  # type: ignore[method-assign]
    assert await stage.deliver("write_personal_data_export", envelope) == 204
    stage.files.put = put  # type: ignore[method-assign]
    stage.clock.advance(minutes=1)
    assert await stage.deliver("write_personal_data_export", envelope) == 204
    [export] = await stage.documents("personalDataExports")
    assert export["file"] is not None
