import { Button, Link, Stack, TableCell, TableRow, Typography } from '@mui/material'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { modelName } from '../../cards/runs'
import { useMay } from '../../shared/access'
import { api, listed } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Empty } from '../../shared/layout/Empty'
import { Rows } from '../../shared/layout/Rows'
import { usePages } from '../../shared/pages'
import { type App, AppPart } from '../AppPart'
import { useWords } from '../words'
import { Begin } from './Begin'
import { PersonaForm } from './PersonaForm'
import { Personas } from './Personas'
import { SimulationStatus } from './SimulationStatus'

/** Whom an app is tried with, and how the conversations went. */
export function Simulations() {
  const t = useWords()
  const may = useMay()
  const [act, setAct] = useState<'persona' | 'begin' | null>(null)
  return (
    <AppPart
      part="/simulations"
      actions={(app) =>
        app.status === 'active' && (
          <>
            {may('app_cases:write') && <Button onClick={() => setAct('persona')}>{t('personas.create')}</Button>}
            {may('cards:run') && (
              <Button variant="contained" onClick={() => setAct('begin')}>
                {t('sims.begin')}
              </Button>
            )}
          </>
        )
      }
    >
      {(app) => (
        <Stack spacing={3} key={app.id}>
          <Typography variant="h2">{t('personas.title')}</Typography>
          <Personas app={app} />
          <Typography variant="h2">{t('app.simulations')}</Typography>
          <List app={app} />
          {act === 'persona' && <PersonaForm app={app} close={() => setAct(null)} />}
          {act === 'begin' && <Begin app={app} close={() => setAct(null)} />}
        </Stack>
      )}
    </AppPart>
  )
}

function List({ app }: { app: App }) {
  const t = useWords()
  const { time, number } = useFormats()
  const list = usePages(['simulations', app.id], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/simulations', {
        params: { path: { appId: app.id }, query: { limit: 20, cursor: cursor ?? null } },
      }),
    ),
  )
  return (
    <Rows
      name={t('app.simulations')}
      list={list}
      head={[t('cases.at'), t('cases.status'), t('model.model'), t('sims.talks'), t('sims.passed')]}
      empty={<Empty title={t('sims.none')} text={t('sims.noneText')} />}
      row={(each) => (
        <TableRow key={each.id} hover>
          <TableCell component="th" scope="row" sx={{ minWidth: 150 }}>
            <Link component={RouterLink} to={`/apps/${app.id}/simulations/${each.id}`} sx={{ fontWeight: 600 }}>
              {time(each.createdAt)}
            </Link>
          </TableCell>
          <TableCell>
            <SimulationStatus status={each.status} />
          </TableCell>
          <TableCell>{modelName(each.target)}</TableCell>
          <TableCell>{number(each.conversations)}</TableCell>
          <TableCell>{number(each.passed)}</TableCell>
        </TableRow>
      )}
    />
  )
}
