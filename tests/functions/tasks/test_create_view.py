import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    body = {"name": "Urgent", "filters": {"priority": "high"}, "groupBy": "assignee", "visibility": "shared"}
    return Arranged(as_=admin, path={"projectId": await project(stage, admin)}, body=body)


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"filters": {"dueFrom": "2026-03-04T00:00:00Z"}}, "/sort"),
        ({"columns": ["title", "title"]}, "/columns"),
        ({"columns": ["salary"]}, "/columns/0"),
        ({"sort": "title"}, "/sort"),
        ({"filters": {"owner": "me"}}, "/filters/owner"),
    ],
)
async def test_a_view_that_no_list_could_show_is_refused(stage: Stage, fields: dict[str, object], pointer: str) -> None:
    call = await arrange(stage)
    call.body = {"name": "Wrong", **fields}
    answer = await stage.arranged("create_view", call)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, pointer)


async def test_who_is_not_in_the_project_saves_no_view_of_it(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.as_ = await stage.member(Role.MANAGER, tenant_id=call.as_.tenant_id)
    answer = await stage.arranged("create_view", call)
    assert (answer.status, answer.error["code"]) == (404, "project_not_found")
