import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useAct } from '../shared/acts'
import { answered, api, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { useWords } from './words'

const MIB = 2 ** 20

/** What a company used month by month, and its plan. */
export function TenantUsage({ tenantId, name, close }: { tenantId: string; name: string; close: () => void }) {
  const t = useWords()
  const heading = useId()
  const params = { path: { tenantId } }
  const usage = useQuery({
    queryKey: ['platform-usage', tenantId],
    queryFn: () => answered(api.GET('/v1/platform/tenants/{tenantId}/usage', { params })),
  })
  return (
    <Dialog open onClose={close} aria-labelledby={heading} fullWidth>
      <DialogTitle id={heading}>{t('usage.of', { name })}</DialogTitle>
      <DialogContent>
        {usage.error && <Failure problem={usage.error} again={usage.refetch} />}
        {!usage.data && !usage.error && <Loading />}
        {usage.data && <Figures usage={usage.data} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('usage.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

function Figures({ usage }: { usage: Schemas['TenantUsageView'] }) {
  const t = useWords()
  const { number } = useFormats()
  const plans = useQuery({ queryKey: ['plans'], queryFn: () => answered(api.GET('/v1/plans')) })
  const change = useAct(
    (plan: Schemas['PlanName']) =>
      answered(
        api.PUT('/v1/platform/tenants/{tenantId}/plan', {
          params: { path: { tenantId: usage.tenantId } },
          body: { plan },
        }),
      ),
    'platform-usage',
    'platform-tenants',
  )
  return (
    <Stack spacing={2} sx={{ pt: 1 }}>
      {plans.data && (
        <TextField
          select
          label={t('usage.change')}
          value={usage.plan}
          disabled={change.isPending}
          onChange={(event) => change.mutate(event.target.value as Schemas['PlanName'])}
        >
          {plans.data.plans.map((each) => (
            <MenuItem key={each.name} value={each.name}>
              {each.name}
            </MenuItem>
          ))}
        </TextField>
      )}
      <Typography>{t('usage.members', { count: number(usage.members) })}</Typography>
      <Typography>{t('usage.storage', { size: number(usage.storageBytes / MIB, 1) })}</Typography>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{t('usage.month')}</TableCell>
            <TableCell align="right">{t('usage.invitations')}</TableCell>
            <TableCell align="right">{t('usage.execution')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {usage.months.map((each) => (
            <TableRow key={each.month}>
              <TableCell>{each.month}</TableCell>
              <TableCell align="right">{number(each.assessments)}</TableCell>
              <TableCell align="right">{number(each.executionSeconds)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Stack>
  )
}
