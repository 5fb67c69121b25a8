#include "store/postgres/connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace tearsheet::store::postgres {
namespace {

// So many answers may wait unread: the server stops reading when nobody reads what it says.
constexpr std::size_t kMostPending = 512;

constexpr std::chrono::milliseconds kFirstPause{100}, kLongestPause{2000};

std::string one_line(const char* message) {
  std::string line = message == nullptr ? "" : message;
  line.resize(std::min(line.find('\n'), line.size()));
  return line;
}

}  // namespace

std::string without_password(const std::string& address) {
  const std::size_t user = address.find("://");
  if (user == std::string::npos) return address;
  const std::size_t end = std::min(address.find('/', user + 3), address.size());
  const std::size_t at = address.rfind('@', end);
  if (at == std::string::npos || at < user) return address;
  const std::size_t colon = address.find(':', user + 3);
  if (colon == std::string::npos || colon > at) return address;
  return address.substr(0, colon) + address.substr(at);
}

bool Trouble::is_connection() const {
  // 08: connection; 57P01 to 57P03: the server is going down or coming up.
  return state_.empty() || state_.starts_with("08") || state_.starts_with("57P0") ||
         state_ == "25P03";
}

bool Trouble::is_passing() const {
  return is_connection() || state_ == "40001" || state_ == "40P01" || state_ == "40003" ||
         state_ == "22012" || state_ == "53300";
}

Connection::Connection(std::string address)
    : address_(std::move(address)), name_(without_password(address_)) {}

Connection::~Connection() = default;

bool Connection::is_lost() const {
  return !link_ || PQstatus(link_.get()) != CONNECTION_OK;
}

void Connection::connect() {
  tried_at_ = SystemClock().steady();
  // What the address says itself goes before these. A peer that is gone is noticed in half a minute.
  static constexpr std::array<const char*, 9> kNames = {
      "fallback_application_name", "connect_timeout",  "keepalives_idle",
      "keepalives_interval",       "keepalives_count", "tcp_user_timeout",
      "client_encoding",           "dbname",           nullptr};
  const std::array<const char*, 9> values = {
      "tearsheet", "10", "10", "5", "3", "25000", "UTF8", address_.c_str(), nullptr};
  constexpr int kExpand = 1;
  link_.reset(PQconnectdbParams(kNames.data(), values.data(), kExpand));
  ++session_;
  in_transaction_ = is_broken_ = false;
  pending_ = syncs_ = 0;
  if (PQstatus(link_.get()) != CONNECTION_OK) {
    std::string why = one_line(PQerrorMessage(link_.get()));
    link_.reset();
    throw Trouble("", std::move(why));
  }
  PQsetNoticeProcessor(
      link_.get(), [](void*, const char*) {}, nullptr);
  // A worker that froze in a transaction gives its rows free.
  execute("SET idle_in_transaction_session_timeout = '60s'; SET jit = off");
  if (connected_) connected_();
}

void Connection::ensure() {
  if (is_lost()) connect();
}

void Connection::lost() {
  std::string why = link_ ? one_line(PQerrorMessage(link_.get())) : "the connection is lost";
  is_broken_ = true;
  throw Trouble("", std::move(why));
}

void Connection::check(const PGresult* answer) {
  switch (PQresultStatus(answer)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
    case PGRES_PIPELINE_SYNC:
      return;
    default:
      break;
  }
  is_broken_ = true;
  if (link_ == nullptr || PQstatus(link_.get()) != CONNECTION_OK) lost();
  const char* const state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
  const char* const text = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
  std::string why = text != nullptr ? text : one_line(PQresultErrorMessage(answer));
  // What libpq itself says has no state: nobody answers any more, whatever PQstatus() knows by now.
  if (state == nullptr) link_.reset();
  throw Trouble(state != nullptr ? state : "", std::move(why));
}

Prepared& Connection::operator()(const char* text) {
  auto& made = made_[text];
  if (!made) made = std::make_unique<Prepared>(*this, with_dollars(text));
  return *made;
}

void Connection::execute(const std::string& text) {
  if (is_lost()) connect();
  const Answer done(PQexec(link_.get(), text.c_str()));
  check(done.get());
}

// In a pipeline an answer is followed by a null.
Answer Connection::next_answer() {
  Answer answer(PQgetResult(link_.get()));
  if (!answer) lost();
  while (Answer more{PQgetResult(link_.get())}) {
    if (PQstatus(link_.get()) != CONNECTION_OK) lost();
  }
  return answer;
}

void Connection::take_pending() {
  while (pending_ > 0) {
    const Answer answer = next_answer();
    --pending_;
    check(answer.get());
  }
}

