"""Roles by permissions by conditions, as data. What is not here is denied."""

from enum import StrEnum

from shared.auth.permissions import Permission as P


class Role(StrEnum):
    """A person's place in a tenant; `candidate` is held by an invitation, never by a member.

    A candidate who comes back after the end of their attempt is a `former_candidate`.
    """

    OWNER = "owner"
    ADMIN = "admin"
    MANAGER = "manager"
    RECRUITER = "recruiter"
    MEMBER = "member"
    VIEWER = "viewer"
    CANDIDATE = "candidate"
    FORMER_CANDIDATE = "former_candidate"


class Condition(StrEnum):
    """What must also hold between the caller and the thing; `shared.auth.conditions` decides each."""

    ALWAYS = "always"
    HAS_JOINED = "has_joined"
    IN_PROJECT = "in_project"
    IS_ASSIGNEE = "is_assignee"
    IS_CREATOR = "is_creator"
    IS_GRADER = "is_grader"
    IS_MEMBER = "is_member"
    IS_OWN_ATTEMPT = "is_own_attempt"
    IS_RECIPIENT = "is_recipient"
    IS_SELF = "is_self"
    NOT_OWNER = "not_owner"


Grants = dict[P, Condition]


def _always(*permissions: P) -> Grants:
    return dict.fromkeys(permissions, Condition.ALWAYS)


def _own(*permissions: P) -> Grants:
    return dict.fromkeys(permissions, Condition.IS_CREATOR)


def _self(*permissions: P) -> Grants:
    return dict.fromkeys(permissions, Condition.IS_SELF)


