"""Small sets of answers, on which figures are worked out by hand."""

import numpy as np

NAN = float("nan")

FIVE_BY_THREE = np.array([[8, 5, 3], [7, 6, 4], [9, 4, 6], [5, 5, 2], [6, 7, 3]], float)
"""Five listeners, three models."""
