import pytest

from tests.fixtures.projects import project, task, task_paths, waits
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    other = await task(stage, admin, path["projectId"], title="Buy boxes")
    await waits(stage, admin, path["projectId"], path["taskId"], other)
    return Arranged(as_=admin, path={"projectId": path["projectId"]})


async def test_every_dependency_of_the_project_is_listed_and_none_of_another(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    first = (await stage.arranged("list_project_dependencies", call)).data[0]
    later = await task(stage, call.as_, call.path["projectId"])
    await waits(stage, call.as_, call.path["projectId"], later, first["taskId"])
    garden = await project(stage, call.as_, name="Garden")
    await waits(stage, call.as_, garden, *[await task(stage, call.as_, garden) for _ in range(2)])
    listed = (await stage.arranged("list_project_dependencies", call)).data
    assert {each["taskId"] for each in listed} == {first["taskId"], later}
