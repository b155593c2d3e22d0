"""The one place where adapters are chosen. Each is imported and built when first used."""

import re
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from shared.auth.caller import ApiKeyCaller, Member
from shared.clock import Clock, SystemClock
from shared.config import Backend, Config, config
from shared.runtime.audit_buffer import AuditBuffer
from shared.runtime.cold_start import importing
from shared.runtime.rate_limits import RateLimiter
from shared.runtime.service_metrics import ServiceMetrics
from shared.runtime.windows import FailingOpenWindows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.data.store import DocumentStore
    from shared.engines.flags.model import FlagSet
    from shared.events.bus import EventBus
    from shared.ports.embeddings import Embeddings
    from shared.ports.files import Files
    from shared.ports.http_client import HttpClient
    from shared.ports.identity import IdentityProvider, TokenVerifier
    from shared.ports.mail import Mailer
    from shared.ports.models import Models
    from shared.ports.payments import Payments
    from shared.ports.sandbox import Sandbox
    from shared.ports.search import SearchIndex
    from shared.ports.secrets import Secrets
    from shared.runtime.caches import Caches
    from shared.runtime.failures import SentryReports
    from shared.runtime.flag_counts import FlagCounts
    from shared.runtime.health import Readiness
    from shared.runtime.model_calls import ModelCalls
    from shared.runtime.security_events import SecurityEvents
    from shared.runtime.service_counts import ServiceCounts
    from shared.runtime.telemetry import Telemetry


