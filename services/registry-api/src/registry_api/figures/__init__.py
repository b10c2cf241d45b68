"""The registry's figures: what is counted, and the rows behind each number."""
