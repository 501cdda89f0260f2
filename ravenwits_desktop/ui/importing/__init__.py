"""Import: what was understood of a file is shown before it becomes a draft."""
