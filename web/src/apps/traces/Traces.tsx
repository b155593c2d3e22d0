import { FormControlLabel, Switch } from '@mui/material'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { api, listed } from '../../shared/api/client'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { More } from '../../shared/layout/More'
import { usePages } from '../../shared/pages'
import { type App, AppPart } from '../AppPart'
import { useWords } from '../words'
import { Filter } from './Filter'
import { addressOf, filtersOf, isWrong, queryOf } from './filters'
import { TraceTable } from './TraceTable'
import { useTail } from './tail'

/** What an app was asked and did, the last first. */
export function Traces() {
  return <AppPart part="">{(app) => <Listed key={app.id} app={app} />}</AppPart>
}

function Listed({ app }: { app: App }) {
  const t = useWords()
  const [address, setAddress] = useSearchParams()
  const [follows, setFollows] = useState(false)
  const filters = filtersOf(address)
  const asked = isWrong(filters) ? filtersOf(new URLSearchParams()) : filters
  const traces = usePages(['traces', app.id, asked], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/traces', {
        params: { path: { appId: app.id }, query: { limit: 50, cursor: cursor ?? null, ...queryOf(asked) } },
      }),
    ),
  )
  useTail(app.id, follows)
  const filtered = Object.keys(addressOf(asked)).length > 0
  return (
    <>
      <Filter
        key={address.toString()}
        app={app}
        filters={asked}
        choose={(chosen) => {
          setAddress(addressOf(chosen))
          traces.again()
        }}
      >
        <FormControlLabel
          control={<Switch checked={follows} onChange={(_, on) => setFollows(on)} />}
          label={t('traces.follow')}
        />
      </Filter>
      {traces.error ? (
        <Failure problem={traces.error} again={traces.again} />
      ) : !traces.items ? (
        <Loading />
      ) : traces.items.length === 0 ? (
        <Empty
          title={t(filtered ? 'traces.nothing' : 'traces.none')}
          text={t(filtered ? 'traces.nothingText' : 'traces.noneText', { url: `${location.origin}/v1/traces` })}
        />
      ) : (
        <TraceTable app={app} traces={traces.items} />
      )}
      <More more={traces.more} asking={traces.asking} />
    </>
  )
}
