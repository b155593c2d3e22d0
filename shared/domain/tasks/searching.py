"""Tasks as they are searched."""

from shared.domain.tasks.model import Task
from shared.ports.search import SearchEntry, SearchText

SEARCH_KIND = "task"


def search_entry(task: Task) -> SearchEntry:
    """Return what a task is found by: its title first, then its tags, then its description; filtered by project."""
    return SearchEntry(
        kind=SEARCH_KIND,
        id=task.id,
        texts=(
            SearchText(task.title, weight=9),
            SearchText(" ".join(task.tags), weight=5),
            SearchText(task.description),
        ),
        as_of=task.updated_at,
        facets={"project": task.project_id, "status": task.status, "tag": task.tags},
    )
