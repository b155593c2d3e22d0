import { Chip, Link, Stack, TableCell, TableRow, Typography } from '@mui/material'
import { api, listed, type Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { language } from '../../shared/i18n'
import { Rows } from '../../shared/layout/Rows'
import { usePages } from '../../shared/pages'
import { useWords } from '../words'
import { money } from './money'

const STATES = {
  draft: ['invoices.draft', 'default'],
  open: ['invoices.open', 'warning'],
  paid: ['invoices.paid', 'success'],
  void: ['invoices.void', 'default'],
  uncollectible: ['invoices.uncollectible', 'error'],
} as const

/** What was invoiced; each invoice's page and file are Stripe's. */
export function Invoices() {
  const t = useWords()
  const invoices = usePages(['billing', 'invoices'], (cursor) =>
    listed(api.GET('/v1/billing/invoices', { params: { query: { limit: 12, cursor } } })),
  )
  return (
    <Stack spacing={1} component="section" aria-label={t('invoices.title')}>
      <Typography variant="h2">{t('invoices.title')}</Typography>
      <Rows
        name={t('invoices.title')}
        list={invoices}
        head={[
          t('invoices.number'),
          t('invoices.date'),
          t('invoices.amount'),
          t('invoices.state'),
          t('invoices.files'),
        ]}
        row={(each) => <Invoice key={each.id} invoice={each} />}
        empty={<Typography sx={{ color: 'text.secondary' }}>{t('invoices.none')}</Typography>}
      />
    </Stack>
  )
}

function Invoice({ invoice }: { invoice: Schemas['InvoiceView'] }) {
  const t = useWords()
  const { date } = useFormats()
  const locale = language((state) => state.locale)
  const status = invoice.status ?? ''
  const [word, color] = Object.hasOwn(STATES, status) ? STATES[status as keyof typeof STATES] : STATES.draft
  const amount = invoice.status === 'paid' ? invoice.amountPaid : invoice.amountDue
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {invoice.number ?? t('invoices.unnumbered')}
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{date(invoice.issuedAt)}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{money(amount, invoice.currency, locale)}</TableCell>
      <TableCell>
        <Chip size="small" variant="outlined" color={color} label={t(word)} />
      </TableCell>
      <TableCell>
        <Stack direction="row" spacing={2}>
          {invoice.pageUrl?.startsWith('https://') && (
            <Link href={invoice.pageUrl} target="_blank" rel="noreferrer">
              {t('invoices.page')}
            </Link>
          )}
          {invoice.pdfUrl?.startsWith('https://') && (
            <Link href={invoice.pdfUrl} target="_blank" rel="noreferrer">
              PDF
            </Link>
          )}
        </Stack>
      </TableCell>
    </TableRow>
  )
}

/** What other systems reported as paid; nothing is shown where none ever did. */
export function Payments() {
  const t = useWords()
  const { time } = useFormats()
  const locale = language((state) => state.locale)
  const payments = usePages(['billing', 'payments'], (cursor) =>
    listed(api.GET('/v1/billing/payments', { params: { query: { limit: 12, cursor } } })),
  )
  if (payments.items?.length === 0) return null
  return (
    <Stack spacing={1} component="section" aria-label={t('payments.title')}>
      <Typography variant="h2">{t('payments.title')}</Typography>
      <Typography sx={{ color: 'text.secondary' }}>{t('payments.text')}</Typography>
      <Rows
        name={t('payments.title')}
        list={payments}
        head={[t('payments.at'), t('payments.amount'), t('payments.reference')]}
        row={(each) => (
          <TableRow key={each.id}>
            <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
              {time(each.recordedAt)}
            </TableCell>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>{money(each.amount, each.currency, locale)}</TableCell>
            <TableCell sx={{ overflowWrap: 'anywhere' }}>{each.reference || '–'}</TableCell>
          </TableRow>
        )}
        empty={null}
      />
    </Stack>
  )
}
