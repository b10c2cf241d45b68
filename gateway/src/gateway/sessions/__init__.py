"""Sign-in and the browser's session: cookie, idle end, choice of post, change of password, claim of the person."""
