"""Shared kernel: mechanisms of every service, no noun of the domain."""
