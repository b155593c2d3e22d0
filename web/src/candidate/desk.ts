import { answered, api, type Schemas } from '../shared/api/client'
import { Problem } from '../shared/api/problem'
import { forget, keep, type Unsent, unsentOf } from './buffer'
import { Recorder, sendLeftEdits } from './recording/recorder'
import { Autosave, type Outside, type Receipt } from './saving'
import { newSeat, type Seat, sameSeat } from './seat'

export type SittingDetail = Schemas['SittingDetail']

/** An attempt as it is open in this tab. */
export interface Desk {
  autosave: Autosave
  recorder: Recorder
  attempt: SittingDetail
  keptAside: Schemas['ConflictCopyView'][]
}

const at = (attemptId: string) => ({ params: { path: { attemptId } } })

export function readAttempt(attemptId: string): Promise<SittingDetail> {
  return answered(api.GET('/v1/attempts/{attemptId}', at(attemptId)))
}

/** Sit down to an attempt: take it over from a tab that is gone, with what that one could not send any more;
 * null once the attempt is over.
 *
 * What lies on this device from the tab that wrote last is simply the newest text. From any other tab it goes to the
 * server as that tab's, which keeps it aside where another one has written since.
 */
export async function sitDown(attemptId: string): Promise<Desk | null> {
  const seat = newSeat()
  const before = await readAttempt(attemptId)
  if (before.status !== 'open') return null
  const unsent = (await unsentOf(attemptId)).sort((one, other) => one.revision - other.revision)
  const isOwn = (each: Unsent) => before.activeSeat === null || sameSeat(each.seat, before.activeSeat)
  await sendLeftEdits(attemptId, before.activeSeat)
  await answered(api.POST('/v1/attempts/{attemptId}/take-over', { ...at(attemptId), body: { seat } }))
  for (const each of unsent.filter((each) => !isOwn(each))) await keepAside(each)
  const attempt = await readAttempt(attemptId)
  const autosave = new Autosave(attemptId, seat, outside)
  const recorder = new Recorder(attempt, seat)
  for (const question of attempt.questions) {
    autosave.begin(question.questionId, question.answer?.revision ?? 0, question.answer?.response ?? null)
  }
  for (const each of unsent.filter(isOwn)) {
    autosave.begin(each.questionId, each.revision, null)
    await autosave.write(each.questionId, each.response)
    recorder.tookUp(each.questionId, each.response)
    await forget(each)
  }
  const { copies } = await answered(api.GET('/v1/attempts/{attemptId}/conflict-copies', at(attemptId)))
  return { autosave, recorder, attempt, keptAside: copies }
}

async function keepAside(unsent: Unsent): Promise<void> {
  const receipts = await replay(unsent.attemptId, [unsent], unsent.seat)
  if (receipts[0]?.outcome !== 'refused') await forget(unsent)
}

const outside: Outside = {
  keep,
  forget,
  later(step, milliseconds) {
    const timer = setTimeout(step, milliseconds)
    return () => clearTimeout(timer)
  },
  send([first, ...more], seat) {
    if (!first) return Promise.resolve([])
    return more.length ? replay(first.attemptId, [first, ...more], seat) : save(first, seat)
  },
}

async function save(unsent: Unsent, seat: Seat): Promise<Receipt[]> {
  const { attemptId, questionId, revision, response } = unsent
  try {
    const saved = await answered(
      api.PUT('/v1/attempts/{attemptId}/answers/{questionId}', {
        params: { path: { attemptId, questionId } },
        body: { revision, response, seat },
      }),
    )
    return [{ ...saved, outcome: 'saved', currentRevision: saved.revision, message: null }]
  } catch (problem) {
    // What makes a single save fail for its revision is told by a replay as an outcome, with the saved revision.
    if (problem instanceof Problem && problem.status === 409 && problem.code.includes('revision')) {
      return replay(attemptId, [unsent], seat)
    }
    throw problem
  }
}

async function replay(attemptId: string, unsent: Unsent[], seat: Seat): Promise<Receipt[]> {
  const revisions = unsent.map(({ questionId, revision, response }) => ({ questionId, revision, response }))
  const { revisions: receipts } = await answered(
    api.POST('/v1/attempts/{attemptId}/replay', { ...at(attemptId), body: { revisions, seat } }),
  )
  return receipts
}
