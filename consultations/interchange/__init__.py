"""Files in and out. What is in here takes Results and imports no table: what is not released cannot leave."""
