"""What an adult writes down while children talk: seats, the pace, utterances, and what is remembered afterwards."""
