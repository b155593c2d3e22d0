import { MenuItem, type SxProps, TextField } from '@mui/material'

interface Props {
  label: string
  value: string
  options: { value: string; name: string; disabled?: boolean }[]
  choose(value: string): void
  disabled?: boolean
  /** Leave the label out of sight, where the column's head or the place says it. */
  bare?: boolean
  sx?: SxProps
}

/** One of a few. */
export function Choice({
  label,
  value,
  options,
  choose,
  disabled = false,
  bare = false,
  sx = { minWidth: 150 },
}: Props) {
  return (
    <TextField
      select
      size="small"
      label={bare ? undefined : label}
      value={value}
      disabled={disabled}
      onChange={(event) => choose(event.target.value)}
      sx={sx}
      slotProps={{
        select: { SelectDisplayProps: { 'aria-label': label }, displayEmpty: true },
        inputLabel: { shrink: true },
      }}
    >
      {options.map(({ value, name, disabled = false }) => (
        <MenuItem key={value} value={value} disabled={disabled}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
}
