"""Roster import 名册导入: a county's workbook read, checked, previewed, and written by household."""
