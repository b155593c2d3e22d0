import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { BackupRow, useBackupHead } from '../settings/backups/BackupRow'
import { RestoreDialog } from '../settings/backups/RestoreDialog'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { notices } from '../shared/notices'
import { useWords } from './words'

const AGAIN = 5_000

/** What a company could be restored from; staff make a backup, and restore one for its owners. */
export function TenantBackups({ tenantId, name, close }: { tenantId: string; name: string; close: () => void }) {
  const t = useWords()
  const heading = useId()
  const head = useBackupHead()
  const [chosen, setChosen] = useState<Schemas['BackupView'] | null>(null)
  const params = { path: { tenantId } }
  const found = useQuery({
    queryKey: ['platform-backups', tenantId],
    queryFn: () => answered(api.GET('/v1/platform/tenants/{tenantId}/backups', { params })),
    refetchInterval: ({ state }) => (state.data?.backups.some(({ status }) => status === 'writing') ? AGAIN : false),
  })
  const create = useAct(
    () => answered(api.POST('/v1/platform/tenants/{tenantId}/backups', { params })),
    'platform-backups',
  )
  const backups = found.data?.backups
  return (
    <Dialog open onClose={close} aria-labelledby={heading} fullWidth maxWidth="md">
      <DialogTitle id={heading}>{t('backups.of', { name })}</DialogTitle>
      <DialogContent>
        {found.error && <Failure problem={found.error} again={found.refetch} />}
        {!backups && !found.error && <Loading />}
        {backups && (
          <Stack spacing={2} sx={{ alignItems: 'start' }}>
            <Typography sx={{ color: 'text.secondary' }}>{t('backups.about')}</Typography>
            {backups.length === 0 ? (
              <Typography>{t('backups.none')}</Typography>
            ) : (
              <Table size="small" aria-label={t('backups.of', { name })}>
                <TableHead>
                  <TableRow>
                    {head.map((each) => (
                      <TableCell key={each}>{each}</TableCell>
                    ))}
                  </TableRow>
                </TableHead>
                <TableBody>
                  {backups.map((each) => (
                    <BackupRow key={each.id} backup={each} restore={() => setChosen(each)} />
                  ))}
                </TableBody>
              </Table>
            )}
          </Stack>
        )}
        {chosen && (
          <RestoreDialog
            backup={chosen}
            close={() => setChosen(null)}
            begin={async (body) => {
              const path = { tenantId, backupId: chosen.id }
              await answered(
                api.POST('/v1/platform/tenants/{tenantId}/backups/{backupId}/restore', { params: { path }, body }),
              )
              notices.getState().say(t('backups.restoring'))
            }}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('usage.close')}</Button>
        <Button variant="contained" loading={create.isPending} onClick={() => create.mutate()}>
          {t('backups.create')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
