"""Code lists of the national poverty register (DOMAIN A4), each with Chinese and English labels."""
