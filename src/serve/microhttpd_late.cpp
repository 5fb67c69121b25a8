// libmicrohttpd brings a TLS library along that nothing here uses, and only `serve` is a server. So
// the program is not linked with it: the functions of it that are used stand here, and each looks
// its namesake up when it is first called.
#include <microhttpd.h>

#include <cstdarg>
#include <cstdint>

#include "base/late_library.h"

namespace {

constexpr tearsheet::LateLibrary kLibrary{
    "libmicrohttpd.so.12", "serve needs libmicrohttpd (apt install libmicrohttpd12)", 1};

}  // namespace

extern "C" MHD_Daemon* MHD_start_daemon(unsigned int flags, std::uint16_t port,
                                        MHD_AcceptPolicyCallback accept, void* accept_argument,
                                        MHD_AccessHandlerCallback handler, void* argument, ...) {
  static auto* const theirs = kLibrary.find<decltype(MHD_start_daemon_va)>("MHD_start_daemon_va");
  va_list options;
  va_start(options, argument);
  MHD_Daemon* const daemon =
      theirs(flags, port, accept, accept_argument, handler, argument, options);
  va_end(options);
  return daemon;
}

TEARSHEET_LATE(void, MHD_stop_daemon, (MHD_Daemon * daemon), (daemon))
TEARSHEET_LATE(int, MHD_get_connection_values_n,
               (MHD_Connection * connection, MHD_ValueKind kind, MHD_KeyValueIteratorN take,
                void* argument),
               (connection, kind, take, argument))
TEARSHEET_LATE(const char*, MHD_lookup_connection_value,
               (MHD_Connection * connection, MHD_ValueKind kind, const char* key),
               (connection, kind, key))
TEARSHEET_LATE(MHD_Response*, MHD_create_response_from_buffer_with_free_callback_cls,
               (std::size_t size, void* buffer, MHD_ContentReaderFreeCallback free, void* argument),
               (size, buffer, free, argument))
TEARSHEET_LATE(MHD_Result, MHD_add_response_header,
               (MHD_Response * response, const char* name, const char* value),
               (response, name, value))
TEARSHEET_LATE(MHD_Result, MHD_queue_response,
               (MHD_Connection * connection, unsigned int status, MHD_Response* response),
               (connection, status, response))
TEARSHEET_LATE(void, MHD_destroy_response, (MHD_Response * response), (response))
