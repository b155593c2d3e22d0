"""Configuration from the environment; `.env.example` describes every name."""

import base64
import binascii
import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cache
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import unquote


class Backend(StrEnum):
    """Which set of adapters serves the functions."""

    FIREBASE = "firebase"
    EMBEDDED = "embedded"


class PlanName(StrEnum):
    """The plans there are; `shared.domain.plans` says what each holds."""

    FREE = "free"
    TEAM = "team"
    BUSINESS = "business"


METERS = ("attempts", "execution_seconds")
"""What usage can be reported of."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the environment decides."""

    project: str
    backend: Backend
    public_url: str
    allowed_origins: tuple[str, ...]
    files_bucket: str
    smtp_url: str
    mail_from: str
    web_api_key: str
    sign_in_providers: tuple[str, ...]
    signing_key: str
    encryption_keys: tuple[tuple[str, bytes], ...] = field(repr=False)
    delay_scale: float
    rate_limits_scale: float
    redis_url: str
    secrets_file: Path | None
    default_plan: PlanName
    sandbox_slots: int
    sandbox_cache: Path
    trusted_proxies: int
    outbound_networks: tuple[str, ...]
    ollama_url: str
    provider_urls: tuple[tuple[str, str], ...]
    stripe_key: str = field(repr=False)
    stripe_url: str
    stripe_webhook_secrets: tuple[str, ...] = field(repr=False)
    stripe_prices: tuple[tuple[PlanName, str], ...]
    stripe_meters: tuple[tuple[str, str], ...]
    billing_grace: timedelta
    hourly_backups: bool
    telemetry_url: str
    telemetry_headers: tuple[tuple[str, str], ...] = field(repr=False)
    trace_sampling: float
    sentry_dsn: str = field(repr=False)
    alert_mail: tuple[str, ...]
    alert_locale: str
    alert_slack_url: str = field(repr=False)
    alert_pagerduty_key: str = field(repr=False)
    alert_mitigation_url: str = field(repr=False)
    version: str

    @property
    def is_demo(self) -> bool:
        """Whether this is a project of the local stack, never one in the cloud."""
        return self.project.startswith("demo-")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Config":
        """Read the configuration; raise ValueError with the name of what is wrong."""
        project = environment.get("ELLA_PROJECT") or environment.get("GOOGLE_CLOUD_PROJECT") or "demo-ella"
        emulated = any(name.endswith("_EMULATOR_HOST") for name in environment)
        if emulated and not project.startswith("demo-"):
            # The Auth emulator accepts forged tokens: never beside a real project.
            raise ValueError(f"emulator variables are set, but the project {project!r} is not a demo- project")
        backend = Backend(environment.get("ELLA_BACKEND", Backend.FIREBASE))
        local = emulated or backend is Backend.EMBEDDED
        signing_key = environment.get("ELLA_SIGNING_KEY", "local-signing-key-for-development" if local else "")
        if len(signing_key) < 32:
            raise ValueError("ELLA_SIGNING_KEY must hold at least 32 characters")
        if backend is Backend.EMBEDDED and not project.startswith("demo-"):
            raise ValueError("the embedded backend is for demo- projects only")
        redis_url = environment.get("REDIS_URL", "")
        if redis_url and not redis_url.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("REDIS_URL must begin with redis://, rediss:// or unix://")
        outbound_networks = _words(environment.get("ELLA_OUTBOUND_NETWORKS", ""))
        if outbound_networks and not project.startswith("demo-"):
            raise ValueError("ELLA_OUTBOUND_NETWORKS opens private networks, for demo- projects only")
        for network in outbound_networks:
            ip_network(network)
        ollama_url = environment.get("ELLA_OLLAMA_URL", "http://127.0.0.1:11434" if local else "").rstrip("/")
        if ollama_url and not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?", ollama_url):
            raise ValueError("ELLA_OLLAMA_URL must be like http://127.0.0.1:11434")
        telemetry_url = environment.get("OTEL_EXPORTER_OTLP_ENDPOINT", "").rstrip("/")
        if telemetry_url and not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[\w./-]*)?", telemetry_url):
            raise ValueError("OTEL_EXPORTER_OTLP_ENDPOINT must be like http://127.0.0.1:4318")
        trace_sampling = float(environment.get("OTEL_TRACES_SAMPLER_ARG") or "0.1")
        if not 0 <= trace_sampling <= 1:
            raise ValueError("OTEL_TRACES_SAMPLER_ARG must be between 0 and 1")
        sentry_dsn = environment.get("SENTRY_DSN", "")
        if sentry_dsn and not re.fullmatch(r"https?://\w+@[A-Za-z0-9.-]+(:\d{1,5})?/\d+", sentry_dsn):
            raise ValueError("SENTRY_DSN must be like https://key@host/project")
        return cls(
            project=project,
            backend=backend,
            public_url=environment.get("ELLA_PUBLIC_URL", "http://127.0.0.1:8080").rstrip("/"),
            allowed_origins=_words(environment.get("ELLA_ALLOWED_ORIGINS", "")),
            files_bucket=environment.get("ELLA_FILES_BUCKET") or f"{project}-files",
            smtp_url=environment.get("ELLA_SMTP_URL", "smtp://127.0.0.1:1025"),
            mail_from=environment.get("ELLA_MAIL_FROM", "Ella <no-reply@ella.invalid>"),
            web_api_key=environment.get("ELLA_WEB_API_KEY", "local" if local else ""),
            sign_in_providers=_words(environment.get("ELLA_SIGN_IN_PROVIDERS", "google.com" if local else "")),
            signing_key=signing_key,
            encryption_keys=_encryption_keys(environment.get("ELLA_ENCRYPTION_KEYS", ""), signing_key if local else ""),
            delay_scale=float(environment.get("ELLA_DELAY_SCALE", "1")),
            rate_limits_scale=float(environment.get("ELLA_RATE_LIMITS_SCALE", "1")),
            redis_url=redis_url,
            secrets_file=_secrets_file(environment.get("ELLA_SECRETS_FILE", ""), local),
            default_plan=PlanName(environment.get("ELLA_DEFAULT_PLAN", PlanName.FREE)),
            sandbox_slots=int(environment.get("ELLA_SANDBOX_SLOTS", "0")) or os.cpu_count() or 1,
            sandbox_cache=cache_folder(environment),
            trusted_proxies=int(environment.get("ELLA_TRUSTED_PROXIES", "0")),
            outbound_networks=outbound_networks,
            ollama_url=ollama_url,
            provider_urls=_provider_urls(environment.get("ELLA_PROVIDER_URLS", ""), project),
            stripe_key=environment.get("ELLA_STRIPE_KEY", ""),
            stripe_url=_stripe_url(environment.get("ELLA_STRIPE_URL", ""), project),
            stripe_webhook_secrets=_words(environment.get("ELLA_STRIPE_WEBHOOK_SECRETS", "")),
            stripe_prices=_stripe_prices(environment.get("ELLA_STRIPE_PRICES", "")),
            stripe_meters=tuple(_pairs("ELLA_STRIPE_METERS", environment.get("ELLA_STRIPE_METERS", ""), METERS)),
            billing_grace=timedelta(days=float(environment.get("ELLA_BILLING_GRACE_DAYS", "7"))),
            hourly_backups=environment.get("ELLA_HOURLY_BACKUPS", "") == "1",
            telemetry_url=telemetry_url,
            telemetry_headers=_headers(environment.get("OTEL_EXPORTER_OTLP_HEADERS", "")),
            trace_sampling=trace_sampling,
            sentry_dsn=sentry_dsn,
            alert_mail=_words(environment.get("ELLA_ALERT_MAIL", "")),
            alert_locale=environment.get("ELLA_ALERT_LOCALE", "en"),
            alert_slack_url=environment.get("ELLA_ALERT_SLACK_URL", ""),
            alert_pagerduty_key=environment.get("ELLA_ALERT_PAGERDUTY_KEY", ""),
            alert_mitigation_url=environment.get("ELLA_ALERT_MITIGATION_URL", ""),
            version=environment.get("ELLA_VERSION", "0.1.0"),
        )


