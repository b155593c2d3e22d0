import { createBrowserRouter, useRouteError } from 'react-router'
import { platform } from './admin/feature'
import { apps } from './apps/feature'
import { account } from './auth/feature'
import { cards } from './cards/feature'
import { projects } from './projects/feature'
import { recruiter } from './recruiter/feature'
import { review } from './review/feature'
import { settings } from './settings/feature'
import { AboveMembers, HeadOfMembers } from './settings/HeadOfMembers'
import type { Feature } from './shared/feature'
import { Failure } from './shared/layout/Failure'
import { NotFound } from './shared/layout/NotFound'
import { Shell } from './shared/layout/Shell'
import { screen } from './shared/screen'

/** What members work with, in the order of the navigation. */
const FEATURES: Feature[] = [
  account,
  recruiter,
  review,
  cards,
  apps,
  projects,
  settings,
  platform,
  //
]

function RouteFailure() {
  return (
    <Shell>
      <Failure problem={useRouteError()} />
    </Shell>
  )
}

export const router = createBrowserRouter([
  {
    path: '/take',
    errorElement: <RouteFailure />,
    element: screen(async () => (await import('./candidate/Candidate')).Candidate),
  },
  {
    path: '/apply',
    errorElement: <RouteFailure />,
    element: screen(async () => (await import('./candidate/Candidate')).Applicant),
  },
  {
    element: (
      <Shell aside={<HeadOfMembers />} above={<AboveMembers />} entries={FEATURES.flatMap(({ entries }) => entries)} />
    ),
    errorElement: <RouteFailure />,
    children: [...FEATURES.flatMap(({ routes }) => routes), { path: '*', element: <NotFound /> }],
  },
])
