"""A stand-in for the RavenWits API on this computer, for trying things out and for tests.

It imports nothing else of this program, so that both cannot share a mistake.
"""