@cache
def config() -> Config:
    """Return this process's configuration, read once."""
    return Config.from_environment(os.environ)


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Return where files prepared for the sandbox are kept; root's own folder would be closed to other users."""
    given = environment.get("ELLA_SANDBOX_CACHE")
    own = environment.get("XDG_CACHE_HOME") or Path(environment.get("HOME", "/var/tmp"), ".cache")  # noqa: S108
    return Path(given or ("/var/cache/ella" if os.getuid() == 0 else Path(own, "ella")))


def _secrets_file(text: str, local: bool) -> Path | None:
    """Return the file that keeps secrets, None for the cloud's secret manager."""
    return Path(text) if text else Path(".local", "secrets.json") if local else None


def _encryption_keys(text: str, local_secret: str) -> tuple[tuple[str, bytes], ...]:
    """Return keys by their ids from `id:base64,…`, the current one first; the local stack has one of its own."""
    if not text and local_secret:
        return (("local", hashlib.sha256(f"encryption\0{local_secret}".encode()).digest()),)
    keys: dict[str, bytes] = {}
    for word in _words(text):
        key_id, _, encoded = word.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", key_id) or len(key) != 32 or key_id in keys:
            raise ValueError("ELLA_ENCRYPTION_KEYS must be id:key,… with ids of their own and 32 bytes in base64 each")
        keys[key_id] = key
    return tuple(keys.items())


