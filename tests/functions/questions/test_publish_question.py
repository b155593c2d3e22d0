import asyncio
from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import OTHER_KINDS, SUM_CONTENT, draft_question, publish, published_question
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.variants import AREA, MULTIPLES, published_multiples

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"questionId": await draft_question(stage, recruiter)})


async def test_the_reference_solution_is_to_run_on_every_test(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("publish_question", call)
    assert (answer.status, answer.data["status"]) == (202, "validating")
    [run] = await stage.documents("runs")
    assert (run["purpose"], run["status"]) == ("question_validation", "queued")
    assert (run["subjectId"], run["questionId"]) == (call.path["questionId"], call.path["questionId"])
    assert run["source"] == SUM_CONTENT["reference"]["source"]
    assert run["versionId"] == f"{call.path['questionId']}:1"
    [envelope] = stage.bus.waiting
    assert envelope.type == "execution.run.requested.v1"
    assert envelope.data == {"runId": run["id"]}


async def test_publishing_twice_at_once_makes_one_run(stage: Stage) -> None:
    call = await arrange(stage)
    answers = await asyncio.gather(*(stage.arranged("publish_question", call) for _ in range(4)))
    assert sorted(answer.status for answer in answers) == [202, 409, 409, 409]
    assert {answer.error["code"] for answer in answers if answer.status == 409} == {"question_validating"}
    assert len(await stage.documents("runs")) == 1


async def test_what_is_published_is_not_published_again_until_it_is_edited(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"questionId": await published_question(stage, recruiter)}
    again = await stage.call("publish_question", as_=recruiter, path=path)
    assert (again.status, again.error["code"]) == (409, "question_published")
    await stage.call("update_question", as_=recruiter, path=path, body={"content": {"title": "Second edition"}})
    await publish(stage, recruiter, path["questionId"])
    question = (await stage.call("get_question", as_=recruiter, path=path)).data
    assert question["publishedVersion"] == 2
    versions = {each["number"]: each["content"]["title"] for each in await stage.documents("questionVersions")}
    assert versions == {1: SUM_CONTENT["title"], 2: "Second edition"}


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        (
            {"reference": {"language": "cobol", "source": "STOP RUN."}, "languages": ["cobol", "python"]},
            {"/content/reference/language": "language_unsupported", "/content/languages/0": "language_unsupported"},
        ),
        ({"languages": ["javascript"], "starterCode": {}}, {"/content/reference/language": "language_not_offered"}),
        ({"languages": ["python", "brainfuck"]}, {"/content/languages/1": "language_unsupported"}),
        ({"languages": ["python"], "starterCode": {"a/b": "x"}}, {"/content/starterCode/a~1b": "language_not_offered"}),
    ],
)
async def test_content_that_can_never_be_a_version_is_refused_at_once(
    stage: Stage, changes: dict[str, Any], problems: dict[str, str]
) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter, **changes)
    answer = await stage.call("publish_question", as_=recruiter, path={"questionId": question_id})
    assert (answer.status, answer.error["code"]) == (409, "question_not_publishable")
    assert {each["pointer"]: each["code"] for each in answer.error["details"]} == problems
    assert await stage.documents("runs") == []


async def test_a_stale_version_is_not_published(stage: Stage) -> None:
    call = await arrange(stage)
    etag = (await stage.call("get_question", as_=call.as_, path=call.path)).headers["etag"]
    await stage.call("update_question", as_=call.as_, path=call.path, body={"content": {"title": "Changed"}})
    answer = await stage.call("publish_question", as_=call.as_, path=call.path, headers={"if-match": etag})
    assert answer.status == 412


async def test_another_tenants_question_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    stranger = await stage.member(Role.OWNER)
    answer = await stage.call("publish_question", as_=stranger, path=call.path)
    assert (answer.status, answer.error["code"]) == (404, "question_not_found")


