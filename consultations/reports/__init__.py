"""Files to print. Plain shapes in, a document out: nothing in here can reach a row."""
