"""`python -m kit`: opens the kit on this computer."""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]  # the folder where one stands: a voila.py there holds settings and is not Voilà

from kit.start import main

if __name__ == "__main__":
    sys.exit(main())
