// A socket that is listened on.
#pragma once

#include <string>

#include "base/result.h"

namespace tearsheet::serve {

struct Listener {
  int socket = -1;  ///< Whoever takes it closes it.
  int port = 0;
};
/// On an address or a name of this machine; port 0 is any that is free. kIo says why not.
Result<Listener> listen_on(const std::string& host, int port);

}  // namespace tearsheet::serve
