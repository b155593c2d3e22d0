import { type ComponentType, lazy, Suspense } from 'react'
import { Loading } from './layout/Loading'

/** A screen in a chunk of its own. */
export function screen(load: () => Promise<ComponentType>) {
  const Screen = lazy(async () => ({ default: await load() }))
  return (
    <Suspense fallback={<Loading />}>
      <Screen />
    </Suspense>
  )
}
