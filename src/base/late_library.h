// Functions of a C library that is loaded when one of them is first called. What a library brings
// along is looked up and bound before main(), which is most of what a short command does; so the
// program is not linked with those that most commands never need. Include it in one file a library,
// which says where its functions are:
//
//   constexpr LateLibrary kLibrary{"libcurl.so.4", "libcurl cannot be used", 1};
//   TEARSHEET_LATE(void, curl_free, (void* memory), (memory))
#pragma once

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

namespace tearsheet {

struct LateLibrary {
  const char* file;
  const char* complaint;  ///< What the program says where it is missing.
  int exit_code;

  /// Asked once a function: opening what is open already costs next to nothing.
  template <class Function>
  [[nodiscard]] Function* find(const char* name) const {
    void* const library = ::dlopen(file, RTLD_NOW | RTLD_LOCAL);
    void* const found = library != nullptr ? ::dlsym(library, name) : nullptr;
    if (found == nullptr) give_up();
    return reinterpret_cast<Function*>(found);
  }

 private:
  /// There is no error that a caller could be given: as where a library is missing at start, that
  /// is the end.
  [[noreturn]] void give_up() const {
    std::fprintf(stderr, "tearsheet: error: %s: %s\n", complaint, ::dlerror());
    std::_Exit(exit_code);
  }
};

}  // namespace tearsheet

// NOLINTBEGIN(bugprone-macro-parentheses): parameters and arguments are lists.
#define TEARSHEET_LATE(result, name, parameters, arguments)           \
  extern "C" result name parameters {                                 \
    static auto* const theirs = kLibrary.find<decltype(name)>(#name); \
    return theirs arguments;                                          \
  }
// NOLINTEND(bugprone-macro-parentheses)
