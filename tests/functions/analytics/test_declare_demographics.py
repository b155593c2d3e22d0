import pytest

from shared.auth.roles import Role
from tests.fixtures.attempts import running_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

DECLARED = {"gender": "woman", "ageBand": "forty_or_over"}


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    return Arranged(as_=sitting.candidate, path=sitting.path, body=DECLARED)


async def test_every_part_is_voluntary_and_what_is_left_out_is_not_said_any_more(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("declare_demographics", call)
    assert answer.data == {"gender": "woman", "ethnicity": None, "ageBand": "forty_or_over", "disability": None}
    answer = await stage.call("declare_demographics", as_=call.as_, path=call.path, body={"disability": "no"})
    assert answer.data == {"gender": None, "ethnicity": None, "ageBand": None, "disability": "no"}
    assert len(await stage.documents("demographics")) == 1


async def test_a_declaration_is_kept_apart_from_names_addresses_and_the_audit_log(stage: Stage) -> None:
    await stage.arranged("declare_demographics", await arrange(stage))
    [declaration] = await stage.documents("demographics")
    assert set(declaration) - {"commitId", "tenantId", "schemaVersion"} == {"id", "assessmentId", "declared"}
    assert await stage.audited("declare_demographics") == []
    elsewhere = {path: data for path, data in (await stage.snapshot()).items() if "/demographics/" not in path}
    assert "forty_or_over" not in str(elsewhere)


async def test_nobody_of_the_hiring_team_can_read_or_write_it(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    owner = await stage.member(Role.OWNER, tenant_id=call.as_.tenant_id)
    for name, body in (("declare_demographics", DECLARED), ("get_demographics", None), ("delete_demographics", None)):
        assert (await stage.call(name, as_=owner, path=call.path, body=body)).status == 403


async def test_groups_nobody_knows_are_refused(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("declare_demographics", as_=call.as_, path=call.path, body={"gender": "x"})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/gender")
