"""What every layout needs of a table: its headers and body, its totals and units, which column is the purchase."""
