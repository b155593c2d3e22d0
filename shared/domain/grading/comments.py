"""What graders say to answers, for the report on a candidate."""

from collections.abc import Sequence

from shared.data.unit_of_work import Reads
from shared.domain.grading.model import GradedStatus, Grading, graded_id
from shared.domain.grading.repository import GradedAnswerRepository, GradingRepository
from shared.engines.report_parts import ReportedComment, ReportedRemark


async def comments_on(
    reads: Reads, attempt_id: str, question_ids: Sequence[str]
) -> dict[str, tuple[ReportedComment, ...]]:
    """Return the graders' comments by question, of answers whose grading is settled."""
    answers = await GradedAnswerRepository(reads).get_many([graded_id(attempt_id, each) for each in question_ids])
    settled = [each for each in answers if each is not None and each.status is GradedStatus.GRADED]
    found = await GradingRepository(reads).get_many([id for each in settled for id in each.grading_ids])
    given = {each.id: each for each in found if each is not None}
    return {each.question_id: _comments([given[id] for id in each.grading_ids if id in given]) for each in settled}


def _comments(gradings: Sequence[Grading]) -> tuple[ReportedComment, ...]:
    comments = [
        ReportedComment(
            points=each.points,
            comment=each.comment,
            remarks=tuple(
                ReportedRemark(criterion_id=mark.criterion_id, comment=mark.comment)
                for mark in each.marks
                if mark.comment
            ),
        )
        for each in gradings
    ]
    return tuple(each for each in comments if each.comment or each.remarks)
