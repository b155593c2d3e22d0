from dataclasses import replace
from typing import Any

import pytest

from tests.fixtures.examples import SUM_PROGRAM
from tests.fixtures.fake_sandbox import BREAKS_DOWN, CRASHES, EATS_MEMORY, FLOODS, LOOPS, always, prints
from tests.fixtures.judge0 import SUBMISSION, encoded, executions_key, fetched, outcome, submitted
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

UNREADABLE = "some attributes for this submission cannot be converted to UTF-8, use base64_encoded=true query parameter"


async def arrange(stage: Stage) -> Arranged:
    key = await executions_key(stage)
    return Arranged(as_=key, path={"token": await submitted(stage, key)})


async def test_a_submission_is_in_the_queue_until_it_ran(stage: Stage) -> None:
    key = await executions_key(stage)
    token = await submitted(stage, key)
    answer = await fetched(stage, key, token)
    assert answer.body == {
        "token": token,
        "time": None,
        "memory": None,
        "stdout": None,
        "stderr": None,
        "compile_output": None,
        "message": None,
        "status": {"id": 1, "description": "In Queue"},
    }


async def test_a_finished_submission_tells_everything_that_is_asked_for(stage: Stage) -> None:
    key = await executions_key(stage)
    body = await outcome(stage, key, expected_output="3", command_line_arguments="-v")
    assert body | {"token": ""} == {
        "token": "",
        "time": "0.010",
        "memory": 8192,
        "stdout": "3\n",
        "stderr": None,
        "compile_output": None,
        "message": None,
        "status": {"id": 3, "description": "Accepted"},
        "status_id": 3,
        "language": {"id": 71, "name": "Python"},
        "language_id": 71,
        "source_code": SUM_PROGRAM,
        "stdin": "1 2\n",
        "expected_output": "3",
        "exit_code": 0,
        "exit_signal": None,
        "wall_time": "0.020",
        "number_of_runs": 1,
        "cpu_time_limit": "5.0",
        "cpu_extra_time": "1.0",
        "wall_time_limit": "10.0",
        "memory_limit": 128000,
        "stack_limit": 64000,
        "max_processes_and_or_threads": 60,
        "max_file_size": 1024,
        "command_line_arguments": "-v",
        "created_at": "2026-03-02T09:00:00.000Z",
        "finished_at": "2026-03-02T09:00:00.000Z",
    }


@pytest.mark.parametrize(
    ("ended", "status", "message"),
    [
        (prints("4\n"), 4, None),
        (prints("3  \n\n"), 3, None),
        (LOOPS, 5, "Time limit exceeded"),
        (replace(CRASHES, exit_code=None, signal=11), 7, "Caught fatal signal 11"),
        (FLOODS, 8, "Caught fatal signal 25"),
        (replace(CRASHES, exit_code=None, signal=8), 9, "Caught fatal signal 8"),
        (replace(CRASHES, exit_code=None, signal=6), 10, "Caught fatal signal 6"),
        (CRASHES, 11, "Exited with error code 1"),
        (replace(CRASHES, exit_code=None, signal=15), 12, "Caught fatal signal 15"),
        (EATS_MEMORY, 12, "Caught fatal signal 9"),
        (BREAKS_DOWN, 13, "the program could not be run, which is not its fault; try again"),
    ],
)
async def test_each_end_has_its_status(stage: Stage, ended: Any, status: int, message: str | None) -> None:
    stage.sandbox.program(SUM_PROGRAM, always(ended))
    body = await outcome(stage, await executions_key(stage), expected_output="3")
    assert (body["status"]["id"], body["status_id"], body["message"]) == (status, status, message)


async def test_a_program_that_does_not_compile_has_the_compilers_words_and_no_times(stage: Stage) -> None:
    stage.sandbox.broken_program(SUM_PROGRAM, "SyntaxError: invalid syntax")
    body = await outcome(stage, await executions_key(stage))
    assert (body["status"]["id"], body["compile_output"]) == (6, "SyntaxError: invalid syntax")
    assert [body[name] for name in ("time", "memory", "stdout", "exit_code")] == [None] * 4


