"""Everything a child does: knock · join · assent · answer · look back · stop · take everything back."""
