import { Paper, Stack, TableCell, TableRow, Typography } from '@mui/material'
import { useMay } from '../shared/access'
import { useAct } from '../shared/acts'
import { answered, api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import { Rows } from '../shared/layout/Rows'
import { usePages } from '../shared/pages'
import { useWords } from './words'

/** Texts that are allowed though they look like injections. */
export function Allowances() {
  const t = useWords()
  const may = useMay()
  const list = usePages(['injection-allowances'], (cursor) =>
    listed(api.GET('/v1/injection-allowances', { params: { query: { limit: 20, cursor: cursor ?? null } } })),
  )
  const head = [t('allow.allowed'), t('allow.reason'), t('allow.until')]
  return (
    <Stack spacing={2} component="section" aria-label={t('allow.list')}>
      <Typography variant="h2">{t('allow.list')}</Typography>
      <Rows
        name={t('allow.list')}
        list={list}
        head={may('cards:publish') ? [...head, t('actions')] : head}
        row={(allowance) => <Allowed key={allowance.id} allowance={allowance} />}
        empty={
          <Paper variant="outlined" sx={{ p: 2, color: 'text.secondary' }}>
            {t('allow.none')}
          </Paper>
        }
      />
    </Stack>
  )
}

function Allowed({ allowance }: { allowance: Schemas['AllowanceView'] }) {
  const t = useWords()
  const may = useMay()
  const { date } = useFormats()
  const { id: allowanceId, excerpt, match, reason, expiresAt } = allowance
  const remove = useAct(
    () => answered(api.DELETE('/v1/injection-allowances/{allowanceId}', { params: { path: { allowanceId } } })),
    'injection-allowances',
    'injection-scan',
  )
  return (
    <TableRow>
      <TableCell component="th" scope="row" dir="auto" sx={{ overflowWrap: 'anywhere', minWidth: 160 }}>
        “{excerpt}”
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t(`allow.${match}`)}
        </Typography>
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere', minWidth: 120 }}>{reason}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{expiresAt ? date(expiresAt) : t('allow.forGood')}</TableCell>
      {may('cards:publish') && (
        <TableCell>
          <ConfirmButton
            size="small"
            color="error"
            question={t('allow.removeQuestion')}
            text={t('allow.removeText')}
            loading={remove.isPending}
            act={() => remove.mutate()}
          >
            {t('allow.remove')}
          </ConfirmButton>
        </TableCell>
      )}
    </TableRow>
  )
}
