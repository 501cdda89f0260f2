"""RavenWits Desktop: import, edit, submit and follow electricity purchases."""

__version__ = "0.1.0"
