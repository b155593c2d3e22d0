import pytest

from tests.fixtures.card_comments import discussion
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    card = await discussion(stage)
    return Arranged(as_=card.author, path=card.at(await card.said()))


async def test_a_comment_comes_with_the_tag_that_a_change_needs(stage: Stage) -> None:
    answer = await stage.arranged("get_card_comment", await arrange(stage))
    assert answer.data["text"] == "Why?"
    assert answer.headers["etag"]
