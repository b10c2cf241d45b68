"""Gateway: the only public door."""
