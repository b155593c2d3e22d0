import { type ComponentType, lazy, Suspense } from 'react'
import { createBrowserRouter, Navigate, useRouteError } from 'react-router'
import { Guard } from './auth/Guard'
import { SignOut } from './auth/SignOut'
import { Failure } from './shared/layout/Failure'
import { Loading } from './shared/layout/Loading'
import { NotFound } from './shared/layout/NotFound'
import { Shell } from './shared/layout/Shell'

/** A screen in a chunk of its own. */
function screen(load: () => Promise<ComponentType>) {
  const Screen = lazy(async () => ({ default: await load() }))
  return (
    <Suspense fallback={<Loading />}>
      <Screen />
    </Suspense>
  )
}

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
    element: <Shell aside={<SignOut />} />,
    errorElement: <RouteFailure />,
    children: [
      { path: '/', element: <Navigate to="/assessments" replace /> },
      { path: '/sign-in', element: screen(async () => (await import('./auth/SignIn')).SignIn) },
      {
        element: <Guard permission="assessments:read" />,
        children: [
          { path: '/assessments', element: screen(async () => (await import('./recruiter/Assessments')).Assessments) },
        ],
      },
      { path: '*', element: <NotFound /> },
    ],
  },
])
