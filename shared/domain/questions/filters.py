"""Which questions of a bank are meant."""

from typing import Any

from shared.domain.questions.labels import Difficulty
from shared.domain.questions.model import IN_USE, QuestionStatus
from shared.errors import FieldProblem, InvalidInput
from shared.model import View


class QuestionFilter(View):
    """Archived questions only where that status is asked for; by a tag or a skill, not both."""

    status: QuestionStatus | None = None
    kind: str | None = None
    difficulty: Difficulty | None = None
    tag: str | None = None
    skill: str | None = None

    def equals(self) -> dict[str, Any]:
        """Return the filter as `QUESTION_LIST` takes it; raise InvalidInput where it has both a tag and a skill."""
        if self.tag is not None and self.skill is not None:
            problem = FieldProblem("/skill", "one_list_at_a_time", "leave out the tag or the skill, or search for both")
            raise InvalidInput("a list is filtered by a tag or by a skill", fields=[problem])
        return {
            "status": self.status or IN_USE,
            "content.kind": self.kind,
            "labels.difficulty": self.difficulty,
            "labels.tags": self.tag,
            "labels.skills": self.skill,
        }
