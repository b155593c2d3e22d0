"""W3C trace context."""

import re
import secrets

_FORM = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})")


def continue_trace(traceparent: str | None) -> str:
    """Return a traceparent for our own span: in the caller's trace if it is valid, else in a new one."""
    match = _FORM.fullmatch(traceparent or "")
    trace_id, flags = (match[1], match[3]) if match else (secrets.token_hex(16), "01")
    return f"00-{trace_id}-{secrets.token_hex(8)}-{flags}"


def trace_id(traceparent: str) -> str:
    """Return the trace's id, or an empty string."""
    parts = traceparent.split("-")
    return parts[1] if len(parts) == 4 else ""


def parts_of(traceparent: str) -> tuple[str, str]:
    """Return the trace's id and the span's, empty where there is no valid traceparent."""
    match = _FORM.fullmatch(traceparent)
    return (match[1], match[2]) if match else ("", "")
