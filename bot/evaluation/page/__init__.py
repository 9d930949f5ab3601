"""The evaluation as one page to read in a browser: nothing to fetch or run, each plot with its table."""
