import AddOutlined from '@mui/icons-material/AddOutlined'
import { Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useWords } from '../words'
import { Part } from './Basics'
import { Code } from './Code'
import type { CodingProps } from './CodingFields'
import { type Coding, freshName } from './content'

type Solution = Coding['solutions'][number]

const EXPECTED = ['accepted', 'rejected', 'wrong_answer', 'run_time_error', 'time_limit_exceeded'] as const

/** The programs whose verdict must be known before anybody is asked. */
export function Solutions({ content, write }: CodingProps) {
  const t = useWords()
  const { reference, solutions, languages } = content
  const change = (place: number, part: Partial<Solution>) =>
    write({ ...content, solutions: solutions.map((each, at) => (at === place ? { ...each, ...part } : each)) })
  const add = () => {
    const name = freshName(
      solutions.map((each) => each.name),
      'solution',
    )
    const solution: Solution = { name, language: languages[0] ?? '', source: '', files: {}, expected: 'rejected' }
    write({ ...content, solutions: [...solutions, solution] })
  }
  return (
    <>
      <Part title={t('code.reference')} hint={t('code.referenceHint')}>
        <Language
          languages={languages}
          value={reference.language}
          write={(language) => write({ ...content, reference: { ...reference, language } })}
        />
        <Code
          language={reference.language}
          source={reference.source}
          label={t('code.reference')}
          written={(source) => write({ ...content, reference: { ...reference, source } })}
        />
      </Part>
      <Part title={t('code.others')} hint={t('code.othersHint')}>
        {solutions.map((each, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name can be changed while it is typed
          <Stack key={place} spacing={1}>
            <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
              <TextField
                fullWidth
                label={t('code.solutionName')}
                value={each.name}
                onChange={({ target }) => change(place, { name: target.value })}
              />
              <Language languages={languages} value={each.language} write={(language) => change(place, { language })} />
              <TextField
                select
                fullWidth
                label={t('code.expected')}
                value={each.expected}
                onChange={({ target }) => change(place, { expected: target.value as Solution['expected'] })}
              >
                {EXPECTED.map((name) => (
                  <MenuItem key={name} value={name}>
                    {t(`expected.${name}`)}
                  </MenuItem>
                ))}
              </TextField>
            </Stack>
            <Code
              language={each.language}
              source={each.source}
              label={t('code.solutionSource', { name: each.name })}
              written={(source) => change(place, { source })}
            />
            <Button
              color="error"
              sx={{ alignSelf: 'start' }}
              onClick={() => write({ ...content, solutions: solutions.filter((_, at) => at !== place) })}
            >
              {t('do.remove')}
              <Typography component="span" sx={{ ml: 0.5 }}>
                {each.name}
              </Typography>
            </Button>
          </Stack>
        ))}
        <Button startIcon={<AddOutlined />} disabled={solutions.length >= 20} onClick={add} sx={{ alignSelf: 'start' }}>
          {t('code.addSolution')}
        </Button>
      </Part>
    </>
  )
}

function Language(props: { languages: string[]; value: string; write: (language: string) => void }) {
  const t = useWords()
  const { languages, value, write } = props
  return (
    <TextField
      select
      fullWidth
      label={t('code.language')}
      value={languages.includes(value) ? value : ''}
      onChange={({ target }) => write(target.value)}
    >
      {languages.map((name) => (
        <MenuItem key={name} value={name}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
}
