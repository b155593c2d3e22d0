import asyncio
import uuid
from typing import Any

import pytest

from shared.domain.judge0.settings import MAX_OUTPUT_BYTES
from tests.fixtures.examples import SUM_PROGRAM
from tests.fixtures.fake_sandbox import always, prints
from tests.fixtures.judge0 import PYTHON, SUBMISSION, encoded, executions_key
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await executions_key(stage), body=SUBMISSION)


async def refusals(stage: Stage, **changes: Any) -> tuple[int, Any]:
    answer = await stage.call("create_submission", as_=await executions_key(stage), body=SUBMISSION | changes)
    return answer.status, answer.body


async def test_a_program_is_queued_under_a_token_that_looks_like_judge0s(stage: Stage) -> None:
    key = await executions_key(stage)
    answer = await stage.call("create_submission", as_=key, body=SUBMISSION)
    assert (answer.status, list(answer.body)) == (201, ["token"])
    token = answer.body["token"]
    assert str(uuid.UUID(token, version=4)) == token
    assert [each.data for each in stage.bus.waiting] == [{"runId": token}]
    run = await stage.document(f"tenants/{key.tenant_id}/runs/{token}")
    assert run is not None
    assert (run["purpose"], run["language"], run["source"]) == ("submission", "python", SUM_PROGRAM)


async def test_limits_are_what_was_asked_for_or_judge0s_own(stage: Stage) -> None:
    key = await executions_key(stage)
    asked = {
        "cpu_time_limit": "1.5",
        "wall_time_limit": 3,
        "memory_limit": 64_000.0,
        "max_file_size": 100,
        "cpu_extra_time": 0,
    }
    for limits in ({}, {name: None for name in asked}, asked | {"max_processes_and_or_threads": 5}):
        await stage.call("create_submission", as_=key, body=SUBMISSION | limits)
    await stage.settle()
    default, nulls, chosen = [run.limits for run in stage.sandbox.runs]
    assert default == nulls
    assert (default.cpu_seconds, default.wall_seconds, default.memory_bytes) == (5.0, 10.0, 125 * 1024 * 1024)
    assert (default.output_bytes, default.processes, default.extra_cpu_seconds) == (MAX_OUTPUT_BYTES, 60, 1.0)
    assert (chosen.cpu_seconds, chosen.wall_seconds, chosen.memory_bytes) == (1.5, 3.0, 63 * 1024 * 1024)
    assert (chosen.output_bytes, chosen.processes, chosen.extra_cpu_seconds) == (100 * 1024, 5, 0.0)


@pytest.mark.parametrize("name", ["cpu_time_limit", "cpu_extra_time", "max_file_size", "stack_limit"])
async def test_a_limit_of_nothing_is_a_limit(stage: Stage, name: str) -> None:
    key = await executions_key(stage)
    assert (await stage.call("create_submission", as_=key, body=SUBMISSION | {name: 0})).status == 201
    await stage.settle()
    assert (await stage.documents("runs"))[0]["status"] == "completed"


async def test_arguments_are_split_like_a_shells_words_and_nothing_expands(stage: Stage) -> None:
    key = await executions_key(stage)
    body = SUBMISSION | {"command_line_arguments": "--name 'Ada Lovelace' $HOME;ls"}
    await stage.call("create_submission", as_=key, body=body)
    await stage.settle()
    [run] = stage.sandbox.runs
    assert run.inputs[0].arguments == ("--name", "Ada Lovelace", "$HOME;ls")


async def test_texts_may_come_in_base64(stage: Stage) -> None:
    key = await executions_key(stage)
    wrapped = encoded("1 2\n" * 30)
    wrapped = wrapped[:60] + "\n" + wrapped[60:] + "\n"
    body = {"source_code": encoded(SUM_PROGRAM), "language_id": PYTHON, "stdin": wrapped}
    answer = await stage.call("create_submission", as_=key, query={"base64_encoded": "true"}, body=body)
    assert answer.status == 201, answer.body
    await stage.settle()
    [run] = stage.sandbox.runs
    assert (run.program.source.decode(), run.stdins) == (SUM_PROGRAM, (b"1 2\n" * 30,))


