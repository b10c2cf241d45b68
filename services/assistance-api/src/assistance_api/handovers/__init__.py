"""Gosling hand-overs 鹅苗交接: what a household was handed, when, and who signed for it."""
