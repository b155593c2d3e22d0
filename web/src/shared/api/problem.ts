/** What a request came to when it did not succeed; `status` is 0 where no answer came. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId: string = '',
    readonly details: unknown = null,
  ) {
    super(message)
  }

  /** Whether trying again later may help. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

interface ErrorBody {
  error?: { code?: string; message?: string; details?: unknown }
  meta?: { requestId?: string }
}

/** Return the problem that an answer tells of, whatever its body looks like. */
export function problemOf(status: number, body: unknown): Problem {
  const { error, meta } = (typeof body === 'object' && body !== null ? body : {}) as ErrorBody
  const code = error?.code ?? 'unknown'
  return new Problem(status, code, error?.message ?? `HTTP ${status}`, meta?.requestId ?? '', error?.details ?? null)
}
