"""What candidates of an assessment all read: questions in versions that never change, as candidates may see them."""

from collections.abc import Sequence

from shared.data.unit_of_work import Reads
from shared.domain.attempts.model import AttemptQuestion
from shared.domain.questions.model import QuestionVersion, version_id
from shared.domain.questions.repository import QuestionVersionRepository
from shared.domain.questions.tasks import Task, choice_order
from shared.errors import InternalError
from shared.model import FrozenModel
from shared.runtime.cache_policies import Cached
from shared.runtime.cached_values import CachedValue


class FrozenTasks(FrozenModel):
    """Questions in the order asked for, None for one whose parameters are drawn for each candidate."""

    tasks: tuple[Task | None, ...]


def pinned_version(asked: AttemptQuestion) -> str:
    """Return the id of the version that an attempt pins."""
    return version_id(asked.question_id, asked.version)


def frozen_tasks(
    reads: Reads, asked: Sequence[AttemptQuestion], beside: Sequence[str] = ()
) -> CachedValue[FrozenTasks]:
    """Return questions of an attempt; where they must be read, the documents `beside` come in the same round trip."""
    ids = [pinned_version(each) for each in asked]

    async def load() -> FrozenTasks:
        versions = QuestionVersionRepository(reads)
        await reads.get_many([*map(versions.path, ids), *beside])
        found = await versions.get_many(ids)
        return FrozenTasks(tasks=tuple(_frozen(each, version) for each, version in zip(asked, found, strict=True)))

    return CachedValue(Cached.ASSESSMENT, ("tasks", *ids), FrozenTasks, load)


def _frozen(asked: AttemptQuestion, version: QuestionVersion | None) -> Task | None:
    if version is None:
        raise InternalError(f"a version that an attempt pins is missing: {pinned_version(asked)}")
    content = version.content
    if content.parameters:
        return None
    order = choice_order(asked.question_id, content, None)
    return Task.of(asked.question_id, content, section=asked.section + 1, points=asked.points, choices=order)