_VIEWER = {
    **_always(P.ASSESSMENTS_READ, P.CARDS_READ, P.LANGUAGES_READ, P.PROMPTS_READ, P.QUESTIONS_READ, P.TENANTS_READ),
    **_own(
        P.CARD_COMMENTS_DELETE,
        P.CARD_COMMENTS_WRITE,
        P.OPERATIONS_READ,
        P.OPERATIONS_WRITE,
        P.PERSONAL_DATA_EXPORT,
        P.UPLOADS_WRITE,
        P.VIEWS_WRITE,
    ),
    **_self(P.MEMBERS_LEAVE, P.PERMISSIONS_READ),
    P.NOTIFICATIONS_RECEIVE: Condition.IS_RECIPIENT,
    P.PROJECTS_READ: Condition.IS_MEMBER,
    P.TASKS_READ: Condition.IN_PROJECT,
}
_MEMBER = {
    **_VIEWER,
    **_always(
        P.APPS_READ,
        P.CARDS_RUN,
        P.CARDS_WRITE,
        P.FLAGS_READ,
        P.KNOWLEDGE_READ,
        P.MEMBERS_READ,
        P.PROVIDERS_READ,
        P.TEAMS_READ,
    ),
    **_own(P.COMMENTS_AMEND),
    P.COMMENTS_WRITE: Condition.IN_PROJECT,
    P.GRADINGS_GRADE: Condition.IS_GRADER,
    P.TASKS_UPDATE: Condition.IS_ASSIGNEE,
    P.TIME_TRACK: Condition.IN_PROJECT,
    P.TIME_WRITE: Condition.IS_CREATOR,
}
_RECRUITER = {
    **_MEMBER,
    **_always(
        P.APP_CASES_READ,
        P.APP_CASES_WRITE,
        P.ASSESSMENTS_PUBLISH,
        P.ASSESSMENTS_WRITE,
        P.ATTEMPTS_ACCOMMODATE,
        P.ATTEMPTS_EXPORT,
        P.ATTEMPTS_PAIR,
        P.ATTEMPTS_READ,
        P.ATTEMPTS_RESCORE,
        P.CARD_COMMENTS_DELETE,
        P.CARDS_PUBLISH,
        P.EXECUTIONS_RUN,
        P.FILES_READ,
        P.FINDINGS_REVIEW,
        P.GRADINGS_MANAGE,
        P.INVITATIONS_READ,
        P.INVITATIONS_WRITE,
        P.KNOWLEDGE_WRITE,
        P.QUESTIONS_PUBLISH,
        P.QUESTIONS_WRITE,
        P.TRACES_ANALYSE,
        P.TRACES_READ,
    ),
    **_own(P.CANDIDATES_EXPORT, P.FILES_WRITE),
    P.ROOMS_USE: Condition.HAS_JOINED,
}
_MANAGER = {
    **_RECRUITER,
    **_always(
        P.AB_TESTS_RECORD,
        P.APPS_WRITE,
        P.AUDIT_READ,
        P.CHAT_USE,
        P.CONVERSATIONS_READ,
        P.FILES_WRITE,
        P.FLAGS_EVALUATE,
        P.FLAGS_WRITE,
        P.KNOWLEDGE_APPROVE,
        P.METRICS_READ,
        P.OPERATIONS_READ,
        P.OPERATIONS_WRITE,
        P.PERMISSIONS_READ,
        P.PROJECTS_READ,
        P.TEAMS_WRITE,
        P.TIME_REVIEW,
        P.TRACES_DELETE,
        P.TRACES_WRITE,
        P.USAGE_READ,
    ),
    P.PROJECTS_UPDATE: Condition.IS_MEMBER,
    P.REPORTS_READ: Condition.IN_PROJECT,
    P.REPORTS_WRITE: Condition.IN_PROJECT,
    P.TASKS_UPDATE: Condition.IN_PROJECT,
    P.TASKS_WRITE: Condition.IN_PROJECT,
    P.TIME_READ: Condition.IN_PROJECT,
}
_ADMIN = {
    **_MANAGER,
    **_always(
        P.API_KEYS_MANAGE,
        P.BILLING_MANAGE,
        P.COMMENTS_WRITE,
        P.CONVERSATIONS_MANAGE,
        P.DEAD_LETTERS_MANAGE,
        P.DOCUMENTS_MANAGE,
        P.GREENHOUSE_CONNECT,
        P.PRIVACY_MANAGE,
        P.PROJECTS_UPDATE,
        P.PROJECTS_WRITE,
        P.PROVIDERS_MANAGE,
        P.RATES_MANAGE,
        P.REPORTS_READ,
        P.REPORTS_WRITE,
        P.TASKS_READ,
        P.TASKS_UPDATE,
        P.TASKS_WRITE,
        P.TENANTS_WRITE,
        P.TIME_READ,
        P.VIEWS_WRITE,
        P.WEBHOOKS_MANAGE,
    ),
    P.MEMBERS_MANAGE: Condition.NOT_OWNER,
}
_OWNER = {
    **_ADMIN,
    **_always(P.BACKUPS_MANAGE, P.MEMBERS_MANAGE, P.SUPPORT_GRANTS_MANAGE, P.TENANTS_MANAGE),
    **_self(P.OWNERSHIP_TRANSFER),
}

_FORMER_CANDIDATE = {P.ATTEMPTS_FOLLOW_UP: Condition.IS_OWN_ATTEMPT, **_self(P.PERMISSIONS_READ)}

ROLES: dict[Role, Grants] = {
    Role.OWNER: _OWNER,
    Role.ADMIN: _ADMIN,
    Role.MANAGER: _MANAGER,
    Role.RECRUITER: _RECRUITER,
    Role.MEMBER: _MEMBER,
    Role.VIEWER: _VIEWER,
    Role.CANDIDATE: {
        **_FORMER_CANDIDATE,
        P.ATTEMPTS_START: Condition.ALWAYS,
        P.ATTEMPTS_TAKE: Condition.IS_OWN_ATTEMPT,
        P.LANGUAGES_READ: Condition.ALWAYS,
        P.ROOMS_USE: Condition.IS_OWN_ATTEMPT,
    },
    Role.FORMER_CANDIDATE: _FORMER_CANDIDATE,
}


def always_grants(role: Role, permission: P) -> bool:
    """Tell whether a role holds a permission whatever it is used on."""
    return ROLES[role].get(permission) is Condition.ALWAYS


def roles_with(permission: P) -> tuple[Role, ...]:
    """Return the roles that hold a permission, whatever the condition."""
    return tuple(role for role, grants in ROLES.items() if permission in grants)
