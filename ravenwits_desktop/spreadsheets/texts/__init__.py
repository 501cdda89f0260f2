"""What single cells say: the words of headers, dates, times of day, names of periods, numbers."""