void Connection::prepare(Prepared& statement) {
  if (statement.prepared_in_ == session_) return;
  statement.name_ = fmt::format("s{}", ++numbered_);
  if (PQsendPrepare(link_.get(), statement.name_.c_str(), statement.text_.c_str(), 0, nullptr) != 1)
    lost();
  if (in_transaction_) {
    ++pending_;
  } else {
    const Answer done = next_answer();
    check(done.get());
  }
  statement.prepared_in_ = session_;
}

void Connection::send(Prepared& statement) {
  if (is_broken_) throw Trouble("25P02", "the transaction failed before");
  prepare(statement);
  statement.send();
  if (++pending_ < kMostPending) return;
  if (PQsendFlushRequest(link_.get()) != 1 || PQflush(link_.get()) < 0) lost();
  take_pending();
}

void Connection::begin_asking(Prepared& statement) {
  if (!in_transaction_) ensure();
  if (is_broken_ && in_transaction_) throw Trouble("25P02", "the transaction failed before");
  prepare(statement);
  statement.send();
  if (!in_transaction_) return;
  if (PQsendFlushRequest(link_.get()) != 1 || PQflush(link_.get()) < 0) lost();
  take_pending();
}

Answer Connection::ask(Prepared& statement) {
  begin_asking(statement);
  Answer answer = next_answer();
  check(answer.get());
  return answer;
}

// The last answer has no row, and a null behind it.
Answer Connection::next_of_stream() {
  Answer answer(PQgetResult(link_.get()));
  if (!answer) lost();
  if (PQresultStatus(answer.get()) != PGRES_SINGLE_TUPLE) {
    while (Answer more{PQgetResult(link_.get())}) {
      if (PQstatus(link_.get()) != CONNECTION_OK) lost();
    }
  }
  check(answer.get());
  return answer;
}

// Nobody wants the rest, which may be a million rows.
void Connection::end_stream() noexcept {
  const Handle<PGcancel, PQfreeCancel> cancel(PQgetCancel(link_.get()));
  std::array<char, 256> why{};
  if (!in_transaction_ && cancel) PQcancel(cancel.get(), why.data(), why.size());
  while (Answer more{PQgetResult(link_.get())}) {
    if (PQstatus(link_.get()) != CONNECTION_OK) return;
  }
}

void Connection::begin(const char* how) {
  ensure();
  try {
    execute(std::string("BEGIN ") + how);
  } catch (const Trouble&) {
    link_.reset();  // whatever of it was begun
    throw;
  }
  if (PQenterPipelineMode(link_.get()) != 1) lost();
  in_transaction_ = true;
  is_broken_ = false;
  pending_ = 0;
}

void Connection::commit(const std::vector<std::string>& last) {
  if (is_broken_) throw Trouble("25P02", "the transaction failed before");
  const auto send_text = [&](const char* text) {
    if (PQsendQueryParams(link_.get(), text, 0, nullptr, nullptr, nullptr, nullptr, 0) != 1) lost();
    ++pending_;
  };
  for (const std::string& text : last) send_text(text.c_str());
  send_text("COMMIT");
  if (PQpipelineSync(link_.get()) != 1) lost();
  ++syncs_;
  take_pending();
  take_syncs();
  if (PQexitPipelineMode(link_.get()) != 1) lost();
  in_transaction_ = false;
}

void Connection::take_syncs() {
  while (syncs_ > 0) {
    const Answer answer(PQgetResult(link_.get()));
    if (PQstatus(link_.get()) != CONNECTION_OK) lost();
    if (answer && PQresultStatus(answer.get()) == PGRES_PIPELINE_SYNC) --syncs_;
  }
}

// Whatever is open; what was prepared in it may not be there.
void Connection::rollback() noexcept {
  try {
    const bool was_open = std::exchange(in_transaction_, false);
    is_broken_ = false;
    if (!was_open || !link_ || PQstatus(link_.get()) != CONNECTION_OK) return;
    if (PQpipelineSync(link_.get()) != 1) lost();
    ++syncs_;
    take_syncs();
    pending_ = 0;
    if (PQexitPipelineMode(link_.get()) != 1) lost();
    execute("ROLLBACK");
    execute("DEALLOCATE ALL");
    ++session_;
  } catch (const std::exception&) {
    link_.reset();  // the server rolls back by itself
    is_broken_ = false;
  }
}

void Connection::recover(int tries, const std::stop_token& stop) {
  const auto pause = std::min<std::chrono::milliseconds>(
      kFirstPause * (1 << std::clamp(tries, 0, 6)), kLongestPause);
  if (stop.stop_requested()) {
    std::this_thread::sleep_for(kFirstPause);
  } else {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait_for(lock, stop, pause, [] { return false; });
  }
  if (is_lost()) link_.reset();
}

}  // namespace tearsheet::store::postgres
