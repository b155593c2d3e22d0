import pytest

from shared.auth.roles import Role
from shared.domain.privacy.events import PersonalDataExportExpired
from tests.fixtures.privacy import exported_data
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    viewer = await stage.member(Role.VIEWER)
    export = await exported_data(stage, viewer, "export_my_data")
    event = PersonalDataExportExpired(export_id=export.id)
    return Arranged(as_=viewer, event=event, tenant_id=viewer.tenant_id)


async def test_after_a_week_neither_the_file_nor_the_export_is_there(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    export = await exported_data(stage, viewer, "export_my_data")
    stage.clock.advance(days=6, hours=23)
    await stage.settle()
    assert await stage.files.stat(export.path) is not None
    stage.clock.advance(hours=1)
    await stage.settle()
    assert await stage.files.stat(export.path) is None
    assert await stage.documents("personalDataExports") == []


async def test_what_is_not_written_in_time_is_not_left_behind(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    operation = (await stage.call("export_my_data", as_=viewer)).data
    held = [each for each in await stage.waiting() if each.type == "privacy.export.requested.v1"]
    event = PersonalDataExportExpired(export_id=operation["id"])
    await stage.deliver("expire_personal_data_export", stage.envelope(event, viewer.tenant_id))
    assert await stage.deliver("write_personal_data_export", held[0]) == 204
    assert await stage.files.stat(f"tenants/{viewer.tenant_id}/personal-data-exports/{operation['id']}") is None
