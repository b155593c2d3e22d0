import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    await stage.tick("report_languages")
    return Arranged(as_=await stage.member(Role.VIEWER))


async def test_the_runners_languages_are_listed_with_when_it_said_so(stage: Stage) -> None:
    stage.sandbox.versions = {"sql": "3.40.1", "c": "gcc 12.2.0"}
    call = await arrange(stage)
    answer = await stage.arranged("list_languages", call)
    assert answer.data["languages"] == [
        {"name": "c", "label": "C (GCC)", "version": "gcc 12.2.0"},
        {"name": "sql", "label": "SQL (SQLite)", "version": "3.40.1"},
    ]
    assert answer.data["reportedAt"] == "2026-03-02T09:00:00Z"


async def test_a_candidate_may_know_them(stage: Stage) -> None:
    await arrange(stage)
    candidate = await stage.candidate(await stage.tenant(), "invitation")
    assert (await stage.call("list_languages", as_=candidate)).data["languages"]


async def test_before_any_runner_has_reported_the_caller_is_told_to_wait(stage: Stage) -> None:
    answer = await stage.call("list_languages", as_=await stage.member(Role.VIEWER))
    assert (answer.status, answer.error["code"]) == (503, "languages_unknown")