def _provider_urls(text: str, project: str) -> tuple[tuple[str, str], ...]:
    """Return where providers are asked instead of at their own addresses, by id, from `id=url,…`."""
    scheme = "https?" if project.startswith("demo-") else "https"
    urls: dict[str, str] = {}
    for word in _words(text):
        provider, _, url = word.partition("=")
        if provider in urls or not re.fullmatch(rf"{scheme}://[A-Za-z0-9.-]+(:\d{{1,5}})?(/[\w./-]*)?", url):
            raise ValueError("ELLA_PROVIDER_URLS must be id=url,… with ids of their own, as openai=https://host/v1")
        urls[provider] = url.rstrip("/")
    return tuple(urls.items())


def _stripe_url(text: str, project: str) -> str:
    """Return where Stripe is asked: anywhere but at its own address for demo- projects only."""
    if text and not project.startswith("demo-"):
        raise ValueError("ELLA_STRIPE_URL is for demo- projects only")
    if text and not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?", text):
        raise ValueError("ELLA_STRIPE_URL must be like http://127.0.0.1:12111")
    return text or "https://api.stripe.com"


def _stripe_prices(text: str) -> tuple[tuple[PlanName, str], ...]:
    """Return the prices of plans that can be bought, the smallest plan first; a price is one plan's."""
    paid = [each for each in PlanName if each is not PlanName.FREE]
    prices = dict(_pairs("ELLA_STRIPE_PRICES", text, [each.value for each in paid]))
    if len(set(prices.values())) < len(prices):
        raise ValueError("ELLA_STRIPE_PRICES must give each plan a price of its own")
    return tuple((each, prices[each]) for each in paid if each in prices)


def _pairs(variable: str, text: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield `name=id` pairs, each name once."""
    seen: set[str] = set()
    for word in _words(text):
        name, _, value = word.partition("=")
        if name not in names or name in seen or not re.fullmatch(r"[A-Za-z0-9_]{1,100}", value):
            raise ValueError(f"{variable} must be name=id,… with each of {', '.join(names)} at most once")
        seen.add(name)
        yield name, value


def _headers(text: str) -> tuple[tuple[str, str], ...]:
    """Return headers from `name=value,…`, values percent-encoded as OpenTelemetry has them."""
    pairs = (word.partition("=") for word in _words(text))
    return tuple((name.strip().lower(), unquote(value.strip())) for name, _, value in pairs)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
