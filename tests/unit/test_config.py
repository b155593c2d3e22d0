import base64
import re
from pathlib import Path

import pytest

from shared.config import Backend, Config, PlanName, cache_folder
from shared.runtime.entry_points import ROOT

KEY = {"ELLA_SIGNING_KEY": "k" * 32}


def test_the_local_defaults_are_those_of_a_demo_project() -> None:
    config = Config.from_environment({"FIRESTORE_EMULATOR_HOST": "127.0.0.1:1"})
    assert config.project == "demo-ella"
    assert config.backend is Backend.FIREBASE


@pytest.mark.parametrize(
    "variable",
    ["FIRESTORE_EMULATOR_HOST", "PUBSUB_EMULATOR_HOST", "FIREBASE_AUTH_EMULATOR_HOST", "STORAGE_EMULATOR_HOST"],
)
def test_an_emulator_beside_a_real_project_is_refused(variable: str) -> None:
    with pytest.raises(ValueError, match="not a demo- project"):
        Config.from_environment({variable: "127.0.0.1:1", "ELLA_PROJECT": "ella-production", **KEY})


def test_the_embedded_backend_of_a_real_project_is_refused() -> None:
    with pytest.raises(ValueError, match="embedded"):
        Config.from_environment({"ELLA_BACKEND": "embedded", "ELLA_PROJECT": "ella-production", **KEY})


def test_private_networks_are_opened_for_demo_projects_only() -> None:
    opened = {"ELLA_OUTBOUND_NETWORKS": "127.0.0.0/8, ::1/128", **KEY}
    assert Config.from_environment(opened).outbound_networks == ("127.0.0.0/8", "::1/128")
    with pytest.raises(ValueError, match="demo- projects only"):
        Config.from_environment({"ELLA_PROJECT": "ella-production", **opened})
    with pytest.raises(ValueError, match="localhost"):
        Config.from_environment({"ELLA_OUTBOUND_NETWORKS": "localhost", **KEY})


def test_the_bucket_is_the_projects_unless_it_is_named() -> None:
    assert Config.from_environment({"ELLA_PROJECT": "ella", **KEY}).files_bucket == "ella-files"
    assert Config.from_environment({"ELLA_FILES_BUCKET": "other", **KEY}).files_bucket == "other"


def test_production_needs_a_signing_key() -> None:
    with pytest.raises(ValueError, match="ELLA_SIGNING_KEY"):
        Config.from_environment({"ELLA_PROJECT": "ella-production"})


def test_a_redis_is_named_by_a_url() -> None:
    assert Config.from_environment({"REDIS_URL": "rediss://cache:6380/1", **KEY}).redis_url == "rediss://cache:6380/1"
    with pytest.raises(ValueError, match="REDIS_URL"):
        Config.from_environment({"REDIS_URL": "cache:6380", **KEY})


def test_encryption_keys_come_with_ids_the_current_one_first() -> None:
    one, other = (base64.b64encode(letter * 32).decode() for letter in (b"a", b"b"))
    config = Config.from_environment({"ELLA_ENCRYPTION_KEYS": f"2026:{one}, 2025:{other}", **KEY})
    assert config.encryption_keys == (("2026", b"a" * 32), ("2025", b"b" * 32))
    assert "aaaa" not in repr(config)


@pytest.mark.parametrize("text", ["2026", "2026:", "2026:c2hvcnQ=", ":{key}", "a b:{key}", "a:{key},a:{key}", "a:%%%"])
def test_what_can_be_no_encryption_key_is_refused(text: str) -> None:
    key = base64.b64encode(bytes(32)).decode()
    with pytest.raises(ValueError, match="ELLA_ENCRYPTION_KEYS"):
        Config.from_environment({"ELLA_ENCRYPTION_KEYS": text.replace("{key}", key), **KEY})


def test_only_the_local_stack_has_an_encryption_key_of_its_own() -> None:
    assert Config.from_environment({"ELLA_PROJECT": "ella", **KEY}).encryption_keys == ()
    [(name, key)] = Config.from_environment({"FIRESTORE_EMULATOR_HOST": "127.0.0.1:1"}).encryption_keys
    assert (name, len(key)) == ("local", 32)


def test_secrets_are_in_the_cloud_unless_a_file_is_named_or_the_stack_is_local() -> None:
    assert Config.from_environment({"ELLA_PROJECT": "ella", **KEY}).secrets_file is None
    named = {"ELLA_PROJECT": "ella", "ELLA_SECRETS_FILE": "/srv/ella/secrets.json", **KEY}
    assert Config.from_environment(named).secrets_file == Path("/srv/ella/secrets.json")
    local = Config.from_environment({"FIRESTORE_EMULATOR_HOST": "127.0.0.1:1"}).secrets_file
    assert local == Path(".local/secrets.json")


