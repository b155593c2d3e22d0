import PlayArrowOutlined from '@mui/icons-material/PlayArrowOutlined'
import { Button, Link, Paper, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../shared/access'
import { api, listed } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { usePages } from '../shared/pages'
import { CardPart } from './CardTabs'
import type { Card } from './cards'
import { NewSchedule } from './NewSchedule'
import { RunDialog } from './RunDialog'
import { RunStatus } from './RunStatus'
import { isOver, modelName } from './runs'
import { Schedules } from './Schedules'
import { useWords } from './words'

/** A card's runs over sets of cases. */
export function Runs() {
  return (
    <CardPart part="/runs" actions={(card) => <Start card={card} plans />}>
      {(card) => (
        <>
          <Schedules card={card} />
          <Listed card={card} />
        </>
      )}
    </CardPart>
  )
}

function Start({ card, plans = false }: { card: Card; plans?: boolean }) {
  const t = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const [planning, setPlanning] = useState(false)
  if (!may('cards:run') || card.status !== 'active') return null
  return (
    <>
      {plans && (
        <Button variant="outlined" onClick={() => setPlanning(true)}>
          {t('schedules.create')}
        </Button>
      )}
      <Button variant="contained" startIcon={<PlayArrowOutlined />} onClick={() => setOpen(true)}>
        {t('runs.start')}
      </Button>
      {open && <RunDialog card={card} close={() => setOpen(false)} />}
      {planning && <NewSchedule card={card} close={() => setPlanning(false)} />}
    </>
  )
}

/** Ask for a card's runs, the newest first. */
export function useRuns(cardId: string) {
  return usePages(['runs', cardId], (cursor) =>
    listed(api.GET('/v1/suite-runs', { params: { query: { limit: 50, cardId, cursor: cursor ?? null } } })),
  )
}

function Listed({ card }: { card: Card }) {
  const t = useWords()
  const { time, percent, nanos } = useFormats()
  const runs = useRuns(card.id)
  if (runs.error) return <Failure problem={runs.error} again={runs.again} />
  if (!runs.items) return <Loading />
  if (runs.items.length === 0)
    return <Empty title={t('runs.none')} text={t('runs.noneText')} action={<Start card={card} />} />
  return (
    <>
      <TableContainer component={Paper} variant="outlined">
        <Table aria-label={t('card.runs')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('runs.at')}</TableCell>
              <TableCell>{t('list.status')}</TableCell>
              <TableCell>{t('versions.number')}</TableCell>
              <TableCell>{t('cards.model')}</TableCell>
              <TableCell align="right">{t('runs.passed')}</TableCell>
              <TableCell align="right">{t('runs.cost')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {runs.items.map((run) => (
              <TableRow key={run.id} hover>
                <TableCell component="th" scope="row">
                  <Link component={RouterLink} to={`/cards/${card.id}/runs/${run.id}`} sx={{ fontWeight: 600 }}>
                    {time(run.createdAt)}
                  </Link>
                </TableCell>
                <TableCell>
                  <RunStatus run={run} />
                </TableCell>
                <TableCell>{run.cardVersion}</TableCell>
                <TableCell>{run.targets.map(modelName).join(', ')}</TableCell>
                <TableCell align="right">
                  {run.summary && isOver(run) ? percent(run.summary.passRate, 1) : '–'}
                </TableCell>
                <TableCell align="right">{run.summary ? nanos(run.summary.costNanos) : '–'}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <More more={runs.more} asking={runs.asking} />
    </>
  )
}
