"""Tables as text, one record a line: read as people save them, written so that no spreadsheet runs them."""
