"""Nothing but the named adapters imports what speaks to other servers."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[3]
CLIENTS = {
    "aiohttp",
    "aiosmtplib",
    "ftplib",
    "http.client",
    "httpx",
    "requests",
    "smtplib",
    "urllib.request",
    "urllib3",
}
WAYS_OUT = {
    "shared/adapters/cloud_storage.py": {"requests"},  # the session of Google's own client
    "shared/adapters/guarded_http.py": {"httpx"},
    "shared/adapters/smtp.py": {"aiosmtplib"},
}


def imported(path: Path) -> set[str]:
    """Return the clients that a module imports, at its top or inside its functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {client for client in CLIENTS for name in names if name == client or name.startswith(f"{client}.")}


def test_the_named_adapters_alone_speak_to_other_servers() -> None:
    files = [path for folder in ("shared", "functions") for path in (ROOT / folder).rglob("*.py")]
    found = {str(path.relative_to(ROOT)): clients for path in files if (clients := imported(path))}
    assert found == WAYS_OUT
