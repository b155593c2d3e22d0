import pytest

from tests.fixtures.cards import edit_card
from tests.fixtures.optimisations import MARKED, cases, searched, searched_suite, searching
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import Suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await searched_suite(stage)
    return _applying(played, (await searched(stage, played))["id"])


async def test_the_better_prompt_becomes_the_draft_and_no_version(stage: Stage) -> None:
    played = await searched_suite(stage)
    search = await searched(stage, played)
    await edit_card(stage, played.author, played.card_id, description="Edited meanwhile")
    card = (await stage.arranged("apply_card_optimisation", _applying(played, search["id"]))).data
    assert card["content"]["prompt"] == {"kind": "text", "template": MARKED}
    assert card["content"]["description"] == "Edited meanwhile"
    assert (card["versions"], card["saved"]) == (1, False)


async def test_nothing_is_applied_before_the_end(stage: Stage) -> None:
    played = await searched_suite(stage)
    answer = await stage.arranged("apply_card_optimisation", _applying(played, await searching(stage, played)))
    assert (answer.status, answer.error["code"]) == (409, "no_result")


async def test_nothing_is_applied_where_the_original_did_best(stage: Stage) -> None:
    played = await searched_suite(stage, *cases(wants="case"))
    search = await searched(stage, played)
    answer = await stage.arranged("apply_card_optimisation", _applying(played, search["id"]))
    assert (answer.status, answer.error["code"]) == (409, "nothing_better")


async def test_another_cards_search_is_not_found(stage: Stage) -> None:
    played, call = await searched_suite(stage), await arrange(stage)
    call.path["cardId"] = played.card_id
    answer = await stage.call("apply_card_optimisation", as_=played.author, path=call.path)
    assert answer.status == 404


def _applying(played: Suite, search_id: str) -> Arranged:
    return Arranged(as_=played.author, path={**played.path, "optimisationId": search_id})
