"""`make figures`: the standing platform's figures against those of the article and the allocation table."""
