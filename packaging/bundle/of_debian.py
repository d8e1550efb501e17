"""The packed program for Debian takes the system's ffmpeg; run before the program itself.

Programs of the system that are started from here (ffmpeg, a browser) must find the system's
libraries, not those of this folder; this process itself has looked up its own already.
"""

import os

os.environ.setdefault("IMAGEIO_FFMPEG_EXE", "/usr/bin/ffmpeg")
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before
