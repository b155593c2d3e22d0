from typing import Any

import pytest

from shared.auth.roles import Role
from shared.domain.questions.events import QuestionPackageReceived
from shared.engines.runs import RunTest
from shared.engines.test_data import TestTexts
from tests.fixtures.archives import package
from tests.fixtures.imports import imported
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.uploads import stored_path

pytestmark = pytest.mark.anyio

NAME = "read_question_package"


async def arrange(stage: Stage, data: bytes | None = None) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id, _ = await imported(stage, recruiter, data or package("leaky"))
    stage.bus.waiting.clear()
    return Arranged(as_=recruiter, event=QuestionPackageReceived(upload_id=upload_id), tenant_id=recruiter.tenant_id)


async def read(stage: Stage, data: bytes) -> tuple[Arranged, dict[str, Any]]:
    """Read a package; return the call and the operation as it then is."""
    call = await arrange(stage, data)
    assert call.event is not None
    assert await stage.deliver(NAME, stage.envelope(call.event, call.tenant_id)) == 204
    [operation] = await stage.documents("operations")
    return call, operation


def upload_of(call: Arranged) -> tuple[SignedIn, str]:
    assert call.as_ is not None
    assert isinstance(call.event, QuestionPackageReceived)
    return call.as_, call.event.upload_id


async def test_a_package_becomes_a_draft_question(stage: Stage) -> None:
    call, operation = await read(stage, package("tickets"))
    assert call.as_ is not None
    assert (operation["status"], operation["progress"]) == ("running", {"done": 0, "total": 3})
    [question] = await stage.documents("questions")
    content = question["content"]
    assert (question["status"], question["createdBy"]) == ("draft", call.as_.user_id)
    assert (content["title"], content["languages"]) == ("The Cheapest Tickets", ["python"])
    assert [test["id"] for test in content["tests"] if test["visible"]] == ["sample-1"]
    assert [group["id"] for group in content["groups"]] == ["sample", "secret", "secret-group1", "secret-group2"]
    assert {each["name"]: each["expected"] for each in content["solutions"]} == {
        "partially_accepted/first_two.py": "rejected",
        "wrong_answer/highest.py": "wrong_answer",
    }


async def test_accepted_submissions_run_first_where_they_tell_the_time_limit(stage: Stage) -> None:
    call, _ = await read(stage, package("difference"))
    _, upload_id = upload_of(call)
    assert {run["status"] for run in await stage.documents("runs")} == {"queued"}
    assert len(await stage.documents("runs")) == 5
    assert [each.data for each in stage.bus.waiting] == [{"runId": f"{upload_id}-0"}, {"runId": f"{upload_id}-1"}]
    [version] = await stage.documents("questionVersions")
    assert (version["number"], version["content"]["limits"]) == (0, {"cpuMs": 20_000, "memoryMib": 128})


async def test_all_submissions_run_at_once_where_the_time_limit_is_given(stage: Stage) -> None:
    await read(stage, package("greeting"))
    assert len(stage.bus.waiting) == 4
    [question] = await stage.documents("questions")
    assert question["content"]["limits"] == {"cpuMs": 1500, "memoryMib": 256}
    runs = {run["source"]: run["files"] for run in await stage.documents("runs")}
    assert [list(files) for files in runs.values() if files] == [["words.py"]]


async def test_reading_twice_makes_one_question(stage: Stage) -> None:
    call, _ = await read(stage, package("leaky"))
    assert call.event is not None
    assert await stage.deliver(NAME, stage.envelope(call.event, call.tenant_id)) == 204
    assert len(await stage.documents("questions")) == 1


async def test_what_is_wrong_with_a_package_is_the_operations_error(stage: Stage) -> None:
    call, operation = await read(stage, package("broken"))
    assert (operation["status"], operation["error"]["code"]) == ("failed", "package_refused")
    assert not operation["retryable"]
    assert operation["error"]["details"][0] == {
        "severity": "error",
        "path": "problem.yaml",
        "message": "type: interactive problems are not supported",
        "line": 2,
    }
    assert await stage.documents("questions") == []
    assert await stage.documents("packageImports") == []
    assert await stage.documents("uploads") == []
    assert await stage.files.stat(stored_path(*upload_of(call))) is None


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        ({"data/sample/1.in": "1 " * 30_000}, "data/sample/1", "input: String should have at most 50000 characters"),
        ({"data/sample/1.in": b"\xff"}, "data/sample/1", "input: Input should be a valid string"),
        ({"problem_statement/problem.en.md": "x" * 60_000}, "", "prompt: String should have at most 50000 characters"),
        ({"submissions/accepted/largest.py": b"# \xff"}, "submissions/accepted/largest.py", "the file is not UTF-8"),
    ],
)
async def test_what_no_question_can_hold_is_refused_with_its_place(
    stage: Stage, changes: dict[str, bytes | str | None], path: str, message: str
) -> None:
    _, operation = await read(stage, package("leaky", {"data/sample/1.ans": "1", "data/sample/1.in": "1", **changes}))
    assert operation["status"] == "failed"
    [problem] = [each for each in operation["error"]["details"] if each["severity"] == "error"]
    assert problem["path"] == path
    assert message in problem["message"]


@pytest.mark.parametrize("big", [b"1 " * 30_000, b"\xff\x00"])
async def test_hidden_tests_that_no_document_can_hold_lie_in_a_file(stage: Stage, big: bytes) -> None:
    changes: dict[str, bytes | str | None] = {
        "data/sample/1.in": "1",
        "data/sample/1.ans": "1",
        "data/secret/2.in": big,
    }
    call, operation = await read(stage, package("leaky", {**changes, "data/secret/2.ans": "1"}))
    assert operation["status"] == "running", operation["error"]
    [question] = await stage.documents("questions")
    assert {test["id"]: (test["stored"], test["input"]) for test in question["content"]["tests"]} == {
        "sample-1": (False, "1"),
        "secret-1": (True, ""),
        "secret-2": (True, ""),
    }
    assert question["testData"]["tests"] == ["secret-1", "secret-2"]
    stored = f"tenants/{call.tenant_id}/{question['testData']['file']['path']}"
    texts = TestTexts(await stage.files.get(stored, max_bytes=1_000_000))
    assert texts.input(RunTest(id="secret-2", stored=True, visible=False)) == big
    await stage.settle()
    assert big in {stdin for run in stage.sandbox.runs for stdin in run.stdins}


async def test_limits_that_there_are_not_become_the_nearest_with_a_warning(stage: Stage) -> None:
    limits = "problem_format_version: 2025-09\nname: A\nlimits: {time_limit: 100, memory: 2048}\n"
    await read(stage, package("leaky", {"problem.yaml": limits}))
    [question] = await stage.documents("questions")
    assert question["content"]["limits"] == {"cpuMs": 20_000, "memoryMib": 1_024}
    [importing] = await stage.documents("packageImports")
    assert [warning["message"] for warning in importing["warnings"]] == [
        "the time limit is 20000 ms: with so many tests there is no other",
        "the memory limit is 1024 MiB: there is no other",
    ]


async def test_submissions_that_are_too_big_are_left_out_with_a_warning(stage: Stage) -> None:
    await read(stage, package("leaky", {"submissions/wrong_answer/last.py": "x" * 60_000}))
    assert len(await stage.documents("runs")) == 1
    [importing] = await stage.documents("packageImports")
    assert "passed over: String should have at most 50000 characters" in importing["warnings"][0]["message"]
