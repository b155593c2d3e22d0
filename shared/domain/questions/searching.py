"""Questions as they are searched."""

from shared.domain.questions.content import CodingContent
from shared.domain.questions.model import Question
from shared.ports.search import SearchEntry, SearchText

SEARCH_KIND = "question"


def search_entry(question: Question) -> SearchEntry:
    """Return what a question is found by: its title first, then its prompt."""
    content = question.content
    return SearchEntry(
        kind=SEARCH_KIND,
        id=question.id,
        texts=(SearchText(content.title, weight=9), SearchText(content.prompt)),
        as_of=question.updated_at,
        facets={
            "status": question.status.value,
            "kind": content.kind,
            "language": content.languages if isinstance(content, CodingContent) else (),
        },
    )