async def test_where_no_output_is_expected_every_program_that_ends_well_is_accepted(stage: Stage) -> None:
    key = await executions_key(stage)
    stage.sandbox.program(SUM_PROGRAM, always(prints("anything")))
    assert (await outcome(stage, key))["status"]["id"] == 3
    assert (await outcome(stage, key, expected_output=""))["status"]["id"] == 4


async def test_a_program_that_crashes_shows_what_it_printed_and_its_exit_code(stage: Stage) -> None:
    stage.sandbox.program(SUM_PROGRAM, always(replace(CRASHES, stdout=b"half")))
    body = await outcome(stage, await executions_key(stage))
    assert (body["stdout"], body["exit_code"], body["exit_signal"]) == ("half", 1, None)
    assert "ZeroDivisionError" in body["stderr"]


async def test_long_output_is_there_whole(stage: Stage) -> None:
    stage.sandbox.program(SUM_PROGRAM, always(prints("x" * 200_000)))
    assert (await outcome(stage, await executions_key(stage)))["stdout"] == "x" * 200_000


async def test_several_runs_are_averaged_and_the_first_that_fails_decides(stage: Stage) -> None:
    fast, slow = replace(prints("3"), cpu_seconds=0.010), replace(prints("3"), cpu_seconds=0.030)
    stage.sandbox.program(SUM_PROGRAM, [fast, slow])
    key = await executions_key(stage)
    body = await outcome(stage, key, number_of_runs=2, expected_output="3")
    assert (body["time"], body["number_of_runs"], body["stdout"]) == ("0.020", 2, "3")
    stage.sandbox.program(SUM_PROGRAM, [fast, prints("4"), prints("5")])
    body = await outcome(stage, key, number_of_runs=3, expected_output="3")
    assert (body["status"]["id"], body["stdout"]) == (4, "4")


async def test_every_text_comes_in_base64_when_asked_for(stage: Stage) -> None:
    stage.sandbox.program(SUM_PROGRAM, always(replace(CRASHES, stdout=b"\xff\x00", stderr=b"\xfe")))
    key = await executions_key(stage)
    token = await submitted(stage, key, expected_output="3")
    await stage.settle()
    body = (await fetched(stage, key, token, base64_encoded="true", fields="*")).body
    assert (body["stdout"], body["stderr"]) == (encoded(b"\xff\x00"), encoded(b"\xfe"))
    assert (body["source_code"], body["stdin"]) == (encoded(SUM_PROGRAM), encoded("1 2\n"))
    assert (body["expected_output"], body["message"]) == (encoded("3"), encoded("Exited with error code 1"))
    for query in ({}, {"base64_encoded": "false"}):
        answer = await fetched(stage, key, token, **query)
        assert (answer.status, answer.body) == (400, {"error": UNREADABLE})
    assert (await fetched(stage, key, token, fields="status_id")).body == {"status_id": 11}


async def test_fields_that_are_none_are_named(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("get_submission", as_=call.as_, path=call.path, query={"fields": "stdout,a,*,b"})
    assert (answer.status, answer.body) == (400, {"error": "invalid fields: [a, b]"})


async def test_a_run_that_is_no_submission_is_not_found(stage: Stage) -> None:
    key = await executions_key(stage)
    token = await submitted(stage, key)
    await stage.change(f"tenants/{key.tenant_id}/runs/{token}", id="other")
    answer = await fetched(stage, key, "other")
    assert (answer.status, list(answer.body)) == (404, ["error"])


async def test_polling_every_tenth_of_a_second_is_within_the_limit(stage: Stage) -> None:
    key = await executions_key(stage)
    token = (await stage.call("create_submission", as_=key, body=SUBMISSION)).body["token"]
    statuses = {(await fetched(stage, key, token, fields="status_id")).status for _ in range(600)}
    assert statuses == {200}
