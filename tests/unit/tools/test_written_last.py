"""Whatever is looked for across tenants waits, in a restoration, until everything else is there."""

import ast
import importlib
import operator
from collections.abc import Iterator
from typing import Any

import pytest

from shared.data.query import QueryShape
from shared.domain.backups.policies import NOT_BACKED_UP, WRITTEN_LAST
from shared.runtime.entry_points import ROOT
from tools.generate.indexes import shapes

LISTED = {"deadLetters": "staff look at them and replay them by hand; no job reads them"}
"""What is queried across tenants though nothing begins by it, each with the reason."""

ASKED_WITH_A_SHAPE = {"shared/data/platform_documents.py"}
"""Where the collection of such a query is its caller's: the shape that the caller passes names it."""


def group_shapes() -> dict[str, set[str]]:
    """Return what is declared to be queried across tenants, and by which fields."""
    found: dict[str, set[str]] = {}
    for shape in shapes(QueryShape):
        if shape.group:
            found.setdefault(shape.collection, set()).update((*shape.required, *shape.ranges))
    return found


def group_queries() -> Iterator[tuple[str, str | None]]:
    """Yield each file that queries across tenants, and the collection, None where it is only known by a shape."""
    for path in sorted([*(ROOT / "functions").rglob("*.py"), *(ROOT / "shared").rglob("*.py")]):
        source, place = path.read_text(), path.relative_to(ROOT)
        if "group=" not in source or place.is_relative_to("shared/adapters"):
            continue
        for node in ast.walk(ast.parse(source)):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "StoreQuery"):
                continue
            if any(each.arg == "group" and ast.unparse(each.value) != "False" for each in node.keywords):
                module = importlib.import_module(".".join(place.with_suffix("").parts))
                yield place.as_posix(), named(node.args[0], vars(module))


def named(written: ast.expr, names: dict[str, Any]) -> str | None:
    """Return the collection as a module writes it, None where that is a variable of a function's."""
    if isinstance(written, ast.Constant):
        return written.value
    head, _, rest = ast.unparse(written).partition(".")
    if head not in names:
        return None
    return operator.attrgetter(rest)(names[head]) if rest else names[head]


ACROSS_TENANTS = {
    *group_shapes(),
    *(collection for _, collection in group_queries() if collection is not None),
}


@pytest.mark.parametrize("collection", sorted(ACROSS_TENANTS))
def test_what_is_looked_for_across_tenants_is_written_last_or_is_in_no_backup(collection: str) -> None:
    named = [each for each in (WRITTEN_LAST, NOT_BACKED_UP, LISTED) if collection in each]
    assert len(named) == 1, f"say in shared/domain/backups/policies.py when a restoration writes {collection}"


@pytest.mark.parametrize("collection", sorted(WRITTEN_LAST))
def test_it_waits_by_a_field_that_it_is_looked_for_by(collection: str) -> None:
    assert collection in ACROSS_TENANTS
    by = group_shapes()[collection]
    assert WRITTEN_LAST[collection] in by or not by, f"{collection} is looked for by {sorted(by)}"


def test_every_query_across_tenants_tells_its_collection() -> None:
    found = list(group_queries())
    assert {"functions/platform/spread_upkeep.py", "functions/platform/sweep_outbox.py"} < {file for file, _ in found}
    assert {file for file, collection in found if collection is None} <= ASKED_WITH_A_SHAPE
