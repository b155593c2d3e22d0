"""The parts of the stack, as data."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.stack import finding
from tools.stack.supervisor import Part

PROJECT = "demo-ella"
EMULATORS = frozenset({"firestore", "pubsub", "auth", "storage"})
_HERE = Path(__file__).parent
# Small and quick to start: the emulators hold a few megabytes, and share two cores with what is tested.
_JVM = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx768m")
# What a browser sends with a signed upload beyond the usual: the bucket's CORS settings in the cloud.
_UPLOAD_HEADERS = ("x-goog-content-length-range", "x-goog-if-generation-match")
_FIRESTORE_MAIN = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"


def emulator_parts(ports: Mapping[str, int], environment: Mapping[str, str]) -> Sequence[Part]:
    """Return the emulators; raise EmulatorMissing when one of them can't be had."""
    java, node, tools = finding.java(), finding.node(), finding.firebase_tools()
    local = "127.0.0.1"
    firestore = (
        *(java, *_JVM, "-cp", str(finding.jar("firestore")), _FIRESTORE_MAIN),
        *("--host", local, "--port", str(ports["firestore"])),
        *("--rules", str(finding.ROOT / "firestore.rules")),
        *("--project_id", PROJECT, "--single_project_mode"),
        *("--functions_emulator", f"{local}:{ports['gateway']}"),
    )
    pubsub = (
        *(java, *_JVM, "-jar", str(finding.jar("pubsub"))),
        *(f"--host={local}", f"--port={ports['pubsub']}"),
    )
    auth = (node, str(_HERE / "auth_emulator.cjs"), str(tools), str(ports["auth"]), PROJECT)
    address = f"{local}:{ports['storage']}"
    storage = (
        *(finding.storage_emulator(), "-backend", "memory", "-scheme", "http", "-log-level", "warn"),
        *("-host", local, "-port", str(ports["storage"])),
        *("-public-host", address, "-external-url", f"http://{address}"),
        *("-cors-headers", ",".join(_UPLOAD_HEADERS)),
    )
    return tuple(
        Part(name, argv, health=f"http://{local}:{ports[name]}{path}", ready=what, environment=environment)
        for name, argv, path, what in (
            ("firestore", firestore, "/", f"Firestore emulator on {local}:{ports['firestore']}"),
            ("pubsub", pubsub, "/", f"Pub/Sub emulator on {local}:{ports['pubsub']}"),
            ("auth", auth, "/", f"Auth emulator on {local}:{ports['auth']}"),
            ("storage", storage, "/_internal/healthcheck", f"Storage emulator on {address}"),
        )
    )


def mail_part(ports: Mapping[str, int], environment: Mapping[str, str]) -> Part:
    """Return the catch-all that takes every mail and shows it over HTTP."""
    smtp, inbox = ports["smtp"], ports["inbox"]
    return Part(
        "mail",
        (sys.executable, "-m", "tools.stack.catch_all", "--smtp", str(smtp), "--http", str(inbox)),
        health=f"http://127.0.0.1:{inbox}/messages",
        ready=f"mail catch-all on smtp://127.0.0.1:{smtp}, inbox at http://127.0.0.1:{inbox}/messages",
        environment=environment,
        folder=finding.ROOT,
    )


def gateway_part(ports: Mapping[str, int], environment: Mapping[str, str], *, after: frozenset[str]) -> Part:
    """Return the gateway, started once the parts in `after` are ready."""
    port = ports["gateway"]
    return Part(
        "gateway",
        (sys.executable, "-m", "tools.gateway", "--port", str(port)),
        health=f"http://127.0.0.1:{port}/v1/health",
        ready=f"every function on http://127.0.0.1:{port}",
        environment=environment,
        folder=finding.ROOT,
        after=after,
        stop_seconds=10.0,
    )
