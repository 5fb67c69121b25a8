// The chain of evidence: what happens by the rules fits it, what happens behind tearsheet's back does
// not.
#include "store/evidence.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "store/maintenance.h"
#include "store/removal.h"
#include "store_fixture.h"

namespace tearsheet::store {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class Chain : public StoreWithSite {
 protected:
  std::int64_t tell(UrlHash key, const std::string& body, const std::string& date = "2025-11-14") {
    return put(
        key, {.title = "Story " + std::to_string(key), .summary = "", .body = body, .date = date});
  }
  void request(int number) {
    ASSERT_TRUE(store_->begin());
    FetchRecord fetch;
    fetch.site = site_;
    fetch.host = "http://harbour.example";
    fetch.url = "http://harbour.example/" + std::to_string(number);
    fetch.purpose = "article";
    fetch.started = kNow;
    fetch.status = 200;
    ASSERT_TRUE(store_->put_fetch(fetch));
    ASSERT_TRUE(store_->commit());
  }
  // Three requests, two articles, one of them in two versions, and the end of the run.
  void write_some() {
    for (int i = 1; i <= 3; ++i) request(i);
    tell(1, kText);
    tell(2, "A short note on the tides of the year.");
    tell(1, kText + " And then the pilots came back to the mole.");
    end();
  }
  void end() { ASSERT_TRUE(store_->end_run(kNow, "done", {}, {})); }
  EvidenceReport verified(const std::string& known = {}) {
    const auto report = verify_evidence(file_, known, [](const std::string&) {});
    EXPECT_TRUE(report) << report.error().message;
    return report.value_or(EvidenceReport());
  }
  std::string first_problem() {
    const EvidenceReport report = verified();
    return report.problems.empty() ? "" : report.problems.front().what;
  }
  void behind_its_back(const std::string& sql) {
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
    other.exec(sql);
  }

  const std::string kText =
      "The harbour board met on Monday to speak of the ferry that had been late for a year, of the"
      " quays that had sunk by an inch, and of the cranes that nobody had asked for. It was a long"
      " evening, and in the end the cranes stayed where they were.";
};

TEST_F(Chain, FitsWhatWasWritten) {
  write_some();
  const EvidenceReport report = verified();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.checked.at("requests"), 3);
  EXPECT_EQ(report.checked.at("texts"), 3);
  ASSERT_EQ(report.heads.size(), 1);
  EXPECT_EQ(report.heads.front().entry, report.entries);
  EXPECT_EQ(report.heads.front().hash, report.head);
  EXPECT_EQ(report.head.size(), 32);
}

struct Tampering {
  const char* name;
  const char* sql;
  const char* what;
};
class ChainAgainst : public Chain, public testing::WithParamInterface<Tampering> {};

TEST_P(ChainAgainst, NamesWhatWasChanged) {
  write_some();
  behind_its_back(GetParam().sql);
  EXPECT_EQ(first_problem(), GetParam().what);
}

INSTANTIATE_TEST_SUITE_P(
    Tamperings, ChainAgainst,
    testing::Values(
        Tampering{"RequestsAddress", "UPDATE fetches SET url = 'http://x.example/' WHERE id = 2",
                  "request 2 was changed"},
        Tampering{"RequestsStatus", "UPDATE fetches SET status = 404 WHERE id >= 2",
                  "request 2 was changed"},
        Tampering{"Text", "UPDATE articles SET body = body || '.' WHERE id = 2",
                  "text 1 of article 2 was changed"},
        Tampering{"Date", "UPDATE articles SET date = NULL WHERE id = 1",
                  "text 2 of article 1 was changed"},
        Tampering{"EarlierVersion", "UPDATE article_versions SET title = 'x'",
                  "text 1 of article 1 was changed"},
        Tampering{"VersionTakenOut", "DELETE FROM article_versions",
                  "text 1 of article 1 was taken out"},
        Tampering{"RequestTakenOut", "DELETE FROM fetches WHERE id = 3", "request 3 was taken out"},
        Tampering{
            "RequestPutIn",
            "INSERT INTO fetches SELECT 99, run_id, site_id, host, url, purpose, started,"
            " milliseconds, pause, status, bytes, conditional, address, error, url_id FROM fetches"
            " WHERE id = 1",
            "request 99 was put in"},
        Tampering{"VersionPutIn",
                  "INSERT INTO article_versions(article_id, version, title, summary, body, stored,"
                  " replaced) VALUES (2, 9, 't', '', 'b', 'x', 'x')",
                  "an earlier text of article 2 was put in"},
        Tampering{"EntryChanged", "UPDATE _evidence SET digest = zeroblob(32) WHERE entry = 3",
                  "entry 3 of the chain was changed"},
        Tampering{"EntryTakenOut", "DELETE FROM _evidence WHERE entry = 3",
                  "entry 3 of the chain was changed"},
        Tampering{
            "RemovalInvented",
            "INSERT INTO _evidence SELECT max(entry) + 1, 7, 0, 0, zeroblob(32), zeroblob(32),"
            " '{\"requests\":\"1-9\"}' FROM _evidence; DELETE FROM fetches WHERE id = 1",
            "request 1 was taken out"},
        Tampering{"EndCutOff",
                  "DELETE FROM _evidence WHERE entry = (SELECT max(entry) FROM _evidence)",
                  "the chain is not the one that run 1 ended with"}),
    [](const auto& test) { return test.param.name; });

