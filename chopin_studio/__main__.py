"""Let `python -m chopin_studio` be the command `chopin-studio`."""

import sys
from multiprocessing import freeze_support

from chopin_studio.cli import main

if __name__ == "__main__":
    freeze_support()  # an installed app begins its engraver by this same file
    sys.exit(main())
