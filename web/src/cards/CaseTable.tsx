import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import {
  Box,
  Button,
  IconButton,
  InputBase,
  Paper,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { AssertionsDialog } from './AssertionsDialog'
import { brief, type Case, cellValue, columnsOf, ROWS } from './cases'
import { written } from './draft'
import { useWords } from './words'

interface Props {
  cases: Case[]
  first: number
  change: (cases: Case[]) => void
  writes: boolean
}

/** Cases as a table: a column for each variable, and what is asserted of the output. */
export function CaseTable({ cases, first, change, writes }: Props) {
  const t = useWords()
  const [added, setAdded] = useState<string[]>([])
  const [column, setColumn] = useState('')
  const [asserting, setAsserting] = useState<number | null>(null)
  const columns = [...new Set([...columnsOf(cases), ...added])]
  const put = (place: number, edited: Case) => change(cases.with(place, edited))
  const shown = cases.slice(first, first + ROWS)
  const open = asserting === null ? undefined : cases[asserting]
  return (
    <>
      {writes && (
        <Box sx={{ display: 'flex', gap: 1 }}>
          <TextField size="small" label={t('sets.column')} value={column} onChange={(e) => setColumn(e.target.value)} />
          <Button
            startIcon={<AddOutlined />}
            disabled={!/^[A-Za-z_]\w*$/.test(column) || columns.includes(column)}
            onClick={() => {
              setAdded([...added, column])
              setColumn('')
            }}
          >
            {t('sets.addColumn')}
          </Button>
        </Box>
      )}
      {cases.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{t('sets.empty')}</Typography>
      ) : (
        <TableContainer component={Paper} variant="outlined" tabIndex={0}>
          <Table size="small" aria-label={t('sets.cases')}>
            <TableHead>
              <TableRow>
                <TableCell>{t('sets.number')}</TableCell>
                <TableCell>{t('sets.description')}</TableCell>
                {columns.map((name) => (
                  <TableCell key={name} sx={{ fontFamily: 'monospace' }}>
                    {name}
                  </TableCell>
                ))}
                <TableCell>{t('sets.assertions')}</TableCell>
                {writes && <TableCell>{t('actions')}</TableCell>}
              </TableRow>
            </TableHead>
            <TableBody>
              {shown.map((each, row) => {
                const place = first + row
                const number = place + 1
                return (
                  <TableRow key={number}>
                    <TableCell>{number}</TableCell>
                    <TableCell>
                      <Cell
                        label={t('sets.cell', { name: t('sets.description'), number })}
                        text={each.description ?? ''}
                        change={(description) => put(place, { ...each, description })}
                      />
                    </TableCell>
                    {columns.map((name) => (
                      <TableCell key={name}>
                        <Cell
                          label={t('sets.cell', { name, number })}
                          text={written(each.vars?.[name])}
                          change={(text) =>
                            put(place, { ...each, vars: { ...each.vars, [name]: cellValue(text, each.vars?.[name]) } })
                          }
                        />
                      </TableCell>
                    ))}
                    <TableCell sx={{ minWidth: 180 }}>
                      <Button
                        size="small"
                        color="inherit"
                        aria-label={`${t('sets.cell', { name: t('sets.assertions'), number })}: ${asserted(each) || t('sets.noAssertions')}`}
                        onClick={() => setAsserting(place)}
                        sx={{ textAlign: 'left', display: 'block', overflowWrap: 'anywhere' }}
                      >
                        {asserted(each) || t('sets.noAssertions')}
                      </Button>
                    </TableCell>
                    {writes && (
                      <TableCell>
                        <IconButton
                          size="small"
                          aria-label={t('sets.removeCase', { number })}
                          onClick={() => change(cases.toSpliced(place, 1))}
                        >
                          <DeleteOutlined fontSize="small" />
                        </IconButton>
                      </TableCell>
                    )}
                  </TableRow>
                )
              })}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      {open && asserting !== null && (
        <AssertionsDialog
          number={asserting + 1}
          assertions={open.assertions ?? []}
          change={(assertions) => put(asserting, { ...open, assertions })}
          close={() => setAsserting(null)}
        />
      )}
    </>
  )
}

function asserted({ assertions = [] }: Case): string {
  return assertions.map(brief).join(' · ')
}

function Cell({ label, text, change }: { label: string; text: string; change: (text: string) => void }) {
  return (
    <InputBase
      multiline
      maxRows={6}
      value={text}
      onChange={(event) => change(event.target.value)}
      slotProps={{ input: { 'aria-label': label, dir: 'auto' } }}
      sx={{ fontSize: 'inherit', minWidth: 120, width: '100%' }}
    />
  )
}
