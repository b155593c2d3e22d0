import pytest

from shared.engines.languages import LANGUAGES
from tests.fixtures.judge0 import executions_key
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await executions_key(stage))


async def test_languages_have_judge0s_numbers_and_our_names(stage: Stage) -> None:
    answer = await stage.arranged("list_submission_languages", await arrange(stage))
    by_id = {each["id"]: each["name"] for each in answer.body}
    assert by_id[71] == by_id[113] == LANGUAGES["python"].label
    assert by_id[63] == LANGUAGES["javascript"].label
    assert all(each.keys() == {"id", "name"} for each in answer.body)


async def test_languages_that_are_not_here_are_not_listed(stage: Stage) -> None:
    answer = await stage.arranged("list_submission_languages", await arrange(stage))
    labels = {language.label for language in LANGUAGES.values()}
    assert {each["name"] for each in answer.body} <= labels
    assert 43 not in {each["id"] for each in answer.body}
