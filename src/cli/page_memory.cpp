#include "cli/page_memory.h"

#include <malloc.h>

#include <thread>

namespace tearsheet::cli {

void keep_page_memory() {
  // An arena for each thread, or they wait for each other at every page; more of them only keep
  // what the others could use.
  mallopt(M_ARENA_MAX, static_cast<int>(std::thread::hardware_concurrency()) + 2);
  // Giving memory back, or asking the system for more, stops the other threads.
  mallopt(M_TOP_PAD, 512 * 1024);
  // A page's bytes, its text and the blocks of its tree are mostly smaller than this. By default
  // everything from 128 KiB on is mapped, and each of its 4 KiB faults, for each page anew; the
  // threshold would follow what is freed, but not once one of these options is set.
  mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
  mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
}

}  // namespace tearsheet::cli
