"""Accounts (账号): one human being each, claimed by ID number or work phone; their passwords."""
