"""`python -m kit`: opens the kit on this computer."""

import sys

from kit.start import main

if __name__ == "__main__":
    sys.exit(main())
