"""Preparing a consultation: start · word · keep both languages in step · publish."""
