"""httpx as the way out: every name is resolved here, every address looked at, and only what was looked at is called.

A server's name is resolved once for each connection. The connection goes to the address that was checked, with the name
in `Host` and in the TLS handshake, so that a name which means something else a moment later gains nothing.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from functools import cached_property

import httpx

from shared.ports.addresses import is_public, is_within
from shared.ports.http_client import (
    SAFE_METHODS,
    CallFailed,
    DestinationRefused,
    NotConnected,
    OutboundRequest,
    OutboundResponse,
    OutboundStream,
    require_callable,
)

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NEVER_FORWARDED = frozenset({"authorization", "cookie"})


class GuardedHttpClient:
    """Call servers on the public internet, and those in `networks`, which is for tests and the local stack.

    `origins`, such as `http://127.0.0.1:11434`, are the operator's own servers: called wherever they are. No request
    that a tenant words may go through a client that has any.
    """

    def __init__(
        self,
        version: str,
        *,
        https_only: bool = True,
        networks: Sequence[str] = (),
        origins: Iterable[str] = (),
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._agent = f"Ella/{version}"
        self._https_only = https_only
        self._networks = tuple(networks)
        self._origins = frozenset(_origin(httpx.URL(each)) for each in origins)
        self._resolve = resolver or system_resolver
        self._given_tls = tls

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return self._given_tls or httpx.create_ssl_context(trust_env=False)

    async def send(self, request: OutboundRequest) -> OutboundResponse:
        """Return the answer, whatever its status."""
        try:
            async with asyncio.timeout(request.total):
                return await self._redirected(request)
        except TimeoutError as error:
            raise CallFailed(f"no answer within {request.total:g} s") from error

    @asynccontextmanager
    async def stream(self, request: OutboundRequest) -> AsyncGenerator[OutboundStream]:
        """Open a response whose body is read while it comes."""
        total = asyncio.timeout(request.total)
        try:
            async with total:
                url = self._checked(request.url)
                headers = {name.lower(): value for name, value in request.headers.items()}
                response, client = await self._reached(request, url, headers)
                try:
                    yield OutboundStream(response.status_code, _headers(response), _pieces(response, request))
                finally:
                    await response.aclose()
                    await client.aclose()
        except TimeoutError as error:
            if not total.expired():
                raise
            raise CallFailed(f"no whole answer within {request.total:g} s") from error

    async def close(self) -> None:
        """Do nothing: no connection outlives its request."""

    async def _redirected(self, request: OutboundRequest) -> OutboundResponse:
        url = self._checked(request.url)
        headers = {name.lower(): value for name, value in request.headers.items()}
        for left in range(request.max_redirects, -1, -1):
            response = await self._once(request, url, headers)
            location = response.headers.get("location")
            followed = left and request.method in SAFE_METHODS and response.status in _REDIRECTS
            if not (followed and location):
                return response
            target = self._checked(_joined(url, location))
            if (target.scheme, target.netloc) != (url.scheme, url.netloc):
                headers = {name: value for name, value in headers.items() if name not in _NEVER_FORWARDED}
            url = target
        raise CallFailed("a request is sent at least once")

    async def _once(self, request: OutboundRequest, url: httpx.URL, headers: dict[str, str]) -> OutboundResponse:
        response, client = await self._reached(request, url, headers)
        try:
            body, truncated = await _read(response, request.max_response)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _broken(error) from error
        finally:
            await response.aclose()
            await client.aclose()
        return OutboundResponse(response.status_code, _headers(response), body, truncated)

    async def _reached(
        self, request: OutboundRequest, url: httpx.URL, headers: dict[str, str]
    ) -> tuple[httpx.Response, httpx.AsyncClient]:
        """Send one request to the first of the checked addresses that can be connected to; its body is still to come.

        Whoever asks closes both.
        """
        unreachable: Exception | None = None
        for address in await self._addresses(url):
            try:
                return await self._opened(request, url, address, headers)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                unreachable = error
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise _broken(error) from error
        raise NotConnected(f"no connection to {url.host}") from unreachable

    async def _opened(
        self, request: OutboundRequest, url: httpx.URL, address: str, headers: dict[str, str]
    ) -> tuple[httpx.Response, httpx.AsyncClient]:
        # A kept connection would be found again by address alone, whatever name its certificate was checked for.
        limits = httpx.Limits(max_keepalive_connections=0)
        timeout = httpx.Timeout(request.read, connect=request.connect)
        client = httpx.AsyncClient(timeout=timeout, limits=limits, verify=self._tls, trust_env=False)
        try:
            sent = client.build_request(
                request.method,
                url.copy_with(host=address),
                headers={**self._own_headers(request), **headers, "host": url.netloc.decode("ascii")},
                content=request.body or None,
                extensions={"sni_hostname": url.raw_host.decode("ascii").strip("[]")},
            )
            return await client.send(sent, stream=True, follow_redirects=False), client
        except BaseException:
            await client.aclose()
            raise

    def _own_headers(self, request: OutboundRequest) -> dict[str, str]:
        # Whatever is compressed could unpack to more than was sent.
        own = {"user-agent": self._agent, "accept": "*/*", "accept-encoding": "identity", "connection": "close"}
        return {**own, "traceparent": request.traceparent} if request.traceparent else own

    def _checked(self, url: str) -> httpx.URL:
        require_callable(url, https_only=False)
        try:
            checked = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise DestinationRefused("this is not a URL") from error
        if not self._is_own(checked):
            require_callable(url, https_only=self._https_only)
        return checked

    def _is_own(self, url: httpx.URL) -> bool:
        return _origin(url) in self._origins

    async def _addresses(self, url: httpx.URL) -> Sequence[str]:
        """Return the addresses of a URL's host; raise DestinationRefused when any of them is not to be called."""
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = await self._resolve(url.raw_host.decode("ascii").strip("[]"), port)
        if not addresses:
            raise NotConnected(f"{url.host} has no address")
        if self._is_own(url):
            return addresses
        for address in addresses:
            if not is_public(address) and not is_within(address, self._networks):
                raise DestinationRefused(f"{url.host} is not on the public internet")
        return addresses


async def system_resolver(host: str, port: int) -> Sequence[str]:
    """Return every address of a name, in the system's order."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotConnected(f"{host} is not known") from error
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80)


def _headers(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


def _broken(error: Exception) -> CallFailed:
    return CallFailed(f"the connection failed: {type(error).__name__}")


async def _pieces(response: httpx.Response, request: OutboundRequest) -> AsyncIterator[bytes]:
    """Return a body as it comes."""
    left = request.max_response
    try:
        async for piece in response.aiter_raw():
            left -= len(piece)
            if left < 0:
                raise CallFailed(f"the answer is longer than {request.max_response} bytes")
            yield piece
    except httpx.HTTPError as error:
        raise _broken(error) from error


async def _read(response: httpx.Response, most: int) -> tuple[bytes, bool]:
    """Return the first bytes of a body as they came, and whether there were more."""
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > most:
            return bytes(body[:most]), True
    return bytes(body), False


def _joined(url: httpx.URL, location: str) -> str:
    try:
        return str(url.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise CallFailed("the redirect leads nowhere") from error
