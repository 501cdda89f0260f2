"""The days of a draft on paper and as PDF."""
