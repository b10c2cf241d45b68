"""Households, their members, income sheets and living conditions: the register itself."""
