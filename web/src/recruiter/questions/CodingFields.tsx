import { Autocomplete, Box, Tab, Tabs, TextField } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../shared/api/client'
import { useWords } from '../words'
import { Part } from './Basics'
import { LimitFields } from './Checker'
import { Code } from './Code'
import type { Coding } from './content'
import { FormFields } from './FormFields'
import { Solutions } from './Solutions'
import { Tests } from './Tests'

export interface CodingProps {
  content: Coding
  write: (content: Coding) => void
}

/** Everything about a program that is asked for. */
export function CodingFields({ content, write }: CodingProps) {
  return (
    <>
      <LanguageFields content={content} write={write} />
      <Tests content={content} write={write} />
      <Solutions content={content} write={write} />
      <LimitFields content={content} write={write} />
    </>
  )
}

function LanguageFields({ content, write }: CodingProps) {
  const t = useWords()
  const { data } = useQuery({
    queryKey: ['languages'],
    queryFn: () => answered(api.GET('/v1/languages')),
    retry: false,
  })
  const [shown, setShown] = useState(content.languages[0] ?? '')
  const current = content.languages.includes(shown) ? shown : (content.languages[0] ?? '')
  const isSql = content.form.type === 'sql'
  const starterCode = content.starterCode ?? {}
  const labels = new Map(data?.languages.map(({ name, label }) => [name, label]))
  const choose = (languages: string[]) => {
    const kept = Object.fromEntries(Object.entries(starterCode).filter(([name]) => languages.includes(name)))
    const first = languages[0] ?? ''
    const language = languages.includes(content.reference.language) ? content.reference.language : first
    write({ ...content, languages, starterCode: kept, reference: { ...content.reference, language } })
  }
  const start = (text: string) => {
    const { [current]: _, ...others } = starterCode
    write({ ...content, starterCode: text ? { ...others, [current]: text } : others })
  }
  return (
    <Part title={t('code.languages')} hint={t('code.languagesHint')}>
      {!isSql && (
        <Autocomplete
          multiple
          disableCloseOnSelect
          options={[...labels.keys()].filter((name) => name !== 'sql')}
          getOptionLabel={(name) => labels.get(name) ?? name}
          value={content.languages}
          onChange={(_, languages) => choose(languages)}
          renderInput={(props) => <TextField {...props} label={t('code.languages')} />}
        />
      )}
      <FormFields content={content} write={write} />
      {content.form.type !== 'function' && (
        <Box>
          <Tabs
            value={current || false}
            onChange={(_, name: string) => setShown(name)}
            variant="scrollable"
            aria-label={t('code.starter')}
          >
            {content.languages.map((name) => (
              <Tab key={name} value={name} label={labels.get(name) ?? name} sx={{ textTransform: 'none' }} />
            ))}
          </Tabs>
          {current && (
            <Code language={current} source={starterCode[current] ?? ''} label={t('code.starter')} written={start} />
          )}
        </Box>
      )}
    </Part>
  )
}
