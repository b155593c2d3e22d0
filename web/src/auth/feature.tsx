import type { Feature } from '../shared/feature'
import { screen } from '../shared/screen'

/** How one gets an account, and into it; the addresses that mails link to. */
export const account: Feature = {
  entries: [],
  routes: [
    { path: '/sign-in', element: screen(async () => (await import('./SignIn')).SignIn) },
    { path: '/sign-up', element: screen(async () => (await import('./SignUp')).SignUp) },
    { path: '/verify-email', element: screen(async () => (await import('./VerifyEmail')).VerifyEmail) },
    { path: '/reset-password', element: screen(async () => (await import('./ResetPassword')).ResetPassword) },
    { path: '/join', element: screen(async () => (await import('./Join')).Join) },
  ],
}
