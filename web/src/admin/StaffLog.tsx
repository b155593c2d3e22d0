import { Chip, Stack, TableCell, TableRow, Typography } from '@mui/material'
import { spoken } from '../shared/acts'
import { api, listed } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Rows } from '../shared/layout/Rows'
import { usePages } from '../shared/pages'
import { useWords } from './words'

/** What the platform's staff looked at and did. */
export function StaffLog() {
  const t = useWords()
  const { time } = useFormats()
  const entries = usePages(['platform-log'], (cursor) =>
    listed(api.GET('/v1/platform/audit-entries', { params: { query: { limit: 25, cursor } } })),
  )
  return (
    <Stack spacing={2}>
      <Typography sx={{ color: 'text.secondary' }}>{t('log.about')}</Typography>
      <Rows
        name={t('log.title')}
        list={entries}
        head={[t('log.at'), t('log.what'), t('log.outcome')]}
        row={(each) => (
          <TableRow key={each.id}>
            <TableCell>{time(each.at)}</TableCell>
            <TableCell component="th" scope="row">
              {spoken(each.action)}
            </TableCell>
            <TableCell>
              <Chip size="small" variant="outlined" label={t(`outcome.${each.outcome}`)} />
            </TableCell>
          </TableRow>
        )}
        empty={<Empty title={t('log.none')} text={t('log.noneText')} />}
      />
    </Stack>
  )
}
