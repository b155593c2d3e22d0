"""What a card and its cases hold that could turn the prompt against its owner."""

from collections.abc import Iterator
from typing import Any, cast

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.data.unit_of_work import UnitOfWork
from shared.domain.cards.cases import CaseSetContent
from shared.domain.cards.content import CardContent
from shared.domain.cards.model import DRAFT, VersionName
from shared.domain.cards.repository import CardRepository, CardVersionRepository, CaseSetRepository
from shared.domain.injections.allowing import allowed_among
from shared.domain.injections.reports import Part, Scan, ScanReport
from shared.errors import NotFound
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ScanCard(Request):
    """Which version, the draft unless one is named, and a set of cases whose draft is looked through with it."""

    card_id: Identifier
    version: VersionName = DRAFT
    case_set_id: Identifier | None = None


@command(
    "POST /v1/cards/{cardId}/injection-scan",
    permission=Permission.CARDS_READ,
    external=True,
    audited=False,
    loads=Loads(CardRepository, "card_id", tagged=False),
    errors=(NotFound,),
)
async def scan_card(request: ScanCard, ctx: ExternalContext) -> ScanReport:
    """Look for prompt injections in a card: its templates, its variables and the cases it is tested on."""

    async def read(work: UnitOfWork) -> list[Part]:
        card = await CardRepository(work).get(request.card_id)
        number = card.number_of(request.version)
        version = await CardVersionRepository(work).named(card, str(number)) if number else card
        parts = list(_of_card(version.content))
        if request.case_set_id is not None:
            case_set = found(await CaseSetRepository(work).find(request.case_set_id), "case_set")
            parts += _of_cases(case_set.content)
        return parts

    scan = await Scan.of(await ctx.prepare(read), ctx.outside.embeddings)
    digests = scan.digests()

    async def look(work: UnitOfWork) -> frozenset[str]:
        return await allowed_among(work, digests, at=ctx.now)

    return scan.report(await ctx.finish(look))


def _of_card(content: CardContent) -> Iterator[Part]:
    for pointer, _, template in content.templates():
        yield Part(pointer=f"/content{pointer}", text=template, instructs=True)
    for number, variable in enumerate(content.variables):
        yield from _texts(variable.default, f"/content/variables/{number}/default")


def _of_cases(content: CaseSetContent) -> Iterator[Part]:
    yield from _texts(content.defaults.vars, "/cases/defaults/vars")
    for number, case in enumerate(content.cases):
        yield from _texts(case.vars, f"/cases/{number}/vars")
        yield from _texts(case.expected, f"/cases/{number}/expected")


def _texts(value: Any, at: str) -> Iterator[Part]:
    if isinstance(value, str) and value:
        yield Part(pointer=at, text=value)
    elif isinstance(value, dict):
        for name, each in cast("dict[str, Any]", value).items():
            yield from _texts(each, f"{at}/{name.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list | tuple):
        for number, each in enumerate(cast("list[Any]", value)):
            yield from _texts(each, f"{at}/{number}")
