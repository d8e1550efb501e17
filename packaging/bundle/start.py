"""Where the packed program begins: the package's own beginning, as a script."""

import sys

from alphasms_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
