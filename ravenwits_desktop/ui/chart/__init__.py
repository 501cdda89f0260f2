"""The chart: a purchase over what each market covers of it. `panel` brings pyqtgraph in; nothing here does."""
