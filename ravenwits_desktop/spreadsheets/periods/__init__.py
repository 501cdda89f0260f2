"""Which period of its day a row or a column is: numbers, parts of hours, begins and ends, changes of the clocks."""
