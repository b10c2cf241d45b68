"""The whole story in Chromium, on a real platform in both compositions."""
