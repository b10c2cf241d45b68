"""A household's goslings of one year 年度鹅苗: how many it may be given, was given and may still get."""
