// libpq behind the store: one connection, its errors, its prepared statements. Private to
// store/postgres/.
//
// Inside a transaction statements without rows are only sent (libpq's pipeline mode); what they
// came to is read before the next rows are, and at the commit. So a batch costs a round trip a
// question, not a statement.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/handle.h"
#include "base/result.h"
#include "store/sql/statement.h"

namespace tearsheet::store::postgres {

using Answer = Handle<PGresult, PQclear>;

/// What the server or the way to it refused.
class Trouble : public std::exception {
 public:
  Trouble(std::string state, std::string message)
      : state_(std::move(state)), message_(std::move(message)) {}
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }
  /// SQLSTATE; empty: the connection is lost.
  [[nodiscard]] const std::string& state() const { return state_; }
  [[nodiscard]] bool is_connection() const;
  /// That it was somebody else's transaction, or the connection: the same once more may go through.
  [[nodiscard]] bool is_passing() const;

 private:
  std::string state_, message_;
};

class Connection;

/// A statement by its text, prepared when it is first run on a connection.
class Prepared final : public sql::Statement {
 public:
  Prepared(Connection& connection, std::string text);

  void bind(int index, std::int64_t value) override;
  void bind(int index, double value) override;
  void bind_text(int index, const std::string& value) override;
  void bind_blob(int index, std::string_view value) override;
  void bind_null(int index) override;
  void stream() override { is_stream_ = true; }
  bool step() override;
  void run() override;
  std::int64_t run_counted() override;
  [[nodiscard]] std::int64_t integer_at(int column) override;
  [[nodiscard]] double real_at(int column) override;
  [[nodiscard]] bool is_null(int column) override;
  [[nodiscard]] sql::ValueKind kind_at(int column) override;
  [[nodiscard]] std::string_view text_at(int column) override;
  void reset() noexcept override;

 private:
  friend class Connection;
  struct Parameter {
    const char* data = nullptr;
    int length = 0, format = 0;
    std::string own;  // where the value had to be written out
  };
  Parameter& at(int index);
  [[nodiscard]] std::string_view bytes_at(int column) const;
  void send();

  Connection& connection_;
  const std::string text_;
  std::string name_;
  std::uint64_t prepared_in_ = 0;     // Connection::session_
  std::deque<Parameter> parameters_;  // never moved: some point into themselves
  bool is_stream_ = false, is_under_way_ = false;
  Answer answer_;
  int row_ = -1;
  std::list<std::string> numbers_;  // of the row, that were asked for as texts
};

class Connection final : public sql::Statements {
 public:
  /// `address`: a connection URI. Connects when it is first needed.
  explicit Connection(std::string address);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// The address without its password.
  [[nodiscard]] const std::string& name() const { return name_; }

  Prepared& operator()(const char* text) override;
  Prepared& either(const char*, const char* postgres) override { return (*this)(postgres); }

  /// Which of its sessions with the server this is; connects where needed.
  std::uint64_t session() {
    ensure();
    return session_;
  }
  /// Whether there is no connection, or none that works.
  [[nodiscard]] bool is_lost() const;
  /// When this one was made, or could not be made.
  [[nodiscard]] SteadyTime tried_at() const { return tried_at_; }
  /// Called when one was made.
  void on_connected(std::function<void()> connected) { connected_ = std::move(connected); }
  /// Any number of statements at once, outside of a pipeline.
  void execute(const std::string& text);

  /// `how`: what is told behind BEGIN.
  void begin(const char* how = "");
  /// `last` goes before it in one packet: what must not be held up between the two, or fails if
  /// the transaction must not be.
  void commit(const std::vector<std::string>& last = {});
  void rollback() noexcept;
  [[nodiscard]] bool in_transaction() const { return in_transaction_; }
  /// Waits a moment that grows with `tries`, or until `stop`, then connects anew if the connection is
  /// lost.
  void recover(int tries, const std::stop_token& stop = {});

 private:
  friend class Prepared;
  void connect();
  void ensure();
  [[noreturn]] void lost();
  void check(const PGresult* answer);
  void take_pending();
  void take_syncs();
  Answer next_answer();
  void prepare(Prepared& statement);
  void send(Prepared& statement);
  Answer ask(Prepared& statement);
  void begin_asking(Prepared& statement);
  Answer next_of_stream();
  void end_stream() noexcept;

  const std::string address_, name_;
  std::function<void()> connected_;
  SteadyTime tried_at_{};
  Handle<PGconn, PQfinish> link_;
  std::uint64_t session_ = 0;  // goes up when what was prepared is there no more
  std::uint64_t numbered_ = 0;
  bool in_transaction_ = false;
  bool is_broken_ = false;   // in a transaction: an error was read, nothing more is asked
  std::size_t pending_ = 0;  // answers that were not read
  std::size_t syncs_ = 0;    // ends of the pipeline that were not read
  std::map<const char*, std::unique_ptr<Prepared>> made_;
};

[[nodiscard]] std::string without_password(const std::string& address);

/// $1 for ?1, and $2 for a ? behind it.
[[nodiscard]] std::string with_dollars(std::string_view text);

/// A text as an array's element, for parameters of type text[]: {"a","b"}.
[[nodiscard]] std::string array_of(const std::vector<std::string>& texts);
[[nodiscard]] std::string array_of(const std::vector<std::int64_t>& numbers);

}  // namespace tearsheet::store::postgres
