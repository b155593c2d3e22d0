import { Button } from '@mui/material'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { api, listed } from '../shared/api/client'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { usePages } from '../shared/pages'
import { CardPart } from './CardTabs'
import type { Card } from './cards'
import { NewSearch } from './NewSearch'
import { SearchPanel } from './SearchPanel'
import { useWords } from './words'

/** A card's searches of a better prompt. */
export function Improve() {
  return (
    <CardPart part="/improve" actions={(card) => <Begin card={card} />}>
      {(card) => <Listed card={card} />}
    </CardPart>
  )
}

function Begin({ card }: { card: Card }) {
  const t = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('cards:run') || card.status !== 'active') return null
  return (
    <>
      <Button variant="contained" onClick={() => setOpen(true)}>
        {t('search.create')}
      </Button>
      {open && <NewSearch card={card} close={() => setOpen(false)} />}
    </>
  )
}

function Listed({ card }: { card: Card }) {
  const t = useWords()
  const searches = usePages(['card-optimisations', card.id], (cursor) =>
    listed(
      api.GET('/v1/card-optimisations', { params: { query: { cardId: card.id, limit: 10, cursor: cursor ?? null } } }),
    ),
  )
  if (searches.error) return <Failure problem={searches.error} again={searches.again} />
  if (!searches.items) return <Loading />
  if (searches.items.length === 0)
    return <Empty title={t('search.none')} text={t('search.noneText')} action={<Begin card={card} />} />
  return (
    <>
      {searches.items.map((search) => (
        <SearchPanel key={search.id} card={card} first={search} />
      ))}
      <More more={searches.more} asking={searches.asking} />
    </>
  )
}
