import { Alert, Button, Chip, Stack } from '@mui/material'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { useMay } from '../shared/access'
import { answered, api } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { LinkTabs } from '../shared/layout/LinkTabs'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { type Card, useCard, useCardChange } from './cards'
import { useWords } from './words'

/** The areas of prompt cards, below the title of each. */
export function AreaTabs({ current }: { current: string }) {
  const t = useWords()
  const tabs = [
    { path: '/cards', name: t('area.cards') },
    { path: '/cards/case-sets', name: t('area.caseSets') },
    { path: '/cards/costs', name: t('area.costs') },
    { path: '/cards/injections', name: t('area.injections') },
  ]
  return <LinkTabs label={t('area.title')} current={current} tabs={tabs} />
}

/** A part of a card, below the head that all of its parts have. */
export function CardPart({
  part,
  actions,
  children,
}: {
  part: '' | '/versions' | '/runs' | '/tests' | '/improve' | '/review' | '/activity'
  actions?: ((card: Card) => ReactNode) | undefined
  children: (card: Card) => ReactNode
}) {
  const t = useWords()
  const { cardId = '' } = useParams()
  const { data: card, error, refetch } = useCard(cardId)
  if (error) return <Failure problem={error} again={refetch} />
  if (!card) return <Loading />
  const base = `/cards/${cardId}`
  const tabs = [
    { path: base, name: t('card.editor') },
    { path: `${base}/versions`, name: t('card.versions') },
    { path: `${base}/runs`, name: t('card.runs') },
    { path: `${base}/tests`, name: t('card.tests') },
    { path: `${base}/review`, name: t('card.review') },
    { path: `${base}/improve`, name: t('card.improve') },
    { path: `${base}/activity`, name: t('card.activity') },
  ]
  return (
    <Page
      title={card.content.name}
      trail={[{ path: '/cards', name: t('area.cards') }]}
      actions={actions?.(card)}
      about={
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          {card.content.description && <span>{card.content.description}</span>}
          {(card.content.tags ?? []).map((tag) => (
            <Chip key={tag} size="small" variant="outlined" label={tag} />
          ))}
        </Stack>
      }
    >
      <LinkTabs label={t('card.parts')} current={`${base}${part}`} tabs={tabs} />
      {card.status === 'archived' && <Archived card={card} />}
      {children(card)}
    </Page>
  )
}

function Archived({ card }: { card: Card }) {
  const t = useWords()
  const may = useMay()
  const restore = useCardChange(card.id, () =>
    answered(api.POST('/v1/cards/{cardId}/restore', { params: { path: { cardId: card.id } } })),
  )
  return (
    <Alert
      severity="info"
      action={
        may('cards:write') && (
          <Button color="inherit" size="small" loading={restore.isPending} onClick={() => restore.mutate()}>
            {t('card.restore')}
          </Button>
        )
      }
    >
      {t('card.archived')}
    </Alert>
  )
}
