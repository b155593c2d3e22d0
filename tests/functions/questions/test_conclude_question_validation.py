from typing import Any

import pytest

from shared.auth.roles import Role
from shared.domain.execution.events import ExecutionCompleted
from shared.domain.execution.model import RunPurpose
from shared.engines.test_data import archive_of
from shared.ports.files import TenantFiles
from tests.fixtures.examples import SUM_CONTENT, draft_question
from tests.fixtures.fake_sandbox import BREAKS_DOWN, CRASHES, LOOPS, always, prints
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

NAME = "conclude_question_validation"
REFERENCE = SUM_CONTENT["reference"]["source"]


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter)
    return await validated(stage, recruiter, question_id)


async def validated(stage: Stage, recruiter: SignedIn, question_id: str) -> Arranged:
    """Publish a question up to the moment its run is over, and hold that event back."""
    await stage.call("publish_question", as_=recruiter, path={"questionId": question_id})
    await stage.settle(but=[NAME])
    question = await stage.document(f"tenants/{recruiter.tenant_id}/questions/{question_id}")
    assert question is not None
    event = ExecutionCompleted(
        run_id=question["validations"][0]["runId"], purpose=RunPurpose.QUESTION_VALIDATION, subject_id=question_id
    )
    return Arranged(event=event, tenant_id=recruiter.tenant_id)


async def concluded(stage: Stage, recruiter: SignedIn, **changes: Any) -> dict[str, Any]:
    question_id = await draft_question(stage, recruiter, **changes)
    path = {"questionId": question_id}
    await stage.call("publish_question", as_=recruiter, path=path)
    await stage.settle()
    return (await stage.call("get_question", as_=recruiter, path=path)).data


