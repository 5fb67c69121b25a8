#include "url/url.h"

namespace tearsheet::url {

std::string_view Url::scheme() const {
  return std::string_view(href_).substr(0, scheme_end_);
}

std::string_view Url::username() const {
  if (username_end_ == host_begin_) return {};
  const std::uint32_t begin = scheme_end_ + 3;
  return std::string_view(href_).substr(begin, username_end_ - begin);
}

std::string_view Url::password() const {
  if (username_end_ == host_begin_ || href_[username_end_] != ':') return {};
  return std::string_view(href_).substr(username_end_ + 1, host_begin_ - username_end_ - 2);
}

std::string_view Url::host() const {
  return std::string_view(href_).substr(host_begin_, host_end_ - host_begin_);
}

std::string_view Url::path() const {
  return std::string_view(href_).substr(path_begin_, query_begin_ - path_begin_);
}

std::string_view Url::query() const {
  if (!has_query()) return {};
  return std::string_view(href_).substr(query_begin_ + 1, fragment_begin_ - query_begin_ - 1);
}

std::string_view Url::fragment() const {
  if (fragment_begin_ >= href_.size()) return {};
  return std::string_view(href_).substr(fragment_begin_ + 1);
}

std::string_view Url::path_and_query() const {
  return std::string_view(href_).substr(path_begin_, fragment_begin_ - path_begin_);
}

std::string Url::origin() const {
  std::string origin(scheme());
  origin += "://";
  return origin.append(href_, host_begin_, path_begin_ - host_begin_);
}

std::string Url::authority() const {
  return href_.substr(host_begin_, path_begin_ - host_begin_);
}

std::string Url::without_fragment() const {
  return href_.substr(0, fragment_begin_);
}

}  // namespace tearsheet::url
