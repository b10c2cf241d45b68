"""The browser's session: cookie, idle end, claim of the person, change of password, choice of post."""
