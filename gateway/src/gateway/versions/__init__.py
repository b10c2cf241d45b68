"""The feed of raised versions, by which every process learns within a second whose tokens have ended."""
