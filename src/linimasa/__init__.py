"""linimasa: news reports as sourced claims and a timeline that can be cited."""
