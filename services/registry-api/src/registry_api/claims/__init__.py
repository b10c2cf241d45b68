"""Who is on file: the installation-wide claims of identity and of official numbers, answering yes or no."""
