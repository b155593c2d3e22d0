"""Write the generated files, or with `--check` fail when one is stale."""

import argparse
import sys
from collections.abc import Callable
from functools import partial

from shared.runtime.entry_points import ROOT, all_declarations
from tools.generate import events, indexes, manifest, openapi, permissions, runner

GENERATED: dict[str, Callable[..., str]] = {
    "functions.yaml": manifest.render,
    "openapi.json": openapi.render,
    "firestore.indexes.json": indexes.render,
    "docs/events.md": events.render,
    "docs/permissions.md": permissions.render,
    "deploy/runner/execute_run.yaml": partial(runner.render, "execute_run"),
    "deploy/runner/report_languages.yaml": partial(runner.render, "report_languages"),
}


def main() -> int:
    """Generate or check."""
    parser = argparse.ArgumentParser(prog="generate")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is stale")
    check = parser.parse_args().check
    declarations = all_declarations()
    stale: list[str] = []
    for name, render in GENERATED.items():
        path = ROOT / name
        text = render(declarations)
        if check:
            if not path.exists() or path.read_text() != text:
                stale.append(name)
        else:
            path.write_text(text)
    if stale:
        print(f"stale: {', '.join(stale)}; run `make generate`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
