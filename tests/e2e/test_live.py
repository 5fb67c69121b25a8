"""What a person who watches a run sees on the terminal."""
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import threading
import unittest

from support import PROGRAM, Case

COLUMNS = 60


class Live(Case):
    def watched(self, *arguments):
        """What the program writes to a terminal of COLUMNS columns as standard error."""
        ours, its = pty.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 12, COLUMNS, 0, 0))
        shown = bytearray()

        def read():
            try:
                while chunk := os.read(ours, 65536):
                    shown.extend(chunk)
            except OSError:                            # how Linux says that the other end is closed
                pass

        reader = threading.Thread(target=read)
        reader.start()
        run = subprocess.run([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=its, timeout=120)
        os.close(its)
        reader.join()
        os.close(ours)
        self.assertEqual((run.returncode, run.stdout), (0, b""))
        return shown.decode()

    def test_each_active_site_has_a_line_in_place_and_the_end_a_summary(self):
        self.harbour()
        shown = self.watched(*self.crawl_arguments())
        lines = re.findall(r"\r(harbour-times[^\x1b]*)\x1b\[K", shown)
        self.assertGreater(len(lines), 1, "drawn again in place")
        self.assertLess(max(map(len, lines)), COLUMNS, "a line that wraps could not be drawn again in place")
        self.assertIn("\x1b[2A", shown)
        self.assertRegex(shown.rsplit("\x1b[J", 1)[1], r"^\d+ requests, 21 stored, .*\r?\n$")

    def test_verbose_lines_are_not_drawn_over(self):
        self.harbour()
        shown = self.watched(*self.crawl_arguments("-v"))
        self.assertNotIn("\x1b", shown)
        self.assertEqual(shown.count("stored http://"), 21)


if __name__ == "__main__":
    unittest.main()
