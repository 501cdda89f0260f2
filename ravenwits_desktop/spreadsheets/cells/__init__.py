"""The bytes of any file to the cells of its sheets: what it is, how it is written, what its formats show."""
