"""Run a command and print what it took as JSON: wall and CPU seconds, peak memory in MiB, exit code.

It stands between the benchmark and the command because a process started from a large one is charged, on Linux, with
the peak memory of the process that started it; this one is small.
"""

import json
import os
import subprocess
import sys
from time import perf_counter


def main(command: list[str]) -> int:
    """Run the command with its output thrown away."""
    began = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = {
        "wall": perf_counter() - began,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak_mib": usage.ru_maxrss / 1024,
        "exit": os.waitstatus_to_exitcode(status),
    }
    print(json.dumps(took))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
