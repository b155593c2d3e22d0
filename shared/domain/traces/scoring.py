"""How scores get into the store: idempotent by their id, and added up for what they are about."""

from collections.abc import Sequence

from shared.data.unit_of_work import UnitOfWork
from shared.domain.traces.repository import ScoreRepository, ScoreSummaryRepository
from shared.domain.traces.scores import Score, ScoreSummary


async def put_scores(work: UnitOfWork, given: Sequence[Score]) -> None:
    """Store scores; one with the id of another stands in its place, and the last of several with an id counts."""
    scores, summaries = ScoreRepository(work), ScoreSummaryRepository(work)
    latest = {score.id: score for score in given}
    await work.get_many([*map(scores.path, latest), *(summaries.path(score.about) for score in latest.values())])
    earlier = {id: await scores.find(id) for id in latest}
    changed: dict[str, ScoreSummary] = {}
    for id, score in latest.items():
        before = earlier[id]
        if before is not None and before.with_(given_at=score.given_at, expires_at=score.expires_at) == score:
            continue
        if before is not None:
            summary = changed.get(before.about) or await summaries.get(before.about)
            changed[before.about] = summary.without_score(before)
        summary = changed.get(score.about) or await summaries.find(score.about)
        if summary is None:
            summary = ScoreSummary(id=score.about, app_id=score.app_id, expires_at=score.expires_at)
        changed[score.about] = summary.with_score(score)
        await scores.put(score)
    for summary in changed.values():
        await summaries.put(summary)


async def remove_score(work: UnitOfWork, score: Score) -> None:
    """Remove a score and what it added."""
    summaries = ScoreSummaryRepository(work)
    summary = await summaries.find(score.about)
    if summary is not None:
        summaries.save(summary.without_score(score))
    ScoreRepository(work).remove(score)
