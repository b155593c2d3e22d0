import { Button } from '@mui/material'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { api, listed } from '../shared/api/client'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { usePages } from '../shared/pages'
import { AbTest } from './AbTest'
import { CardPart } from './CardTabs'
import type { Card } from './cards'
import { NewAbTest } from './NewAbTest'
import { useWords } from './words'

/** A card's live comparisons. */
export function AbTests() {
  return (
    <CardPart part="/tests" actions={(card) => <Create card={card} />}>
      {(card) => <Listed card={card} />}
    </CardPart>
  )
}

function Create({ card }: { card: Card }) {
  const t = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('cards:write') || card.status !== 'active' || card.versions < 2) return null
  return (
    <>
      <Button variant="contained" onClick={() => setOpen(true)}>
        {t('tests.create')}
      </Button>
      {open && <NewAbTest card={card} close={() => setOpen(false)} />}
    </>
  )
}

function Listed({ card }: { card: Card }) {
  const t = useWords()
  const tests = usePages(['ab-tests', card.id], (cursor) =>
    listed(api.GET('/v1/ab-tests', { params: { query: { cardId: card.id, limit: 20, cursor: cursor ?? null } } })),
  )
  if (tests.error) return <Failure problem={tests.error} again={tests.again} />
  if (!tests.items) return <Loading />
  if (tests.items.length === 0)
    return <Empty title={t('tests.none')} text={t(card.versions < 2 ? 'tests.needsVersions' : 'tests.noneText')} />
  return (
    <>
      {tests.items.map((test) => (
        <AbTest key={test.id} card={card} test={test} />
      ))}
      <More more={tests.more} asking={tests.asking} />
    </>
  )
}
