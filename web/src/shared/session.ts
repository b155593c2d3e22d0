import { create } from 'zustand'

type Kind = 'member' | 'candidate'

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
  /** The link that a candidate came by: how they come in again. */
  link: string
  email: string
  /** Called once somebody has signed in again; there while the page waits for that. */
  resume: (() => void) | null
  signIn(signedIn: SignedIn & { link?: string; email?: string }): void
  refreshed(accessToken: string, refreshToken: string): void
  askAgain(): Promise<void>
  signOut(): void
}

const NOBODY = { kind: null, tenantId: '', accessToken: null, refreshToken: null, csrfToken: null, link: '', email: '' }

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
