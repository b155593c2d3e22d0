import { Autocomplete, Box, MenuItem, TextField, Typography } from '@mui/material'
import { useWords } from '../words'
import { Part } from './Basics'
import { Code } from './Code'
import type { CodingProps } from './CodingFields'
import type { Coding } from './content'

const CHECKERS = [
  'tokens',
  'exact',
  'lines',
  'characters',
  'float',
  'unordered_lines',
  'json',
  'regex',
  'custom',
] as const

/** How outputs are compared, and what a run may take. */
export function LimitFields({ content, write }: CodingProps) {
  const t = useWords()
  const { checker, limits } = content
  return (
    <Part title={t('code.checker')}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))' }}>
        <TextField
          select
          label={t('code.checker')}
          value={checker.type}
          onChange={({ target }) =>
            write({ ...content, checker: checkerOf(target.value as Coding['checker']['type'], content) })
          }
        >
          {CHECKERS.map((name) => (
            <MenuItem key={name} value={name}>
              {t(`checker.${name}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          type="number"
          label={t('code.cpu')}
          value={limits.cpuMs || ''}
          onChange={({ target }) => write({ ...content, limits: { ...limits, cpuMs: Number(target.value) } })}
          slotProps={{ htmlInput: { min: 100, max: 20_000, step: 100 } }}
        />
        <TextField
          type="number"
          label={t('code.memory')}
          value={limits.memoryMib || ''}
          onChange={({ target }) => write({ ...content, limits: { ...limits, memoryMib: Number(target.value) } })}
          slotProps={{ htmlInput: { min: 16, max: 1024, step: 16 } }}
        />
      </Box>
      {checker.type === 'custom' && (
        <CustomFields
          checker={checker}
          languages={[...new Set([checker.language, ...content.languages, 'python', 'cpp'])]}
          write={(changed) => write({ ...content, checker: changed })}
        />
      )}
    </Part>
  )
}

type Custom = Extract<Coding['checker'], { type: 'custom' }>

function CustomFields(props: { checker: Custom; languages: string[]; write: (checker: Custom) => void }) {
  const t = useWords()
  const { checker, languages, write } = props
  return (
    <>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('checker.customHint')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))' }}>
        <TextField
          select
          label={t('checker.language')}
          value={checker.language}
          onChange={({ target }) => write({ ...checker, language: target.value })}
        >
          {languages.map((name) => (
            <MenuItem key={name} value={name}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <Autocomplete
          multiple
          freeSolo
          autoSelect
          options={[] as string[]}
          value={checker.arguments}
          onChange={(_, typed) => write({ ...checker, arguments: typed.slice(0, 20) })}
          renderInput={(given) => (
            <TextField {...given} label={t('checker.arguments')} helperText={t('edit.labelsHint')} />
          )}
        />
      </Box>
      <Code
        language={checker.language}
        source={checker.source}
        label={t('checker.source')}
        written={(source) => write({ ...checker, source })}
      />
    </>
  )
}

const BEGINNING = `import sys

with open(sys.argv[2]) as expected:
    right = expected.read().split() == sys.stdin.read().split()
sys.exit(42 if right else 43)
`

/** Return a checker of a type, as strict as the API makes it. */
function checkerOf(type: Coding['checker']['type'], { checker }: Coding): Coding['checker'] {
  if (type === checker.type) return checker
  switch (type) {
    case 'tokens':
    case 'lines':
    case 'unordered_lines':
      return { type, caseSensitive: true }
    case 'characters':
      return { type, caseSensitive: false }
    case 'float':
      return { type, absolute: '0.000001', relative: '0.000001' }
    case 'json':
      return { type, unorderedArrays: false, absolute: '0', relative: '0' }
    case 'exact':
    case 'regex':
      return { type }
    case 'custom':
      return { type, language: 'python', source: BEGINNING, arguments: [] }
  }
}
