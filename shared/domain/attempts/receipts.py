"""Receipts of saves: what a candidate can show later to prove what was saved, and when.

Each save of an answer gives the next link of that answer's chain. A link names the SHA-256 of the one before, and is a
signed note (C2SP), so that whoever has the verifier key can check it without asking anybody; the signature follows
from the link, so only the link is stored, in the answer's own document.
"""

import hashlib
import hmac
import json
from datetime import datetime
from typing import TYPE_CHECKING, Self

import rfc8785

from shared.config import Config
from shared.domain.attempts.responses import Response
from shared.model import FrozenModel

if TYPE_CHECKING:
    from shared.engines.merkle.checkpoints import Signer

GENESIS = "0" * 64
"""What the first link of a chain names as the one before."""

_TITLE = "ella answer receipt"
_KEY_LABEL = b"answer receipts, Ed25519"


class Receipt(FrozenModel):
    """One link: the save of one revision; `digest` and `previous` are SHA-256 in hexadecimal."""

    attempt_id: str
    question_id: str
    number: int
    revision: int
    digest: str
    saved_at: datetime
    previous: str

    @classmethod
    def first(cls, attempt_id: str, question_id: str, revision: int, response: Response, *, at: datetime) -> Self:
        """Return the first link of an answer's chain."""
        return cls(
            attempt_id=attempt_id,
            question_id=question_id,
            number=1,
            revision=revision,
            digest=digest(response),
            saved_at=at,
            previous=GENESIS,
        )

    def next(self, revision: int, response: Response, *, at: datetime) -> Self:
        """Return the link behind this one."""
        return self.with_(
            number=self.number + 1, revision=revision, digest=digest(response), saved_at=at, previous=self.hash
        )

    @property
    def text(self) -> str:
        """What is signed: a title, and the link in canonical JSON."""
        return f"{_TITLE}\n{rfc8785.dumps(self.model_dump(by_alias=True, mode='json')).decode()}\n"

    @property
    def hash(self) -> str:
        """The SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what was signed; raise ValueError for anything else."""
        title, _, facts = text.partition("\n")
        if title != _TITLE:
            raise ValueError("that is no receipt of a save")
        found = cls.model_validate(json.loads(facts))
        if found.text != text:
            raise ValueError("the receipt is not in canonical form")
        return found


def digest(response: Response) -> str:
    """Return the SHA-256 of a response's canonical JSON."""
    return hashlib.sha256(rfc8785.dumps(response.model_dump(by_alias=True, mode="json"))).hexdigest()


def receipt_signer(config: Config, tenant_id: str) -> "Signer":
    """Return who signs a tenant's receipts; the key follows from the signing key."""
    from shared.engines.merkle.checkpoints import Signer

    seed = hmac.digest(config.signing_key.encode(), _KEY_LABEL, hashlib.sha256)
    return Signer(f"ella/{config.project}/{tenant_id}/answers", seed)
