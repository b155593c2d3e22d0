import pytest

from tests.fixtures.people import sign_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(body={"email": "olga@example.com"})


async def test_the_answer_is_the_same_whether_or_not_there_is_an_account(stage: Stage) -> None:
    owner = await sign_up(stage)
    told: list[tuple[int, object, int, int]] = []
    for email in (owner.email, "nobody@example.com"):
        reads, commits = stage.store.reads, stage.store.commits
        answer = await stage.call("request_password_reset", body={"email": email})
        told.append((answer.status, answer.body, stage.store.reads - reads, stage.store.commits - commits))
    assert told == [(204, None, 0, 1)] * 2
    await stage.settle()
    assert [mail.to for mail in stage.mailer.sent] == [owner.email]


async def test_asking_often_sends_one_mail_in_two_minutes(stage: Stage) -> None:
    owner = await sign_up(stage)
    for _ in range(3):
        await stage.call("request_password_reset", body={"email": owner.email})
        await stage.settle()
    assert len(stage.mailer.sent) == 1
    stage.clock.advance(minutes=2)
    await stage.call("request_password_reset", body={"email": owner.email})
    await stage.settle()
    assert len(stage.mailer.sent) == 2