def test_only_the_local_stack_looks_for_an_ollama_by_itself() -> None:
    assert Config.from_environment({"ELLA_PROJECT": "ella", **KEY}).ollama_url == ""
    local = {"FIRESTORE_EMULATOR_HOST": "127.0.0.1:1"}
    assert Config.from_environment(local).ollama_url == "http://127.0.0.1:11434"
    assert Config.from_environment({**local, "ELLA_OLLAMA_URL": ""}).ollama_url == ""
    named = {"ELLA_PROJECT": "ella", "ELLA_OLLAMA_URL": "https://ollama.internal:8443/", **KEY}
    assert Config.from_environment(named).ollama_url == "https://ollama.internal:8443"


def test_providers_may_be_asked_at_a_gateway() -> None:
    text = "openai=https://models.internal/openai/v1/, anthropic=https://models.internal:8443/v1"
    named = Config.from_environment({"ELLA_PROJECT": "ella", "ELLA_PROVIDER_URLS": text, **KEY})
    assert named.provider_urls == (
        ("openai", "https://models.internal/openai/v1"),
        ("anthropic", "https://models.internal:8443/v1"),
    )
    demo = {"ELLA_PROJECT": "demo-ella", "ELLA_PROVIDER_URLS": "openai=http://127.0.0.1:1/v1", **KEY}
    assert Config.from_environment(demo).provider_urls == (("openai", "http://127.0.0.1:1/v1"),)


@pytest.mark.parametrize(
    "text", ["openai", "openai=", "openai=http://h/v1", "openai=https://u@h", "openai=https://h,openai=https://h"]
)
def test_what_can_be_no_gateway_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ELLA_PROVIDER_URLS"):
        Config.from_environment({"ELLA_PROJECT": "ella", "ELLA_PROVIDER_URLS": text, **KEY})


@pytest.mark.parametrize("url", ["localhost:11434", "ftp://host", "http://user@host", "http://host/path", "http://h:x"])
def test_what_can_be_no_ollama_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="ELLA_OLLAMA_URL"):
        Config.from_environment({"ELLA_OLLAMA_URL": url, **KEY})


def test_a_plan_nobody_offers_is_refused() -> None:
    assert Config.from_environment({"ELLA_DEFAULT_PLAN": "team", **KEY}).default_plan is PlanName.TEAM
    with pytest.raises(ValueError, match="gold"):
        Config.from_environment({"ELLA_DEFAULT_PLAN": "gold", **KEY})


def test_every_variable_is_described_in_the_example() -> None:
    read = set(re.findall(r'"(ELLA_[A-Z_]+)"', (ROOT / "shared" / "config.py").read_text()))
    described = set(re.findall(r"^#? ?(ELLA_[A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read <= described


def test_the_sandboxs_cache_is_where_its_users_can_read(monkeypatch: pytest.MonkeyPatch) -> None:
    home = {"HOME": "/home/ann"}
    monkeypatch.setattr("shared.config.os.getuid", lambda: 1000)
    assert cache_folder(home) == Path("/home/ann/.cache/ella")
    assert cache_folder({**home, "XDG_CACHE_HOME": "/cache"}) == Path("/cache/ella")
    monkeypatch.setattr("shared.config.os.getuid", lambda: 0)
    assert cache_folder({"HOME": "/root"}) == Path("/var/cache/ella")
    assert cache_folder({"ELLA_SANDBOX_CACHE": "/srv/cache"}) == Path("/srv/cache")


def test_a_collector_is_named_as_opentelemetry_names_it():
    told = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": "https://collector.example/ella/",
        "OTEL_EXPORTER_OTLP_HEADERS": "Authorization=Bearer%20secret, x-scope=1",
        "OTEL_TRACES_SAMPLER_ARG": "0.5",
    }
    made = Config.from_environment({**KEY, **told})
    assert made.telemetry_url == "https://collector.example/ella"
    assert made.telemetry_headers == (("authorization", "Bearer secret"), ("x-scope", "1"))
    assert made.trace_sampling == 0.5
    assert "Bearer" not in repr(made)
    assert Config.from_environment(KEY).trace_sampling == 0.1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector.example"),
        ("OTEL_TRACES_SAMPLER_ARG", "1.5"),
        ("SENTRY_DSN", "https://sentry.example/42"),
    ],
)
def test_a_wrong_place_or_share_of_what_is_told_is_refused_by_name(name: str, value: str):
    with pytest.raises(ValueError, match=name):
        Config.from_environment({**KEY, name: value})
