import { Button } from '@mui/material'
import { type ReactNode, useRef } from 'react'

interface Props {
  label: string
  icon?: ReactNode
  accept?: string
  disabled?: boolean
  choose(file: File): void
}

/** A button that asks for a file. */
export function FileButton({ label, icon, accept, disabled = false, choose }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        variant="outlined"
        size="small"
        startIcon={icon}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) choose(file)
        }}
      />
    </>
  )
}
