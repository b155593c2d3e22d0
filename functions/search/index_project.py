"""The index follows the projects: an event tells which to look at, never what it says."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.projects.events import ProjectChanged
from shared.domain.projects.model import Project
from shared.domain.projects.repository import ProjectRepository
from shared.domain.projects.searching import SEARCH_KIND, search_entry
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(ProjectChanged, external=True)
async def index_project(event: ProjectChanged, ctx: ExternalContext) -> None:
    """Keep what a project is found by up to date; one that was deleted is not found."""

    async def read(work: UnitOfWork) -> Project | None:
        return await ProjectRepository(work).find(event.project_id)

    project = await ctx.prepare(read)
    if project is None or project.deleted:
        await ctx.search.remove(SEARCH_KIND, event.project_id)
    else:
        await ctx.search.put(search_entry(project))
