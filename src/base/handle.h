// Owning handles for C libraries: `using CurlEasy = Handle<CURL, curl_easy_cleanup>;`
#pragma once

#include <memory>

namespace tearsheet {

template <auto Free>
struct CallFree {
  template <class T>
  void operator()(T* pointer) const noexcept {
    Free(pointer);
  }
};
template <class T, auto Free>
using Handle = std::unique_ptr<T, CallFree<Free>>;

}  // namespace tearsheet
