import base64
from datetime import UTC, datetime

from shared.engines.webhook_signatures import secret_text, signed_headers

KEY = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")


def test_the_standards_own_example_is_signed_as_it_says() -> None:
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', [KEY], at=at)
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_each_key_signs_the_newest_first() -> None:
    at = datetime.fromtimestamp(1614265330, UTC)
    first, second = signed_headers("m", b"{}", [KEY, b"other"], at=at)["webhook-signature"].split(" ")
    assert first == signed_headers("m", b"{}", [KEY], at=at)["webhook-signature"]
    assert second == signed_headers("m", b"{}", [b"other"], at=at)["webhook-signature"]


def test_a_secret_is_written_as_receivers_configure_it() -> None:
    assert secret_text(KEY) == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
