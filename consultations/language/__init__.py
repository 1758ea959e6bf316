"""Text in, data out: which language, words, word cloud, readability. Imports nothing of ours."""
