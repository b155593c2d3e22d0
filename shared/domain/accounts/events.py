"""What happens to accounts. They belong to no tenant: their events lie in a partition of their own."""

from typing import ClassVar

from shared.events.event import Event

PARTITION = "accounts"
"""Where the outbox of accounts is; no tenant's id is as short."""


class PasswordResetRequested(Event):
    """Somebody says they forgot the password of an address, which may have no account."""

    type: ClassVar[str] = "accounts.password_reset.requested.v1"
    email: str


class EmailVerificationRequested(Event):
    """A person wants to show that their address is theirs."""

    type: ClassVar[str] = "accounts.email_verification.requested.v1"
    user_id: str
    email: str


class AccountErasureRequested(Event):
    """A person has left every tenant and wants their account to go."""

    type: ClassVar[str] = "accounts.erasure.requested.v1"
    user_id: str
