import { Chip, Paper, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMay } from '../../shared/access'
import { answered, api, listed } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { ConfirmButton } from '../../shared/layout/ConfirmButton'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { More } from '../../shared/layout/More'
import { usePages } from '../../shared/pages'
import type { App } from '../AppPart'
import { useWords } from '../words'
import type { Base } from './Knowledge'

/** What agents knew when, and the way back to it. */
export function Versions({ app, base }: { app: App; base: Base }) {
  const t = useWords()
  const may = useMay()
  const { time } = useFormats()
  const queries = useQueryClient()
  const versions = usePages(['kb', app.id, 'versions', base.activeVersion], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/kb/versions', {
        params: { path: { appId: app.id }, query: { limit: 50, cursor: cursor ?? null } },
      }),
    ),
  )
  const rollBack = useMutation({
    mutationFn: (version: number) =>
      answered(
        api.POST('/v1/apps/{appId}/kb/rollback', { params: { path: { appId: app.id } }, body: { version, note: '' } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['kb', app.id] }),
  })
  if (versions.error) return <Failure problem={versions.error} again={versions.again} />
  if (!versions.items) return <Loading />
  if (versions.items.length === 0) return <Empty title={t('kb.noVersions')} text={t('kb.nothingText')} />
  const decides = may('knowledge:approve') && app.status === 'active' && base.state !== 'publishing'
  return (
    <>
      <TableContainer component={Paper} variant="outlined" tabIndex={0}>
        <Table size="small" aria-label={t('kb.versionsPart')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('kb.version')}</TableCell>
              <TableCell>{t('kb.published')}</TableCell>
              <TableCell>{t('kb.changes')}</TableCell>
              <TableCell>{t('kb.note')}</TableCell>
              <TableCell />
            </TableRow>
          </TableHead>
          <TableBody>
            {versions.items.map((version) => {
              const { number, changes, restored } = version
              return (
                <TableRow key={number}>
                  <TableCell component="th" scope="row">
                    {number}{' '}
                    {number === base.activeVersion && <Chip size="small" color="success" label={t('kb.isActive')} />}
                  </TableCell>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{time(version.createdAt)}</TableCell>
                  <TableCell>
                    {restored
                      ? t('kb.restored', { version: restored })
                      : t('kb.changed.counts', {
                          added: changes.added ?? 0,
                          changed: changes.changed ?? 0,
                          removed: changes.removed ?? 0,
                        })}
                  </TableCell>
                  <TableCell>{version.note}</TableCell>
                  <TableCell align="right">
                    {decides && number !== base.activeVersion && (
                      <ConfirmButton
                        size="small"
                        disabled={rollBack.isPending}
                        question={t('kb.rollBackQuestion', { version: number })}
                        text={t('kb.rollBackText')}
                        act={() => rollBack.mutate(number)}
                      >
                        {t('kb.rollBack')}
                      </ConfirmButton>
                    )}
                  </TableCell>
                </TableRow>
              )
            })}
          </TableBody>
        </Table>
      </TableContainer>
      <More more={versions.more} asking={versions.asking} />
    </>
  )
}
