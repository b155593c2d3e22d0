"""Candidates with seeds of their own are asked, and scored by, variants of their own."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from shared.auth.roles import Role
from shared.domain.questions.model import variant_key
from shared.engines.variants.parameters import Parameter, drawn
from tests.fixtures.attempts import Sitting, another_candidate, finish, respond, save
from tests.fixtures.examples import OTHER_KINDS, active_assessment, published_content
from tests.fixtures.stage import SignedIn, Stage
from tests.fixtures.variants import AREA, multiplying_program, published_multiples

pytestmark = pytest.mark.anyio


async def sitting_of(stage: Stage, recruiter: SignedIn, question_id: str, seed: int | None) -> Sitting:
    questions = [{"questionId": question_id, "points": "10"}]
    assessment_id, _ = await active_assessment(stage, recruiter, questions=questions)
    sitting = await another_candidate(stage, recruiter, assessment_id, [question_id])
    await stage.call("start_attempt", as_=sitting.candidate)
    attempt = await stage.document(sitting.document("attempts"))
    assert attempt is not None
    await stage.change(sitting.document("attempts"), questions=[{**attempt["questions"][0], "variantSeed": seed}])
    return sitting


async def measuring(stage: Stage, seed: int | None) -> Sitting:
    recruiter = await stage.member(Role.RECRUITER)
    return await sitting_of(stage, recruiter, await published_content(stage, recruiter, AREA), seed)


async def asked(stage: Stage, sitting: Sitting) -> dict[str, Any]:
    [question] = (await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)).data["questions"]
    return question


@pytest.mark.parametrize("seed", [None, 1, 12345])
async def test_a_number_is_scored_by_what_this_candidate_was_asked(stage: Stage, seed: int | None) -> None:
    sitting = await measuring(stage, seed)
    prompt = (await asked(stage, sitting))["prompt"]
    width, height = (Decimal(word) for word in prompt.split() if word.replace(".", "").isdigit())
    await respond(stage, sitting, 0, {"kind": "numeric", "value": str(width * height)})
    await finish(stage, sitting)
    await stage.settle()
    result = await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)
    assert result.data["points"] == "10.00"


async def test_seeds_ask_different_things(stage: Stage) -> None:
    prompts = {(await asked(stage, await measuring(stage, seed)))["prompt"] for seed in (1, 2, 3)}
    assert len(prompts) > 1
    assert not any("{{" in prompt for prompt in prompts)


async def test_a_program_is_tried_and_scored_on_the_tests_of_its_variant(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await published_multiples(stage, recruiter)
    source = await multiplying_program(stage, recruiter, question_id, 42)
    points: list[str] = []
    for seed in (42, 43):
        sitting = await sitting_of(stage, recruiter, question_id, seed)
        body = {"language": "python", "source": source}
        run = await stage.call("run_answer", as_=sitting.candidate, path=sitting.answer_path(), body=body)
        await save(stage, sitting, source=source)
        await finish(stage, sitting)
        await stage.settle()
        tried = await stage.document(f"tenants/{sitting.tenant_id}/runs/{run.data['runId']}")
        assert tried is not None
        assert tried["result"]["verdict"] == ("AC" if seed == 42 else "WA")
        result = await stage.call("get_attempt_results", as_=recruiter, path=sitting.path)
        points.append(result.data["points"])
    assert points == ["10.00", "0.00"]


async def test_a_mended_version_asks_the_same_of_a_seed(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await published_content(stage, recruiter, AREA)
    before = (await asked(stage, await sitting_of(stage, recruiter, question_id, 7)))["prompt"]
    path = {"questionId": question_id}
    mended = {"content": {"prompt": AREA["prompt"] + " Answer in m²."}}
    await stage.call("update_question", as_=recruiter, path=path, body=mended)
    await stage.call("publish_question", as_=recruiter, path=path)
    after = (await asked(stage, await sitting_of(stage, recruiter, question_id, 7)))["prompt"]
    assert after == before + " Answer in m²."


async def test_a_seed_whose_values_make_no_question_is_asked_and_scored_by_the_next_ones(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    values = [*(f"word{number}" for number in range(19)), "("]
    content = OTHER_KINDS["free_text"] | {
        "prompt": "Write {{word}}.",
        "parameters": [{"type": "choice", "name": "word", "values": values}],
        "scoring": {"patterns": ["{{word}}"]},
    }
    question_id = await published_content(stage, recruiter, content)
    [parameter] = TypeAdapter(tuple[Parameter, ...]).validate_python(content["parameters"])
    drawing = (seed for seed in range(1_000) if drawn([parameter], variant_key(question_id, seed))["word"] == "(")
    sitting = await sitting_of(stage, recruiter, question_id, next(drawing))
    word = (await asked(stage, sitting))["prompt"].removeprefix("Write ").removesuffix(".")
    await respond(stage, sitting, 0, {"kind": "free_text", "text": word})
    await finish(stage, sitting)
    await stage.settle()
    result = await stage.call("get_attempt_results", as_=recruiter, path=sitting.path)
    assert (word in values[:-1], result.data["points"]) == (True, "10.00")
