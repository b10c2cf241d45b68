"""The catalogue of indicators 指标目录: what each figure means, and which service answers for it."""
