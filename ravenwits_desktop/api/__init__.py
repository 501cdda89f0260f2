"""The RavenWits purchases API: endpoints, their messages, and everything that can go wrong."""
