"""What to look at twice in a child's words: `distress` (a concern) and `personal` (who it is). Text in, data out."""
