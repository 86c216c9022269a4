"""One query in, ranked results out. Knows no other app of ours but core."""

import os

# Read when numpy and the encoder load, which is after this. Small products and short texts gain nothing from threads,
# and lose much where cores are shared: 15 ms instead of 0.05 for a product, 150 instead of 10 to 20 for a question.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
