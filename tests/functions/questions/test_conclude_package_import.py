from typing import Any

import pytest

from shared.auth.roles import Role
from shared.domain.execution.events import ExecutionCompleted
from shared.domain.execution.model import RunPurpose
from shared.ports.sandbox import Outcome
from tests.fixtures.archives import package
from tests.fixtures.fake_sandbox import BREAKS_DOWN, always, prints
from tests.fixtures.imports import imported, play_difference, play_leaky, source
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.uploads import stored_path

pytestmark = pytest.mark.anyio

NAME = "conclude_package_import"


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    play_leaky(stage)
    upload_id, _ = await imported(stage, recruiter, package("leaky"))
    await stage.settle(but=[NAME])
    event = ExecutionCompleted(run_id=f"{upload_id}-0", purpose=RunPurpose.QUESTION_IMPORT, subject_id=upload_id)
    return Arranged(event=event, tenant_id=recruiter.tenant_id)


async def concluded(stage: Stage, recruiter: SignedIn, data: bytes) -> dict[str, Any]:
    """Import a package to the end; return the operation's result."""
    _, operation_id = await imported(stage, recruiter, data)
    await stage.settle()
    operation = (await stage.call("get_operation", as_=recruiter, path={"operationId": operation_id})).data
    assert operation["status"] == "succeeded", operation
    return operation["result"]


async def question(stage: Stage, recruiter: SignedIn, result: dict[str, Any]) -> dict[str, Any]:
    return (await stage.call("get_question", as_=recruiter, path={"questionId": result["questionId"]})).data


