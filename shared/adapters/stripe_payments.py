"""Payments at Stripe, by its own library; its requests go out as every other request does."""

from collections.abc import Awaitable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import stripe

from shared.errors import DependencyUnavailable, FailedPrecondition
from shared.ports.http_client import CallFailed, HttpClient, OutboundRequest, Service
from shared.ports.payments import Subscription, SubscriptionStatus

_BEST_FIRST = tuple(SubscriptionStatus)
_MAX_RESPONSE = 4 * 1024 * 1024

T = TypeVar("T")


class StripePayments:
    """One account at Stripe."""

    def __init__(self, http: HttpClient, key: str, url: str) -> None:
        stripe.enable_telemetry = False
        self._client = stripe.StripeClient(
            key, http_client=_Guarded(http), base_addresses={"api": url}, max_network_retries=0
        )

    async def create_customer(self, tenant_id: str, name: str, *, key: str) -> str:
        """Return the id of a new customer."""
        asked = self._client.v1.customers.create_async(
            {"name": name, "metadata": {"tenantId": tenant_id}}, {"idempotency_key": key}
        )
        return (await _answered(asked)).id

    async def checkout(self, customer_id: str, price_id: str, *, success_url: str, cancel_url: str) -> str:
        """Return the address of a page where the customer subscribes to a price."""
        asked = self._client.v1.checkout.sessions.create_async(
            {
                "mode": "subscription",
                "customer": customer_id,
                "line_items": [{"price": price_id, "quantity": 1}],
                "success_url": success_url,
                "cancel_url": cancel_url,
            }
        )
        return str((await _answered(asked)).url)

    async def portal(self, customer_id: str, *, return_url: str) -> str:
        """Return the address of a page where the customer sees to cards, addresses, invoices and the subscription."""
        asked = self._client.v1.billing_portal.sessions.create_async(
            {"customer": customer_id, "return_url": return_url}
        )
        return (await _answered(asked)).url

    async def subscription(self, customer_id: str) -> Subscription | None:
        """Return the customer's subscription, the one that stands best where there were several."""
        listed = await _answered(
            self._client.v1.subscriptions.list_async({"customer": customer_id, "status": "all", "limit": 100})
        )
        found = [_subscription(each) for each in listed.data]
        return min(found, key=lambda each: _BEST_FIRST.index(each.status), default=None)

    async def change_price(self, subscription: Subscription, price_id: str) -> Subscription:
        """Move a subscription to another price from now on; what was paid for the rest of the period is set off."""
        asked = self._client.v1.subscriptions.update_async(
            subscription.id,
            {
                "items": [{"id": subscription.item_id, "price": price_id}],
                "proration_behavior": "create_prorations",
                "cancel_at_period_end": False,
            },
        )
        return _subscription(await _answered(asked))

    async def cancel(self, subscription: Subscription) -> Subscription:
        """Have a subscription end with the period that is paid for."""
        asked = self._client.v1.subscriptions.update_async(subscription.id, {"cancel_at_period_end": True})
        return _subscription(await _answered(asked))

    async def renew(self, subscription: Subscription) -> Subscription:
        """Have a subscription that was cancelled go on after its period."""
        asked = self._client.v1.subscriptions.update_async(subscription.id, {"cancel_at_period_end": False})
        return _subscription(await _answered(asked))

    async def end(self, subscription: Subscription) -> Subscription:
        """End a subscription now; nothing is paid back."""
        return _subscription(await _answered(self._client.v1.subscriptions.cancel_async(subscription.id)))

    async def report(self, meter: str, customer_id: str, value: int, *, key: str, at: datetime) -> None:
        """Add to what a customer used."""
        await _answered(
            self._client.v1.billing.meter_events.create_async(
                {
                    "event_name": meter,
                    "payload": {"stripe_customer_id": customer_id, "value": str(value)},
                    "identifier": key,
                    "timestamp": int(at.timestamp()),
                },
                {"idempotency_key": key},
            )
        )


class _Guarded(stripe.HTTPClient):
    """The one way out, as Stripe's library asks for it; trying again is its matter, too."""

    name = "ella"

    def __init__(self, http: HttpClient) -> None:
        super().__init__()
        self._http = http

    async def request_async(
        self, method: str, url: str, headers: Mapping[str, str], post_data: Any = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        body = post_data.encode() if isinstance(post_data, str) else post_data or b""
        request = OutboundRequest(
            method.upper(),
            url,
            dict(headers),
            body,
            read=25.0,
            max_response=_MAX_RESPONSE,
            service=Service.PAYMENTS,
        )
        try:
            response = await self._http.send(request)
        except CallFailed as error:
            raise stripe.APIConnectionError(error.message) from error
        return response.body, response.status, response.headers


async def _answered(asked: Awaitable[T]) -> T:
    try:
        return await asked
    except stripe.CardError as error:
        raise FailedPrecondition("the card was refused", code="payment_refused") from error
    except stripe.InvalidRequestError as error:
        raise FailedPrecondition(f"Stripe refused this ({error.code})", code="payment_refused") from error
    except stripe.StripeError as error:
        why = type(error).__name__
        raise DependencyUnavailable(f"the payment provider can't be asked now ({why}); try again") from error


def _subscription(found: stripe.Subscription) -> Subscription:
    told: dict[str, Any] = found.to_dict()
    item: dict[str, Any] = told["items"]["data"][0]
    ends = item.get("current_period_end")
    return Subscription(
        str(told["id"]),
        SubscriptionStatus(told["status"]),
        str(item["price"]["id"]),
        str(item["id"]),
        datetime.fromtimestamp(ends, UTC) if ends else None,
        bool(told["cancel_at_period_end"]),
    )
