"""Let `python -m chopin_studio` be the command `chopin-studio`."""

import sys

from chopin_studio.cli import main

if __name__ == "__main__":
    sys.exit(main())
