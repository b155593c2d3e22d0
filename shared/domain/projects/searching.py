"""Projects as they are searched."""

from shared.domain.projects.model import Project
from shared.ports.search import SearchEntry, SearchText

SEARCH_KIND = "project"


def search_entry(project: Project) -> SearchEntry:
    """Return what a project is found by: its name first, then its description; filtered by who is in it."""
    return SearchEntry(
        kind=SEARCH_KIND,
        id=project.id,
        texts=(SearchText(project.name, weight=9), SearchText(project.description)),
        as_of=project.updated_at,
        facets={"status": project.status.value, "member": project.member_ids},
    )
