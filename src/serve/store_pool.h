// Connections to the database, one for each request under way: a store belongs to one thread at a
// time. Private to the folder.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace tearsheet::serve {

/// Any thread; outlives what it lent.
class StorePool {
 public:
  /// A file, or the address of a server's.
  explicit StorePool(std::string database) : database_(std::move(database)) {}

  /// Gives the store back at its end.
  class Loan {
   public:
    Loan(StorePool& pool, std::unique_ptr<store::Store> store)
        : pool_(&pool), store_(std::move(store)) {}
    Loan(Loan&&) = default;
    Loan& operator=(Loan&&) = delete;
    ~Loan() {
      if (store_) pool_->give_back(std::move(store_));
    }
    store::Store& operator*() const { return *store_; }
    store::Store* operator->() const { return store_.get(); }
    /// It is closed instead: after an error its file may be another one.
    void drop() { store_.reset(); }

   private:
    StorePool* pool_;
    std::unique_ptr<store::Store> store_;
  };

  Result<Loan> lend();

 private:
  void give_back(std::unique_ptr<store::Store> store);

  const std::string database_;
  std::mutex mutex_;  // guards idle_
  std::vector<std::unique_ptr<store::Store>> idle_;
};

}  // namespace tearsheet::serve
