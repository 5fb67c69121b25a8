// libcurl brings some thirty libraries of its own, and looking them up and binding them is most of
// what the program does before main(). Most commands never ask the network. So the program is not
// linked with libcurl: the functions of it that are used stand here, and each looks its namesake up
// when it is first called.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include <cstdarg>

#include "base/late_library.h"

#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

namespace {

// The options of libcurl take a long, a pointer or a curl_off_t behind "...": all of one size, and
// passed alike.
static_assert(sizeof(long) == sizeof(void*) && sizeof(curl_off_t) == sizeof(void*));

constexpr tearsheet::LateLibrary kLibrary{"libcurl.so.4", "libcurl cannot be used", 1};

}  // namespace

#define TEARSHEET_LATE_OPTION(result, name, Handle, Option)           \
  extern "C" result name(Handle* handle, Option option, ...) {        \
    static auto* const theirs = kLibrary.find<decltype(name)>(#name); \
    va_list list;                                                     \
    va_start(list, option);                                           \
    void* const value = va_arg(list, void*);                          \
    va_end(list);                                                     \
    return theirs(handle, option, value);                             \
  }

// clang fears for an enumeration before "..." that is narrower than an int; these are not.
#pragma GCC diagnostic ignored "-Wvarargs"

TEARSHEET_LATE(CURL*, curl_easy_init, (), ())
TEARSHEET_LATE(CURLcode, curl_easy_perform, (CURL * handle), (handle))
TEARSHEET_LATE(void, curl_easy_cleanup, (CURL * handle), (handle))
TEARSHEET_LATE(const char*, curl_easy_strerror, (CURLcode code), (code))
TEARSHEET_LATE_OPTION(CURLcode, curl_easy_setopt, CURL, CURLoption)
TEARSHEET_LATE_OPTION(CURLcode, curl_easy_getinfo, CURL, CURLINFO)
TEARSHEET_LATE(void, curl_free, (void* memory), (memory))
TEARSHEET_LATE(CURLcode, curl_global_init, (long flags), (flags))
TEARSHEET_LATE(void, curl_global_cleanup, (), ())
TEARSHEET_LATE(CURLM*, curl_multi_init, (), ())
TEARSHEET_LATE(CURLMcode, curl_multi_cleanup, (CURLM * handle), (handle))
TEARSHEET_LATE(CURLMcode, curl_multi_add_handle, (CURLM * multi, CURL* easy), (multi, easy))
TEARSHEET_LATE(CURLMcode, curl_multi_remove_handle, (CURLM * multi, CURL* easy), (multi, easy))
TEARSHEET_LATE(CURLMcode, curl_multi_perform, (CURLM * multi, int* running), (multi, running))
TEARSHEET_LATE(CURLMsg*, curl_multi_info_read, (CURLM * multi, int* left), (multi, left))
TEARSHEET_LATE(CURLMcode, curl_multi_poll,
               (CURLM * multi, curl_waitfd extra[], unsigned int count, int wait, int* ready),
               (multi, extra, count, wait, ready))
TEARSHEET_LATE(CURLMcode, curl_multi_wakeup, (CURLM * multi), (multi))
TEARSHEET_LATE_OPTION(CURLMcode, curl_multi_setopt, CURLM, CURLMoption)
TEARSHEET_LATE(curl_slist*, curl_slist_append, (curl_slist * list, const char* text), (list, text))
TEARSHEET_LATE(void, curl_slist_free_all, (curl_slist * list), (list))
TEARSHEET_LATE(CURLU*, curl_url, (), ())
TEARSHEET_LATE(void, curl_url_cleanup, (CURLU * handle), (handle))
TEARSHEET_LATE(CURLUcode, curl_url_get,
               (CURLU * handle, CURLUPart part, char** value, unsigned int flags),
               (handle, part, value, flags))
TEARSHEET_LATE(CURLUcode, curl_url_set,
               (CURLU * handle, CURLUPart part, const char* value, unsigned int flags),
               (handle, part, value, flags))
TEARSHEET_LATE(curl_version_info_data*, curl_version_info, (CURLversion age), (age))
