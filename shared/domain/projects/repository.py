"""Where projects and their milestones are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository, found
from shared.domain.projects.model import Milestone, Project

PROJECT_LIST = QueryShape(
    "projects",
    equals=("deleted", "status", "ownerId"),
    contains=("memberIds",),
    sorts=(("-createdAt",), ("name",), ("endOn",), ("-updatedAt",)),
)
MILESTONE_LIST = QueryShape(
    "milestones", equals=("projectId",), sorts=(("dueOn",), ("-dueOn",)), required=("projectId",)
)


class ProjectRepository(Repository[Project]):
    """Projects by id; those that were deleted only by `find`."""

    collection: ClassVar[str] = "projects"
    noun: ClassVar[str] = "project"
    model = Project

    async def get(self, id: str) -> Project:
        """Return a project; raise NotFound for one that was deleted as well."""
        project = await self.find(id)
        return found(None if project is None or project.deleted else project, self.noun)

    async def get_open(self, id: str) -> Project:
        """Return a project in which things may change; raise NotFound, or FailedPrecondition once it is archived."""
        project = await self.get(id)
        project.require_open()
        return project


class MilestoneRepository(Repository[Milestone]):
    """Milestones by id."""

    collection: ClassVar[str] = "milestones"
    noun: ClassVar[str] = "milestone"
    model = Milestone

    async def get_of(self, project: Project, id: str) -> Milestone:
        """Return a milestone of a project; raise NotFound for another's."""
        milestone = await self.find(id)
        return found(milestone if milestone and milestone.project_id == project.id else None, self.noun)
