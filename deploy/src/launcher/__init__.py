"""The launcher: one command that puts a whole installation on one machine, keeps it standing and ends it."""
