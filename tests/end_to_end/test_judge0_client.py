"""Judge0's own Python client, as it is published, against the running stack."""

from collections.abc import Iterator

import httpx
import judge0
import pytest
from judge0 import Client, MaxRetries, Status, Submission

from tests.fixtures.http import sign_up
from tools.demo.api import Api, Inbox
from tools.demo.play import Demo
from tools.stack import Stack

SUM = "a, b = map(int, input().split())\nprint(a + b)\n"


@pytest.fixture(scope="module")
def token(stack: Stack) -> str:
    """Return an API key that may have programs run."""
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        owner = demo.api.signed_in(sign_up(demo)["accessToken"])
        key = owner.post("/v1/api-keys", {"name": "Judge0 client", "scopes": ["executions:run"]}, expect=201)
    return key["token"]


@pytest.fixture
def client(stack: Stack, token: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    patient = MaxRetries(max_retries=600)
    made = Client(f"{stack.gateway_url}/judge0", {"X-Auth-Token": token}, retry_strategy=patient)
    made.client.timeout = 60
    yield made
    made.client.close()


def test_a_program_is_run_on_its_input(client: Client) -> None:
    result = judge0.run(client=client, source_code=SUM, language=judge0.PYTHON, stdin="1 2\n")
    assert (result.stdout, result.status, result.exit_code) == ("3\n", Status.ACCEPTED, 0)
    assert result.time is not None
    assert result.time >= 0
    assert result.memory
    assert result.finished_at >= result.created_at


def test_output_is_compared_with_what_is_expected(client: Client) -> None:
    cases = [("1 2", "3"), ("1 2", "4"), ("x", "0")]
    results = judge0.run(client=client, source_code=SUM, language=judge0.PYTHON, test_cases=cases)
    assert [result.status for result in results] == [
        Status.ACCEPTED,
        Status.WRONG_ANSWER,
        Status.RUNTIME_ERROR_NZEC,
    ]
    assert "ValueError" in results[2].stderr
    assert results[1].expected_output == "4"


def test_a_program_that_does_not_compile_is_told_why(client: Client) -> None:
    result = judge0.run(client=client, source_code="print(", language=judge0.PYTHON)
    assert result.status is Status.COMPILATION_ERROR
    assert "SyntaxError" in result.compile_output


def test_programs_in_two_languages_go_in_one_batch(client: Client) -> None:
    programs = [
        Submission(source_code="print('hello from Python')", language=judge0.PYTHON),
        Submission(source_code="console.log('hello from JavaScript')", language=judge0.JAVASCRIPT),
    ]
    results = judge0.run(client=client, submissions=programs)
    assert [result.stdout for result in results] == ["hello from Python\n", "hello from JavaScript\n"]


def test_a_program_that_never_ends_is_stopped(client: Client) -> None:
    source = "while True: pass"
    result = judge0.run(client=client, source_code=source, language=judge0.PYTHON, cpu_time_limit=1.0)
    assert result.status is Status.TIME_LIMIT_EXCEEDED


def test_bytes_that_are_no_text_come_back(client: Client) -> None:
    source = "import sys; sys.stdout.buffer.write(bytes([65, 255]))"
    result = judge0.run(client=client, source_code=source, language=judge0.PYTHON)
    assert result.stdout == "A\\xff"


def test_input_may_hold_any_character(client: Client) -> None:
    source = "print(ascii(input()))"
    result = judge0.run(client=client, source_code=source, language=judge0.PYTHON, stdin="a\0ß")
    assert result.stdout == "'a\\x00\\xdf'\n"


def test_arguments_reach_the_program(client: Client) -> None:
    source = "import sys; print(sys.argv[1:])"
    arguments = "one 'two three'"
    result = judge0.run(client=client, source_code=source, language=judge0.PYTHON, command_line_arguments=arguments)
    assert result.stdout == "['one', 'two three']\n"


def test_what_the_client_asks_about_the_server_is_answered(client: Client) -> None:
    assert client.version == "1.14.0"
    assert client.is_language_supported(judge0.PYTHON)
    assert not client.is_language_supported(judge0.COBOL)
    assert client.get_language(71).name == "Python"
    assert [each["id"] for each in client.get_statuses()] == [status.value for status in Status]
    assert client.config.max_submission_batch_size == 20


def test_without_a_key_there_is_no_client(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with pytest.raises(RuntimeError, match="Authentication failed"):
        Client(f"{stack.gateway_url}/judge0", {"X-Auth-Token": "ella_a_b_c"})


def test_waiting_is_answered_with_the_outcome(stack: Stack, token: str) -> None:
    answer = httpx.post(
        f"{stack.gateway_url}/judge0/submissions",
        params={"wait": "true"},
        headers={"authorization": f"Bearer {token}"},
        json={"source_code": SUM, "language_id": 71, "stdin": "2 2", "expected_output": "4"},
        timeout=60,
        trust_env=False,
    )
    assert answer.status_code == 201
    assert answer.json()["status"] == {"id": 3, "description": "Accepted"}
