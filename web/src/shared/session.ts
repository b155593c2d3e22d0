import { create } from 'zustand'

type Kind = 'member' | 'candidate'

/** How a candidate comes in, and in again: by the link of their invitation, or as a person by a public link. */
export interface Door {
  link: string
  person: { name: string; email: string } | null
}

interface SignedIn {
  kind: Kind
  tenantId: string
  accessToken: string | null
  refreshToken: string | null
  csrfToken: string | null
}

interface Session {
  kind: Kind | null
  tenantId: string
  accessToken: string | null
  refreshToken: string | null
  csrfToken: string | null
  door: Door | null
  email: string
  /** Called once somebody has signed in again; there while the page waits for that. */
  resume: (() => void) | null
  signIn(signedIn: SignedIn & { door?: Door; email?: string }): void
  refreshed(accessToken: string, refreshToken: string): void
  askAgain(): Promise<void>
  signOut(): void
}

const NOBODY = {
  kind: null,
  tenantId: '',
  accessToken: null,
  refreshToken: null,
  csrfToken: null,
  door: null,
  email: '',
}

/** Who is signed in: kept in memory, so that nothing on disk is worth stealing. */
export const session = create<Session>((set, get) => ({
  ...NOBODY,
  resume: null,
  signIn(signedIn) {
    const { resume } = get()
    set({ ...signedIn, resume: null })
    resume?.()
  },
  refreshed: (accessToken, refreshToken) => set({ accessToken, refreshToken }),
  askAgain: () => new Promise((resolve) => set({ resume: resolve })),
  signOut: () => set({ ...NOBODY, resume: null }),
}))
