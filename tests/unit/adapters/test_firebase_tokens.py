"""Real RS256 signatures, as Google makes them, checked with keys of our own."""

import base64
import hmac
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from shared.adapters.firebase_tokens import FirebaseTokens
from shared.errors import DependencyUnavailable, Unauthenticated

pytestmark = pytest.mark.anyio
PROJECT = "ella-production"
OURS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
THEIRS = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Keys:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.failure: Exception | None = None

    def get_signing_key(self, kid: str) -> Any:
        self.asked.append(kid)
        if self.failure:
            raise self.failure
        if kid != "k1":
            raise jwt.PyJWKClientError("no such key")
        public = jwt.algorithms.RSAAlgorithm.to_jwk(OURS.public_key(), as_dict=True)
        return jwt.PyJWK({**public, "kid": "k1", "alg": "RS256"})


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def cookie_keys() -> Keys:
    return Keys()


@pytest.fixture
def tokens(keys: Keys, cookie_keys: Keys, monkeypatch: pytest.MonkeyPatch) -> FirebaseTokens:
    monkeypatch.delenv("FIREBASE_AUTH_EMULATOR_HOST", raising=False)
    return FirebaseTokens(PROJECT, keys=keys, cookie_keys=cookie_keys)


def signed(key: Any = OURS, algorithm: str = "RS256", headers: dict[str, Any] | None = None, **claims: Any) -> str:
    now = int(time.time())
    payload = {
        "iss": f"https://securetoken.google.com/{PROJECT}",
        "aud": PROJECT,
        "sub": "u1",
        "iat": now,
        "auth_time": now,
        "exp": now + 3600,
        "email": "u1@example.com",
        "email_verified": True,
        "tenantId": "T",
        "firebase": {"sign_in_provider": "custom"},
        **claims,
    }
    return jwt.encode(payload, key, algorithm=algorithm, headers={"kid": "k1"} if headers is None else headers)


async def test_a_signed_token_is_believed(tokens: FirebaseTokens) -> None:
    claims = await tokens.verify(signed())
    assert (claims.user_id, claims.email, claims.email_verified) == ("u1", "u1@example.com", True)
    assert claims.custom == {"tenantId": "T"}


async def test_a_token_that_was_believed_before_still_expires(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIREBASE_AUTH_EMULATOR_HOST", raising=False)
    clock = MovingClock()
    tokens, token = FirebaseTokens(PROJECT, keys=keys, clock=clock), signed()
    await tokens.verify(token)
    clock.offset = timedelta(hours=2)
    with pytest.raises(Unauthenticated) as refusal:
        await tokens.verify(token)
    assert refusal.value.code == "token_expired"


class MovingClock:
    offset = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


async def test_a_key_is_asked_for_once(tokens: FirebaseTokens, keys: Keys) -> None:
    for _ in range(3):
        await tokens.verify(signed())
    assert keys.asked == ["k1"]


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "demo-ella"},
        {"iss": "https://securetoken.google.com/other"},
        {"exp": int(time.time()) - 1},
        {"iat": int(time.time()) + 3600},
        {"sub": ""},
    ],
)
async def test_a_signed_token_for_another_place_or_time_is_refused(
    tokens: FirebaseTokens, claims: dict[str, Any]
) -> None:
    with pytest.raises(Unauthenticated):
        await tokens.verify(signed(**claims))


async def test_a_token_of_another_key_is_refused(tokens: FirebaseTokens) -> None:
    with pytest.raises(Unauthenticated):
        await tokens.verify(signed(THEIRS))


@pytest.mark.parametrize("headers", [{}, {"kid": "unknown"}])
async def test_a_token_without_a_known_key_is_refused(tokens: FirebaseTokens, headers: dict[str, Any]) -> None:
    with pytest.raises(Unauthenticated):
        await tokens.verify(signed(headers=headers))


async def test_a_changed_token_is_refused(tokens: FirebaseTokens) -> None:
    head, _, signature = signed().split(".")
    with pytest.raises(Unauthenticated):
        await tokens.verify(f"{head}.{signed(sub='admin').split('.')[1]}.{signature}")


async def test_unsigned_and_symmetric_tokens_are_refused(tokens: FirebaseTokens) -> None:
    unsigned = signed(None, "none")
    symmetric = signed("x" * 32, "HS256")
    for token in (unsigned, symmetric):
        with pytest.raises(Unauthenticated):
            await tokens.verify(token)


COOKIE = f"https://session.firebase.google.com/{PROJECT}"


async def test_a_session_cookie_is_believed_by_keys_of_its_own(
    tokens: FirebaseTokens, keys: Keys, cookie_keys: Keys
) -> None:
    claims = await tokens.verify_session_cookie(signed(iss=COOKIE))
    assert (claims.user_id, claims.custom) == ("u1", {"tenantId": "T"})
    assert (keys.asked, cookie_keys.asked) == ([], ["k1"])


@pytest.mark.parametrize("known", [False, True])
async def test_no_token_is_a_cookie_and_no_cookie_a_token(tokens: FirebaseTokens, known: bool) -> None:
    token, cookie = signed(), signed(iss=COOKIE)
    if known:
        await tokens.verify(token)
        await tokens.verify_session_cookie(cookie)
    with pytest.raises(Unauthenticated):
        await tokens.verify(cookie)
    with pytest.raises(Unauthenticated):
        await tokens.verify_session_cookie(token)


async def test_a_forged_cookie_is_refused(tokens: FirebaseTokens) -> None:
    forged = [signed(THEIRS, iss=COOKIE), signed(None, "none", iss=COOKIE), signed("x" * 32, "HS256", iss=COOKIE)]
    for cookie in [*forged, signed(iss=f"{COOKIE}-other"), signed(iss=COOKIE, exp=1), "", "nonsense"]:
        with pytest.raises(Unauthenticated):
            await tokens.verify_session_cookie(cookie)


async def test_a_public_key_is_no_shared_secret(tokens: FirebaseTokens) -> None:
    public = OURS.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    part = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT","kid":"k1"}').rstrip(b"=").decode()
    payload = signed().split(".")[1]
    mac = hmac.digest(public, f"{part}.{payload}".encode(), "sha256")
    with pytest.raises(Unauthenticated):
        await tokens.verify(f"{part}.{payload}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}")


@pytest.mark.parametrize(
    "header",
    [
        {"kid": "../../../../dev/null"},
        {"kid": "k1' OR '1'='1"},
        {"kid": "https://evil.example.com/key.pem"},
        {"kid": "\x00"},
        {"kid": "x" * 10_000},
        {"kid": "k1", "jku": "https://evil.example.com/keys.json"},
        {"kid": "k1", "x5u": "https://evil.example.com/cert.pem"},
        {"kid": "k1", "jwk": {"kty": "oct", "k": "c2VjcmV0"}},
        {"kid": "k1", "crit": ["exp"]},
    ],
)
async def test_a_header_that_points_elsewhere_finds_no_other_key(
    tokens: FirebaseTokens, header: dict[str, Any]
) -> None:
    with pytest.raises(Unauthenticated):
        await tokens.verify(signed(THEIRS, headers=header))


async def test_keys_that_cannot_be_fetched_are_a_dependency_that_is_down(tokens: FirebaseTokens, keys: Keys) -> None:
    keys.failure = jwt.PyJWKClientConnectionError("no route")
    with pytest.raises(DependencyUnavailable):
        await tokens.verify(signed())


async def test_the_emulator_beside_a_real_project_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIREBASE_AUTH_EMULATOR_HOST", "127.0.0.1:1")
    with pytest.raises(ValueError, match="demo-"):
        FirebaseTokens(PROJECT)
