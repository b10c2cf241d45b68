"""What anyone may know of the installation before signing in."""
