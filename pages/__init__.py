"""TOP FLOOR: what a visitor sees. Thin: pages draw, ask one verb, and stop."""
