import { Chip, Link, TableCell, TableRow, Typography } from '@mui/material'
import { Link as RouterLink } from 'react-router'
import { RunStatus } from '../../cards/RunStatus'
import { isOver, modelName } from '../../cards/runs'
import { api, listed } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Rows } from '../../shared/layout/Rows'
import { usePages } from '../../shared/pages'
import type { App } from '../AppPart'
import { useWords } from '../words'

/** The runs on an app's published cases: what passed, and what passes only sometimes. */
export function Runs({ app, published }: { app: App; published: string | null }) {
  const t = useWords()
  const { time, percent } = useFormats()
  // Cases of all folders together are published as the set that has the app's id.
  const caseSetId = published ?? app.id
  const runs = usePages(['runs', 'of-set', caseSetId], (cursor) =>
    listed(api.GET('/v1/suite-runs', { params: { query: { caseSetId, limit: 10, cursor: cursor ?? null } } })),
  )
  if (!runs.items?.length) return null
  return (
    <>
      <Typography variant="h2">{t('cases.runs')}</Typography>
      <Rows
        name={t('cases.runs')}
        list={runs}
        head={[t('cases.at'), t('cases.status'), t('model.model'), t('cases.passed'), t('cases.flaky')]}
        empty={null}
        row={(run) => (
          <TableRow key={run.id} hover>
            <TableCell component="th" scope="row">
              <Link component={RouterLink} to={`/cards/${run.cardId}/runs/${run.id}`} sx={{ fontWeight: 600 }}>
                {time(run.createdAt)}
              </Link>
            </TableCell>
            <TableCell>
              <RunStatus run={run} />
            </TableCell>
            <TableCell>{run.targets.map(modelName).join(', ')}</TableCell>
            <TableCell>{run.summary && isOver(run) ? percent(run.summary.passRate, 1) : '–'}</TableCell>
            <TableCell>
              {run.summary && run.summary.flaky > 0 ? (
                <Chip size="small" color="warning" variant="outlined" label={run.summary.flaky} />
              ) : (
                '–'
              )}
            </TableCell>
          </TableRow>
        )}
      />
    </>
  )
}
