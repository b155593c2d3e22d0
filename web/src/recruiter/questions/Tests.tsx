import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import {
  Box,
  Button,
  Checkbox,
  IconButton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import { useWords } from '../words'
import { Part } from './Basics'
import type { CodingProps } from './CodingFields'
import { type Coding, freshName } from './content'

type Test = Coding['tests'][number]

/** The tests of a program, a row each. */
export function Tests({ content, write }: CodingProps) {
  const t = useWords()
  const { tests } = content
  const change = (place: number, part: Partial<Test>) =>
    write({ ...content, tests: tests.map((test, at) => (at === place ? { ...test, ...part } : test)) })
  const add = () => {
    const id = freshName(
      tests.map((each) => each.id),
      'test',
    )
    const test: Test = { id, input: '', expectedOutput: '', stored: false, visible: false, weight: 1, group: null }
    write({ ...content, tests: [...tests, test] })
  }
  return (
    <Part title={t('tests.title')} hint={t('tests.hint')}>
      <Box sx={{ overflowX: 'auto' }} role="region" aria-label={t('tests.title')} tabIndex={0}>
        <Table
          size="small"
          aria-label={t('tests.title')}
          sx={{ minWidth: 540, '& td, & th': { px: 0.75 }, '& td': { verticalAlign: 'top' } }}
        >
          <TableHead>
            <TableRow>
              <TableCell sx={{ width: 112 }}>{t('tests.name')}</TableCell>
              <TableCell>{t('tests.input')}</TableCell>
              <TableCell>{t('tests.expected')}</TableCell>
              <TableCell sx={{ width: 64 }}>{t('tests.visible')}</TableCell>
              <TableCell sx={{ width: 78 }}>{t('tests.weight')}</TableCell>
              <TableCell sx={{ width: 44 }} />
            </TableRow>
          </TableHead>
          <TableBody>
            {tests.map((test, place) => (
              <Row
                // biome-ignore lint/suspicious/noArrayIndexKey: the name can be changed while it is typed
                key={place}
                test={test}
                change={(part) => change(place, part)}
                remove={
                  tests.length > 1
                    ? () => write({ ...content, tests: tests.filter((_, at) => at !== place) })
                    : undefined
                }
              />
            ))}
          </TableBody>
        </Table>
      </Box>
      <Button startIcon={<AddOutlined />} onClick={add} sx={{ alignSelf: 'start' }}>
        {t('tests.add')}
      </Button>
    </Part>
  )
}

interface RowProps {
  test: Test
  change: (part: Partial<Test>) => void
  remove: (() => void) | undefined
}

function Row({ test, change, remove }: RowProps) {
  const t = useWords()
  const named = (what: string) => t('tests.of', { what, name: test.id })
  const text = (field: 'input' | 'expectedOutput', what: string) => (
    <TextField
      fullWidth
      multiline
      maxRows={8}
      size="small"
      value={test[field]}
      onChange={({ target }) => change({ [field]: target.value })}
      slotProps={{ htmlInput: { 'aria-label': named(what), sx: { fontFamily: 'monospace' }, maxLength: 50_000 } }}
    />
  )
  return (
    <TableRow>
      <TableCell>
        <TextField
          size="small"
          value={test.id}
          onChange={({ target }) => change({ id: target.value })}
          slotProps={{ htmlInput: { 'aria-label': named(t('tests.name')), maxLength: 40 } }}
        />
      </TableCell>
      {test.stored ? (
        <TableCell colSpan={2}>
          <Typography variant="body2">{t('tests.stored')}</Typography>
        </TableCell>
      ) : (
        <>
          <TableCell>{text('input', t('tests.input'))}</TableCell>
          <TableCell>{text('expectedOutput', t('tests.expected'))}</TableCell>
        </>
      )}
      <TableCell>
        <Checkbox
          checked={test.visible}
          disabled={test.stored}
          onChange={(_, visible) => change({ visible })}
          slotProps={{ input: { 'aria-label': named(t('tests.visible')) } }}
        />
      </TableCell>
      <TableCell>
        <TextField
          size="small"
          type="number"
          value={test.weight || ''}
          onChange={({ target }) => change({ weight: Number(target.value) })}
          slotProps={{ htmlInput: { 'aria-label': named(t('tests.weight')), min: 1, max: 100 } }}
        />
      </TableCell>
      <TableCell>
        {remove && (
          <IconButton aria-label={t('tests.remove', { name: test.id })} onClick={remove}>
            <DeleteOutlined />
          </IconButton>
        )}
      </TableCell>
    </TableRow>
  )
}
