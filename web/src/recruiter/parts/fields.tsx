import { MenuItem, TextField } from '@mui/material'

/** A whole number between two. */
export function Whole(props: {
  name: string
  value: number
  min: number
  max: number
  write: (value: number) => void
}) {
  const { name, value, min, max, write } = props
  return (
    <TextField
      type="number"
      label={name}
      value={value || (min === 0 ? 0 : '')}
      onChange={({ target }) => write(Number(target.value))}
      slotProps={{ htmlInput: { min, max } }}
    />
  )
}

/** One of a few values. */
export function Choice<Value extends string>(props: {
  name: string
  value: Value
  options: Record<Value, string>
  write: (value: Value) => void
}) {
  const { name, value, options, write } = props
  return (
    <TextField select label={name} value={value} onChange={({ target }) => write(target.value as Value)}>
      {Object.entries<string>(options).map(([each, label]) => (
        <MenuItem key={each} value={each}>
          {label}
        </MenuItem>
      ))}
    </TextField>
  )
}
