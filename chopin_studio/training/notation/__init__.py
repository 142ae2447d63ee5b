"""Compare printed scores with editions, and learn from editions how music is written."""
