"""The role matrices of the documents this project answers, cell by cell.

Each is judged only by the resources it names that exist here. What a role holds beyond its document is named.
"""

import pytest

from shared.auth.permissions import Permission as P
from shared.auth.roles import ROLES, Condition, Role

ALWAYS, NOT_OWNER, OWN = Condition.ALWAYS, Condition.NOT_OWNER, Condition.IS_OWN_ATTEMPT
IS_MEMBER, IN_PROJECT, IS_ASSIGNEE = Condition.IS_MEMBER, Condition.IN_PROJECT, Condition.IS_ASSIGNEE
ACTIONS = ("create", "read", "update", "delete")

ASSESSMENT_PLATFORM = {
    "admin": {("*", "create"): ALWAYS, ("*", "read"): ALWAYS, ("*", "update"): ALWAYS, ("*", "delete"): ALWAYS},
    "recruiter": {("assessments", "create"): ALWAYS, ("assessments", "read"): ALWAYS, ("candidates", "read"): ALWAYS},
    "candidate": {("assessments", "read"): OWN},
}
PROJECT_SYSTEM = {
    "owner": {("*", "*"): ALWAYS},
    "admin": {
        ("project", "*"): ALWAYS,
        ("task", "*"): ALWAYS,
        ("user", "read"): ALWAYS,
        ("user", "update"): NOT_OWNER,
    },
    "manager": {
        ("project", "read"): ALWAYS,
        ("project", "update"): IS_MEMBER,
        ("task", "*"): IN_PROJECT,
        ("user", "read"): ALWAYS,
    },
    "member": {
        ("project", "read"): IS_MEMBER,
        ("task", "read"): IN_PROJECT,
        ("task", "update"): IS_ASSIGNEE,
        ("user", "read"): ALWAYS,
    },
    "viewer": {("project", "read"): IS_MEMBER, ("task", "read"): IN_PROJECT},
}
HERE = {
    ("assessments", "create"): [P.ASSESSMENTS_WRITE],
    ("assessments", "read"): [P.ASSESSMENTS_READ],
    ("assessments", "update"): [P.ASSESSMENTS_WRITE],
    ("assessments", "delete"): [P.ASSESSMENTS_PUBLISH],
    ("candidates", "create"): [P.INVITATIONS_WRITE],
    ("candidates", "read"): [P.INVITATIONS_READ, P.ATTEMPTS_READ],
    ("project", "create"): [P.PROJECTS_WRITE],
    ("project", "read"): [P.PROJECTS_READ],
    ("project", "update"): [P.PROJECTS_UPDATE],
    ("project", "delete"): [P.PROJECTS_WRITE],
    ("task", "create"): [P.TASKS_WRITE],
    ("task", "read"): [P.TASKS_READ],
    ("task", "update"): [P.TASKS_UPDATE],
    ("task", "delete"): [P.TASKS_WRITE],
    ("user", "create"): [P.MEMBERS_MANAGE],
    ("user", "read"): [P.MEMBERS_READ],
    ("user", "update"): [P.MEMBERS_MANAGE],
    ("user", "delete"): [P.MEMBERS_MANAGE],
}
"""What their actions are here: assessments are archived, never deleted; candidates are invited, and sit attempts."""

BEYOND = {
    # A recruiter who creates assessments also corrects and archives them, and invites whom they read.
    ("recruiter", "assessments", "update"),
    ("recruiter", "assessments", "delete"),
    ("recruiter", "candidates", "create"),
    # One permission decides about members: who may change one may invite and remove one.
    ("admin", "user", "create"),
    ("admin", "user", "delete"),
}


def cells(matrix: dict, resources: tuple[str, ...]) -> list[tuple[str, str, str, Condition | None]]:
    """Every role, resource and action, with the condition under which the document grants it."""
    return [
        (
            role,
            resource,
            action,
            next((granted for name, granted in grants.items() if covers(name, resource, action)), None),
        )
        for role, grants in matrix.items()
        for resource in resources
        for action in ACTIONS
        if (resource, action) in HERE
    ]


def covers(granted: tuple[str, str], resource: str, action: str) -> bool:
    return granted[0] in ("*", resource) and granted[1] in ("*", action)


@pytest.mark.parametrize(
    ("role", "resource", "action", "condition"),
    [
        *cells(ASSESSMENT_PLATFORM, ("assessments", "candidates")),
        *cells(PROJECT_SYSTEM, ("project", "task", "user")),
    ],
)
def test_each_cell_of_the_documents_holds(role: str, resource: str, action: str, condition: Condition | None) -> None:
    # A candidate reads an assessment as the attempt they take of it.
    candidates = {("assessments", "read"): [P.ATTEMPTS_TAKE]} if role == "candidate" else {}
    for permission in (HERE | candidates)[resource, action]:
        held = ROLES[Role(role)].get(permission)
        if condition is not None:
            assert held is condition
        elif (role, resource, action) in BEYOND:
            assert held is not None, "nothing is named as held beyond the document that isn't"
        else:
            assert held is None
