import { Button, type ButtonProps } from '@mui/material'
import { useState } from 'react'
import { Confirm } from './Confirm'

/** A button that asks before it does something that is hard to take back. */
export function ConfirmButton({
  children,
  question,
  text,
  act,
  ...button
}: Omit<ButtonProps, 'onClick'> & { question: string; text: string; act: () => void }) {
  const [asking, setAsking] = useState(false)
  const confirm = () => {
    setAsking(false)
    act()
  }
  return (
    <>
      <Button {...button} onClick={() => setAsking(true)}>
        {children}
      </Button>
      <Confirm
        open={asking}
        title={question}
        text={text}
        action={children}
        destructive
        confirm={confirm}
        close={() => setAsking(false)}
      />
    </>
  )
}
