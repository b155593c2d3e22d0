import { Paper, Stack, TextField, type TextFieldProps, Typography } from '@mui/material'
import { type ReactNode, useEffect } from 'react'

/** The frame of a screen that lets somebody in. */
export function Entrance({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Ella`
  }, [title])
  return (
    <Paper variant="outlined" sx={{ p: { xs: 3, sm: 4 }, maxWidth: 460, mx: 'auto', mt: { sm: 4 } }}>
      <Stack spacing={2}>
        <Typography variant="h1">{title}</Typography>
        {text && <Typography sx={{ color: 'text.secondary' }}>{text}</Typography>}
        {children}
      </Stack>
    </Paper>
  )
}

type Props = Omit<TextFieldProps, 'onChange'> & { value: string; write: (value: string) => void }

/** A field that must be filled. */
export function Field({ write, ...props }: Props) {
  return <TextField required {...props} onChange={(event) => write(event.target.value)} />
}

/** A password that somebody chooses. */
export function NewPassword(props: Props) {
  return (
    <Field
      type="password"
      autoComplete="new-password"
      slotProps={{ htmlInput: { minLength: 8, maxLength: 200 } }}
      {...props}
    />
  )
}
