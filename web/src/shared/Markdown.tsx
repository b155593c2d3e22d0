import { Box } from '@mui/material'
import { memo } from 'react'
import Rendered from 'react-markdown'
import remarkGfm from 'remark-gfm'

/** Markdown as elements: HTML in it stays text, and links lead nowhere but to http, https and mail. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <Box
      sx={{
        overflowWrap: 'anywhere',
        // A paragraph runs the way its first letter does, whatever the page's language.
        '& :is(p, li, h3, h4, td, th)': { unicodeBidi: 'plaintext', textAlign: 'start' },
        '& pre': { overflowX: 'auto', p: 1.5, borderRadius: 1, bgcolor: 'action.hover' },
        '& table': { borderCollapse: 'collapse' },
        '& th, & td': { border: 1, borderColor: 'divider', px: 1, py: 0.5 },
        '& img': { maxWidth: '100%' },
      }}
    >
      <Rendered
        remarkPlugins={[remarkGfm]}
        components={{
          h1: ({ children }) => <h3>{children}</h3>,
          h2: ({ children }) => <h4>{children}</h4>,
          pre: ({ children }) => (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard
            <pre tabIndex={0}>{children}</pre>
          ),
          a: ({ href, children }) => (
            <a href={href} target="_blank" rel="noreferrer">
              {children}
            </a>
          ),
        }}
      >
        {text}
      </Rendered>
    </Box>
  )
})