@pytest.mark.parametrize("header", ["X-Auth-Token", "x-auth-token"])
async def test_the_key_may_come_in_judge0s_own_header(stage: Stage, header: str) -> None:
    key = await executions_key(stage)
    answer = await stage.call("create_submission", body=SUBMISSION, headers={header: key.token})
    assert answer.status == 201
    for token in (key.token + "x", "ella_x", "nonsense"):
        answer = await stage.call("create_submission", body=SUBMISSION, headers={header: token})
        assert (answer.status, list(answer.body)) == (401, ["error"])


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"source_code": ""}, {"source_code": ["can't be blank"]}),
        ({"source_code": " \n"}, {"source_code": ["can't be blank"]}),
        ({"source_code": None}, {"source_code": ["can't be blank"]}),
        ({"language_id": None}, {"language_id": ["can't be blank"]}),
        ({"language_id": 150000}, {"language_id": ["language with id 150000 doesn't exist"]}),
        ({"language_id": "python"}, {"language_id": ["is not a number"]}),
        ({"cpu_time_limit": 16}, {"cpu_time_limit": ["must be less than or equal to 15"]}),
        ({"cpu_time_limit": -1}, {"cpu_time_limit": ["must be greater than or equal to 0"]}),
        ({"cpu_time_limit": "fast"}, {"cpu_time_limit": ["is not a number"]}),
        ({"cpu_extra_time": 6}, {"cpu_extra_time": ["must be less than or equal to 5"]}),
        ({"wall_time_limit": 0.5}, {"wall_time_limit": ["must be greater than or equal to 1"]}),
        ({"memory_limit": 100}, {"memory_limit": ["must be greater than or equal to 2048"]}),
        ({"memory_limit": 2048.5}, {"memory_limit": ["must be an integer"]}),
        ({"stack_limit": 64_001}, {"stack_limit": ["must be less than or equal to 64000"]}),
        ({"number_of_runs": 0}, {"number_of_runs": ["must be greater than 0"]}),
        ({"number_of_runs": 21}, {"number_of_runs": ["must be less than or equal to 20"]}),
        (
            {"max_processes_and_or_threads": 121},
            {"max_processes_and_or_threads": ["must be less than or equal to 120"]},
        ),
        ({"max_file_size": 5000}, {"max_file_size": ["must be less than or equal to 4096"]}),
        ({"enable_network": True}, {"enable_network": ["enabling network is not allowed"]}),
        (
            {"enable_per_process_and_thread_time_limit": True},
            {"enable_per_process_and_thread_time_limit": ["this option cannot be enabled"]},
        ),
        ({"redirect_stderr_to_stdout": True}, {"redirect_stderr_to_stdout": ["this option cannot be enabled"]}),
        ({"callback_url": "http://example.com"}, {"callback_url": ["setting callback is not allowed"]}),
        ({"compiler_options": "-O2"}, {"compiler_options": ["setting compiler options is not allowed"]}),
        ({"additional_files": "UEs="}, {"additional_files": ["setting additional files is not allowed"]}),
        (
            {"command_line_arguments": "a" * 513},
            {"command_line_arguments": ["is too long (maximum is 512 characters)"]},
        ),
        ({"command_line_arguments": "'a"}, {"command_line_arguments": ["has a quotation without an end"]}),
        ({"stdin": "a\x00b"}, {"stdin": ["remove the NUL character"]}),
        (
            {"source_code": "", "language_id": 1, "stack_limit": -1},
            {
                "source_code": ["can't be blank"],
                "language_id": ["language with id 1 doesn't exist"],
                "stack_limit": ["must be greater than or equal to 0"],
            },
        ),
    ],
)
async def test_what_is_wrong_with_each_field_is_said_in_judge0s_words(
    stage: Stage, changes: dict[str, Any], problems: dict[str, list[str]]
) -> None:
    assert await refusals(stage, **changes) == (422, problems)
    assert await stage.documents("runs") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"enable_network": False, "redirect_stderr_to_stdout": "false", "callback_url": "", "compiler_options": None},
        {"additional_files": "", "enable_per_process_and_thread_time_limit": None, "command_line_arguments": ""},
        {"language_id": "71", "number_of_runs": "2", "stdin": None},
    ],
)
async def test_what_turns_nothing_on_is_no_mistake(stage: Stage, changes: dict[str, Any]) -> None:
    status, body = await refusals(stage, **changes)
    assert status == 201, body


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("source_code", "print(1)", "is not Base64, as base64_encoded=true says"),
        ("source_code", "", "can't be blank"),
        ("stdin", encoded(b"\xff"), "must be UTF-8"),
    ],
)
async def test_base64_that_is_none_or_holds_no_text_is_named(
    stage: Stage, field: str, value: str, problem: str
) -> None:
    body = {"source_code": encoded("print(1)"), "language_id": PYTHON} | {field: value}
    query = {"base64_encoded": "true"}
    answer = await stage.call("create_submission", as_=await executions_key(stage), query=query, body=body)
    assert (answer.status, answer.body) == (422, {field: [problem]})


