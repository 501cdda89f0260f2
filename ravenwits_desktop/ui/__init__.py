"""The window: what traders see and touch. Knows the rules of `domain/` and the worker's requests and signals."""
