"""The public door: routes, cookie to bearer, limits, the way to each service, web app, API page."""
