import { Stack, ToggleButton, ToggleButtonGroup } from '@mui/material'
import { useState } from 'react'
import { useMay } from '../../shared/access'
import { api, listed } from '../../shared/api/client'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { More } from '../../shared/layout/More'
import { usePages } from '../../shared/pages'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { KINDS, type Kind } from './content'
import { Item } from './Item'
import type { Base } from './Knowledge'

/** What was approved, kind by kind. */
export function Active({ app, base }: { app: App; base: Base }) {
  const t = useWords()
  const removes = useMay()('knowledge:write') && base.state === 'editing' && app.status === 'active'
  const [kind, setKind] = useState<Kind>(KINDS.find((each) => base[each] > 0) ?? 'apis')
  const items = usePages(['kb', app.id, 'active', kind, base.activeVersion], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/kb/active/{kind}', {
        params: { path: { appId: app.id, kind }, query: { limit: 50, cursor: cursor ?? null } },
      }),
    ),
  )
  if (base.activeVersion === 0) return <Empty title={t('kb.nothing')} text={t('kb.nothingText')} />
  return (
    <Stack spacing={2}>
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label={t('kb.kinds')}
        value={kind}
        onChange={(_, value: Kind | null) => value && setKind(value)}
      >
        {KINDS.map((each) => (
          <ToggleButton key={each} value={each}>
            {t(`kb.kinds.${each}`, { count: base[each] })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {items.error ? (
        <Failure problem={items.error} again={items.again} />
      ) : !items.items ? (
        <Loading />
      ) : items.items.length === 0 ? (
        <Empty title={t('kb.noneOfKind')} text={t('kb.noneOfKindText')} />
      ) : (
        <Stack spacing={1}>
          {items.items.map((item) => (
            <Item key={item.id} app={app} item={item} removes={removes} />
          ))}
        </Stack>
      )}
      <More more={items.more} asking={items.asking} />
    </Stack>
  )
}
