"""Where to send and as whom."""
