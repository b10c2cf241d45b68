"""Access tokens for programs and services: issue, rotating refresh, clients of their own, revocation, JWKS."""