@pytest.mark.parametrize("kind", OTHER_KINDS)
async def test_what_asks_for_no_program_is_published_at_once(stage: Stage, kind: str) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    created = await stage.call("create_question", as_=recruiter, body={"content": OTHER_KINDS[kind]})
    path = {"questionId": created.data["id"]}
    answer = await stage.call("publish_question", as_=recruiter, path=path)
    assert (answer.data["status"], answer.data["publishedVersion"]) == ("published", 1)
    assert await stage.documents("runs") == []
    assert [each["content"]["kind"] for each in await stage.documents("questionVersions")] == [kind]
    waiting = {envelope.type: envelope.data for envelope in await stage.waiting()}
    assert waiting["questions.question.published.v1"]["version"] == 1


@pytest.mark.parametrize(
    ("kind", "changes", "pointer", "code"),
    [
        ("multiple_choice", {"scoring": {"correct": ["a", "z"]}}, "/content/scoring/correct/1", "choice_unknown"),
        ("multiple_choice", {"several": False}, "/content/several", "several_needed"),
        ("free_text", {"scoring": {"patterns": ["("]}}, "/content/scoring/patterns", "pattern_unusable"),
    ],
)
async def test_a_question_nobody_could_answer_is_refused(
    stage: Stage, kind: str, changes: dict[str, Any], pointer: str, code: str
) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    created = await stage.call("create_question", as_=recruiter, body={"content": OTHER_KINDS[kind] | changes})
    answer = await stage.call("publish_question", as_=recruiter, path={"questionId": created.data["id"]})
    assert (answer.status, answer.error["code"]) == (409, "question_not_publishable")
    assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [(pointer, code)]


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        (
            {"checker": {"type": "regex"}, "tests": [{"id": "a", "input": "", "expectedOutput": "("}]},
            "/content/tests/0/expectedOutput",
            "expected_output_unusable",
        ),
        (
            {"checker": {"type": "json"}, "tests": [{"id": "a", "input": "", "expectedOutput": "{"}]},
            "/content/tests/0/expectedOutput",
            "expected_output_unusable",
        ),
        (
            {"checker": {"type": "custom", "language": "cobol", "source": "x"}},
            "/content/checker/language",
            "language_unsupported",
        ),
        (
            {"tests": [{"id": "a", "input": "", "expectedOutput": "", "group": "big"}]},
            "/content/groups",
            "groups_unusable",
        ),
        (
            {"form": {"type": "sql"}, "languages": ["python"], "starterCode": {}},
            "/content/languages/0",
            "language_does_not_fit",
        ),
        (
            {"solutions": [{"name": "slow", "language": "ruby", "source": "x", "expected": "time_limit_exceeded"}]},
            "/content/solutions/0/language",
            "language_not_offered",
        ),
    ],
)
async def test_what_no_run_could_mend_is_refused_at_once(
    stage: Stage, changes: dict[str, Any], pointer: str, code: str
) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter, **changes)
    answer = await stage.call("publish_question", as_=recruiter, path={"questionId": question_id})
    assert answer.status == 409
    assert (pointer, code) in {(each["pointer"], each["code"]) for each in answer.error["details"]}


FUNCTION: dict[str, Any] = {
    "form": {
        "type": "function",
        "signature": {"name": "add", "parameters": [{"name": "numbers", "type": "list<int>"}], "returns": "int"},
    },
    "checker": {"type": "json"},
    "starterCode": {},
    "tests": [{"id": "a", "input": "[[1, 2]]", "expectedOutput": "3"}],
}


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"tests": [{"id": "a", "input": "[1, 2]", "expectedOutput": "3"}]}, "/content/tests/0/input", "wrong_count"),
        ({"tests": [{"id": "a", "input": "[[1]]", "expectedOutput": '"1"'}]},
         "/content/tests/0/expectedOutput", "wrong_type"),
        ({"tests": [{"id": "a", "input": "[[1]", "expectedOutput": "1"}]}, "/content/tests/0/input", "not_json"),
        ({"checker": {"type": "tokens"}}, "/content/checker/type", "checker_does_not_fit"),
        ({"languages": ["python", "bash"]}, "/content/languages/1", "language_does_not_fit"),
    ],
)  # fmt: skip
async def test_a_function_question_fits_its_signature(
    stage: Stage, changes: dict[str, Any], pointer: str, code: str
) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter, **(FUNCTION | changes))
    answer = await stage.call("publish_question", as_=recruiter, path={"questionId": question_id})
    assert answer.status == 409
    assert (pointer, code) in {(each["pointer"], each["code"]) for each in answer.error["details"]}