TEST_F(Chain, HoldsAgainstWhoMakesItAnew) {
  write_some();
  const std::string noted = verified().head;
  request(4);
  EXPECT_THAT(verified(noted).problems, IsEmpty());
  EXPECT_THAT(verified(std::string(32, 'x')).problems, testing::SizeIs(1));
}

TEST_F(Chain, GoesOnOverRuns) {
  write_some();
  open();
  request(4);
  end();
  const EvidenceReport report = verified();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.heads.size(), 2);
}

TEST_F(Chain, ForgetsWhatWasRolledBack) {
  request(1);
  ASSERT_TRUE(store_->begin());
  ASSERT_TRUE(store_->put_fetch({}));
  store_->rollback();
  request(2);
  EXPECT_EQ(first_problem(), "");
}

TEST_F(Chain, FollowsDatesThatAreBroughtUpToDate) {
  tell(1, kText, "2025-11-14");
  tell(1, kText, "2025-11-13");
  EXPECT_EQ(first_problem(), "");
}

TEST_F(Chain, FollowsThinnedVersions) {
  for (int i = 0; i < 40; ++i)
    tell(1, kText + " Day " + std::string(static_cast<std::size_t>(i + 1), 'a') + " of it.");
  const EvidenceReport report = verified();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_GT(report.removed.at("texts"), 0);
}

TEST_F(Chain, FollowsWhatIsPruned) {
  write_some();
  store_.reset();
  PruneOptions options;
  options.keep.fetches = std::chrono::hours(24);
  options.keep.versions = std::chrono::hours(24);
  ASSERT_TRUE(prune_database(file_, options, kNow + std::chrono::hours(240)));
  EvidenceReport report = verified();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.removed.at("requests"), 3);
  EXPECT_EQ(report.removed.at("texts"), 1);
  // Numbers that are used again are other rows.
  open();
  request(5);
  EXPECT_EQ(first_problem(), "");
  behind_its_back("DELETE FROM fetches");
  EXPECT_EQ(first_problem(), "request 1 was taken out");
}

TEST_F(Chain, FollowsWhatIsDeletedAndTellsNothingOfIt) {
  write_some();
  store_.reset();
  ASSERT_TRUE(remove_articles(file_, std::vector<std::int64_t>{1}, {.why = "on request"}, kNow));
  const EvidenceReport report = verified();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.removed.at("texts"), 2);
  SQLite::Database other(file_.string());
  EXPECT_EQ(other.execAndGet("SELECT note FROM _evidence WHERE kind = 7").getString(),
            R"({"why":"removed: on request","articles":"1"})");
}

TEST_F(Chain, OfAnOlderDatabaseBeginsAtTheUpgrade) {
  write_some();
  store_.reset();
  behind_its_back(
      "DROP TABLE _evidence; DROP TABLE _evidence_head; DROP TRIGGER _page_assets_gone;"
      " DROP TABLE _asset; DROP TABLE _page_asset; DROP TABLE _page_with_assets;"
      " DROP INDEX fetches_site; ALTER TABLE fetches DROP COLUMN url_id;"
      " DROP INDEX articles_site_moment; CREATE INDEX articles_site_date ON articles(date);"
      " PRAGMA user_version = 28");
  open();
  EvidenceReport report = verified();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.older.at("requests"), 3);
  EXPECT_EQ(report.older.at("articles"), 2);
  tell(2, "A short note on the tides of the year, and on the storms.");
  request(4);
  report = verified();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.older.at("articles"), 1);
  behind_its_back("UPDATE fetches SET url = 'x' WHERE id = 4");
  EXPECT_EQ(first_problem(), "request 4 was changed");
}

TEST_F(Chain, KeepsWhatIsMadeOfItsHeads) {
  write_some();
  auto head = store_->evidence_head();
  ASSERT_TRUE(head && *head);
  EXPECT_THAT((*head)->text(), HasSubstr("tearsheet evidence 1\n"));
  (*head)->key = "k";
  (*head)->signature = "s";
  ASSERT_TRUE(store_->put_signature(**head));
  (*head)->authority = "https://tsa.example/";
  (*head)->stamp = std::string("\0t", 2);
  ASSERT_TRUE(store_->put_stamp(**head));
  const EvidenceReport report = verified();
  EXPECT_EQ(report.heads.front().signature, "s");
  EXPECT_EQ(report.heads.front().stamp, std::string("\0t", 2));
  EXPECT_EQ(report.heads.front().text(), (*head)->text());
}

}  // namespace
}  // namespace tearsheet::store
