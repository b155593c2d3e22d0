from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project
from tests.fixtures.reports import BY_STATUS
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    return Arranged(as_=admin, path={"projectId": project_id}, body={"name": "How far", "definition": BY_STATUS})


@pytest.mark.parametrize(
    ("definition", "code"),
    [
        ({"source": "tasks", "measures": ["hours"]}, "invalid_measures"),
        ({"source": "tasks", "dimensions": ["member"], "measures": ["tasks"]}, "invalid_dimensions"),
        ({"source": "tasks", "dimensions": ["tag", "tag"], "measures": ["tasks"]}, "invalid_dimensions"),
        ({"source": "time", "measures": ["hours"], "filters": {"status": "todo"}}, "invalid_filters"),
        ({"source": "time", "dimensions": ["member"], "measures": ["cost"]}, "needs_currency"),
        ({"source": "time", "measures": ["hours"], "filters": {"lastDays": 7, "since": "2026-03-02"}}, "two_ranges"),
        (
            {"source": "time", "measures": ["hours"], "filters": {"since": "2026-03-02", "until": "2026-03-01"}},
            "ends_before_start",
        ),
    ],
)
async def test_what_cannot_be_told_together_is_refused_with_what_can(
    stage: Stage, definition: dict[str, Any], code: str
) -> None:
    call = await arrange(stage)
    call.body = {"name": "Odd", "definition": definition}
    answer = await stage.arranged("create_report", call)
    assert (answer.status, answer.error["code"]) == (400, "invalid_report")
    assert [each["code"] for each in answer.error["details"]] == [code]


async def test_reports_go_to_members_of_the_project_alone(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await stage.member(Role.MEMBER, tenant_id=call.as_.tenant_id)
    assert isinstance(call.body, dict)
    call.body["schedule"] = {"every": "day", "recipientIds": [other.user_id]}
    answer = await stage.arranged("create_report", call)
    assert (answer.status, answer.error["code"]) == (409, "not_in_project")


async def test_a_manager_has_reports_of_their_projects_but_not_of_what_somebody_costs(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    outsider = await stage.member(Role.MANAGER, tenant_id=call.as_.tenant_id)
    manager = await joined(stage, call.as_, call.path["projectId"], Role.MANAGER)
    call.as_ = outsider
    assert (await stage.arranged("create_report", call)).status in (403, 404)
    call.as_ = manager
    assert (await stage.arranged("create_report", call)).status == 201
    call.body = {"name": "Dear", "definition": {"source": "time", "dimensions": ["currency"], "measures": ["cost"]}}
    answer = await stage.arranged("create_report", call)
    assert (answer.status, answer.error["code"]) == (403, "costs_not_allowed")