async def test_a_submission_larger_than_a_document_is_refused_whole(stage: Stage) -> None:
    status, body = await refusals(stage, stdin="x" * 100_000, number_of_runs=20)
    assert (status, list(body)) == (413, ["error"])
    assert await stage.documents("judge0Submissions") == []


async def test_whoever_waits_gets_the_finished_submission(stage: Stage) -> None:
    answer = await waited(stage, await executions_key(stage), {"expected_output": "3"})
    assert answer.status == 201
    assert (answer.body["stdout"], answer.body["status"]) == ("3\n", {"id": 3, "description": "Accepted"})


async def test_whoever_waits_may_choose_fields_too(stage: Stage) -> None:
    answer = await waited(stage, await executions_key(stage), {}, fields="stdout,exit_code", base64_encoded="false")
    assert answer.body == {"stdout": "3\n", "exit_code": 0}
    answer = await waited(stage, await executions_key(stage), {}, fields="stdout,colour")
    assert (answer.status, answer.body) == (400, {"error": "invalid fields: [colour]"})


async def test_output_that_is_no_text_leaves_whoever_waits_the_token(stage: Stage) -> None:
    stage.sandbox.program(SUM_PROGRAM, always(prints(b"\xff\xfe")))
    answer = await waited(stage, await executions_key(stage), {})
    assert answer.status == 201
    assert set(answer.body) == {"token", "error"}
    assert "base64_encoded=true" in answer.body["error"]


async def test_waiting_ends_after_twenty_seconds_with_what_there_is(stage: Stage) -> None:
    key = await executions_key(stage)
    call = asyncio.create_task(stage.call("create_submission", as_=key, query={"wait": "true"}, body=SUBMISSION))
    await queued(stage)
    stage.clock.advance(seconds=20)
    answer = await call
    assert (answer.status, answer.body["status"]["description"]) == (201, "In Queue")
    assert answer.body["stdout"] is None


async def test_the_tenants_limit_on_executions_holds(stage: Stage) -> None:
    call = await arrange(stage)
    statuses = [(await stage.arranged("create_submission", call)).status for _ in range(51)]
    assert statuses == [201] * 50 + [429]


async def waited(stage: Stage, key: SignedIn, changes: dict[str, Any], **query: str) -> Answer:
    query = {"wait": "true", **query}
    call = asyncio.create_task(stage.call("create_submission", as_=key, query=query, body=SUBMISSION | changes))
    while not call.done() and not stage.bus.waiting:
        await asyncio.sleep(0)
    await stage.settle()
    return await call


async def queued(stage: Stage) -> None:
    while not stage.bus.waiting:
        await asyncio.sleep(0)
