import pytest

from shared.auth.roles import Role
from shared.domain.suite_runs.model import MAX_TRIES
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT, cases_that, completed, requested, results_of, run_of, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    return Arranged(as_=played.author, path=played.path, body=played.body)


async def test_a_run_rests_on_the_latest_versions_and_asks_the_cards_model(stage: Stage) -> None:
    played = await suite(stage)
    run = await completed(stage, played)
    assert (run["cardVersion"], run["caseSetVersion"], run["status"], run["tries"]) == (1, 1, "completed", 3)
    assert run["targets"] == [{"provider": "echo", "model": "", "parameters": {"temperature": 0.2}}]
    summary = run["summary"]
    assert (summary["results"], summary["passed"], summary["failed"], summary["errors"]) == (3, 2, 1, 0)
    assert (summary["passRate"], summary["score"]) == pytest.approx((2 / 3, 2 / 3))
    results = await results_of(stage, played, run["id"])
    assert [(each["caseNumber"], each["outcome"]) for each in results] == [(1, "passed"), (2, "failed"), (3, "passed")]


async def test_each_case_is_tried_for_each_model_as_often_as_asked(stage: Stage) -> None:
    played = await suite(stage)
    echoes = [{"provider": "echo"}, {"provider": "echo", "model": "other"}]
    run = await completed(stage, played, providers=echoes, repeats=3)
    results = await results_of(stage, played, run["id"])
    assert [(each["caseNumber"], each["target"], each["repeat"]) for each in results] == [
        (case, target, repeat) for case in (1, 2, 3) for target in (0, 1) for repeat in (0, 1, 2)
    ]
    assert (run["tries"], run["summary"]["cases"], run["summary"]["flaky"]) == (18, 6, 0)
    assert run["summary"]["passAt"]["3"] == pytest.approx(2 / 3)


async def test_a_label_names_the_version(stage: Stage) -> None:
    played = await suite(stage)
    path = {**played.path, "label": "production"}
    await stage.call("move_card_label", as_=played.author, path=path, body={"version": 1})
    assert (await completed(stage, played, cardVersion="production"))["cardVersion"] == 1


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"cardVersion": "draft"}, 409, "card_version_needed"),
        ({"cardVersion": "7"}, 404, "card_version_not_found"),
        ({"caseSetVersion": 7}, 404, "case_set_version_not_found"),
        ({"caseSetId": "nobody"}, 404, "case_set_not_found"),
        ({"providers": [{"provider": "nobody"}]}, 404, "provider_not_found"),
        ({"providers": [GPT]}, 409, "provider_key_missing"),
        ({"judge": GPT}, 409, "provider_key_missing"),
    ],
)
async def test_a_run_that_could_not_end_well_is_refused(
    changes: dict[str, object], status: int, code: str, stage: Stage
) -> None:
    played = await suite(stage)
    answer = await stage.call("run_suite", as_=played.author, path=played.path, body=played.body | changes)
    assert (answer.status, answer.error["code"]) == (status, code)
    assert await stage.documents("suiteRuns") == []


async def test_a_card_without_a_model_needs_one_for_the_run(stage: Stage) -> None:
    played = await suite(stage, provider=None)
    answer = await stage.call("run_suite", as_=played.author, path=played.path, body=played.body)
    assert (answer.status, answer.error["code"]) == (409, "provider_missing")
    assert (await completed(stage, played, providers=[{"provider": "echo"}]))["status"] == "completed"


async def test_assertions_across_a_row_are_refused_even_in_a_set(stage: Stage) -> None:
    inner = {"type": "assert-set", "assert": [{"type": "select-best", "value": "shortest"}]}
    played = await suite(stage, {"vars": {"text": "a"}, "assertions": [inner]})
    answer = await stage.call("run_suite", as_=played.author, path=played.path, body=played.body)
    assert (answer.status, answer.error["code"]) == (409, "assertion_of_a_row")


async def test_a_run_makes_so_many_calls_at_most(stage: Stage) -> None:
    words = [f"word {number}" for number in range(100)]
    played = await suite(stage, {"vars": {"text": words, "other": words[: MAX_TRIES // 1_000 + 1]}})
    body = {**played.body, "repeats": 10}
    answer = await stage.call("run_suite", as_=played.author, path=played.path, body=body)
    assert (answer.status, answer.error["code"]) == (400, "too_many_tries")


async def test_a_viewer_runs_nothing(stage: Stage) -> None:
    played = await suite(stage, *cases_that(True))
    viewer = await stage.member(Role.VIEWER, tenant_id=played.author.tenant_id)
    answer = await stage.call("run_suite", as_=viewer, path=played.path, body=played.body)
    assert answer.status == 403


async def test_the_runs_operation_tells_how_far_it_is(stage: Stage) -> None:
    played = await suite(stage)
    run_id = await requested(stage, played)
    path = {"operationId": run_id}
    before = (await stage.call("get_operation", as_=played.author, path=path)).data
    await stage.settle()
    after = (await stage.call("get_operation", as_=played.author, path=path)).data
    assert (before["status"], after["status"], after["result"]["runId"]) == ("pending", "succeeded", run_id)
    assert (await run_of(stage, played, run_id))["status"] == "completed"
