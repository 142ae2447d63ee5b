"""The statistics of a listening study: from ratings to means, intervals, tests and agreement.

Ratings are arrays of floats [listeners, models], with NaN where an answer was left out. Yes and no
are 1 and 0, the best of a ranking is 1. Everything random is drawn from a generator that is passed
in. SciPy is imported within the functions that need it: loading it takes longer than a window may
take to open.

Answers that were left out:
- a mean, its spread and its interval are of everybody who answered for that model;
- the test of all models, and Kendall's W, are of those who answered for every model;
- the test of two models is of those who answered for both.
"""
