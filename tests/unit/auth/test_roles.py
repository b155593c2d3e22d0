"""Every permission of every role, as it is meant to be: whoever adds one says here who holds it, and under what."""

from itertools import pairwise

from shared.auth.permissions import Permission
from shared.auth.roles import ROLES, Role

INTENDED = {
    "owner": """
        api_keys:manage
        apps:read
        apps:write
        assessments:publish
        assessments:read
        assessments:write
        attempts:accommodate
        attempts:export
        attempts:pair
        attempts:read
        attempts:rescore
        audit:read
        candidates:export if is_creator
        cards:publish
        cards:read
        cards:write
        comments:amend if is_creator
        comments:write
        dead_letters:manage
        documents:manage
        executions:run
        files:read
        files:write
        findings:review
        gradings:grade if is_grader
        gradings:manage
        greenhouse:connect
        invitations:read
        invitations:write
        languages:read
        members:leave if is_self
        members:manage
        members:read
        notifications:receive if is_recipient
        operations:read
        operations:write
        ownership:transfer if is_self
        permissions:read
        personal_data:export if is_creator
        privacy:manage
        projects:read
        projects:update
        projects:write
        providers:manage
        providers:read
        questions:publish
        questions:read
        questions:write
        rooms:use if has_joined
        support_grants:manage
        tasks:read
        tasks:update
        tasks:write
        teams:read
        teams:write
        tenants:manage
        tenants:read
        tenants:write
        traces:read
        traces:write
        uploads:write if is_creator
        usage:read
        views:write
        webhooks:manage
    """,
    "admin": """
        api_keys:manage
        apps:read
        apps:write
        assessments:publish
        assessments:read
        assessments:write
        attempts:accommodate
        attempts:export
        attempts:pair
        attempts:read
        attempts:rescore
        audit:read
        candidates:export if is_creator
        cards:publish
        cards:read
        cards:write
        comments:amend if is_creator
        comments:write
        dead_letters:manage
        documents:manage
        executions:run
        files:read
        files:write
        findings:review
        gradings:grade if is_grader
        gradings:manage
        greenhouse:connect
        invitations:read
        invitations:write
        languages:read
        members:leave if is_self
        members:manage if not_owner
        members:read
        notifications:receive if is_recipient
        operations:read
        operations:write
        permissions:read
        personal_data:export if is_creator
        privacy:manage
        projects:read
        projects:update
        projects:write
        providers:manage
        providers:read
        questions:publish
        questions:read
        questions:write
        rooms:use if has_joined
        tasks:read
        tasks:update
        tasks:write
        teams:read
        teams:write
        tenants:read
        tenants:write
        traces:read
        traces:write
        uploads:write if is_creator
        usage:read
        views:write
        webhooks:manage
    """,
    "manager": """
        apps:read
        apps:write
        assessments:publish
        assessments:read
        assessments:write
        attempts:accommodate
        attempts:export
        attempts:pair
        attempts:read
        attempts:rescore
        audit:read
        candidates:export if is_creator
        cards:publish
        cards:read
        cards:write
        comments:amend if is_creator
        comments:write if in_project
        executions:run
        files:read
        files:write
        findings:review
        gradings:grade if is_grader
        gradings:manage
        invitations:read
        invitations:write
        languages:read
        members:leave if is_self
        members:read
        notifications:receive if is_recipient
        operations:read
        operations:write
        permissions:read
        personal_data:export if is_creator
        projects:read
        projects:update if is_member
        providers:read
        questions:publish
        questions:read
        questions:write
        rooms:use if has_joined
        tasks:read if in_project
        tasks:update if in_project
        tasks:write if in_project
        teams:read
        teams:write
        tenants:read
        traces:read
        traces:write
        uploads:write if is_creator
        usage:read
        views:write if is_creator
    """,
    "recruiter": """
        apps:read
        assessments:publish
        assessments:read
        assessments:write
        attempts:accommodate
        attempts:export
        attempts:pair
        attempts:read
        attempts:rescore
        candidates:export if is_creator
        cards:publish
        cards:read
        cards:write
        comments:amend if is_creator
        comments:write if in_project
        executions:run
        files:read
        files:write if is_creator
        findings:review
        gradings:grade if is_grader
        gradings:manage
        invitations:read
        invitations:write
        languages:read
        members:leave if is_self
        members:read
        notifications:receive if is_recipient
        operations:read if is_creator
        operations:write if is_creator
        permissions:read if is_self
        personal_data:export if is_creator
        projects:read if is_member
        providers:read
        questions:publish
        questions:read
        questions:write
        rooms:use if has_joined
        tasks:read if in_project
        tasks:update if is_assignee
        teams:read
        tenants:read
        traces:read
        uploads:write if is_creator
        views:write if is_creator
    """,
    "member": """
        apps:read
        assessments:read
        cards:read
        cards:write
        comments:amend if is_creator
        comments:write if in_project
        gradings:grade if is_grader
        languages:read
        members:leave if is_self
        members:read
        notifications:receive if is_recipient
        operations:read if is_creator
        operations:write if is_creator
        permissions:read if is_self
        personal_data:export if is_creator
        projects:read if is_member
        providers:read
        questions:read
        tasks:read if in_project
        tasks:update if is_assignee
        teams:read
        tenants:read
        uploads:write if is_creator
        views:write if is_creator
    """,
    "viewer": """
        assessments:read
        cards:read
        languages:read
        members:leave if is_self
        notifications:receive if is_recipient
        operations:read if is_creator
        operations:write if is_creator
        permissions:read if is_self
        personal_data:export if is_creator
        projects:read if is_member
        questions:read
        tasks:read if in_project
        tenants:read
        uploads:write if is_creator
        views:write if is_creator
    """,
    "candidate": """
        attempts:start
        attempts:take if is_own_attempt
        languages:read
        permissions:read if is_self
        rooms:use if is_own_attempt
    """,
}


def test_every_permission_of_every_role_is_intended() -> None:
    held = {
        role.value: {permission.value: condition.value for permission, condition in grants.items()}
        for role, grants in ROLES.items()
    }
    assert held == {
        role: dict(grant(line) for line in lines.split("\n") if line.strip()) for role, lines in INTENDED.items()
    }


def grant(line: str) -> tuple[str, str]:
    permission, _, condition = line.strip().partition(" if ")
    return permission, condition or "always"


def test_every_permission_is_somebodys() -> None:
    assert set(Permission) == {permission for grants in ROLES.values() for permission in grants}


def test_no_members_role_holds_what_the_one_above_it_lacks() -> None:
    ladder = [Role.VIEWER, Role.MEMBER, Role.RECRUITER, Role.MANAGER, Role.ADMIN, Role.OWNER]
    for lower, higher in pairwise(ladder):
        assert set(ROLES[lower]) <= set(ROLES[higher])
