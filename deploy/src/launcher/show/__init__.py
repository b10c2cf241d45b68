"""`make show CASE=…`: what a capability must show, checked and printed line by line."""
