import { create } from 'zustand'
import { Problem } from './api/problem'

interface Notice {
  severity: 'error' | 'success'
  text: string
  requestId: string
}

interface Notices {
  notice: Notice | null
  tell(text: string, requestId?: string): void
  say(text: string): void
  close(): void
}

/** The one message at the foot of the page. */
export const notices = create<Notices>((set) => ({
  notice: null,
  tell: (text, requestId = '') => set({ notice: { severity: 'error', text, requestId } }),
  say: (text) => set({ notice: { severity: 'success', text, requestId: '' } }),
  close: () => set({ notice: null }),
}))

/** Show what went wrong, with the request's id to quote. */
export function tellProblem(problem: unknown): void {
  const known = problem instanceof Problem
  notices.getState().tell(problem instanceof Error ? problem.message : String(problem), known ? problem.requestId : '')
}
