"""Shared pieces of page: the frame, controls, charts, words shown safely."""
