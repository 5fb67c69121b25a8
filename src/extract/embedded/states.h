// The data in a page's scripts: what frameworks leave for the browser to draw the page from.
#pragma once

#include <span>

#include "extract/embedded/values.h"
#include "html/html.h"

namespace tearsheet::extract {

/// Reads scripts of JSON (__NEXT_DATA__, __NUXT_DATA__), and of code: what is assigned or given to
/// a function (window.__INITIAL_STATE__ = {...}, JSON.parse("...")), what Nuxt 2 wraps into a
/// function, and the stream that Next pushes in pieces (self.__next_f). JSON-LD is not among them.
[[nodiscard]] Values read_states(std::span<const html::DataScript> scripts);

}  // namespace tearsheet::extract
