"""Every permission of every role, as it is meant to be: whoever adds one says here who holds it, and under what."""

from itertools import pairwise

from shared.auth.permissions import Permission
from shared.auth.roles import ROLES, Role

INTENDED = {
    "owner": """
        ab_tests:record
        api_keys:manage
        app_cases:read
        app_cases:write
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
        backups:manage
        billing:manage
        candidates:export if is_creator
        card_comments:delete
        card_comments:write if is_creator
        cards:publish
        cards:read
        cards:run
        cards:write
        chat:use
        comments:amend if is_creator
        comments:write
        conversations:manage
        conversations:read
        dead_letters:manage
        documents:manage
        executions:run
        files:read
        files:write
        findings:review
        flags:evaluate
        flags:read
        flags:write
        gradings:grade if is_grader
        gradings:manage
        greenhouse:connect
        invitations:read
        invitations:write
        knowledge:approve
        knowledge:read
        knowledge:write
        languages:read
        members:leave if is_self
        members:manage
        members:read
        metrics:read
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
        prompts:read
        providers:manage
        providers:read
        questions:publish
        questions:read
        questions:write
        rates:manage
        reports:read
        reports:write
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
        time:read
        time:review
        time:track if in_project
        time:write if is_creator
        traces:analyse
        traces:delete
        traces:read
        traces:write
        uploads:write if is_creator
        usage:read
        views:write
        webhooks:manage
    """,
    "admin": """
        ab_tests:record
        api_keys:manage
        app_cases:read
        app_cases:write
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
        billing:manage
        candidates:export if is_creator
        card_comments:delete
        card_comments:write if is_creator
        cards:publish
        cards:read
        cards:run
        cards:write
        chat:use
        comments:amend if is_creator
        comments:write
        conversations:manage
        conversations:read
        dead_letters:manage
        documents:manage
        executions:run
        files:read
        files:write
        findings:review
        flags:evaluate
        flags:read
        flags:write
        gradings:grade if is_grader
        gradings:manage
        greenhouse:connect
        invitations:read
        invitations:write
        knowledge:approve
        knowledge:read
        knowledge:write
        languages:read
        members:leave if is_self
        members:manage if not_owner
        members:read
        metrics:read
        notifications:receive if is_recipient
        operations:read
        operations:write
        permissions:read
        personal_data:export if is_creator
        privacy:manage
        projects:read
        projects:update
        projects:write
        prompts:read
        providers:manage
        providers:read
        questions:publish
        questions:read
        questions:write
        rates:manage
        reports:read
        reports:write
        rooms:use if has_joined
        tasks:read
        tasks:update
        tasks:write
        teams:read
        teams:write
        tenants:read
        tenants:write
        time:read
        time:review
        time:track if in_project
        time:write if is_creator
        traces:analyse
        traces:delete
        traces:read
        traces:write
        uploads:write if is_creator
        usage:read
        views:write
        webhooks:manage
    """,
    "manager": """
        ab_tests:record
        app_cases:read
        app_cases:write
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
        card_comments:delete
        card_comments:write if is_creator
        cards:publish
        cards:read
        cards:run
        cards:write
        chat:use
        comments:amend if is_creator
        comments:write if in_project
        conversations:read
        executions:run
        files:read
        files:write
        findings:review
        flags:evaluate
        flags:read
        flags:write
        gradings:grade if is_grader
        gradings:manage
        invitations:read
        invitations:write
        knowledge:approve
        knowledge:read
        knowledge:write
        languages:read
        members:leave if is_self
        members:read
        metrics:read
        notifications:receive if is_recipient
        operations:read
        operations:write
        permissions:read
        personal_data:export if is_creator
        projects:read
        projects:update if is_member
        prompts:read
        providers:read
        questions:publish
        questions:read
        questions:write
        reports:read if in_project
        reports:write if in_project
        rooms:use if has_joined
        tasks:read if in_project
        tasks:update if in_project
        tasks:write if in_project
        teams:read
        teams:write
        tenants:read
        time:read if in_project
        time:review
        time:track if in_project
        time:write if is_creator
        traces:analyse
        traces:delete
        traces:read
        traces:write
        uploads:write if is_creator
        usage:read
        views:write if is_creator
    """,
    "recruiter": """
        app_cases:read
        app_cases:write
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
        card_comments:delete
        card_comments:write if is_creator
        cards:publish
        cards:read
        cards:run
        cards:write
        comments:amend if is_creator
        comments:write if in_project
        executions:run
        files:read
        files:write if is_creator
        findings:review
        flags:read
        gradings:grade if is_grader
        gradings:manage
        invitations:read
        invitations:write
        knowledge:read
        knowledge:write
        languages:read
        members:leave if is_self
        members:read
        notifications:receive if is_recipient
        operations:read if is_creator
        operations:write if is_creator
        permissions:read if is_self
        personal_data:export if is_creator
        projects:read if is_member
        prompts:read
        providers:read
        questions:publish
        questions:read
        questions:write
        rooms:use if has_joined
        tasks:read if in_project
        tasks:update if is_assignee
        teams:read
        tenants:read
        time:track if in_project
        time:write if is_creator
        traces:analyse
        traces:read
        uploads:write if is_creator
        views:write if is_creator
    """,
    "member": """
        apps:read
        assessments:read
        card_comments:delete if is_creator
        card_comments:write if is_creator
        cards:read
        cards:run
        cards:write
        comments:amend if is_creator
        comments:write if in_project
        flags:read
        gradings:grade if is_grader
        knowledge:read
        languages:read
        members:leave if is_self
        members:read
        notifications:receive if is_recipient
        operations:read if is_creator
        operations:write if is_creator
        permissions:read if is_self
        personal_data:export if is_creator
        projects:read if is_member
        prompts:read
        providers:read
        questions:read
        tasks:read if in_project
        tasks:update if is_assignee
        teams:read
        tenants:read
        time:track if in_project
        time:write if is_creator
        uploads:write if is_creator
        views:write if is_creator
    """,
    "viewer": """
        assessments:read
        card_comments:delete if is_creator
        card_comments:write if is_creator
        cards:read
        languages:read
        members:leave if is_self
        notifications:receive if is_recipient
        operations:read if is_creator
        operations:write if is_creator
        permissions:read if is_self
        personal_data:export if is_creator
        projects:read if is_member
        prompts:read
        questions:read
        tasks:read if in_project
        tenants:read
        uploads:write if is_creator
        views:write if is_creator
    """,
    "candidate": """
        attempts:follow_up if is_own_attempt
        attempts:start
        attempts:take if is_own_attempt
        languages:read
        permissions:read if is_self
        rooms:use if is_own_attempt
    """,
    "former_candidate": """
        attempts:follow_up if is_own_attempt
        permissions:read if is_self
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
