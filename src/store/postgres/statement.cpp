// A prepared statement of a server: what is bound to it, and what its rows hold.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "store/postgres/connection.h"

namespace tearsheet::store::postgres {
namespace {

// Type numbers of results (pg_type.dat); they are part of the protocol.
constexpr Oid kBool = 16, kBytes = 17, kInt8 = 20, kInt2 = 21, kInt4 = 23, kFloat4 = 700,
              kFloat8 = 701;

template <class Number>
Number big_endian(const char* bytes) {
  Number value{};
  for (std::size_t i = 0; i < sizeof(Number); ++i)
    value = static_cast<Number>(value << 8 | static_cast<unsigned char>(bytes[i]));
  return value;
}

// PostgreSQL takes no zero bytes and nothing that is not UTF-8.
bool is_clean(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\0') return false;
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string cleaned(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    append_utf8(out, c == 0 ? kReplacement : c);
  }
  return out;
}

}  // namespace

std::string with_dollars(std::string_view text) {
  std::string out;
  int last = 0;
  bool is_quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\'') is_quoted = !is_quoted;
    if (text[i] != '?' || is_quoted) {
      out += text[i];
      continue;
    }
    int number = 0;
    const auto [end, error] =
        std::from_chars(text.data() + i + 1, text.data() + text.size(), number);
    if (error == std::errc()) {
      i = static_cast<std::size_t>(end - text.data()) - 1;
    } else {
      number = last + 1;
    }
    last = std::max(last, number);
    out += '$' + std::to_string(number);
  }
  return out;
}

std::string array_of(const std::vector<std::string>& texts) {
  std::string out = "{";
  for (const std::string& text : texts) {
    out += out.size() > 1 ? ",\"" : "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out += '}';
}

std::string array_of(const std::vector<std::int64_t>& numbers) {
  std::string out = "{";
  for (const std::int64_t number : numbers) {
    if (out.size() > 1) out += ',';
    out += std::to_string(number);
  }
  return out += '}';
}

Prepared::Prepared(Connection& connection, std::string text)
    : connection_(connection), text_(std::move(text)) {}

Prepared::Parameter& Prepared::at(int index) {
  const auto place = static_cast<std::size_t>(index);
  if (parameters_.size() < place) parameters_.resize(place);
  return parameters_[place - 1];
}

void Prepared::bind(int index, std::int64_t value) {
  Parameter& parameter = at(index);
  parameter.own = std::to_string(value);
  parameter.data = parameter.own.c_str();
  parameter.format = 0;
}

void Prepared::bind(int index, double value) {
  Parameter& parameter = at(index);
  parameter.own = fmt::format("{}", value);
  parameter.data = parameter.own.c_str();
  parameter.format = 0;
}

void Prepared::bind_text(int index, const std::string& value) {
  Parameter& parameter = at(index);
  if (is_clean(value)) {
    parameter.data = value.c_str();
  } else {
    parameter.own = cleaned(value);
    parameter.data = parameter.own.c_str();
  }
  parameter.format = 0;
}

void Prepared::bind_blob(int index, std::string_view value) {
  Parameter& parameter = at(index);
  parameter.data = value.empty() ? "" : value.data();
  parameter.length = static_cast<int>(value.size());
  parameter.format = 1;
}

void Prepared::bind_null(int index) {
  Parameter& parameter = at(index);
  parameter.data = nullptr;
  parameter.format = 0;
}

void Prepared::send() {
  std::vector<const char*> values;
  std::vector<int> lengths, formats;
  for (const Parameter& parameter : parameters_) {
    values.push_back(parameter.data);
    lengths.push_back(parameter.length);
    formats.push_back(parameter.format);
  }
  constexpr int kBinary = 1;
  if (PQsendQueryPrepared(connection_.link_.get(), name_.c_str(), static_cast<int>(values.size()),
                          values.data(), lengths.data(), formats.data(), kBinary) != 1)
    connection_.lost();
}

bool Prepared::step() {
  if (is_stream_) {
    if (!is_under_way_) {
      connection_.begin_asking(*this);
      PQsetSingleRowMode(connection_.link_.get());
      is_under_way_ = true;
    }
    numbers_.clear();
    answer_ = connection_.next_of_stream();
    row_ = 0;
    is_under_way_ = PQresultStatus(answer_.get()) == PGRES_SINGLE_TUPLE;
    return is_under_way_;
  }
  if (!answer_) {
    answer_ = connection_.ask(*this);
    row_ = -1;
  }
  return ++row_ < PQntuples(answer_.get());
}

void Prepared::run() {
  if (connection_.in_transaction_) return connection_.send(*this);
  const Answer done = connection_.ask(*this);
}

std::int64_t Prepared::run_counted() {
  const Answer done = connection_.ask(*this);
  const std::string_view count = PQcmdTuples(done.get());
  std::int64_t rows = 0;
  std::from_chars(count.data(), count.data() + count.size(), rows);
  return rows;
}

std::string_view Prepared::bytes_at(int column) const {
  return {PQgetvalue(answer_.get(), row_, column),
          static_cast<std::size_t>(PQgetlength(answer_.get(), row_, column))};
}

bool Prepared::is_null(int column) {
  return PQgetisnull(answer_.get(), row_, column) != 0;
}

sql::ValueKind Prepared::kind_at(int column) {
  if (is_null(column)) return sql::ValueKind::kNull;
  switch (PQftype(answer_.get(), column)) {
    case kBool:
    case kInt2:
    case kInt4:
    case kInt8:
      return sql::ValueKind::kInteger;
    case kFloat4:
    case kFloat8:
      return sql::ValueKind::kReal;
    case kBytes:
      return sql::ValueKind::kBlob;
    default:
      return sql::ValueKind::kText;
  }
}

std::int64_t Prepared::integer_at(int column) {
  if (is_null(column)) return 0;
  const std::string_view bytes = bytes_at(column);
  switch (PQftype(answer_.get(), column)) {
    case kBool:
      return bytes[0] != 0 ? 1 : 0;
    case kInt2:
      return static_cast<std::int16_t>(big_endian<std::uint16_t>(bytes.data()));
    case kInt4:
      return static_cast<std::int32_t>(big_endian<std::uint32_t>(bytes.data()));
    case kInt8:
      return static_cast<std::int64_t>(big_endian<std::uint64_t>(bytes.data()));
    case kFloat8:
      return static_cast<std::int64_t>(real_at(column));
    default: {
      std::int64_t value = 0;
      std::from_chars(bytes.data(), bytes.data() + bytes.size(), value);
      return value;
    }
  }
}

double Prepared::real_at(int column) {
  if (is_null(column)) return 0;
  switch (PQftype(answer_.get(), column)) {
    case kFloat8:
      return std::bit_cast<double>(big_endian<std::uint64_t>(bytes_at(column).data()));
    case kFloat4:
      return std::bit_cast<float>(big_endian<std::uint32_t>(bytes_at(column).data()));
    default:
      return static_cast<double>(integer_at(column));
  }
}

std::string_view Prepared::text_at(int column) {
  if (is_null(column)) return {};
  switch (PQftype(answer_.get(), column)) {
    case kBool:
    case kInt2:
    case kInt4:
    case kInt8: {
      // As SQLite gives numbers for texts.
      numbers_.push_back(std::to_string(integer_at(column)));
      return numbers_.back();
    }
    default:
      return bytes_at(column);
  }
}

void Prepared::reset() noexcept {
  if (std::exchange(is_under_way_, false)) connection_.end_stream();
  answer_.reset();
  row_ = -1;
  numbers_.clear();
}

}  // namespace tearsheet::store::postgres