async def test_a_function_question_runs_its_reference_inside_the_harness(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    reference = {"language": "python", "source": "def add(numbers): return sum(numbers)"}
    question_id = await draft_question(stage, recruiter, **FUNCTION, reference=reference)
    await stage.call("publish_question", as_=recruiter, path={"questionId": question_id})
    await stage.settle()
    [run] = stage.sandbox.runs
    assert run.program.files == {"solution.py": reference["source"].encode()}
    assert b"import solution" in run.program.source
    assert run.stdins == (b"[[1, 2]]",)


async def test_each_known_solution_gets_a_run_of_its_own(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    wrong = {"name": "off by one", "language": "python", "source": "print(1)", "expected": "wrong_answer"}
    question_id = await draft_question(stage, recruiter, solutions=[wrong])
    await stage.call("publish_question", as_=recruiter, path={"questionId": question_id})
    runs = await stage.documents("runs")
    assert {run["source"] for run in runs} == {SUM_CONTENT["reference"]["source"], "print(1)"}
    question = await stage.document(f"tenants/{recruiter.tenant_id}/questions/{question_id}")
    assert question is not None
    assert {(each["solution"], each["expected"]) for each in question["validations"]} == {
        ("reference", "accepted"),
        ("off by one", "wrong_answer"),
    }
    assert {each["runId"] for each in question["validations"]} == {run["id"] for run in runs}


async def test_solutions_of_a_question_with_parameters_run_in_several_variants(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await published_multiples(stage, recruiter)
    runs = await stage.documents("runs")
    assert [run["variantSeed"] for run in sorted(runs, key=lambda run: run["variantSeed"])] == [1, 2, 3]
    assert len({run["source"] for run in runs}) > 1
    question = await stage.document(f"tenants/{recruiter.tenant_id}/questions/{question_id}")
    assert question is not None
    assert {each["solution"] for each in question["validations"]} == {f"reference, variant {n}" for n in (1, 2, 3)}


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"parameters": [{"type": "computed", "name": "area", "expression": "1 +"}]},
         "/content/parameters/0", "expression_malformed"),
        ({"parameters": [{"type": "range", "name": "a", "minimum": "0", "maximum": "9"},
                         {"type": "computed", "name": "area", "expression": "1 / a"}], "prompt": "?"},
         "/content/parameters", "division_by_zero"),
        ({"prompt": "How wide is {{length}} m?"}, "/content/prompt", "parameter_unknown"),
        ({"scoring": {"parameter": "volume"}}, "/content/scoring/parameter", "parameter_unknown"),
        ({"parameters": [], "prompt": "?"}, "/content/scoring/parameter", "parameter_unknown"),
        ({"parameters": [{"type": "choice", "name": "area", "values": ["1", "two"]}], "prompt": "?"},
         "/content/parameters", "variant_invalid"),
    ],
)  # fmt: skip
async def test_parameters_that_fail_in_some_variant_are_refused(
    stage: Stage, changes: dict[str, Any], pointer: str, code: str
) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    created = await stage.call("create_question", as_=recruiter, body={"content": AREA | changes})
    answer = await stage.call("publish_question", as_=recruiter, path={"questionId": created.data["id"]})
    assert (answer.status, answer.error["code"]) == (409, "question_not_publishable")
    assert (pointer, code) in {(each["pointer"], each["code"]) for each in answer.error["details"]}


async def test_stored_tests_have_no_variants(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    tests = [{"id": "big", "input": "", "expectedOutput": "", "stored": True}]
    question_id = await draft_question(stage, recruiter, **(MULTIPLES | {"tests": tests}))
    answer = await stage.call("publish_question", as_=recruiter, path={"questionId": question_id})
    assert [each["code"] for each in answer.error["details"]] == ["stored_tests_fixed"]
