"""The list of submissions, what became of each, and what can be asked for one."""
