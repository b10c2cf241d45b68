"""Rules of Chinese identity and disability-certificate numbers (GB 11643; DOMAIN B)."""
