import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest

from shared.engines.inbound_signatures import (
    SignatureRefused,
    require_signature,
    require_stripe_signature,
    signature,
)

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOW = str(int(AT.timestamp()))
BODY = b'{"id": "evt_1"}'
SECRETS = ("whsec_new", "whsec_old")


def v1(secret: str, timestamp: str = NOW, body: bytes = BODY) -> str:
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def test_the_signature_is_the_one_that_openssl_makes() -> None:
    # printf %s body | openssl dgst -sha256 -hmac key
    assert signature(b"body", b"key") == "sha256=515aae133b435d4000956731f68ae5cf5eb85d4f0dc6a546d2bfcd3595ec1ae1"


def test_any_of_the_keys_will_do_and_no_key_admits_nothing() -> None:
    given = signature(BODY, b"old")
    require_signature(given, BODY, [b"new", b"old"], timestamp=None, at=AT)
    with pytest.raises(SignatureRefused):
        require_signature(given, BODY, [], timestamp=None, at=AT)
    with pytest.raises(SignatureRefused):
        require_signature(None, BODY, [b"old"], timestamp=None, at=AT)


@pytest.mark.parametrize("secret", SECRETS)
def test_one_of_several_v1_of_stripe_is_enough(secret: str) -> None:
    header = f"t={NOW},v1={'0' * 64},v1={v1(secret)},v0=whatever"
    require_stripe_signature(header, BODY, SECRETS, at=AT)
    require_stripe_signature(header, BODY, SECRETS, at=AT + timedelta(seconds=300))


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        f"t={NOW}",
        f"v1={v1('whsec_new')}",
        f"t={NOW},v0={v1('whsec_new')}",
        f"t={NOW},v1={v1('whsec_other')}",
        f"t={NOW},t={NOW},v1={v1('whsec_new')}",
        f"t=now,v1={v1('whsec_new', 'now')}",
        f"t={int(NOW) - 301},v1={v1('whsec_new', str(int(NOW) - 301))}",
        f"t={int(NOW) + 301},v1={v1('whsec_new', str(int(NOW) + 301))}",
        f"t={NOW}" + f",v1={v1('whsec_new')}" * 21,
        f"t={NOW},v1={v1('whsec_new', body=BODY + b' ')}",
    ],
)
def test_whatever_else_stripe_would_not_send_is_refused(header: str | None) -> None:
    with pytest.raises(SignatureRefused):
        require_stripe_signature(header, BODY, SECRETS, at=AT)
