"""Questions as they are searched."""

from shared.domain.questions.content import CodingContent
from shared.domain.questions.model import Question
from shared.ports.search import SearchEntry, SearchText

SEARCH_KIND = "question"


def search_entry(question: Question) -> SearchEntry:
    """Return what a question is found by: its title first, then its tags and skills, then its prompt."""
    content, labels = question.content, question.labels
    return SearchEntry(
        kind=SEARCH_KIND,
        id=question.id,
        texts=(
            SearchText(content.title, weight=9),
            SearchText(" ".join((*labels.tags, *labels.skills)), weight=5),
            SearchText(content.prompt),
        ),
        as_of=question.updated_at,
        facets={
            "status": question.status.value,
            "kind": content.kind,
            "language": content.languages if isinstance(content, CodingContent) else (),
            "difficulty": labels.difficulty.value if labels.difficulty else (),
            "tag": labels.tags,
            "skill": labels.skills,
        },
    )
