"""Find every language and have its files prepared, while the image is built: a cold start then finds them made."""

import asyncio
import os
import sys

from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
from shared.engines.languages import LANGUAGES


async def main() -> str | None:
    """Return what is wrong: no sandbox, or a language that does not run in it."""
    sandbox = BubblewrapSandbox(LANGUAGES, os.cpu_count() or 1)
    try:
        if reason := await sandbox.probe():
            return reason
        missing = sorted(LANGUAGES.keys() - (await sandbox.languages()).keys())
        return f"missing: {', '.join(missing)}" if missing else None
    finally:
        await sandbox.close()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
