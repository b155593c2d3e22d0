import { Paper, Stack, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import type { ReactNode } from 'react'
import type { usePages } from '../pages'
import { Failure } from './Failure'
import { Loading } from './Loading'
import { More } from './More'

/** A list as a table, page by page; `empty` is shown while nothing is in it. */
export function Rows<T>({
  name,
  list,
  head,
  row,
  empty,
}: {
  name: string
  list: ReturnType<typeof usePages<T>>
  head: string[]
  row: (item: T) => ReactNode
  empty: ReactNode
}) {
  if (list.error) return <Failure problem={list.error} again={list.again} />
  if (!list.items) return <Loading />
  if (list.items.length === 0) return empty
  return (
    <Stack spacing={2}>
      <TableContainer component={Paper} variant="outlined" tabIndex={0} role="region" aria-label={name}>
        <Table aria-label={name}>
          <TableHead>
            <TableRow>
              {head.map((each) => (
                <TableCell key={each} sx={{ whiteSpace: 'nowrap' }}>
                  {each}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>{list.items.map(row)}</TableBody>
        </Table>
      </TableContainer>
      <More more={list.more} asking={list.asking} />
    </Stack>
  )
}
