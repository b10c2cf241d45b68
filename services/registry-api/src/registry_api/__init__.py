"""Registry: who is poor and why."""
