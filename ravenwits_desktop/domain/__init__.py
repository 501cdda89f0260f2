"""The market's rules: pure Python and numpy, no Qt, no input or output."""
