"""Access tokens for programs and services: issue, rotating refresh, own clients, revocation, JWKS."""
