"""Texts that several people edit at once: Yjs documents and its messages."""
