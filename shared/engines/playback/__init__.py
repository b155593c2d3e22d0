"""How a text came about, edit by edit: packed into chapters, and played back from any moment."""
