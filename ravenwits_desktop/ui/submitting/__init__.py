"""The last look before a purchase is sent."""
