"""Tools and their versions: what is being designed, for whom, what changed, and what a version is made of."""
