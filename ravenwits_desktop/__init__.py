"""RavenWits Desktop: import, edit, submit and follow electricity purchases."""
