import pytest

from shared.auth.roles import Role
from tests.fixtures.optimisations import MARKED, TEMPLATE, cases, searched, searched_suite, searching
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await searched_suite(stage)
    return Arranged(as_=played.author, path=played.path, body=played.body)


async def test_the_better_prompt_is_found_and_judged_by_cases_that_it_was_not_chosen_by(stage: Stage) -> None:
    played = await searched_suite(stage)
    search = await searched(stage, played)
    assert search["status"] == "completed"
    assert search["candidates"] == [
        "the original",
        "variables put between tags",
        "the form of the answer named",
        "all of these edits",
    ]
    result = search["result"]
    assert (result["best"], result["templates"], result["isBetter"]) == (1, [MARKED], True)
    assert (result["originalScore"]["mean"], result["bestScore"]["mean"], result["difference"]["low"]) == (0, 1, 1)
    [stored] = await stage.documents("cardOptimisations")
    held_out = {key.partition(":")[2] for key in stored["scores"] if key.startswith("0:")} - {
        key.partition(":")[2] for key in stored["scores"] if key.startswith("2:")
    }
    assert result["n"] == len(held_out) >= 10


@pytest.mark.thorough
async def test_where_nothing_does_better_the_original_stays_the_best(stage: Stage) -> None:
    search = await searched(stage, await searched_suite(stage, *cases(wants="case")))
    assert (search["result"]["best"], search["result"]["templates"]) == (0, [TEMPLATE])
    assert search["result"]["isBetter"] is False


@pytest.mark.thorough
async def test_no_score_that_a_candidate_was_chosen_by_is_shown(stage: Stage) -> None:
    search = await searched(stage, await searched_suite(stage))
    assert "scores" not in search
    assert set(search["result"]) == {
        *("best", "what", "templates", "n", "originalScore", "bestScore", "difference", "isBetter"),
    }


@pytest.mark.thorough
async def test_the_same_seed_holds_the_same_cases_out(stage: Stage) -> None:
    played = await searched_suite(stage)
    kept = []
    for seed in (0, 0, 1):
        await searching(stage, played, seed=seed, maxTrials=80)
        await stage.settle()
    for stored in sorted(await stage.documents("cardOptimisations"), key=lambda each: each["id"]):
        kept.append((stored["seed"], sorted(stored["scores"])))
    first, second, other = sorted(kept)
    assert first == second
    assert first[1] != other[1]


@pytest.mark.thorough
async def test_variants_of_a_case_stay_on_one_side(stage: Stage) -> None:
    two = [{**each, "vars": {"text": [f"a {number}", f"b {number}"]}} for number, each in enumerate(cases())]
    search = await searched(stage, await searched_suite(stage, *two))
    [stored] = await stage.documents("cardOptimisations")
    tried = {key.partition(":")[2] for key in stored["scores"] if key.startswith("2:")}
    held_out = {key.partition(":")[2] for key in stored["scores"] if key.startswith("0:")} - tried
    assert not {key.partition("-")[0] for key in held_out} & {key.partition("-")[0] for key in tried}
    assert search["result"]["n"] == len(held_out)


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"cardVersion": "draft"}, 409, "card_version_needed"),
        ({"caseSetVersion": 7}, 404, "case_set_version_not_found"),
        ({"provider": GPT}, 409, "provider_key_missing"),
        ({"rewriter": GPT}, 409, "provider_key_missing"),
        ({"maxTrials": 20}, 409, "budget_too_small"),
    ],
)
async def test_a_search_that_could_not_end_well_is_refused(
    changes: dict[str, object], status: int, code: str, stage: Stage
) -> None:
    played = await searched_suite(stage)
    answer = await stage.call("optimise_card", as_=played.author, path=played.path, body=played.body | changes)
    assert (answer.status, answer.error["code"]) == (status, code)
    assert await stage.documents("cardOptimisations") == []


async def test_too_few_cases_are_refused(stage: Stage) -> None:
    played = await searched_suite(stage, *cases(15))
    answer = await stage.call("optimise_card", as_=played.author, path=played.path, body=played.body)
    assert (answer.status, answer.error["code"]) == (409, "too_few_cases")


async def test_a_prompt_that_no_rule_changes_needs_a_model_that_rewrites(stage: Stage) -> None:
    prompt = {"kind": "text", "template": "Write one sentence about <name>{{ text }}</name>."}
    played = await searched_suite(stage, prompt=prompt)
    answer = await stage.call("optimise_card", as_=played.author, path=played.path, body=played.body)
    assert (answer.status, answer.error["code"]) == (409, "nothing_to_try")


async def test_a_prompt_that_is_too_long_is_refused(stage: Stage) -> None:
    played = await searched_suite(stage, prompt={"kind": "text", "template": "{{text}} " + "word " * 10_000})
    answer = await stage.call("optimise_card", as_=played.author, path=played.path, body=played.body)
    assert (answer.status, answer.error["code"]) == (409, "prompt_too_long")


async def test_a_viewer_searches_nothing(stage: Stage) -> None:
    played = await searched_suite(stage)
    viewer = await stage.member(Role.VIEWER, tenant_id=played.author.tenant_id)
    answer = await stage.call("optimise_card", as_=viewer, path=played.path, body=played.body)
    assert answer.status == 403
