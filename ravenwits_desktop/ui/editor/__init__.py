"""A draft in a table: its model, its undo commands, the clipboard, and drafts as tabs."""
