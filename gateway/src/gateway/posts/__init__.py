"""Posts (职务): role × region × department, dated, with a successor."""