class Composition:
    """Everything a process is made of. Whatever is given stands in for the configured adapter."""

    def __init__(self, configuration: Config, **given: Any) -> None:
        self.config = configuration
        self.clock: Clock = SystemClock()
        self.callers: dict[tuple[str, str], tuple[Member | ApiKeyCaller, datetime]] = {}
        self.only_tenants: dict[str, tuple[str, datetime]] = {}
        self.webhook_patterns: dict[str, tuple[tuple[str, ...], datetime]] = {}
        self.active_tenants: dict[str, datetime] = {}
        self.flag_sets: dict[tuple[str, str], tuple[FlagSet, datetime]] = {}
        self.__dict__.update(given)

    @property
    def embedded(self) -> bool:
        """Whether everything lives in this process."""
        return self.config.backend is Backend.EMBEDDED

    @cached_property
    def metrics(self) -> ServiceMetrics:
        """What this process measures of itself."""
        return ServiceMetrics(self.clock)

    @cached_property
    def security_events(self) -> "SecurityEvents":
        """What this process saw that may be somebody breaking in."""
        from shared.runtime.security_events import SecurityEvents

        return SecurityEvents(self)

    @cached_property
    def service_counts(self) -> "ServiceCounts":
        """What this process adds to the whole service's figures."""
        from shared.runtime.service_counts import ServiceCounts

        return ServiceCounts(self)

    @cached_property
    def telemetry(self) -> "Telemetry | None":
        """Traces and metrics for a collector, None without one."""
        if not self.config.telemetry_url:
            return None
        from shared.runtime.telemetry import Telemetry

        return Telemetry(self, self._outbound(origins=[self.config.telemetry_url]))

    @cached_property
    def sentry(self) -> "SentryReports | None":
        """Where failures are told beside the log, None where nowhere."""
        if not self.config.sentry_dsn:
            return None
        from shared.runtime.failures import SentryReports

        origin = re.sub(r"//\w+@(.*)/\d+$", r"//\1", self.config.sentry_dsn)
        return SentryReports(self, self._outbound(origins=[origin]))

    @cached_property
    def store(self) -> "DocumentStore":
        """Documents, their calls measured."""
        from shared.runtime.measured import MeasuredStore

        return MeasuredStore(self.bare_store, self.metrics)

    @cached_property
    def bare_store(self) -> "DocumentStore":
        """Documents, as the adapter has them."""
        if self.embedded:
            from shared.adapters.memory import MemoryStore

            return MemoryStore()
        with importing():
            from shared.adapters.firestore import FirestoreStore

        return FirestoreStore(self.config.project)

    @cached_property
    def bus(self) -> "EventBus":
        """Events on their way; the embedded one is given by the gateway, which knows the subscribers."""
        from shared.adapters.pubsub import PubSubBus

        return PubSubBus(self.config.project)

    @cached_property
    def tokens(self) -> "TokenVerifier":
        """Access tokens, checked."""
        if self.embedded:
            return self.identity
        from shared.adapters.firebase_tokens import FirebaseTokens

        return FirebaseTokens(self.config.project)

    @cached_property
    def identity(self) -> "IdentityProvider":
        """Accounts and tokens, made."""
        if self.embedded:
            from shared.adapters.local_identity import LocalIdentity

            return LocalIdentity(self.config.signing_key, self.clock, self.config.project)
        from shared.adapters.firebase_auth import FirebaseIdentity, emulator_origin

        http = self._outbound(origins=filter(None, [emulator_origin()]))
        return FirebaseIdentity(self.config.project, self.config.web_api_key, http)

    @cached_property
    def mailer(self) -> "Mailer":
        """Mail."""
        from shared.adapters.smtp import SmtpMailer

        return SmtpMailer(self.config.smtp_url, self.config.mail_from)

    @cached_property
    def http_client(self) -> "HttpClient":
        """Other people's servers."""
        return self._outbound(https_only=not self.config.is_demo)

    @cached_property
    def models(self) -> "Models":
        """Models of every provider, and of an Ollama; its client alone may call what the operator named for them."""
        from shared.adapters.models.provider_models import ProviderModels
        from shared.ports.model_providers import configured

        urls = self.config.provider_urls
        own = [self.config.ollama_url, *(url for _, url in urls)]
        client = self._outbound(origins=filter(None, own))
        return ProviderModels(client, configured(self.config.ollama_url, urls))

    @cached_property
    def model_calls(self) -> "ModelCalls":
        """The same models, asked as much as each provider takes, and again where that is safe."""
        from shared.runtime.model_calls import ModelCalls

        return ModelCalls(self.models)

    @cached_property
    def payments(self) -> "Payments":
        """The payment provider; raise BillingNotConfigured without one."""
        from shared.ports.payments import BillingNotConfigured

        if not self.config.stripe_key:
            raise BillingNotConfigured
        with importing():
            from shared.adapters.stripe_payments import StripePayments

        http = self._outbound(origins=[self.config.stripe_url])
        return StripePayments(http, self.config.stripe_key, self.config.stripe_url)

    @cached_property
    def files(self) -> "Files":
        """Files of every tenant; a handler's `ctx.files` are those of its own."""
        if self.embedded:
            from shared.adapters.memory_files import MemoryFiles

            return MemoryFiles(self.config.signing_key, self.config.public_url, self.clock)
        with importing():
            from shared.adapters.cloud_storage import CloudStorageFiles

        return CloudStorageFiles(self.config.project, self.config.files_bucket)

    @cached_property
    def search(self) -> "SearchIndex":
        """What can be found by words; a handler's `ctx.search` is that of its own tenant."""
        from shared.adapters.document_search import DocumentSearch
        from shared.engines.search import ANALYSIS

        return DocumentSearch(self.store, ANALYSIS)

    @cached_property
    def embeddings(self) -> "Embeddings":
        """Texts as vectors of what they mean."""
        from shared.adapters.minilm.embeddings import MiniLmEmbeddings

        return MiniLmEmbeddings()

    @cached_property
    def secrets(self) -> "Secrets":
        """Secrets of every tenant; a handler's `ctx.secrets` are those of its own."""
        if self.config.secrets_file is not None:
            from shared.adapters.local_secrets import LocalSecrets
            from shared.data.encrypted_fields import keyring

            return LocalSecrets(self.config.secrets_file, keyring(), self.clock)
        with importing():
            from shared.adapters.secret_manager import SecretManagerSecrets

        return SecretManagerSecrets(self.config.project)

    @cached_property
    def sandbox(self) -> "Sandbox":
        """Running programs."""
        from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
        from shared.engines.languages import LANGUAGES
        from shared.runtime.measured import MeasuredSandbox

        bare = BubblewrapSandbox(LANGUAGES, self.config.sandbox_slots, self.config.sandbox_cache)
        return MeasuredSandbox(bare, self.metrics)

    @cached_property
    def limiter(self) -> RateLimiter:
        """Rate limits."""
        return RateLimiter(self.config.rate_limits_scale, self.shared_windows)

    @cached_property
    def shared_windows(self) -> FailingOpenWindows | None:
        """Where all instances count requests together, if anywhere."""
        if not self.config.redis_url:
            return None
        with importing():
            from shared.adapters.redis_windows import RedisWindows

        return FailingOpenWindows(RedisWindows(self.config.redis_url))

    @cached_property
    def caches(self) -> "Caches":
        """Cached values, shared by all instances where there is a Redis."""
        from shared.runtime.caches import Caches

        if not self.config.redis_url:
            return Caches(self.clock)
        with importing():
            from shared.adapters.redis_cache import RedisCache

        return Caches(self.clock, RedisCache(self.config.redis_url))

    @cached_property
    def readiness(self) -> "Readiness":
        """Whether what the functions rest on answers."""
        from shared.runtime.health import Readiness

        return Readiness(self)

    @cached_property
    def audit_buffer(self) -> AuditBuffer:
        """Audit entries of what changed nothing."""
        return AuditBuffer(self)

    @cached_property
    def flag_counts(self) -> "FlagCounts":
        """How often flags were evaluated."""
        from shared.runtime.flag_counts import FlagCounts

        return FlagCounts(self)

    def _outbound(self, *, https_only: bool = True, origins: "Iterable[str]" = ()) -> "HttpClient":
        from shared.runtime.outbound import OutboundCalls

        with importing():
            from shared.adapters.guarded_http import GuardedHttpClient

        from shared.runtime.measured import TracedHttpClient

        version, networks = self.config.version, self.config.outbound_networks
        guarded = GuardedHttpClient(version, https_only=https_only, networks=networks, origins=origins)
        return TracedHttpClient(OutboundCalls(guarded))

    async def close(self) -> None:
        """Release what was built."""
        adapters = ("store", "bus", "files", "identity", "sandbox", "tokens", "shared_windows", "secrets", "caches")
        for name in (
            "audit_buffer",
            "flag_counts",
            "security_events",
            "service_counts",
            "telemetry",
            "sentry",
            *adapters,
        ):
            part = self.__dict__.get(name)
            close = getattr(part, "close", None)
            if close is not None:
                await close()


_installed: list[Composition] = []


def composition() -> Composition:
    """Return this process's composition, made when first asked for."""
    if not _installed:
        _installed.append(Composition(config()))
    return _installed[0]


def install(chosen: Composition | None) -> None:
    """Make a composition this process's own; None forgets it."""
    _installed.clear()
    if chosen is not None:
        _installed.append(chosen)
