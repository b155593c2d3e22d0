"""Every permission, alphabetised: `<resource>:<action>`.

Actions: `read` sees, `write` creates and changes, `update` changes what others made, `publish` makes visible or final,
`manage` decides about people, keys, webhooks or platform records, `rescore` replaces results, `accommodate` grants
time, `grade` marks answers, `pair` joins a running attempt, `use` takes part in what one has joined, `export` writes
<<<<<<< HEAD
files, `connect` lets another system in, `run` has programs run, `review` says that somebody has looked, `record` tells
what happened, `start`, `take` and `follow_up` are what a candidate does before, in and after an attempt, `leave` and
`transfer` are what members do with their own place.
=======
files, `connect` lets another system in, `run` has programs run, `evaluate` asks what flags serve, `review` says that
somebody has looked, `start` and `take` are what a candidate does with an attempt, `leave` and `transfer` are what
members do with their own place.
>>>>>>> flags
"""

from enum import StrEnum


class Permission(StrEnum):
    """What a function demands of its caller."""

    AB_TESTS_RECORD = "ab_tests:record"
    API_KEYS_MANAGE = "api_keys:manage"
    APPS_READ = "apps:read"
    APPS_WRITE = "apps:write"
    ASSESSMENTS_PUBLISH = "assessments:publish"
    ASSESSMENTS_READ = "assessments:read"
    ASSESSMENTS_WRITE = "assessments:write"
    ATTEMPTS_ACCOMMODATE = "attempts:accommodate"
    ATTEMPTS_EXPORT = "attempts:export"
    ATTEMPTS_FOLLOW_UP = "attempts:follow_up"
    ATTEMPTS_PAIR = "attempts:pair"
    ATTEMPTS_READ = "attempts:read"
    ATTEMPTS_RESCORE = "attempts:rescore"
    ATTEMPTS_START = "attempts:start"
    ATTEMPTS_TAKE = "attempts:take"
    AUDIT_READ = "audit:read"
    CANDIDATES_EXPORT = "candidates:export"
    CARDS_PUBLISH = "cards:publish"
    CARDS_READ = "cards:read"
    CARDS_RUN = "cards:run"
    CARDS_WRITE = "cards:write"
    DEAD_LETTERS_MANAGE = "dead_letters:manage"
    DOCUMENTS_MANAGE = "documents:manage"
    EXECUTIONS_RUN = "executions:run"
    FILES_READ = "files:read"
    FILES_WRITE = "files:write"
    FINDINGS_REVIEW = "findings:review"
    FLAGS_EVALUATE = "flags:evaluate"
    FLAGS_READ = "flags:read"
    FLAGS_WRITE = "flags:write"
    GRADINGS_GRADE = "gradings:grade"
    GRADINGS_MANAGE = "gradings:manage"
    GREENHOUSE_CONNECT = "greenhouse:connect"
    INVITATIONS_READ = "invitations:read"
    INVITATIONS_WRITE = "invitations:write"
    LANGUAGES_READ = "languages:read"
    MEMBERS_LEAVE = "members:leave"
    MEMBERS_MANAGE = "members:manage"
    MEMBERS_READ = "members:read"
    NOTIFICATIONS_RECEIVE = "notifications:receive"
    OPERATIONS_READ = "operations:read"
    OPERATIONS_WRITE = "operations:write"
    OWNERSHIP_TRANSFER = "ownership:transfer"
    PRIVACY_MANAGE = "privacy:manage"
    PERMISSIONS_READ = "permissions:read"
    PERSONAL_DATA_EXPORT = "personal_data:export"
    PROJECTS_READ = "projects:read"
    PROJECTS_UPDATE = "projects:update"
    PROJECTS_WRITE = "projects:write"
    PROMPTS_READ = "prompts:read"
    PROVIDERS_MANAGE = "providers:manage"
    PROVIDERS_READ = "providers:read"
    QUESTIONS_PUBLISH = "questions:publish"
    QUESTIONS_READ = "questions:read"
    QUESTIONS_WRITE = "questions:write"
    ROOMS_USE = "rooms:use"
    SUPPORT_GRANTS_MANAGE = "support_grants:manage"
    TASKS_READ = "tasks:read"
    TASKS_UPDATE = "tasks:update"
    TASKS_WRITE = "tasks:write"
    TEAMS_READ = "teams:read"
    TEAMS_WRITE = "teams:write"
    TENANTS_MANAGE = "tenants:manage"
    TENANTS_READ = "tenants:read"
    TENANTS_WRITE = "tenants:write"
    TRACES_READ = "traces:read"
    TRACES_WRITE = "traces:write"
    UPLOADS_WRITE = "uploads:write"
    USAGE_READ = "usage:read"
    WEBHOOKS_MANAGE = "webhooks:manage"
