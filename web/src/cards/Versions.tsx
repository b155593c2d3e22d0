import {
  Button,
  Chip,
  MenuItem,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
} from '@mui/material'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { usePages } from '../shared/pages'
import { CardPart } from './CardTabs'
import { type Card, useCardChange } from './cards'
import { Differences } from './Differences'
import { LabelDialog } from './LabelDialog'
import { useWords } from './words'

/** A card's versions: what is labelled, what changed, and the way back. */
export function Versions() {
  return <CardPart part="/versions">{(card) => <Listed card={card} />}</CardPart>
}

/** Ask for a card's versions, the newest first. */
export function useVersions(cardId: string) {
  return usePages(['card-versions', cardId], (cursor) =>
    listed(
      api.GET('/v1/cards/{cardId}/versions', {
        params: { path: { cardId }, query: { limit: 50, cursor: cursor ?? null } },
      }),
    ),
  )
}

function Listed({ card }: { card: Card }) {
  const t = useWords()
  const versions = useVersions(card.id)
  if (versions.error) return <Failure problem={versions.error} again={versions.again} />
  if (!versions.items) return <Loading />
  if (versions.items.length === 0) return <Empty title={t('versions.none')} text={t('versions.noneText')} />
  return (
    <>
      <TableContainer component={Paper} variant="outlined">
        <Table aria-label={t('card.versions')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('versions.number')}</TableCell>
              <TableCell>{t('versions.note')}</TableCell>
              <TableCell>{t('cards.labels')}</TableCell>
              <TableCell>{t('versions.at')}</TableCell>
              <TableCell align="right">{t('actions')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {versions.items.map((version) => (
              <Version key={version.number} card={card} version={version} />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <More more={versions.more} asking={versions.asking} />
      <Compare card={card} numbers={versions.items.map(({ number }) => number)} />
    </>
  )
}

function Version({ card, version }: { card: Card; version: Schemas['CardVersionSummary'] }) {
  const t = useWords()
  const may = useMay()
  const { time } = useFormats()
  const [labelling, setLabelling] = useState(false)
  const path = { cardId: card.id, version: String(version.number) }
  const restore = useCardChange(card.id, () =>
    answered(api.POST('/v1/cards/{cardId}/versions/{version}/restore', { params: { path } })),
  )
  const remove = useCardChange(card.id, (label: string) =>
    answered(api.DELETE('/v1/cards/{cardId}/labels/{label}', { params: { path: { cardId: card.id, label } } })),
  )
  const active = card.status === 'active'
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {version.number}
      </TableCell>
      <TableCell>{version.note || '–'}</TableCell>
      <TableCell>
        <Stack direction="row" spacing={0.5} useFlexGap sx={{ flexWrap: 'wrap' }}>
          {version.labels.map((label) => (
            <Chip
              key={label}
              size="small"
              color={label === 'production' ? 'success' : 'default'}
              label={label}
              {...(may('cards:publish') && active ? { onDelete: () => remove.mutate(label) } : {})}
            />
          ))}
        </Stack>
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{time(version.createdAt)}</TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        {may('cards:publish') && active && (
          <Button size="small" onClick={() => setLabelling(true)}>
            {t('versions.label')}
          </Button>
        )}
        {may('cards:write') && active && (
          <ConfirmButton
            size="small"
            question={t('versions.restoreQuestion', { number: version.number })}
            text={t('versions.restoreText')}
            act={() => restore.mutate()}
          >
            {t('versions.restore')}
          </ConfirmButton>
        )}
        {labelling && <LabelDialog card={card} number={version.number} close={() => setLabelling(false)} />}
      </TableCell>
    </TableRow>
  )
}

function Compare({ card, numbers }: { card: Card; numbers: number[] }) {
  const t = useWords()
  const [before, setBefore] = useState(String(numbers[card.saved ? 1 : 0] ?? numbers[0]))
  const [after, setAfter] = useState(card.saved ? String(numbers[0]) : 'draft')
  const choices = ['draft', ...numbers.map(String)]
  const field = (label: string, value: string, choose: (value: string) => void) => (
    <TextField
      select
      size="small"
      label={label}
      value={value}
      onChange={(event) => choose(event.target.value)}
      sx={{ minWidth: 140 }}
    >
      {choices.map((each) => (
        <MenuItem key={each} value={each}>
          {each === 'draft' ? t('versions.draft') : t('versions.one', { number: each })}
        </MenuItem>
      ))}
    </TextField>
  )
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Stack spacing={2}>
        <Stack direction="row" spacing={2}>
          {field(t('versions.before'), before, setBefore)}
          {field(t('versions.after'), after, setAfter)}
        </Stack>
        <Differences card={card} before={before} after={after} />
      </Stack>
    </Paper>
  )
}