async def test_a_good_package_becomes_a_question_that_can_be_published(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    play_difference(stage)
    result = await concluded(stage, recruiter, package("difference"))
    assert result["allAsExpected"]
    assert {each["name"]: (each["verdict"], each["problems"]) for each in result["submissions"]} == {
        "accepted/difference.js": ("AC", []),
        "accepted/difference.py": ("AC", []),
        "run_time_error/division.py": ("RE", []),
        "time_limit_exceeded/counting.py": ("TLE", []),
        "wrong_answer/no_abs.py": ("WA", []),
    }
    assert result["package"]["license"] == "cc by-sa"
    assert result["package"]["authors"] == ["Ella's authors", "Another One"]
    assert "left out: notes.txt" in [warning["message"] for warning in result["warnings"]]
    path = {"questionId": result["questionId"]}
    await stage.call("publish_question", as_=recruiter, path=path)
    await stage.settle()
    assert (await question(stage, recruiter, result))["status"] == "published"


async def test_the_slowest_accepted_submission_tells_the_time_limit_for_all_others(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    play_difference(stage)
    result = await concluded(stage, recruiter, package("difference"))
    assert result["limits"] == {"cpuMs": 2000, "memoryMib": 128}
    assert (await question(stage, recruiter, result))["content"]["limits"] == result["limits"]
    assert {each["name"]: each["slowestMs"] for each in result["submissions"]}["accepted/difference.py"] == 350
    limits = {run.program.source.decode(): run.limits.cpu_seconds for run in stage.sandbox.runs}
    assert limits[source("difference/submissions/accepted/difference.py")] == 20
    assert limits[source("difference/submissions/wrong_answer/no_abs.py")] == 2


async def test_a_wrong_answer_that_passes_is_reported_and_stands_against_publishing(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    play_leaky(stage)
    result = await concluded(stage, recruiter, package("leaky"))
    assert not result["allAsExpected"]
    [reported] = [each for each in result["submissions"] if not each["asExpected"]]
    assert (reported["name"], reported["verdict"]) == ("wrong_answer/last.py", "AC")
    assert reported["problems"] == ["no test came to WA or OLE"]
    await stage.call("publish_question", as_=recruiter, path={"questionId": result["questionId"]})
    await stage.settle()
    refused = await question(stage, recruiter, result)
    assert refused["status"] == "refused"
    assert refused["refusals"] == ["wrong_answer/last.py: it came to AC, but wrong answer is expected of it"]


async def test_what_a_legacy_package_did_not_see_is_not_held_against_a_solution(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    play_difference(stage, wrong=lambda stdin: Outcome(exit_code=1) if stdin.startswith(b"12 10") else prints("-1\n"))
    result = await concluded(stage, recruiter, package("difference"))
    assert result["allAsExpected"]
    solutions = (await question(stage, recruiter, result))["content"]["solutions"]
    assert {each["name"]: each["expected"] for each in solutions} == {
        "accepted/difference.py": "accepted",
        "run_time_error/division.py": "run_time_error",
        "time_limit_exceeded/counting.py": "time_limit_exceeded",
        "wrong_answer/no_abs.py": "rejected",
    }


async def test_nothing_is_left_of_the_import_but_the_question_and_the_report(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    play_leaky(stage)
    upload_id, _ = await imported(stage, recruiter, package("leaky"))
    await stage.settle()
    for collection in ("packageImports", "questionVersions", "uploads"):
        assert await stage.documents(collection) == []
    assert await stage.files.stat(stored_path(recruiter, upload_id)) is None


async def test_a_draft_that_was_edited_meanwhile_is_left_alone(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    [draft] = await stage.documents("questions")
    path = f"tenants/{call.tenant_id}/questions/{draft['id']}"
    await stage.change(path, content={**draft["content"], "title": "Mine"})
    assert await stage.deliver(NAME, stage.envelope(call.event, call.tenant_id)) == 204
    await stage.settle()
    after = await stage.document(path)
    assert after is not None
    assert after["content"] == {**draft["content"], "title": "Mine"}
    assert (await stage.documents("operations"))[0]["status"] == "succeeded"


async def test_progress_is_the_number_of_submissions_that_ran(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    stage.clock.advance(seconds=1)
    assert await stage.deliver(NAME, stage.envelope(call.event, call.tenant_id)) == 204
    [operation] = await stage.documents("operations")
    assert (operation["status"], operation["progress"]) == ("running", {"done": 1, "total": 2})


async def test_a_package_of_accepted_submissions_alone_gets_its_time_limit_too(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    play_leaky(stage)
    result = await concluded(stage, recruiter, package("leaky", {"submissions/wrong_answer/last.py": None}))
    assert result["limits"]["cpuMs"] == 2000
    assert (await question(stage, recruiter, result))["content"]["limits"]["cpuMs"] == 2000


async def test_submissions_that_could_not_be_run_are_said_to_be_that(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    stage.sandbox.program(source("leaky/submissions/accepted/largest.py"), always(BREAKS_DOWN))
    result = await concluded(stage, recruiter, package("leaky"))
    report = {each["name"]: each for each in result["submissions"]}["accepted/largest.py"]
    assert (report["verdict"], report["asExpected"]) == ("IE", False)
    assert report["problems"] == ["the tests could not be run, which is not the program's fault; try again"]


async def test_a_language_that_does_not_run_here_is_not_offered(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    play_difference(stage)
    stage.sandbox.missing_languages.add("python")
    result = await concluded(stage, recruiter, package("difference"))
    content = (await question(stage, recruiter, result))["content"]
    assert (content["languages"], content["reference"]["language"], content["solutions"]) == (
        ["javascript"],
        "javascript",
        [],
    )
    assert not result["allAsExpected"]
    reports = {each["name"]: each["problems"] for each in result["submissions"]}
    assert reports["accepted/difference.js"] == []
    assert reports["accepted/difference.py"] == ["python is not installed where programs run"]


async def test_runs_of_something_else_are_none_of_its_business(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    event = ExecutionCompleted(run_id="r", purpose=RunPurpose.QUESTION_VALIDATION, subject_id="q")
    before = await stage.documents("operations")
    assert await stage.deliver(NAME, stage.envelope(event, recruiter.tenant_id)) == 204
    assert await stage.documents("operations") == before
