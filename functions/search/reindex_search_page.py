"""One page of a new index; indexing something twice leaves it as it is, so a kill costs a page at most."""

import asyncio
from datetime import datetime

from shared.data.pagination import PageRequest
from shared.data.unit_of_work import UnitOfWork
from shared.domain.cards import searching as cards
from shared.domain.cards.repository import CARD_LIST, CASE_SET_LIST, CardRepository, CaseSetRepository
from shared.domain.invitations import candidates
from shared.domain.invitations.repository import CANDIDATE_LIST, CandidateRepository
from shared.domain.operations import transitions
from shared.domain.operations.events import ReindexPageDue
from shared.domain.operations.reindexing import PAGE
from shared.domain.operations.repository import OperationRepository
from shared.domain.projects import searching as projects
from shared.domain.projects.repository import PROJECT_LIST, ProjectRepository
from shared.domain.questions import searching as questions
from shared.domain.questions.repository import QUESTION_LIST, QuestionRepository
from shared.domain.tasks import searching as tasks
from shared.domain.tasks.repository import TASK_LIST, TaskRepository
from shared.domain.tenants import searching as members
from shared.domain.tenants.repository import MEMBER_LIST, MemberRepository
from shared.ports.search import SearchEntry
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

KINDS = (
    questions.SEARCH_KIND,
    members.SEARCH_KIND,
    candidates.SEARCH_KIND,
    cards.SEARCH_KIND,
    cards.CASE_SET_SEARCH_KIND,
    projects.SEARCH_KIND,
    tasks.SEARCH_KIND,
)

Entries = tuple[list[SearchEntry], str | None]


@subscriber(ReindexPageDue, external=True)
async def reindex_search_page(event: ReindexPageDue, ctx: ExternalContext) -> None:
    """Index some things anew, and ask for the next."""
    kind = event.kind or KINDS[0]

    async def read(work: UnitOfWork) -> Entries | None:
        operation = await OperationRepository(work).get(event.operation_id)
        if operation.is_over or operation.tries != event.tries:
            return None
        return await _entries(work, kind, event.cursor, ctx.now)

    found = await ctx.prepare(read)
    if found is None:
        return
    entries, cursor = found
    await asyncio.gather(*(ctx.search.put(entry) for entry in entries))
    done = event.with_(kind=kind, cursor=cursor, indexed=event.indexed + len(entries))
    following = KINDS[KINDS.index(kind) + 1 :]

    async def go_on(work: UnitOfWork) -> None:
        if cursor is None and not following:
            await transitions.succeeded(work, event.operation_id, {"indexed": done.indexed})
            return
        work.emit(done if cursor is not None else done.with_(kind=following[0]))
        await transitions.progressed(work, event.operation_id, done.indexed)

    await ctx.finish(go_on)


async def _entries(work: UnitOfWork, kind: str, cursor: str | None, now: datetime) -> Entries:
    request = PageRequest(limit=PAGE, cursor=cursor)
    if kind == questions.SEARCH_KIND:
        page = await QuestionRepository(work).page(QUESTION_LIST, request)
        return [questions.search_entry(question) for question in page.items], page.next_cursor
    if kind == cards.SEARCH_KIND:
        made = await CardRepository(work).page(CARD_LIST, request)
        return [cards.search_entry(card) for card in made.items], made.next_cursor
    if kind == cards.CASE_SET_SEARCH_KIND:
        sets = await CaseSetRepository(work).page(CASE_SET_LIST, request)
        return [cards.case_set_search_entry(each) for each in sets.items], sets.next_cursor
    if kind == candidates.SEARCH_KIND:
        known = await CandidateRepository(work).page(CANDIDATE_LIST, request)
        return [candidates.search_entry(each, as_of=now) for each in known.items], known.next_cursor
    if kind == projects.SEARCH_KIND:
        run = await ProjectRepository(work).page(PROJECT_LIST, request)
        return [projects.search_entry(each) for each in run.items if not each.deleted], run.next_cursor
    if kind == tasks.SEARCH_KIND:
        planned = await TaskRepository(work).page(TASK_LIST, request)
        return [tasks.search_entry(each) for each in planned.items if not each.deleted], planned.next_cursor
    found = await MemberRepository(work).page(MEMBER_LIST, request)
    return [members.search_entry(member, as_of=now) for member in found.items], found.next_cursor
