import { Box } from '@mui/material'
import { useColorScheme } from '@mui/material/styles'
import { useEffect, useRef } from 'react'
import { editor, languageName } from './monaco'

/** Monaco over a text that may also change from outside. */
export function Editor({
  language,
  source,
  label,
  written,
}: {
  language: string
  source: string
  label: string
  written: (text: string) => void
}) {
  const place = useRef<HTMLDivElement>(null)
  const shown = useRef<ReturnType<typeof editor.create>>(null)
  const latest = useRef({ source, written })
  latest.current = { source, written }
  const { mode, systemMode } = useColorScheme()
  const theme = (mode === 'system' ? systemMode : mode) === 'dark' ? 'vs-dark' : 'vs'

  useEffect(() => {
    if (!place.current) return
    const created = editor.create(place.current, {
      value: latest.current.source,
      automaticLayout: true,
      accessibilitySupport: 'on',
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      fontSize: 14,
    })
    shown.current = created
    created.onDidChangeModelContent(() => {
      const text = created.getValue()
      if (text !== latest.current.source) latest.current.written(text)
    })
    return () => created.dispose()
  }, [])
  useEffect(() => {
    const model = shown.current?.getModel()
    if (model) editor.setModelLanguage(model, languageName(language))
  }, [language])
  useEffect(() => {
    if (shown.current && shown.current.getValue() !== source) shown.current.setValue(source)
  }, [source])
  useEffect(() => editor.setTheme(theme), [theme])
  useEffect(() => shown.current?.updateOptions({ ariaLabel: label }), [label])
  return <Box ref={place} data-testid="editor" sx={{ height: 420, border: 1, borderColor: 'divider' }} />
}
