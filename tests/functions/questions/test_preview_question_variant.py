from decimal import Decimal

import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import OTHER_KINDS, draft_question
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage
from tests.fixtures.variants import AREA, MULTIPLES

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(
        as_=recruiter, path={"questionId": await draft_question(stage, recruiter, **MULTIPLES), "seed": "7"}
    )


async def preview(stage: Stage, recruiter: SignedIn, question_id: str, seed: int) -> Answer:
    path = {"questionId": question_id, "seed": str(seed)}
    return await stage.call("preview_question_variant", as_=recruiter, path=path)


async def test_a_program_is_shown_with_its_values_everywhere(stage: Stage) -> None:
    variant = (await stage.arranged("preview_question_variant", await arrange(stage))).data
    factor, content = variant["values"]["factor"], variant["content"]
    assert content["prompt"] == f"Read a number, print its product with {factor}."
    assert content["reference"]["source"] == f"print(int(input()) * {factor})\n"
    assert content["tests"][0]["expectedOutput"] == f"{2 * int(factor)}\n"
    assert content["parameters"] == []


async def test_the_number_that_is_expected_follows_from_what_is_asked(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    created = await stage.call("create_question", as_=recruiter, body={"content": AREA})
    variants = [(await preview(stage, recruiter, created.data["id"], seed)).data for seed in range(5)]
    for variant in variants:
        values = {name: Decimal(value) for name, value in variant["values"].items()}
        assert Decimal(variant["content"]["scoring"]["expected"]) == values["width"] * values["height"]
    assert len({variant["content"]["prompt"] for variant in variants}) > 1


async def test_a_seed_shows_the_same_again(stage: Stage) -> None:
    call = await arrange(stage)
    first = await stage.arranged("preview_question_variant", call)
    assert (await stage.arranged("preview_question_variant", call)).data == first.data


async def test_a_question_without_parameters_is_shown_as_it_is(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    created = await stage.call("create_question", as_=recruiter, body={"content": OTHER_KINDS["numeric"]})
    variant = (await preview(stage, recruiter, created.data["id"], 3)).data
    assert (variant["values"], variant["content"]) == ({}, created.data["content"])


async def test_what_could_not_be_published_says_why(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    content = AREA | {"scoring": {"parameter": "volume"}}
    created = await stage.call("create_question", as_=recruiter, body={"content": content})
    answer = await preview(stage, recruiter, created.data["id"], 3)
    assert (answer.status, answer.error["code"]) == (409, "question_not_publishable")
    assert answer.error["details"][0]["pointer"] == "/content/scoring/parameter"
