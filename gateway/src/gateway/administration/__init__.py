"""What operators and, later, the administrators' pages do to accounts, posts and clients."""
