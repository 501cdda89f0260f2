"""From what a layout read to the rows of a draft: the clock, the unit, the order, the checks."""
