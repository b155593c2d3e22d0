"""Serve the gateway: `python -m tools.gateway --port 8080`."""

import argparse

import uvicorn

from tools.gateway.app import Gateway


def main() -> None:
    """Read the arguments and serve until stopped."""
    parser = argparse.ArgumentParser(prog="gateway", description="Serve every function of Ella on one port.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080)
    arguments = parser.parse_args()
    gateway = Gateway(f"http://{arguments.host}:{arguments.port}")
    uvicorn.run(
        gateway.app(),
        host=arguments.host,
        port=arguments.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=2,
    )


if __name__ == "__main__":
    main()
