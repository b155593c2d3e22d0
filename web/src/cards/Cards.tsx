import AddOutlined from '@mui/icons-material/AddOutlined'
import {
  Button,
  Chip,
  Link,
  MenuItem,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
} from '@mui/material'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../shared/access'
import { api, listed, type Schemas } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { More } from '../shared/layout/More'
import { Page } from '../shared/layout/Page'
import { usePages } from '../shared/pages'
import { AreaTabs } from './CardTabs'
import { NewCard } from './NewCard'
import { useWords } from './words'

type Summary = Schemas['CardSummary']

/** The tenant's prompt cards, newest first. */
export function Cards() {
  const t = useWords()
  const may = useMay()
  const [status, setStatus] = useState<Schemas['CardStatus']>('active')
  const [tag, setTag] = useState('')
  const [search, setSearch] = useState('')
  const [adding, setAdding] = useState(false)
  const pages = usePages(['cards', status, tag], (cursor) =>
    listed(
      api.GET('/v1/cards', { params: { query: { limit: 100, status, tag: tag || null, cursor: cursor ?? null } } }),
    ),
  )
  const create = may('cards:write') && (
    <Button variant="contained" startIcon={<AddOutlined />} onClick={() => setAdding(true)}>
      {t('cards.create')}
    </Button>
  )
  const shown = pages.items?.filter((card) => matches(card, search))
  const untouched = status === 'active' && !tag && !search
  return (
    <Page title={t('area.title')} about={t('cards.about')} actions={create}>
      <AreaTabs current="/cards" />
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <TextField
          size="small"
          type="search"
          label={t('list.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          sx={{ flexGrow: 1, maxWidth: { sm: 360 } }}
        />
        <TextField
          select
          size="small"
          label={t('cards.tag')}
          value={tag}
          onChange={(event) => setTag(event.target.value)}
          sx={{ minWidth: 160 }}
        >
          <MenuItem value="">{t('list.all')}</MenuItem>
          {tagsOf(pages.items ?? [], tag).map((each) => (
            <MenuItem key={each} value={each}>
              {each}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          size="small"
          label={t('list.status')}
          value={status}
          onChange={(event) => setStatus(event.target.value as Schemas['CardStatus'])}
          sx={{ minWidth: 160 }}
        >
          <MenuItem value="active">{t('list.active')}</MenuItem>
          <MenuItem value="archived">{t('list.archived')}</MenuItem>
        </TextField>
      </Stack>
      {pages.error ? (
        <Failure problem={pages.error} again={pages.again} />
      ) : !shown ? (
        <Loading />
      ) : shown.length === 0 ? (
        <Empty
          title={t(untouched ? 'cards.none' : 'list.nothing')}
          text={t(untouched ? 'cards.noneText' : 'list.nothingText')}
          action={untouched ? create : undefined}
        />
      ) : (
        <CardTable cards={shown} />
      )}
      <More more={pages.more} asking={pages.asking} />
      <NewCard open={adding} close={() => setAdding(false)} />
    </Page>
  )
}

function CardTable({ cards }: { cards: Summary[] }) {
  const t = useWords()
  const { date } = useFormats()
  return (
    <TableContainer component={Paper} variant="outlined">
      <Table aria-label={t('area.cards')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('cards.name')}</TableCell>
            <TableCell>{t('cards.model')}</TableCell>
            <TableCell>{t('cards.labels')}</TableCell>
            <TableCell>{t('cards.changed')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {cards.map((card) => (
            <TableRow key={card.id} hover>
              <TableCell component="th" scope="row">
                <Link component={RouterLink} to={`/cards/${card.id}`} sx={{ fontWeight: 600 }}>
                  {card.name}
                </Link>
                <Stack direction="row" spacing={0.5} useFlexGap sx={{ flexWrap: 'wrap', mt: 0.5 }}>
                  {card.tags.map((each) => (
                    <Chip key={each} size="small" variant="outlined" label={each} />
                  ))}
                  {!card.saved && <Chip size="small" color="warning" variant="outlined" label={t('cards.unsaved')} />}
                </Stack>
              </TableCell>
              <TableCell>{[card.provider, card.model].filter(Boolean).join(' · ') || '–'}</TableCell>
              <TableCell>
                <Stack direction="row" spacing={0.5} useFlexGap sx={{ flexWrap: 'wrap' }}>
                  {Object.entries(card.labels).map(([label, number]) => (
                    <Chip key={label} size="small" label={`${label} → ${number}`} />
                  ))}
                </Stack>
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{date(card.updatedAt)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

function matches(card: Summary, search: string): boolean {
  const text = [card.name, card.description, ...card.tags].join(' ').toLowerCase()
  return text.includes(search.trim().toLowerCase())
}

function tagsOf(cards: Summary[], chosen: string): string[] {
  return [...new Set([...(chosen ? [chosen] : []), ...cards.flatMap(({ tags }) => tags)])].sort()
}
