import hashlib
import json
from typing import Any

import pytest

from shared.domain.suite_runs.events import CaseResultExportRequested
from tests.fixtures.result_exports import exported_results, requested_export
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT, cases_that, completed, model_says, requested, results_of, suite, with_key

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run = await completed(stage, played)
    export_id = await requested_export(stage, played.author, run["id"])
    return Arranged(event=CaseResultExportRequested(export_id=export_id), tenant_id=played.author.tenant_id)


async def test_the_file_says_what_the_run_says_in_promptfoos_shape(stage: Stage) -> None:
    played = await suite(stage, *cases_that(True, False, True))
    run = await completed(stage, played)
    export = await exported_results(stage, played.author, run["id"])
    sha256 = hashlib.sha256(export.content).hexdigest()
    assert export.result == {"exportId": export.id, "sha256": sha256, "size": len(export.content)}
    results = export.file["results"]
    assert results["version"] == 3
    told: list[Any] = [(each["testIdx"], each["success"], each["response"]["output"]) for each in results["results"]]
    assert told == [(0, True, "case 0"), (1, False, "case 1"), (2, True, "case 2")]
    [failed] = [each for each in results["results"] if not each["success"]]
    [component] = failed["gradingResult"]["componentResults"]
    assert (failed["failureReason"], component["pass"], component["assertion"]) == (1, False, {"type": "contains"})
    assert failed["testCase"]["assert"] == [{"type": "contains", "value": "none"}]
    stats = results["stats"]
    assert (stats["successes"], stats["failures"], stats["errors"]) == (2, 1, 0)
    [prompt] = results["prompts"]
    assert (prompt["raw"], prompt["provider"], prompt["label"]) == ("{{text}}", "echo", "Capitals")


async def test_each_model_is_a_prompt_of_its_own_with_its_tokens_and_cost(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True)))
    model_says(stage, "case", prompt_tokens=1_000, completion_tokens=100, total_tokens=1_100)
    echo = {"provider": "echo", "model": "", "parameters": {}}
    run = await completed(stage, played, providers=[echo, GPT], repeats=1)
    results = (await exported_results(stage, played.author, run["id"])).file["results"]
    assert [(each["provider"], each["metrics"]["testPassCount"]) for each in results["prompts"]] == [
        ("echo", 1),
        ("openai:chat:gpt-4o-mini", 1),
    ]
    cost = run["summary"]["costNanos"] / 10**9
    assert cost > 0
    assert (results["prompts"][0]["metrics"]["cost"], results["prompts"][1]["metrics"]["cost"]) == (0, cost)
    assert [each["cost"] for each in results["results"]] == [0, cost]


@pytest.mark.thorough
async def test_more_than_a_page_is_exported_each_once(stage: Stage) -> None:
    played = await suite(stage, *cases_that(*[True] * 60))
    run = await completed(stage, played, repeats=2)
    results = (await exported_results(stage, played.author, run["id"])).file["results"]
    ids = [each["id"] for each in results["results"]]
    assert (len(ids), len(set(ids))) == (120, 120)
    assert len(ids) == run["summary"]["results"] == results["stats"]["successes"]


async def test_what_a_cancelled_run_did_is_exported(stage: Stage) -> None:
    played = await suite(stage)
    run_id = await requested(stage, played)
    await stage.call("cancel_suite_run", as_=played.author, path={"runId": run_id})
    await stage.settle()
    file = (await exported_results(stage, played.author, run_id)).file
    assert (file["results"]["results"], file["results"]["prompts"]) == ([], [])


async def test_texts_that_would_end_the_file_early_are_texts(stage: Stage) -> None:
    text = '"}]}], </script> \u2028 case'
    played = await suite(stage, {"vars": {"text": text}, "assertions": [{"type": "contains", "value": "case"}]})
    run = await completed(stage, played)
    assert len(await results_of(stage, played, run["id"])) == 1
    file = (await exported_results(stage, played.author, run["id"])).file
    assert json.loads(json.dumps(file))["results"]["results"][0]["vars"] == {"text": text}


async def test_a_cancelled_export_is_not_written(stage: Stage) -> None:
    played = await suite(stage)
    run = await completed(stage, played)
    export_id = await requested_export(stage, played.author, run["id"])
    await stage.call("cancel_operation", as_=played.author, path={"operationId": export_id})
    await stage.settle()
    assert await stage.files.stat(f"tenants/{played.author.tenant_id}/case-result-exports/{export_id}") is None
