"""What the program keeps for a person beside purchases: readings that were confirmed."""