async def test_a_reference_that_passes_every_test_makes_a_version(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question = await concluded(stage, recruiter)
    assert (question["status"], question["publishedVersion"], question["refusals"]) == ("published", 1, [])
    [version] = await stage.documents("questionVersions")
    assert (version["id"], version["questionId"], version["number"]) == (f"{question['id']}:1", question["id"], 1)
    assert version["content"]["reference"] == SUM_CONTENT["reference"]


async def test_whoever_listens_is_told_of_the_new_version(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    assert await stage.deliver(NAME, stage.envelope(call.event, call.tenant_id)) == 204
    waiting = {envelope.type: envelope.data for envelope in await stage.waiting()}
    assert waiting["questions.question.published.v1"]["version"] == 1


async def test_a_reference_that_fails_is_refused_with_each_failing_test(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    stage.sandbox.program(REFERENCE, [prints("3\n"), prints("4\n"), CRASHES])
    question = await concluded(stage, recruiter)
    assert (question["status"], question["publishedVersion"]) == ("refused", 0)
    assert question["refusals"] == ["test zero: WA", "test negative: RE"]
    assert await stage.documents("questionVersions") == []


async def test_a_reference_that_does_not_compile_is_refused_with_what_the_compiler_says(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    stage.sandbox.broken_program(REFERENCE, "main.py:1: SyntaxError")
    question = await concluded(stage, recruiter)
    assert question["refusals"] == ["compile error (CE): main.py:1: SyntaxError"]


async def test_a_sandbox_that_breaks_down_is_not_blamed_on_the_reference(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    stage.sandbox.program(REFERENCE, always(BREAKS_DOWN))
    question = await concluded(stage, recruiter)
    assert question["status"] == "refused"
    assert question["refusals"] == ["the tests could not be run, which is not the program's fault; try again"]
    assert len(stage.sandbox.runs) == 2


async def test_a_refused_question_is_published_once_it_is_mended(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    stage.sandbox.program(REFERENCE, always(CRASHES))
    path = {"questionId": (await concluded(stage, recruiter))["id"]}
    mended = {"reference": {"source": "print(sum(map(int, input().split())))\n"}}
    edited = await stage.call("update_question", as_=recruiter, path=path, body={"content": mended})
    assert (edited.data["status"], edited.data["refusals"]) == ("draft", [])
    await stage.call("publish_question", as_=recruiter, path=path)
    await stage.settle()
    assert (await stage.call("get_question", as_=recruiter, path=path)).data["status"] == "published"


async def test_an_event_delivered_three_times_makes_one_version(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    envelope = stage.envelope(call.event, call.tenant_id)
    assert [await stage.deliver(NAME, envelope) for _ in range(3)] == [204, 204, 204]
    assert [each["number"] for each in await stage.documents("questionVersions")] == [1]


async def test_the_same_run_told_of_under_another_event_id_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    for _ in range(2):
        assert await stage.deliver(NAME, stage.envelope(call.event, call.tenant_id)) == 204
    assert len(await stage.documents("questionVersions")) == 1


async def test_a_run_of_an_earlier_try_decides_nothing(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter)
    early = await validated(stage, recruiter, question_id)
    stage.clock.advance(minutes=15)
    path = {"questionId": question_id}
    edited = await stage.call("update_question", as_=recruiter, path=path, body={"content": {"title": "Newer"}})
    assert edited.status == 200
    later = await validated(stage, recruiter, question_id)
    assert early.event is not None
    assert later.event is not None
    assert await stage.deliver(NAME, stage.envelope(early.event, recruiter.tenant_id)) == 204
    assert (await stage.call("get_question", as_=recruiter, path=path)).data["status"] == "validating"
    assert await stage.deliver(NAME, stage.envelope(later.event, recruiter.tenant_id)) == 204
    assert (await stage.call("get_question", as_=recruiter, path=path)).data["status"] == "published"


@pytest.mark.parametrize("purpose", [RunPurpose.PRACTICE, RunPurpose.SCORING])
async def test_runs_for_another_purpose_are_none_of_its_business(stage: Stage, purpose: RunPurpose) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, ExecutionCompleted)
    event = call.event.with_(purpose=purpose)
    assert await stage.deliver(NAME, stage.envelope(event, call.tenant_id)) == 204
    [question] = await stage.documents("questions")
    assert question["status"] == "validating"


def known(name: str, expected: str) -> dict[str, str]:
    return {"name": name, "language": "python", "source": f"# {name}", "expected": expected}


async def test_a_wrong_solution_that_passes_stands_against_publishing(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question = await concluded(
        stage, recruiter, solutions=[known("greedy", "wrong_answer"), known("other", "accepted")]
    )
    assert question["status"] == "refused"
    assert question["refusals"] == ["greedy: it came to AC, but wrong answer is expected of it"]


async def test_solutions_that_all_come_to_what_is_expected_let_it_be_published(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    stage.sandbox.program("# greedy", always(prints("0\n")))
    stage.sandbox.program("# slow", always(LOOPS))
    stage.sandbox.program("# broken", always(CRASHES))
    solutions = [
        known("greedy", "wrong_answer"),
        known("slow", "time_limit_exceeded"),
        known("broken", "run_time_error"),
        known("any", "rejected") | {"source": "# broken"},
        known("other", "accepted"),
    ]
    question = await concluded(stage, recruiter, solutions=solutions)
    assert (question["refusals"], question["status"]) == ([], "published")


async def test_of_several_solutions_each_reason_names_its_own(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    stage.sandbox.program(REFERENCE, [prints("3\n"), prints("4\n"), prints("-3\n")])
    stage.sandbox.broken_program("# greedy", "SyntaxError")
    question = await concluded(stage, recruiter, solutions=[known("greedy", "wrong_answer")])
    assert question["refusals"] == ["reference: test zero: WA", "greedy: compile error (CE): SyntaxError"]


async def test_it_waits_for_every_solution(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter, solutions=[known("other", "accepted")])
    await stage.call("publish_question", as_=recruiter, path={"questionId": question_id})
    first, second = stage.bus.waiting
    stage.bus.waiting.clear()
    path = {"questionId": question_id}
    assert await stage.deliver("execute_run", first) == 204
    await stage.settle()
    assert (await stage.call("get_question", as_=recruiter, path=path)).data["status"] == "validating"
    assert await stage.deliver("execute_run", second) == 204
    await stage.settle()
    assert (await stage.call("get_question", as_=recruiter, path=path)).data["status"] == "published"


async def test_a_language_the_runner_lacks_is_refused_by_name(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    stage.sandbox.missing_languages = {"javascript"}
    question = await concluded(stage, recruiter)
    assert question["refusals"] == ["javascript is not installed where programs run"]
    assert stage.sandbox.runs == []


async def test_tests_that_lie_in_a_file_are_run_like_the_others(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    tests = [*SUM_CONTENT["tests"], {"id": "big", "input": "", "expectedOutput": "", "stored": True}]
    question_id = await draft_question(stage, recruiter, tests=tests)
    path = {"questionId": question_id}
    lacking = await stage.call("publish_question", as_=recruiter, path=path)
    assert (lacking.status, lacking.error["code"]) == (409, "question_test_data_missing")
    files = TenantFiles(stage.composition.files, recruiter.tenant_id)
    file = await files.put_content("test-data", archive_of({"big": (b"40 2\n", b"42\n")}))
    document = f"tenants/{recruiter.tenant_id}/questions/{question_id}"
    await stage.change(document, testData={"file": file.to_data(), "tests": ["big"]})
    await stage.call("publish_question", as_=recruiter, path=path)
    await stage.settle()
    assert (await stage.call("get_question", as_=recruiter, path=path)).data["status"] == "published"
    assert stage.sandbox.runs[0].stdins[-1] == b"40 2\n"


async def test_neither_may_the_validators_language_be_missing(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    stage.sandbox.missing_languages = {"ruby"}
    question = await concluded(stage, recruiter, checker={"type": "custom", "language": "ruby", "source": "exit 42"})
    assert question["refusals"] == ["ruby is not installed where programs run"]
