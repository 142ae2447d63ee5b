"""Export: one module for each file format, and the table that lists them."""
