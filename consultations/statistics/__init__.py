"""Numbers in, numbers out: intervals, medians, design effects. Knows no child and no database."""
