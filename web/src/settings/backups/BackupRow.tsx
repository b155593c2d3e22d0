import { Button, Chip, TableCell, TableRow, Typography } from '@mui/material'
import type { Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { language } from '../../shared/i18n'
import { amountOf } from '../billing/amounts'
import { useWords } from '../words'

type Backup = Schemas['BackupView']
const COLOURS = { writing: 'info', complete: 'success', failed: 'error' } as const

/** The head of a list of backups. */
export function useBackupHead(): string[] {
  const t = useWords()
  return [t('backups.at'), t('backups.holds'), t('backups.state'), t('backups.until'), t('act.actions')]
}

export function BackupRow({ backup, restore }: { backup: Backup; restore: () => void }) {
  const t = useWords()
  const { time, date, number } = useFormats()
  const locale = language((state) => state.locale)
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {time(backup.createdAt)}
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t(`backups.${backup.cadence}`)}
        </Typography>
      </TableCell>
      <TableCell>
        {backup.documents === 1
          ? t('backups.documents.one')
          : t('backups.documents.many', { count: number(backup.documents) })}
        {', '}
        {backup.files === 1 ? t('backups.files.one') : t('backups.files.many', { count: number(backup.files) })}
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {amountOf('storage_bytes', backup.size, locale)}
        </Typography>
      </TableCell>
      <TableCell>
        <Chip size="small" variant="outlined" color={COLOURS[backup.status]} label={t(`backups.${backup.status}`)} />
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{date(backup.expiresAt)}</TableCell>
      <TableCell>
        {backup.status === 'complete' && (
          <Button size="small" onClick={restore}>
            {t('backups.restore')}
          </Button>
        )}
      </TableCell>
    </TableRow>
  )
}
