"""Which day, and by which clock: columns of dates, their order, titles, the names of sheets and files."""
