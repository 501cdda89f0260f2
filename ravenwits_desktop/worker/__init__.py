"""The background thread: its loop, the outbox, the poller and the file jobs. Talks to the window by Qt signals only."""
