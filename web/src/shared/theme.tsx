import { createTheme } from '@mui/material/styles'

/** One visual language, light and dark: the system decides until somebody switches. */
export const theme = createTheme({
  colorSchemes: {
    light: {
      palette: { primary: { main: '#3a4fb0' }, warning: { main: '#8a4b00' }, background: { default: '#f7f8fb' } },
    },
    dark: { palette: { primary: { main: '#a9b6ff' }, background: { default: '#12141c', paper: '#1a1d28' } } },
  },
  cssVariables: { colorSchemeSelector: 'data' },
  shape: { borderRadius: 8 },
  components: {
    // Names break within a word only where a column as wide as a word does not help.
    MuiTableCell: { styleOverrides: { root: { '&[scope=row]': { minWidth: '7rem' } } } },
  },
  typography: {
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    h1: { fontSize: '1.75rem', fontWeight: 650 },
    h2: { fontSize: '1.25rem', fontWeight: 650 },
    h3: { fontSize: '1.05rem', fontWeight: 650 },
    button: { textTransform: 'none' },
  },
})
