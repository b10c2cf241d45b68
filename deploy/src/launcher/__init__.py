"""Launcher: one machine, one command."""
