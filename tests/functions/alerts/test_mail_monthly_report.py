from dataclasses import replace

import pytest

from shared.domain.alerts.events import MonthlyReportDue
from shared.domain.alerts.levels import Levels
from shared.domain.alerts.model import BOARD, AlertBoard
from shared.domain.alerts.monthly import MonthlyReport
from shared.domain.alerts.policies import OBJECTIVES
from shared.domain.upkeep.events import PARTITION
from tests.fixtures.stage import Arranged, Stage
from tests.functions.alerts.test_write_monthly_report import february

pytestmark = pytest.mark.anyio
DUE = MonthlyReportDue(month="2026-02", recipient="ops@example.com")


async def arrange(stage: Stage) -> Arranged:
    await february(stage)
    assert await stage.tick("write_monthly_report") == 204
    await stage.waiting()
    return Arranged(event=DUE, tenant_id=PARTITION)


@pytest.mark.parametrize(
    ("locale", "subject", "said"),
    [
        (
            "en",
            "How Ella did in 2026-02",
            (
                "28000 requests, of which 28 failed",
                "requests within 500 ms: 97 % (promised 95 %, 40 % of the budget left)",
                "available: 99.93 % (promised 99.9 %",
                "mean of the store's calls: 20 ms (promised below 100 ms)",
                "2 critical, 1 warnings, 0 for information",
                "over after 20 minutes in the mean (goal: 15)",
                "lay 336 hours in the mean (goal: 720)",
            ),
        ),
        (
            "de-AT",
            "Wie es Ella im Monat 2026-02 erging",
            (
                "verfügbar: 99,93 % (zugesagt 99,9 %",
                "im Mittel nach 20 Minuten vorbei (Ziel: 15)",
                "lagen im Mittel 336 Stunden (Ziel: 720)",
            ),
        ),
    ],
)
async def test_it_says_what_was_promised_and_kept(
    stage: Stage, locale: str, subject: str, said: tuple[str, ...]
) -> None:
    await arrange(stage)
    stage.composition.config = replace(stage.composition.config, alert_locale=locale)
    for _ in range(2):
        assert await stage.deliver("mail_monthly_report", stage.envelope(DUE, PARTITION)) == 204
    mail = stage.mailer.sent[0]
    assert (mail.to, mail.subject) == ("ops@example.com", subject)
    assert [each for each in said if each not in mail.text] == []


async def test_a_delivery_that_comes_again_mails_nothing_again(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    envelope = stage.envelope(call.event, PARTITION)
    for _ in range(3):
        assert await stage.deliver("mail_monthly_report", envelope) == 204
    assert len(stage.mailer.sent) == 1


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_objective_has_words_and_a_quiet_month_too(language: str, stage: Stage) -> None:
    report = MonthlyReport.of("2026-02", Levels.begun(at=stage.clock.now()), AlertBoard(id=BOARD))
    quiet = report.words(language)
    assert (quiet["repair"], quiet["between"], quiet["requests"]) == (None, None, "0")
    assert len(str(quiet["objectives"]).splitlines()) == 1
    told = report.with_(objectives=tuple(each.with_(attained=1.0, budget_left=1.0) for each in report.objectives))
    assert len(str(told.words(language)["objectives"]).splitlines()) == len(OBJECTIVES)
