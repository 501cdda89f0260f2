"""From a file to the rows of a purchase: cells, then layout, then mapping. Knows `domain/` alone."""
